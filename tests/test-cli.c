/* arcj as a program: what it prints, where, and how it exits. */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *arcj;

typedef struct {
  char *folder;
  char *journal;
  char *out;
  char *err;
  int status;
} Fixture;

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    if (g_unlink (child) < 0)
      remove_folder (child);
  }
  g_rmdir (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("arcj-XXXXXX", NULL);
  fixture->journal = g_build_filename (fixture->folder, "journal.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->journal);
  g_free (fixture->out);
  g_free (fixture->err);
}

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static GSubprocess *
spawn (Fixture *fixture, GSubprocessFlags flags, const char *const *args)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "ARC_JOURNAL", fixture->journal, TRUE);
  g_ptr_array_add (argv, arcj);
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) args[i]);
  g_ptr_array_add (argv, NULL);
  GSubprocess *process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static char *
dup_bytes (GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  return length > 0 ? g_strndup (data, length) : g_strdup ("");
}

static void
run_argv (Fixture *fixture, const char *input, const char *const *args)
{
  g_autoptr (GSubprocess) process =
      spawn (fixture,
             G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                 G_SUBPROCESS_FLAGS_STDERR_PIPE,
             args);
  g_autoptr (GBytes) in = g_bytes_new (input, input != NULL ? strlen (input) : 0);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_communicate (process, in, NULL, &out, &err, &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  g_subprocess_wait (process, NULL, NULL);
  g_free (fixture->out);
  g_free (fixture->err);
  fixture->out = dup_bytes (out);
  fixture->err = dup_bytes (err);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);
}

#define run(fixture, ...) run_argv (fixture, NULL, (const char *const[]){__VA_ARGS__, NULL})
#define run_with(fixture, input, ...)                                                              \
  run_argv (fixture, input, (const char *const[]){__VA_ARGS__, NULL})

static void
assert_done (Fixture *fixture)
{
  if (fixture->status != 0)
    g_error ("exit %d: %s", fixture->status, fixture->err);
  g_assert_cmpstr (fixture->err, ==, "");
}

/* Exit 1, nothing on stdout, and exactly this line. */
static void
assert_failed (Fixture *fixture, const char *line)
{
  g_autofree char *expected = g_strdup_printf ("arcj: %s\n", line);

  g_assert_cmpstr (fixture->err, ==, expected);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
}

/* Exit 2, this line and the hint. */
static void
assert_usage (Fixture *fixture, const char *line, const char *command)
{
  g_autofree char *expected = g_strdup_printf ("arcj: %s\nSee “arcj %s%s--help”.\n", line, command,
                                               *command != '\0' ? " " : "");

  g_assert_cmpstr (fixture->err, ==, expected);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” lacks “%s”", text, part);
}

/* Without its line end, which has to be there. */
static char *
dup_line (const char *out)
{
  g_assert_true (g_str_has_suffix (out, "\n"));
  return g_strndup (out, strlen (out) - 1);
}

static char *
add (Fixture *fixture, const char *action, const char *date)
{
  run (fixture, "add", "--action", action, "--date", date);
  assert_done (fixture);
  g_assert_cmpuint (strlen (fixture->out), ==, 37);
  return dup_line (fixture->out);
}

static char *
write_file (Fixture *fixture, const char *name, const char *content)
{
  char *path = path_of (fixture, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static char *
read_file (const char *path)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* ---- usage ---- */

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  run (fixture, "--help");
  assert_done (fixture);
  assert_contains (fixture->out, "Usage: arcj [--journal FILE] COMMAND …\n");
  assert_contains (fixture->out, "\n  undelete    Take an entry out of the trash\n");
  run (fixture, "--version");
  assert_done (fixture);
  g_assert_true (g_str_has_prefix (fixture->out, "arcj (ARC Journal) "));
  run (fixture, "search", "--help");
  assert_done (fixture);
  assert_contains (fixture->out, "Usage: arcj search QUERY… ");
  assert_contains (fixture->out, "--limit=NUMBER");

  run_argv (fixture, NULL, (const char *const[]){NULL});
  assert_usage (fixture, "A command is missing.", "");
  run (fixture, "dream");
  assert_usage (fixture, "There is no command “dream”.", "");
  run (fixture, "--frob", "list");
  assert_usage (fixture, "There is no option “--frob”.", "");
  run (fixture, "--journal");
  assert_usage (fixture, "--journal needs a file.", "");
  run (fixture, "list", "--frob");
  assert_usage (fixture, "There is no option “--frob”.", "list");
  run (fixture, "list", "x");
  assert_usage (fixture, "“x” is one argument too many.", "list");
  run (fixture, "show");
  assert_usage (fixture, "An argument is missing: arcj show ID [--format text|markdown|jsonl]",
                "show");
  run (fixture, "add", "--outcome", "good");
  assert_usage (fixture, "“good” is not an outcome: achieved, partly or missed.", "add");
  run (fixture, "add", "--lens", "x");
  assert_usage (fixture, "“x” is not a lens: individual, manager, executive or facilitator.",
                "add");
  run (fixture, "add", "--date", "soon");
  assert_usage (fixture, "“soon” is not a date. Write it like 2026-11-20 or “2026-11-20 14:30”.",
                "add");
  run (fixture, "add", "--amount", "many");
  assert_usage (fixture, "“many” is not a number.", "add");
  run (fixture, "add", "--evidence", "felt", "--unit", "x");
  assert_usage (fixture, "An amount and a unit go with --evidence measured only.", "add");
  run (fixture, "add", "--title", "\xff");
  assert_usage (fixture, "An argument is not valid UTF-8 text.", "add");
  run (fixture, "add", "--action", "-", "--change", "-");
  assert_usage (fixture, "Only one text can be read from standard input.", "add");
  run (fixture, "list", "--limit", "0");
  assert_usage (fixture, "“0” is not a number of entries.", "list");
  run (fixture, "list", "--format", "csv");
  assert_usage (fixture, "“csv” is not one of these formats: text, jsonl.", "list");
  run (fixture, "import", "x", "--map", "a=b");
  assert_usage (fixture,
                "“b” is not a part of an entry. Fields can go to action, reflection, change, "
                "title, topic, tags, outcome, date and lens.",
                "import");
  run (fixture, "export", "--to", "csv", "--with-history");
  assert_usage (fixture, "CSV has no place for the history; use --to jsonl.", "export");
  run (fixture, "stats", "--format", "xml");
  assert_usage (fixture, "“xml” is not one of these formats: text, json.", "stats");
  g_assert_false (g_file_test (fixture->journal, G_FILE_TEST_EXISTS));
}

static void
test_no_journal (Fixture *fixture, gconstpointer data)
{
  const char *const commands[][3] = {
      {"list"}, {"search", "x"}, {"show", "01"}, {"export"}, {"check"}, {"stats"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    run_argv (fixture, NULL, commands[i]);
    g_assert_cmpint (fixture->status, ==, 1);
    g_assert_cmpstr (fixture->out, ==, "");
    g_assert_cmpuint (count_lines (fixture->err), ==, 1);
    assert_contains (fixture->err, fixture->journal);
  }
  g_assert_false (g_file_test (fixture->journal, G_FILE_TEST_EXISTS));

  /* Nobody named a journal: nothing is wrong, there is just nothing yet. */
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_subprocess_launcher_unsetenv (launcher, "ARC_JOURNAL");
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->folder, TRUE);
  process = g_subprocess_launcher_spawn (launcher, NULL, arcj, "list", NULL);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_cmpstr (out, ==, "");
  g_assert_cmpstr (err, ==, "There is no journal yet; “arcj add” begins one.\n");
}

/* ---- writing and reading ---- */

static void
test_add_show (Fixture *fixture, gconstpointer data)
{
  run (fixture, "add", "--title", "Reports", "--action", "I exported.", "--reflection",
       "It took long.", "--change", "Ask Mia.", "--date", "2026-11-20 15:03", "--outcome", "partly",
       "--tag", "sales", "--tag", "Ärger", "--tag", "SALES", "--topic", "CRM", "--lens", "manager",
       "--amount", "12.5", "--unit", "minutes");
  assert_done (fixture);
  g_autofree char *id = dup_line (fixture->out);
  g_autofree char *prefix = g_strndup (id, 15);
  g_autofree char *upper = g_ascii_strup (prefix, -1);

  run (fixture, "show", upper);
  assert_done (fixture);
  g_autofree char *expected = g_strdup_printf (
      "Reports\n"
      "20 November 2026, 15:03 · CRM · Partly · Manager · I measured it: 12.5 minutes\n"
      "#sales #Ärger\n"
      "\nACTION\nI exported.\n\nREFLECTION\nIt took long.\n\nCHANGE\nAsk Mia.\n\n%s\n",
      id);
  g_assert_cmpstr (fixture->out, ==, expected);

  run (fixture, "show", id, "--format", "jsonl");
  assert_done (fixture);
  assert_contains (fixture->out, "\"occurred_at\":\"2026-11-20T14:03:00Z\",\"zone\":"
                                 "\"Europe/Berlin\",");
  assert_contains (
      fixture->out,
      "\"title\":\"Reports\",\"action\":\"I exported.\",\"reflection\":\"It took long.\","
      "\"change\":\"Ask Mia.\",\"outcome\":\"partly\",\"lens\":\"manager\",\"topic\":\"CRM\","
      "\"tags\":[\"sales\",\"Ärger\"],\"evidence\":{\"kind\":\"measured\",\"amount\":12.5,"
      "\"unit\":\"minutes\"}}\n");
  run (fixture, "show", id, "--format", "markdown");
  assert_done (fixture);
  assert_contains (fixture->out, "# Reports\n\n- Date: 2026-11-20 15:03 (Europe/Berlin)\n");

  struct stat info;
  g_assert_cmpint (g_stat (fixture->journal, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  run (fixture, "show", "ffffffff");
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpuint (count_lines (fixture->err), ==, 1);
  run (fixture, "show", "xyz");
  g_assert_cmpint (fixture->status, ==, 1);
}

static void
test_journal_option (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = path_of (fixture, "other.db");
  g_autofree char *option = g_strconcat ("--journal=", other, NULL);

  run (fixture, "--journal", other, "add", "--action", "before");
  assert_done (fixture);
  run (fixture, "add", "--journal", other, "--action", "after");
  assert_done (fixture);
  run (fixture, option, "list");
  assert_done (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 2);
  g_assert_false (g_file_test (fixture->journal, G_FILE_TEST_EXISTS));
}

static void
test_add_nothing (Fixture *fixture, gconstpointer data)
{
  run (fixture, "add", "--title", "");
  assert_failed (fixture, "Nothing was written, so nothing was saved.");
  run (fixture, "add", "--action", "", "--topic", "CRM");
  assert_failed (fixture, "Nothing was written, so nothing was saved.");
  g_assert_false (g_file_test (fixture->journal, G_FILE_TEST_EXISTS));
}

static void
test_add_stdin (Fixture *fixture, gconstpointer data)
{
  run_with (fixture, "line 1\nline 2 😀\n\n", "add", "--action", "-", "--title", "T");
  assert_done (fixture);
  g_autofree char *id = dup_line (fixture->out);
  run (fixture, "show", id, "--format", "jsonl");
  assert_contains (fixture->out, "\"action\":\"line 1\\nline 2 😀\\n\",");
  run_with (fixture, "windows\r\n", "edit", id, "--change", "-");
  assert_done (fixture);
  run (fixture, "show", id, "--format", "jsonl");
  assert_contains (fixture->out, "\"change\":\"windows\",");

  run_with (fixture, "a\xff", "add", "--action", "-");
  assert_failed (fixture, "Standard input is not valid UTF-8 text without NUL characters.");
  g_autofree char *big = g_strnfill (11 * 1024 * 1024, 'x');
  run_with (fixture, big, "add", "--action", "-");
  assert_failed (fixture, "Action is longer than 10 MiB. Split it into several entries.");
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  run (fixture, "add", "--action", "A", "--tag", "x", "--topic", "T", "--outcome", "missed",
       "--evidence", "measured", "--amount", "3", "--unit", "calls");
  g_autofree char *id = dup_line (fixture->out);
  g_autofree char *line = g_strconcat (id, "\n", NULL);

  run (fixture, "edit", id, "--change", "C", "--tag", "", "--outcome", "", "--unit", "mails");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, line);
  run (fixture, "show", id, "--format", "jsonl");
  assert_contains (fixture->out,
                   "\"action\":\"A\",\"change\":\"C\",\"lens\":\"individual\",\"topic\":\"T\","
                   "\"evidence\":{\"kind\":\"measured\",\"amount\":3,\"unit\":\"mails\"}}\n");
  run (fixture, "edit", id, "--evidence", "", "--topic", "", "--date", "2026-01-02");
  assert_done (fixture);
  run (fixture, "show", id, "--format", "jsonl");
  assert_contains (fixture->out, "\"occurred_at\":\"2026-01-02T11:00:00Z\"");
  assert_contains (fixture->out, "\"change\":\"C\",\"lens\":\"individual\"}\n");
  run (fixture, "edit", id, "--action", "", "--change", "");
  assert_failed (fixture, "This would leave the entry empty. “arcj delete” moves it to the trash.");

  run (fixture, "history", id);
  assert_done (fixture);
  g_auto (GStrv) lines = g_strsplit (fixture->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_suffix (lines[0], "  Changed: Date, Topic, Evidence"));
  g_assert_true (g_str_has_suffix (lines[1], "  Changed: Change, Outcome, Tags, Evidence"));
  g_assert_true (g_str_has_suffix (lines[2], "  Written"));
  run (fixture, "history", id, "--format", "jsonl");
  assert_done (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 3);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "A", "2026-01-01");
  g_autofree char *expected =
      g_strdup_printf ("In the trash for 30 days; “arcj undelete %s” brings it back.\n", id);

  run (fixture, "delete", id);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, expected);
  run (fixture, "list");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "delete", id);
  g_assert_cmpint (fixture->status, ==, 1);
  run (fixture, "undelete", id);
  assert_done (fixture);
  run (fixture, "undelete", id);
  g_assert_cmpint (fixture->status, ==, 1);
  run (fixture, "list");
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *b = add (fixture, "second", "2026-02-28 23:59");
  g_autofree char *a = add (fixture, "first", "2025-12-31");
  g_autofree char *c = add (fixture, "third", "2026-03-01 00:00");
  g_autofree char *all = g_strdup_printf (
      "%s  2026-03-01  third\n%s  2026-02-28  second\n%s  2025-12-31  first\n", c, b, a);
  g_autofree char *february = g_strdup_printf ("%s  2026-02-28  second\n", b);
  g_autofree char *newest = g_strdup_printf ("%s  2026-03-01  third\n", c);

  run (fixture, "list");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, all);
  run (fixture, "list", "--since", "2026-02", "--until", "2026-02");
  g_assert_cmpstr (fixture->out, ==, february);
  run (fixture, "list", "--since", "2026-02-28", "--until", "2026-02-28");
  g_assert_cmpstr (fixture->out, ==, february);
  run (fixture, "list", "--limit", "1");
  g_assert_cmpstr (fixture->out, ==, newest);
  run (fixture, "edit", c, "--topic", "CRM", "--tag", "One", "--tag", "two", "--outcome", "missed",
       "--title", "Third");
  g_autofree char *marked = g_strdup_printf ("%s  2026-03-01  Third (Missed)\n", c);
  run (fixture, "list", "--topic", "crm", "--tag", "ONE", "--tag", "two", "--outcome", "missed");
  g_assert_cmpstr (fixture->out, ==, marked);
  run (fixture, "list", "--tag", "one", "--tag", "three");
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "list", "--outcome", "missed", "--outcome", "partly", "--format", "jsonl");
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  g_assert_true (g_str_has_prefix (fixture->out, "{\"type\":\"entry\",\"version\":1,\"id\":"));
  run (fixture, "list", "--since", "soon");
  assert_usage (fixture, "“soon” is not a day. Write it like 2026-11-20.", "list");
}

/* More than one page of the list. */
static void
test_long_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < 1203; i++)
    g_string_append_printf (
        lines, "{\"action\":\"number %u\",\"occurred_at\":\"2026-01-%02uT00:00:00Z\"}\n", i,
        i % 28 + 1);
  run_with (fixture, lines->str, "import", "-");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "1203 added, 0 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "list");
  assert_done (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1203);
  run (fixture, "list", "--limit", "777");
  g_assert_cmpuint (count_lines (fixture->out), ==, 777);
  run (fixture, "search", "number");
  g_assert_cmpuint (count_lines (fixture->out), ==, 100);
  run (fixture, "search", "number", "--limit", "600", "--format", "jsonl");
  g_assert_cmpuint (count_lines (fixture->out), ==, 600);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add (fixture, "今日は日本語を勉強した café Straße", "2026-01-01");
  g_autofree char *b = add (fixture, "reports for the client, exported", "2026-01-02");
  g_autofree char *line_b = g_strdup_printf ("%s  2026-01-02  reports for the client, exported\n"
                                             "    reports for the client, exported\n",
                                             b);
  const char *const odd[] = {"\"",    "AND", "*",    "col:x",    "-",  "--", "'",   "(",
                             "NEAR(", "^a",  "tag:", "before:x", "\\", "%",  "a\tb"};

  run (fixture, "search", "勉強");
  assert_done (fixture);
  g_assert_true (g_str_has_prefix (fixture->out, a));
  run (fixture, "search", "cafe", "strasse");
  g_assert_true (g_str_has_prefix (fixture->out, a));
  run (fixture, "search", "ex*", "client");
  g_assert_cmpstr (fixture->out, ==, line_b);
  run (fixture, "search", "-cafe");
  g_assert_cmpstr (fixture->out, ==, line_b);
  run (fixture, "search", "--", "-cafe");
  g_assert_cmpstr (fixture->out, ==, line_b);
  run (fixture, "search", "after:2026-01-02", "--limit", "5");
  g_assert_cmpstr (fixture->out, ==, line_b);
  run (fixture, "search", "nothing");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++) {
    if (g_str_equal (odd[i], "--"))
      run (fixture, "search", "--", odd[i]);
    else
      run (fixture, "search", odd[i]);
    assert_done (fixture);
  }
  g_autofree char *big = g_strnfill (10000, 'x');
  run (fixture, "search", big);
  assert_done (fixture);
  run (fixture, "search", "--limmit", "x");
  assert_usage (fixture, "There is no option “--limmit”.", "search");
}

/* ---- the editor ---- */

static void
set_editor (Fixture *fixture, const char *script)
{
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);
  g_autofree char *path = write_file (fixture, "editor", text);
  g_autofree char *command = g_strdup_printf ("'%s' --wait", path);

  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_setenv ("EDITOR", command, TRUE);
}

static void
test_editor_add (Fixture *fixture, gconstpointer data)
{
  struct stat info;
  g_autofree char *seen = path_of (fixture, "seen");
  g_autofree char *script = g_strdup_printf (
      "test \"$1\" = --wait || exit 9\n"
      "cp -p \"$2\" '%s'\n"
      "sed -i -e 's/^# $/# From the editor/' -e 's/^- Tags:$/- Tags: a, b/' \"$2\"\n"
      "printf 'I will.\\n' >> \"$2\"",
      seen);

  set_editor (fixture, script);
  run (fixture, "add", "--topic", "CRM");
  assert_done (fixture);
  g_autofree char *id = dup_line (fixture->out);
  run (fixture, "show", id, "--format", "jsonl");
  assert_contains (fixture->out,
                   "\"title\":\"From the editor\",\"change\":\"I will.\","
                   "\"lens\":\"individual\",\"topic\":\"CRM\",\"tags\":[\"a\",\"b\"]}");
  g_assert_cmpint (g_stat (seen, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_autofree char *page = read_file (seen);
  assert_contains (page, "\n## Action\n\n<!-- arc: What did you do? -->\n");
  g_assert_cmpuint (count_files (g_getenv ("XDG_RUNTIME_DIR")), ==, 0);
}

static void
test_editor_edit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "# old\n\n", "2026-01-02 03:04:05");

  set_editor (fixture, "sed -i 's/^- Outcome:$/- Outcome: missed/' \"$2\"");
  run (fixture, "edit", id);
  assert_done (fixture);
  run (fixture, "show", id, "--format", "jsonl");
  assert_contains (fixture->out, "\"occurred_at\":\"2026-01-02T02:04:05Z\"");
  assert_contains (fixture->out, "\"action\":\"# old\\n\\n\",\"outcome\":\"missed\",");

  set_editor (fixture, "touch \"$2\"");
  run (fixture, "edit", id);
  assert_failed (fixture, "Nothing was changed, so nothing was saved.");
  run (fixture, "add");
  assert_failed (fixture, "Nothing was changed, so nothing was saved.");
  set_editor (fixture, ": > \"$2\"");
  run (fixture, "add");
  assert_failed (fixture, "Nothing was written, so nothing was saved.");
  set_editor (fixture, "exit 3");
  run (fixture, "add");
  g_assert_cmpint (fixture->status, ==, 1);
  assert_contains (fixture->err, "did not end well.\n");
  g_assert_cmpuint (count_files (g_getenv ("XDG_RUNTIME_DIR")), ==, 0);
}

/* (transfer full): the file that the last message names as keeping the text. */
static char *
dup_kept (Fixture *fixture)
{
  const char *from = strstr (fixture->err, "kept in “");

  g_assert_nonnull (from);
  from += strlen ("kept in “");
  return g_strndup (from, strstr (from, "”") - from);
}

static void
test_editor_keeps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "old", "2026-01-02");
  struct stat info;

  set_editor (fixture, "printf 'precious\\n- Outcome: good\\n' > \"$2\"");
  run (fixture, "edit", id);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpuint (count_lines (fixture->err), ==, 1);
  g_assert_true (g_str_has_prefix (fixture->err, "arcj: line 1: This text stands in no section."));
  g_autofree char *kept = dup_kept (fixture);
  g_autofree char *text = read_file (kept);
  g_assert_cmpstr (text, ==, "precious\n- Outcome: good\n");
  g_assert_true (g_str_has_prefix (kept, fixture->folder));
  g_assert_cmpint (g_stat (kept, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* Saving fails: the entry is gone for good meanwhile, as is the journal. */
  g_autofree char *script = g_strdup_printf (
      "printf 'words\\n' >> \"$2\"; rm -f '%s'*; echo not a journal, certainly > '%s'",
      fixture->journal, fixture->journal);
  set_editor (fixture, script);
  run (fixture, "edit", id);
  g_assert_cmpint (fixture->status, ==, 1);
  g_autofree char *kept_again = dup_kept (fixture);
  g_autofree char *text_again = read_file (kept_again);
  assert_contains (text_again, "words\n");
}

static void
test_editor_conflict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "base", "2026-01-02");
  g_autofree char *script = g_strdup_printf ("'%s' edit %s --action theirs > /dev/null || exit 9\n"
                                             "sed -i 's/^base$/mine/' \"$2\"",
                                             arcj, id);

  set_editor (fixture, script);
  run (fixture, "edit", id);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (
      fixture->err, "Someone else changed this entry meanwhile, so both texts are kept: "));
  g_auto (GStrv) ids = g_strsplit (fixture->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (ids), ==, 3);
  g_assert_cmpstr (ids[0], ==, id);
  g_assert_cmpstr (ids[1], !=, id);
  run (fixture, "show", ids[0], "--format", "jsonl");
  assert_contains (fixture->out, "\"action\":\"theirs\"");
  run (fixture, "show", ids[1], "--format", "jsonl");
  assert_contains (fixture->out, "\"action\":\"mine\"");
}

static void
test_editor_none (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("EDITOR");
  run (fixture, "add");
  assert_failed (fixture, "There is no editor. Set EDITOR, or give the text with --action.");
}

/* ---- import and export ---- */

/* Everything that a journal can hold, in the form in which it is exported. */
static char *
nasty_journal (void)
{
  GString *out = g_string_new (NULL);
  g_autofree char *big = g_strnfill (1024 * 1024, 'b');
  const char *const texts[] = {
      "emoji 👩‍👩‍👧‍👦 \U0010ffff",
      "مرحبا \u202eabc\u202c שלום",
      "\\u0001\\u0002\\b\\t\\n\\u000b\\f\\r\\u000e\\u001f\x7f\xc2\x9b",
      "Windows\\r\\nline\\r\\nends\\r\\n",
      "\\n\\n blank \\n\\n",
      "\\\"quoted\\\" \\\\ back / slash",
      "# heading\\n## Action\\n\\\\# x",
      "=1+1",
      "'=2",
      big,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_append_printf (
        out,
        "{\"type\":\"entry\",\"version\":1,\"id\":\"019a9f00-0000-7000-8000-0000000000%02x\","
        "\"revision\":\"019a9f00-0000-7000-8000-0000000001%02x\","
        "\"occurred_at\":\"2026-11-%02uT14:03:11.%06uZ\",\"zone\":\"Europe/Berlin\","
        "\"created_at\":\"2026-11-20T14:03:11.000001Z\",\"modified_at\":\"2026-11-21T14:03:11Z\","
        "\"title\":\"Entry %u\",\"action\":\"%s\",\"reflection\":\"%s\",\"change\":\"c\","
        "\"outcome\":\"partly\",\"lens\":\"manager\",\"topic\":\"CRM\",\"tags\":[\"a; b\","
        "\"c, d\"],\"evidence\":{\"kind\":\"measured\",\"amount\":0.1,\"unit\":\"min\"}}\n",
        i, i, i + 1, i + 1, i, texts[i], texts[i]);
  return g_string_free (out, FALSE);
}

static void
assert_round_trip (Fixture *fixture, const char *format)
{
  g_autofree char *nasty = nasty_journal ();
  g_autofree char *first = path_of (fixture, "first");
  g_autofree char *second = path_of (fixture, "second");
  g_autofree char *third = path_of (fixture, "third");
  g_autofree char *other = path_of (fixture, "other.db");

  run_with (fixture, nasty, "import", "-");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "10 added, 0 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "export");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, nasty);

  run (fixture, "export", "--to", format, "--output", first);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "--journal", other, "import", first, "--from", format);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "10 added, 0 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "--journal", other, "export", "--to", format, "--output", second);
  assert_done (fixture);
  g_autofree char *a = read_file (first);
  g_autofree char *b = read_file (second);
  g_assert_cmpstr (a, ==, b);
  run (fixture, "--journal", other, "export", "--output", third);
  g_autofree char *c = read_file (third);
  g_assert_cmpstr (c, ==, nasty);
  run (fixture, "--journal", other, "import", first);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "0 added, 10 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "--journal", other, "check");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "The journal is sound.\n");
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  assert_round_trip (fixture, data);
}

static void
assert_history_round_trip (Fixture *fixture, const char *format)
{
  g_autofree char *a = add (fixture, "one", "2026-01-01");
  g_autofree char *b = add (fixture, "two", "2026-01-02");
  g_autofree char *other = path_of (fixture, "other.db");

  run (fixture, "edit", a, "--action", "one more", "--tag", "x");
  run (fixture, "edit", a, "--title", "T", "--date", "2026-01-03");
  run (fixture, "delete", b);
  assert_done (fixture);
  run (fixture, "export", "--with-history", "--to", format);
  assert_done (fixture);
  g_autofree char *first = g_strdup (fixture->out);
  assert_contains (first, "\"revisions\":[{");
  assert_contains (first, "\"deleted_at\":");
  run_with (fixture, first, "--journal", other, "import", "-");
  assert_done (fixture);
  run (fixture, "--journal", other, "export", "--with-history", "--to", format);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, first);
  run (fixture, "--journal", other, "check");
  assert_done (fixture);
}

static void
test_history_round_trip (Fixture *fixture, gconstpointer data)
{
  assert_history_round_trip (fixture, data);
}

static void
test_lessons (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("ARC_SHARED_DATA");
  g_autofree char *path =
      g_build_filename (shared != NULL ? shared : "../shared/data", "nasa-lessons.jsonl", NULL);
  const char *map = "driving_event=action,lessons_learned=reflection,recommendations=change";

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_test_skip ("nasa-lessons.jsonl is not here");
    return;
  }
  run (fixture, "import", path, "--map", map);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "250 added, 0 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "import", path, "--map", map);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "0 added, 250 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "search", "shuttle", "inverter");
  assert_done (fixture);
  assert_contains (fixture->out, "OV-104");
  run (fixture, "import", path);
  assert_failed (fixture, "These are not ARC Journal's own records. Say with --map which field "
                          "goes where, as in --map lesson_id=action. The fields are: lesson_id, "
                          "driving_event, lessons_learned, recommendations.");
  run (fixture, "import", path, "--map", "driving_even=action,lessons_learned=reflection");
  assert_usage (fixture, "No record has a field “driving_even”. Look at the names in --map.",
                "import");
}

static void
test_import_rejects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "kept", "2026-01-01");
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  run_with (fixture,
            "{\"action\":\"good\"}\n{\"action\":5}\n{\"action\":\"fine\"}\nnonsense\n"
            "{\"action\":\"x\",\"occurred_at\":\"1066-10-14T09:00:00Z\"}\n",
            "import", "-");
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpstr (fixture->err, ==,
                   "line 2: “action” must be text.\n"
                   "line 4: This is not valid JSON, from byte 1 on.\n"
                   "line 5: “occurred_at” must be a time such as 2026-11-20T13:03:11Z.\n"
                   "arcj: 3 records were rejected, so nothing was imported.\n");
  run (fixture, "list");
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);

  g_string_append (lines, "{\"action\":\"good\"}\n");
  for (guint i = 0; i < 25; i++) {
    g_string_append (lines, "{}\n");
    if (i < 20)
      g_string_append_printf (
          expected, "line %u: This has none of the fields action, reflection and change.\n", i + 2);
  }
  g_string_append (expected,
                   "and 5 more\narcj: 25 records were rejected, so nothing was imported.\n");
  run_with (fixture, lines->str, "import", "-", "--from", "jsonl");
  g_assert_cmpstr (fixture->err, ==, expected->str);
  g_assert_cmpint (fixture->status, ==, 1);
  run (fixture, "list");
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);

  run (fixture, "import", "/nonexistent/file");
  assert_failed (fixture, "Cannot read “/nonexistent/file”: No such file or directory");
  run (fixture, "import", fixture->folder);
  g_assert_cmpint (fixture->status, ==, 1);
  run_with (fixture, "", "import", "-");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "0 added, 0 unchanged, 0 updated, 0 rejected\n");
}

static void
test_import_csv (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      write_file (fixture, "foreign.csv", "\xef\xbb\xbfWhat;When\r\n\"a\nb\";2026-02-03\r\n");

  run (fixture, "import", path, "--map", "What=action,When=date");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "1 added, 0 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "list", "--format", "jsonl");
  assert_contains (fixture->out, "\"occurred_at\":\"2026-02-03T11:00:00Z\"");
  assert_contains (fixture->out, "\"action\":\"a\\nb\"");
}

/* SIGINT and SIGTERM in the middle: a sentence, exit 1, and the journal as it was. */
static void
test_import_interrupted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "kept", "2026-01-01");
  const int signals[] = {SIGINT, SIGTERM, SIGHUP};

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    const char *const args[] = {"import", "-", NULL};
    g_autoptr (GSubprocess) process =
        spawn (fixture,
               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                   G_SUBPROCESS_FLAGS_STDERR_PIPE,
               args);
    GOutputStream *input = g_subprocess_get_stdin_pipe (process);
    GInputStream *err = g_subprocess_get_stderr_pipe (process);
    /* More than the pipe and the reader's buffers hold: when all of it is taken, records are in
     * the transaction; and the pipe stays open, so that the program waits for more. */
    for (guint j = 0; j < 5000; j++) {
      g_autofree char *line = g_strdup_printf ("{\"action\":\"record %u %0300u\"}\n", j, j);
      g_assert_true (g_output_stream_write_all (input, line, strlen (line), NULL, NULL, NULL));
    }
    g_subprocess_send_signal (process, signals[i]);
    char text[200] = "";
    gsize length = 0;
    g_input_stream_read_all (err, text, sizeof text - 1, &length, NULL, NULL);
    g_assert_true (g_subprocess_wait (process, NULL, NULL));
    g_assert_cmpstr (text, ==, "arcj: Interrupted. Nothing was imported.\n");
    g_assert_true (g_subprocess_get_if_exited (process));
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  }
  run (fixture, "list");
  assert_done (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  run (fixture, "check");
  assert_done (fixture);
}

static void
test_export_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add (fixture, "one", "2026-01-01");
  g_autofree char *b = add (fixture, "two", "2026-01-02");
  g_autofree char *path = path_of (fixture, "out.md");
  g_autofree char *link = path_of (fixture, "link.csv");
  g_autofree char *csv = path_of (fixture, "real.csv");
  struct stat info;

  /* The name tells the format; a file there is replaced, a link followed. */
  g_file_set_contents (path, "old", -1, NULL);
  run (fixture, "export", "--output", path);
  assert_done (fixture);
  g_autofree char *markdown = read_file (path);
  g_assert_true (g_str_has_prefix (markdown, "# 2026-01-01 12:00\n"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_file_set_contents (csv, "old", -1, NULL);
  g_assert_cmpint (symlink (csv, link), ==, 0);
  run (fixture, "export", "--output", link, "--since", "2026-01-02");
  assert_done (fixture);
  g_autofree char *table = read_file (csv);
  g_assert_true (g_str_has_prefix (table, "id,occurred_at,"));
  g_assert_cmpuint (count_lines (table), ==, 2);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));

  run (fixture, "export", "--output", "/nonexistent/x.md");
  assert_failed (fixture, "Cannot write “/nonexistent/x.md”: No such file or directory");
  run (fixture, "export", "--output", "/dev/full");
  g_assert_cmpint (fixture->status, ==, 1);
  assert_contains (fixture->err, "arcj: Cannot write “/dev/full”: ");
  g_assert_cmpuint (count_lines (fixture->err), ==, 1);
  /* No half-written file is left. */
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "."));
}

/* ---- standard output that does not take it ---- */

/* Runs "arcj COMMAND" by the shell with some redirection; returns its exit status. */
static int
run_shell (Fixture *fixture, const char *format, const char *command)
{
  g_autofree char *quoted = g_shell_quote (arcj);
  g_autofree char *program =
      g_strdup_printf ("%s --journal '%s' %s", quoted, fixture->journal, command);
  g_auto (GStrv) parts = g_strsplit (format, "ARCJ", 2);
  g_autofree char *script = g_strconcat (parts[0], program, parts[1], NULL);
  const char *argv[] = {"/bin/bash", "-c", script, NULL};
  int wait_status = 0;

  g_free (fixture->out);
  g_free (fixture->err);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                               &fixture->out, &fixture->err, &wait_status, NULL));
  g_assert_true (WIFEXITED (wait_status));
  return WEXITSTATUS (wait_status);
}

static void
test_output_fails (Fixture *fixture, gconstpointer data)
{
  const char *const commands[] = {"list",   "list --format jsonl", "search number",
                                  "export", "export --to csv",     "stats",
                                  "--help", "list --help"};
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (lines, "{\"action\":\"number %u\"}\n", i);
  run_with (fixture, lines->str, "import", "-");
  assert_done (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_assert_cmpint (run_shell (fixture, "ARCJ > /dev/full", commands[i]), ==, 1);
    g_assert_true (g_str_has_prefix (fixture->err, "arcj: Cannot write the output: "));
    g_assert_cmpuint (count_lines (fixture->err), ==, 1);
  }
  /* A reader that has seen enough is no reason for a message. */
  const char *const long_ones[] = {"list", "list --format jsonl", "export", "export --to markdown"};
  for (gsize i = 0; i < G_N_ELEMENTS (long_ones); i++) {
    g_assert_cmpint (
        run_shell (fixture, "set -o pipefail; ARCJ | head -n 1 > /dev/null", long_ones[i]), ==, 1);
    g_assert_cmpstr (fixture->err, ==, "");
  }
}

/* On a terminal: short ids, bold matches, and no text of an entry that drives it. */
static void
test_terminal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture,
                             "evil \x1b]0;title\x07 \xc2\x9b"
                             "2J word",
                             "2026-01-01");

  g_autofree char *script = g_find_program_in_path ("script");
  if (script == NULL) {
    g_test_skip ("script(1) is not installed");
    return;
  }
  g_setenv ("TERM", "xterm", TRUE);
  g_assert_cmpint (run_shell (fixture, "script -qec \"ARCJ\" /dev/null", "search word"), ==, 0);
  g_assert_null (strstr (fixture->out, id));
  g_assert_null (strstr (fixture->out, "\x1b]"));
  g_assert_null (strstr (fixture->out, "\x07"));
  g_assert_null (strstr (fixture->out, "\xc2\x9b"));
  assert_contains (fixture->out, "\x1b[1mword\x1b[0m");
  const char *const shows[] = {"show",   "show --format jsonl", "show --format markdown",
                               "export", "export --to csv",     "list --format jsonl"};
  for (gsize i = 0; i < G_N_ELEMENTS (shows); i++) {
    g_autofree char *command = g_str_has_prefix (shows[i], "show")
                                   ? g_strdup_printf ("%s %s", shows[i], id)
                                   : g_strdup (shows[i]);
    g_assert_cmpint (run_shell (fixture, "script -qec \"ARCJ\" /dev/null", command), ==, 0);
    g_assert_null (strstr (fixture->out, "\x1b]"));
    g_assert_null (strstr (fixture->out, "\x07"));
    g_assert_null (strstr (fixture->out, "\xc2\x9b"));
  }
  g_setenv ("NO_COLOR", "1", TRUE);
  g_assert_cmpint (run_shell (fixture, "script -qec \"ARCJ\" /dev/null", "search word"), ==, 0);
  g_assert_null (strstr (fixture->out, "\x1b"));
  g_unsetenv ("NO_COLOR");
}

/* As cron runs it: no locale, no terminal. */
static void
test_plain_locale (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run_shell (fixture, "LC_ALL=C ARCJ", "add --action 'Größe 日本' --tag é"), ==,
                   0);
  g_assert_cmpstr (fixture->err, ==, "");
  g_assert_cmpint (run_shell (fixture, "LC_ALL=C ARCJ", "search größe"), ==, 0);
  assert_contains (fixture->out, "Größe 日本");
  g_assert_cmpint (run_shell (fixture, "LC_ALL=C ARCJ", "show ö"), ==, 1);
  assert_contains (fixture->err, "“ö”");
}

/* ---- care ---- */

static void
test_care (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "kept", "2026-01-01");
  g_autofree char *backup = path_of (fixture, "backup.db");
  g_autofree char *notes = write_file (fixture, "notes.txt", "my notes\n");
  g_autofree char *precious =
      g_strdup_printf ("“%s” is there already and is no backup. Choose another name.", notes);
  g_autofree char *itself = g_strdup_printf ("“%s” is the journal itself.", fixture->journal);

  run (fixture, "check");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "The journal is sound.\n");
  run (fixture, "backup", backup);
  assert_done (fixture);
  run (fixture, "backup", backup);
  assert_done (fixture);
  run (fixture, "--journal", backup, "list");
  assert_done (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  run (fixture, "backup", notes);
  assert_failed (fixture, precious);
  run (fixture, "backup", fixture->journal);
  assert_failed (fixture, itself);
  run (fixture, "check", "--journal", notes);
  g_assert_cmpint (fixture->status, ==, 1);
  g_autofree char *still = read_file (notes);
  g_assert_cmpstr (still, ==, "my notes\n");

  g_autofree char *other = path_of (fixture, "other.db");
  run (fixture, "--journal", other, "recover", backup);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "1 entry brought into the journal.\n");
  run (fixture, "--journal", other, "show", id);
  assert_done (fixture);
}

static void
test_stats (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add (fixture, "one two", "2026-01-01");
  g_autofree char *b = add (fixture, "three", "2026-01-03");

  run (fixture, "edit", a, "--outcome", "achieved", "--topic", "T", "--tag", "x", "--tag", "y");
  run (fixture, "delete", b);
  run (fixture, "stats", "--format", "json");
  assert_done (fixture);
  g_assert_true (g_str_has_prefix (
      fixture->out,
      "{\"entries\":1,\"first_at\":\"2026-01-01T11:00:00Z\",\"last_at\":\"2026-01-01T11:00:00Z\","
      "\"words\":2,\"outcomes\":{\"not-said\":0,\"achieved\":1,\"partly\":0,\"missed\":0},"
      "\"lenses\":{\"individual\":1,\"manager\":0,\"executive\":0,\"facilitator\":0},"
      "\"topics\":1,\"tags\":2,\"look_backs\":0,\"revisions\":1,\"trashed\":1,\"drafts\":0,"
      "\"bytes\":"));
  run (fixture, "stats");
  assert_done (fixture);
  assert_contains (fixture->out, "Entries              1\n");
}

/* ---- what it is made of ---- */

static void
test_links (Fixture *fixture, gconstpointer data)
{
  const char *argv[] = {"ldd", arcj, NULL};
  const char *const unwanted[] = {"libgtk",    "libadwaita", "libgdk", "libpango", "libcairo",
                                  "libnotify", "libical",    "libpq",  "libX11"};
  g_autofree char *out = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                               NULL, NULL, NULL));
  assert_contains (out, "libsqlite3");
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_assert_null (strstr (out, unwanted[i]));
}

/* ---- group ---- */

static void
test_group (Fixture *fixture, gconstpointer data)
{
  /* In the order of the file; ids as they were written; no journal is made. */
  run_with (fixture,
            "\xef\xbb\xbf{\"id\":\"b\",\"text\":\"Send the agenda before the meeting\",\"x\":1}\n\n"
            "{\"text\":\"Ask the client for approval\",\"id\":7}\r\n"
            "{\"id\":\"a\\\"<\",\"text\":\"I send the agenda before each meeting\"}",
            "group", "-");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==,
                   "{\"id\":\"b\",\"cluster\":\"a\\\"<\"}\n"
                   "{\"id\":7,\"cluster\":\"7\"}\n"
                   "{\"id\":\"a\\\"<\",\"cluster\":\"a\\\"<\"}\n");
  g_assert_false (g_file_test (fixture->journal, G_FILE_TEST_EXISTS));

  run_with (fixture, "", "group", "-");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
test_group_rejected (Fixture *fixture, gconstpointer data)
{
  run_with (fixture,
            "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}\n{\"id\":\"b\"}\n"
            "{\"id\":true,\"text\":\"\"}\n{\"id\":\"\",\"text\":\"\"}\n[]\nno\n",
            "group", "-");
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  for (guint line = 2; line <= 7; line++) {
    g_autofree char *begin = g_strdup_printf ("line %u: ", line);
    assert_contains (fixture->err, begin);
  }
  assert_contains (fixture->err, "6 lines were rejected, so nothing was grouped.\n");

  run (fixture, "group", "/nowhere/at/all");
  g_assert_cmpint (fixture->status, ==, 1);
  run (fixture, "group", fixture->folder);
  g_assert_cmpint (fixture->status, ==, 1);
  run (fixture, "group");
  g_assert_cmpint (fixture->status, ==, 2);
}

#define ADD(path, data, func) g_test_add ("/cli/" path, Fixture, data, set_up, func, tear_down)

/* ---- the loop ---- */

/* (transfer full): what a command printed, without its line end. */
static char *
dup_printed (Fixture *fixture)
{
  assert_done (fixture);
  return g_strchomp (g_strdup (fixture->out));
}

static char *
add_for_loop (Fixture *fixture)
{
  run (fixture, "add", "--action", "Built it", "--change", "Ask first\nPlain line", "--date",
       "2026-11-20 14:03", "--topic", "CRM");
  return dup_printed (fixture);
}

static void
test_commitments (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = add_for_loop (fixture);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  run (fixture, "commitments", "add", entry, "--kind", "start", "--text", "Ask first", "--if",
       "it is Monday", "--then", "I ask", "--measure", "3 of 4", "--due", "2020-01-31");
  first = dup_printed (fixture);
  run (fixture, "commitments", "add", entry, "--kind", "stop", "--text", "Guessing", "--due",
       "2999-01-01");
  second = dup_printed (fixture);

  /* A text that is no line yet becomes one; nothing is typed twice. */
  run (fixture, "show", entry);
  assert_done (fixture);
  assert_contains (fixture->out, "\nCHANGE\nAsk first\nPlain line\nGuessing\n\n"
                                 "Start: Ask first · it is Monday · I ask · 3 of 4 · 2020-01-31 · "
                                 "Open\nStop: Guessing · 2999-01-01 · Open\n");

  run (fixture, "commitments", "list");
  assert_done (fixture);
  g_autofree char *both = g_strdup_printf (
      "%s  2020-01-31  Start: Ask first\n%s  2999-01-01  Stop: Guessing\n", first, second);
  g_assert_cmpstr (fixture->out, ==, both);
  run (fixture, "commitments", "list", "--overdue", "--format", "jsonl");
  assert_done (fixture);
  g_autofree char *begin = g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"start\",\"text\":\"Ask first\",\"if\":\"it is Monday\","
      "\"then\":\"I ask\",\"measure\":\"3 of 4\",\"due\":\"2020-01-31\",\"state\":\"open\",",
      first);
  g_assert_true (g_str_has_prefix (fixture->out, begin));
  g_autofree char *end = g_strdup_printf (
      ",\"entry\":\"%s\",\"ask_on\":\"2020-01-31\",\"title\":\"Built it\",\"topic\":\"CRM\"}\n",
      entry);
  g_assert_true (g_str_has_suffix (fixture->out, end));
  g_assert_null (strstr (fixture->out, second));

  run (fixture, "commitments", "set", first, "--state", "habit");
  assert_done (fixture);
  run (fixture, "commitments", "list", "--open");
  g_assert_null (strstr (fixture->out, first));
  run (fixture, "commitments", "list", "--all");
  assert_contains (fixture->out, "Start: Ask first (Habit now)\n");
  run (fixture, "commitments", "remove", second);
  assert_done (fixture);

  run (fixture, "commitments", "add", entry, "--text", "x");
  assert_usage (fixture, "A commitment needs --kind and --text.", "commitments add");
  run (fixture, "commitments", "add", entry, "--kind", "begin", "--text", "x");
  assert_usage (fixture, "“begin” is not a kind: stop, start, continue or more.",
                "commitments add");
  run (fixture, "commitments", "add", entry, "--kind", "stop", "--text", "x", "--due", "soon");
  assert_usage (fixture, "“soon” is not a day. Write it like 2026-11-20.", "commitments add");
  run (fixture, "commitments", "list", "--open", "--all");
  assert_usage (fixture, "Give one of --open, --overdue and --all.", "commitments list");
  run (fixture, "commitments", "begin");
  assert_usage (fixture, "There is no command “commitments begin”.", "commitments");
  run (fixture, "commitments");
  assert_usage (fixture, "An argument is missing: arcj commitments add|list|set|remove …",
                "commitments");
  run (fixture, "commitments", "set", second, "--state", "open");
  g_assert_cmpint (fixture->status, ==, 1);
}

static void
test_look_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = add_for_loop (fixture);
  g_autofree char *commitment = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 7);
  g_autofree char *again = g_date_time_format (later, "Asked again on %Y-%m-%d.\n");

  run (fixture, "commitments", "add", entry, "--kind", "more", "--text", "Ask first");
  commitment = dup_printed (fixture);
  run (fixture, "look-back", commitment, "--did", "not-yet");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, again);
  run (fixture, "look-back", commitment, "--did", "yes", "--helped", "too-early", "--note", "Ok");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "Done; it is not asked again.\n");
  run (fixture, "commitments", "list", "--all", "--format", "jsonl");
  assert_contains (fixture->out, "\"state\":\"done\"");
  assert_contains (fixture->out, "\"did\":\"yes\",\"helped\":\"too-early\"}\n");
  run (fixture, "look-back", entry, "--did", "partly");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, again);
  run (fixture, "look-back", entry, "--did", "no-longer");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "Let go; it is not asked again.\n");

  run (fixture, "look-back", entry);
  assert_usage (fixture, "Say with --did whether you did it: yes, partly, not-yet or no-longer.",
                "look-back");
  run (fixture, "look-back", entry, "--did", "maybe");
  assert_usage (fixture, "“maybe” is not an answer: yes, partly, not-yet or no-longer.",
                "look-back");
  run (fixture, "look-back", "0123", "--did", "yes");
  g_assert_cmpint (fixture->status, ==, 1);
}

static void
test_barriers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = add_for_loop (fixture);
  g_autofree char *barrier = NULL;

  run (fixture, "barriers", "add", entry, "--text", "No licences");
  barrier = dup_printed (fixture);
  run (fixture, "barriers", "own", barrier, "Ada", "--next-step", "Order", "--by", "2026-12-01");
  assert_done (fixture);
  run (fixture, "barriers", "set", barrier, "--state", "stays", "--why", "No money");
  assert_done (fixture);
  run (fixture, "barriers", "list");
  g_autofree char *line = g_strdup_printf ("%s  2026-12-01  No licences (Stays, Ada)\n", barrier);
  g_assert_cmpstr (fixture->out, ==, line);
  run (fixture, "barriers", "list", "--open");
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "barriers", "list", "--format", "jsonl");
  assert_contains (fixture->out, "\"owner\":\"Ada\",\"next_step\":\"Order\","
                                 "\"next_by\":\"2026-12-01\",\"state\":\"stays\","
                                 "\"why\":\"No money\",");
  run (fixture, "barriers", "own", barrier);
  assert_usage (fixture, "Say once who owns it: arcj barriers own ID NAME", "barriers own");
}

static void
test_reminders (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gap = NULL;
  g_autofree char *leap = NULL;

  run (fixture, "reminders", "add", "--rule", "FREQ=DAILY", "--at", "02:30", "--zone",
       "Europe/Berlin", "--start", "2027-03-27", "--title", "Early");
  gap = dup_printed (fixture);
  run (fixture, "reminders", "add", "--rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "--at",
       "12:00", "--zone", "America/New_York", "--start", "2027-01-01");
  leap = dup_printed (fixture);

  /* A time that the clock skips is read with the offset before the gap. */
  run (fixture, "reminders", "next", gap, "--from", "2027-03-28", "--count", "2", "--format",
       "jsonl");
  assert_done (fixture);
  g_autofree char *expected = g_strdup_printf (
      "{\"reminder_id\":\"%s\",\"local\":\"2027-03-28T02:30:00\",\"zone\":\"Europe/Berlin\","
      "\"utc\":\"2027-03-28T01:30:00Z\"}\n"
      "{\"reminder_id\":\"%s\",\"local\":\"2027-03-29T02:30:00\",\"zone\":\"Europe/Berlin\","
      "\"utc\":\"2027-03-29T00:30:00Z\"}\n",
      gap, gap);
  g_assert_cmpstr (fixture->out, ==, expected);
  run (fixture, "reminders", "next", leap, "--from", "2027-01-01", "--count", "1");
  g_assert_cmpstr (fixture->out, ==, "2028-02-29 12:00  America/New_York\n");
  /* All of them together, by the instant. */
  run (fixture, "reminders", "next", "--from", "2028-02-29T00:00Z", "--count", "2");
  g_assert_cmpstr (fixture->out, ==,
                   "2028-02-29 02:30  Europe/Berlin  Early\n"
                   "2028-02-29 12:00  America/New_York\n");

  run (fixture, "reminders", "pause", gap, "--until", "2027-04-02");
  assert_done (fixture);
  run (fixture, "reminders", "list");
  assert_contains (fixture->out, "  02:30  ");
  assert_contains (fixture->out, "Europe/Berlin  Early (paused until 2027-04-02)\n");
  run (fixture, "reminders", "resume", gap);
  assert_done (fixture);
  run (fixture, "reminders", "skip", gap);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "Skipped: 2027-03-27 02:30.\n");
  run (fixture, "reminders", "next", gap, "--from", "2027-03-27", "--count", "1");
  g_assert_cmpstr (fixture->out, ==, "2027-03-28 02:30  Europe/Berlin  Early\n");
  run (fixture, "reminders", "list", "--format", "jsonl");
  assert_contains (fixture->out, "\"title\":\"Early\",\"rule\":\"FREQ=DAILY\","
                                 "\"start\":\"2027-03-27\",\"at\":\"02:30\","
                                 "\"zone\":\"Europe/Berlin\",");
  run (fixture, "reminders", "remove", leap);
  assert_done (fixture);
  run (fixture, "reminders", "list");
  g_assert_null (strstr (fixture->out, leap));

  run (fixture, "reminders", "add", "--rule", "FREQ=HOURLY", "--at", "15:30");
  assert_failed (fixture,
                 "A reminder repeats daily at most. Use FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.");
  run (fixture, "reminders", "add", "--rule", "FREQ=DAILY", "--at", "24:00");
  assert_usage (fixture, "“24:00” is not a time of day. Write it like 15:30.", "reminders add");
  run (fixture, "reminders", "add", "--rule", "FREQ=DAILY");
  assert_usage (fixture, "A reminder needs --rule and --at.", "reminders add");
  run (fixture, "reminders", "next", "--count", "0");
  assert_usage (fixture, "“0” is not a number from 1 to 10000.", "reminders next");
}

static void
test_goals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *goal = NULL;

  run (fixture, "goals", "add", "--target", "10", "--unit", "calls", "--title", "Fresh");
  goal = dup_printed (fixture);
  run (fixture, "goals", "count", goal, "7", "--week", "2026-11-20");
  assert_done (fixture);
  run (fixture, "goals", "list", "--week", "2026-11-16");
  g_autofree char *line = g_strdup_printf ("%s  Fresh: 7 of 10 calls\n", goal);
  g_assert_cmpstr (fixture->out, ==, line);
  run (fixture, "goals", "list", "--week", "2026-11-22", "--format", "jsonl");
  assert_contains (fixture->out, ",\"week\":\"2026-11-16\",\"count\":7}\n");
  run (fixture, "goals", "set", goal, "--target", "12");
  assert_done (fixture);
  run (fixture, "goals", "pause", goal);
  assert_done (fixture);
  run (fixture, "goals", "list", "--week", "2026-11-16");
  assert_contains (fixture->out, "Fresh: 7 of 12 calls (paused)\n");
  run (fixture, "goals", "add", "--target", "0");
  assert_failed (fixture, "A weekly goal is a number between 1 and 10000.");
  run (fixture, "goals", "remove", goal);
  assert_done (fixture);
  run (fixture, "goals", "list");
  g_assert_cmpstr (fixture->out, ==, "");
}

/* All that a journal holds goes out, and comes back byte for byte. */
static void
test_loop_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = add_for_loop (fixture);
  g_autofree char *file = path_of (fixture, "all.jsonl");
  g_autofree char *other = path_of (fixture, "other.db");
  g_autofree char *goal = NULL;
  g_autofree char *commitment = NULL;
  g_autofree char *reminder = NULL;
  g_autofree char *before = NULL;

  run (fixture, "commitments", "add", entry, "--kind", "start", "--text", "Ask first");
  commitment = dup_printed (fixture);
  run (fixture, "barriers", "add", entry, "--text", "No licences");
  run (fixture, "look-back", commitment, "--did", "partly");
  run (fixture, "reminders", "add", "--rule", "FREQ=WEEKLY;BYDAY=FR", "--at", "15:30", "--start",
       "2099-01-01");
  reminder = dup_printed (fixture);
  run (fixture, "reminders", "skip", reminder);
  g_assert_cmpstr (fixture->out, ==, "Skipped: 2099-01-02 15:30.\n");
  run (fixture, "goals", "add", "--target", "10", "--unit", "calls");
  goal = dup_printed (fixture);
  run (fixture, "goals", "count", goal, "7", "--week", "2026-11-20");
  run (fixture, "export", "--output", file);
  assert_done (fixture);
  g_file_get_contents (file, &before, NULL, NULL);
  assert_contains (before, "\n{\"type\":\"reminder\",");
  assert_contains (before, ",\"firings\":[{\"due\":\"2099-01-02T15:30\",\"state\":\"done\",");
  assert_contains (before, "\"counts\":[{\"week\":\"2026-11-16\",\"count\":7}]}\n");

  run (fixture, "--journal", other, "import", file);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "3 added, 0 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "--journal", other, "export");
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, before);
  run (fixture, "--journal", other, "import", file);
  g_assert_cmpstr (fixture->out, ==, "0 added, 3 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "--journal", other, "reminders", "next", "--count", "1");
  g_assert_true (g_str_has_prefix (fixture->out, "2099-01-09 15:30"));
  /* What was done here since comes over on its own, and is reported. */
  run (fixture, "reminders", "skip", reminder);
  run (fixture, "look-back", commitment, "--did", "yes", "--helped", "partly");
  run (fixture, "export", "--output", file);
  run (fixture, "--journal", other, "import", file);
  g_assert_cmpstr (fixture->out, ==, "0 added, 1 unchanged, 2 updated, 0 rejected\n");
  run (fixture, "export");
  g_free (before);
  before = g_strdup (fixture->out);
  run (fixture, "--journal", other, "export");
  g_assert_cmpstr (fixture->out, ==, before);
  run (fixture, "look-back", commitment, "--did", "partly");
  /* A calendar brings entries and reminders back, with what was skipped; a paused one too. */
  run (fixture, "reminders", "add", "--rule", "FREQ=DAILY", "--at", "09:00");
  g_autofree char *paused = dup_printed (fixture);
  g_autofree char *calendar = path_of (fixture, "all.ics");
  g_autofree char *third = path_of (fixture, "third.db");
  run (fixture, "reminders", "pause", paused);
  run (fixture, "reminders", "list", "--format", "jsonl");
  g_autofree char *reminders = g_strdup (fixture->out);
  run (fixture, "show", entry, "--format", "jsonl");
  g_autofree char *shown = g_strdup (fixture->out);
  run (fixture, "export", "--output", calendar);
  assert_done (fixture);
  run (fixture, "--journal", third, "import", calendar);
  g_assert_cmpstr (fixture->out, ==, "3 added, 0 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "--journal", third, "reminders", "list", "--format", "jsonl");
  g_assert_cmpstr (fixture->out, ==, reminders);
  run (fixture, "--journal", third, "show", entry, "--format", "jsonl");
  g_assert_cmpstr (fixture->out, ==, shown);
  run (fixture, "--journal", third, "import", calendar);
  g_assert_cmpstr (fixture->out, ==, "0 added, 3 unchanged, 0 updated, 0 rejected\n");
  run (fixture, "reminders", "remove", paused);
  /* With a filter the entries alone. */
  run (fixture, "export", "--topic", "CRM");
  g_assert_null (strstr (fixture->out, "\"type\":\"reminder\""));

  run (fixture, "stats", "--format", "json");
  assert_done (fixture);
  assert_contains (fixture->out, "\"loops\":{\"closed\":0,\"open\":1},");
  assert_contains (fixture->out, "\"start\":{\"open\":1,\"done\":0,\"habit\":0,\"let-go\":0}");
  assert_contains (fixture->out, "\"barriers\":{\"open\":1,\"being-removed\":0,\"removed\":0,"
                                 "\"stays\":0},");
  assert_contains (fixture->out, "\"did\":{\"yes\":1,\"partly\":2,\"not-yet\":0,\"no-longer\":0}");

  run_with (fixture,
            "{\"type\":\"reminder\",\"rule\":\"FREQ=SECONDLY\",\"start\":\"2026-11-27\","
            "\"at\":\"15:30\"}\n",
            "import", "-");
  g_assert_cmpint (fixture->status, ==, 1);
  assert_contains (fixture->err, "line 1: A reminder repeats daily at most.");
  run_with (fixture, "{\"type\":\"meeting\",\"version\":1}\n", "import", "-");
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->err, ==,
                   "line 1: This program does not know records of the type “meeting”, only entry, "
                   "reminder, goal and setting.\n"
                   "arcj: 1 record was rejected, so nothing was imported.\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  arcj = argc > 1 ? g_canonicalize_filename (argv[1], NULL) : NULL;
  g_assert_nonnull (arcj);
  g_unsetenv ("VISUAL");

  ADD ("group", NULL, test_group);
  ADD ("group-rejected", NULL, test_group_rejected);
  ADD ("usage", NULL, test_usage);
  ADD ("no-journal", NULL, test_no_journal);
  ADD ("add-show", NULL, test_add_show);
  ADD ("journal-option", NULL, test_journal_option);
  ADD ("add-nothing", NULL, test_add_nothing);
  ADD ("add-stdin", NULL, test_add_stdin);
  ADD ("edit", NULL, test_edit);
  ADD ("delete", NULL, test_delete);
  ADD ("list", NULL, test_list);
  ADD ("long-list", NULL, test_long_list);
  ADD ("search", NULL, test_search);
  ADD ("editor/add", NULL, test_editor_add);
  ADD ("editor/edit", NULL, test_editor_edit);
  ADD ("editor/keeps", NULL, test_editor_keeps);
  ADD ("editor/conflict", NULL, test_editor_conflict);
  ADD ("editor/none", NULL, test_editor_none);
  ADD ("round-trip/jsonl", "jsonl", test_round_trip);
  ADD ("round-trip/markdown", "markdown", test_round_trip);
  ADD ("round-trip/csv", "csv", test_round_trip);
  ADD ("history-round-trip/jsonl", "jsonl", test_history_round_trip);
  ADD ("history-round-trip/markdown", "markdown", test_history_round_trip);
  ADD ("lessons", NULL, test_lessons);
  ADD ("import/rejects", NULL, test_import_rejects);
  ADD ("import/csv", NULL, test_import_csv);
  ADD ("import/interrupted", NULL, test_import_interrupted);
  ADD ("export-file", NULL, test_export_file);
  ADD ("output-fails", NULL, test_output_fails);
  ADD ("terminal", NULL, test_terminal);
  ADD ("plain-locale", NULL, test_plain_locale);
  ADD ("care", NULL, test_care);
  ADD ("stats", NULL, test_stats);
  ADD ("links", NULL, test_links);
  ADD ("loop/commitments", NULL, test_commitments);
  ADD ("loop/look-back", NULL, test_look_back);
  ADD ("loop/barriers", NULL, test_barriers);
  ADD ("loop/reminders", NULL, test_reminders);
  ADD ("loop/goals", NULL, test_goals);
  ADD ("loop/round-trip", NULL, test_loop_round_trip);
  return g_test_run ();
}
