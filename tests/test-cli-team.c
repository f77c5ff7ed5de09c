/* Teams as scripts and people use them: three homes, one folder. And where words go: nowhere but
 * where they were shared. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "arc-journal-team.h"
#include "team-people.h"

typedef struct {
  char *top;
  char *folder;
  Person ada;
  Person ben;
  Person cleo;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->top = g_dir_make_tmp ("team-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->top, "folder", NULL);
  person_init (&fixture->ada, fixture->top, "ada");
  person_init (&fixture->ben, fixture->top, "ben");
  person_init (&fixture->cleo, fixture->top, "cleo");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tree_remove (fixture->top);
  person_clear (&fixture->ada);
  person_clear (&fixture->ben);
  person_clear (&fixture->cleo);
  g_free (fixture->folder);
  g_free (fixture->top);
}

/* Ada makes a team, Ben and Cleo are let in. */
static void
make_team (Fixture *fixture)
{
  person_does (&fixture->ada, "team", "create", fixture->folder, "--name", "Sales", "--as",
               "Ada Weber");
  person_does (&fixture->ben, "team", "join", fixture->folder, "--as", "Ben Kim");
  person_does (&fixture->cleo, "team", "join", fixture->folder, "--as", "Cleo Ortiz");
  person_does (&fixture->ada, "team", "accept", "--all");
  person_does (&fixture->ben, "sync");
  person_does (&fixture->cleo, "sync");
}

/* (transfer full): the id of what @person added. */
static char *
add (Person *person, const char *action, const char *reflection, const char *change)
{
  person_does (person, "add", "--action", action, "--reflection", reflection, "--change", change);
  return person_dup_line (person);
}

/* (transfer full) */
static char *
share (Person *person, const char *id, const char *sections, const char *audience)
{
  person_does (person, "share", id, "--sections", sections, "--audience", audience);
  return person_dup_line (person);
}

static void
sync_all (Fixture *fixture)
{
  person_does (&fixture->ada, "sync");
  person_does (&fixture->ben, "sync");
  person_does (&fixture->cleo, "sync");
  person_does (&fixture->ada, "sync");
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” lacks “%s”", text, part);
}

static void
assert_lacks (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” has “%s”", text, part);
}

/* Exit 1 and a line that holds @part. */
static void
assert_refused (const Person *person, const char *part)
{
  g_assert_cmpint (person->status, ==, 1);
  assert_contains (person->err, part);
}

/* This exit, nothing on stdout, and one line on stderr (two for wrong usage, with where help is)
 * that is no debug message. */
static void
assert_one_sentence (const Person *person, int status)
{
  guint lines = 0;

  if (person->status != status)
    g_error ("exit %d for %d: %s", person->status, status, person->err);
  for (const char *at = person->err; *at != '\0'; at++)
    lines += *at == '\n';
  if (lines < 1 || lines > (status == 2 ? 2 : 1))
    g_error ("not one sentence: %s", person->err);
  assert_lacks (person->err, "CRITICAL");
  assert_lacks (person->err, "WARNING");
  g_assert_cmpstr (person->out, ==, "");
}

/* ---- the team ---- */

static void
test_join (Fixture *fixture, gconstpointer data)
{
  struct stat info;
  g_autofree char *keys = NULL;

  person_does (&fixture->ada, "team", "create", fixture->folder, "--name", "Sales", "--as",
               "Ada Weber");
  assert_contains (fixture->ada.err, "keys");
  person_run (&fixture->ada, "team", "create", fixture->folder, "--name", "Other", "--as", "Ada");
  g_assert_cmpint (fixture->ada.status, ==, 1);
  person_run (&fixture->ben, "team", "join", fixture->top, "--as", "Ben Kim");
  g_assert_cmpint (fixture->ben.status, ==, 1);
  person_does (&fixture->ben, "team", "join", fixture->folder, "--as", "Ben Kim");
  person_run (&fixture->ben, "team", "join", fixture->folder, "--as", "Ben Kim");
  assert_refused (&fixture->ben, "asked");
  person_does (&fixture->ada, "team", "requests");
  assert_contains (fixture->ada.out, "Ben Kim");
  person_does (&fixture->ben, "team", "members", "--format", "jsonl");
  assert_contains (fixture->ben.out, "\"state\":\"asking\"");
  /* Nobody lets themselves in. */
  person_run (&fixture->ben, "team", "accept", "Ben Kim");
  assert_refused (&fixture->ben, "admin");
  /* A sync does not let anybody in either. */
  person_does (&fixture->ada, "sync");
  person_does (&fixture->ada, "team", "members", "--format", "jsonl");
  assert_contains (fixture->ada.out, "\"state\":\"asking\"");
  person_does (&fixture->ada, "team", "accept", "Ben");
  person_does (&fixture->ada, "team", "requests");
  g_assert_cmpstr (fixture->ada.out, ==, "");
  person_does (&fixture->ben, "sync");
  person_does (&fixture->ben, "team", "list");
  assert_contains (fixture->ben.out, "Sales · Member");
  keys = g_strconcat (fixture->ben.journal, ".keys", NULL);
  g_assert_cmpint (g_stat (keys, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_roles (Fixture *fixture, gconstpointer data)
{
  make_team (fixture);
  person_does (&fixture->ada, "team", "role", "Ben", "manager,facilitator");
  person_does (&fixture->ben, "sync");
  person_does (&fixture->ben, "team", "members", "--format", "jsonl");
  assert_contains (fixture->ben.out, "\"roles\":\"manager,facilitator\"");
  person_does (&fixture->ada, "team", "role", "Ben", "member");
  person_does (&fixture->ben, "sync");
  person_does (&fixture->ben, "team", "members", "--format", "jsonl");
  assert_lacks (fixture->ben.out, "manager,facilitator");
  person_run (&fixture->ben, "team", "role", "Ben", "admin");
  assert_refused (&fixture->ben, "admin");
  person_run (&fixture->ada, "team", "role", "Ben", "boss");
  g_assert_cmpint (fixture->ada.status, ==, 2);
  person_run (&fixture->ada, "team", "role", "Nobody", "member");
  g_assert_cmpint (fixture->ada.status, ==, 1);
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;

  make_team (fixture);
  entry = add (&fixture->ben, "BENWORDS action", "r", "c");
  g_free (share (&fixture->ben, entry, "action", "team"));
  sync_all (fixture);
  person_does (&fixture->cleo, "shares", "list");
  assert_contains (fixture->cleo.out, "BENWORDS");
  person_run (&fixture->ada, "team", "leave");
  assert_refused (&fixture->ada, "only admin");
  person_does (&fixture->ben, "team", "leave");
  person_does (&fixture->ben, "team", "list");
  g_assert_cmpstr (fixture->ben.out, ==, "");
  sync_all (fixture);
  person_does (&fixture->cleo, "shares", "list");
  g_assert_cmpstr (fixture->cleo.out, ==, "");
  g_assert_false (tree_holds (fixture->cleo.home, "BENWORDS"));
  person_does (&fixture->ada, "team", "members");
  assert_lacks (fixture->ada.out, "Ben Kim · Member");
  /* He may come again, as somebody new. */
  person_does (&fixture->ben, "team", "join", fixture->folder, "--as", "Ben Kim");
  person_does (&fixture->ada, "team", "accept", "--all");
  person_does (&fixture->ben, "sync");
  person_does (&fixture->ben, "team", "list");
  assert_contains (fixture->ben.out, "Sales · Member");
}

/* For a folder that is gone for good. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_build_filename (fixture->top, "away", NULL);
  g_autofree char *entry = NULL;

  make_team (fixture);
  entry = add (&fixture->cleo, "CLEOWORDS", "r", "c");
  g_free (share (&fixture->cleo, entry, "action", "team"));
  sync_all (fixture);
  person_does (&fixture->ben, "sync");
  g_assert_true (tree_holds (fixture->ben.home, "CLEOWORDS"));
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  person_run (&fixture->ben, "team", "leave");
  assert_one_sentence (&fixture->ben, 1);
  person_does (&fixture->ben, "team", "list");
  assert_contains (fixture->ben.out, "Sales");
  person_does (&fixture->ben, "team", "leave", "--forget");
  assert_contains (fixture->ben.err, "still in");
  person_does (&fixture->ben, "team", "list");
  g_assert_cmpstr (fixture->ben.out, ==, "");
  g_assert_false (tree_holds (fixture->ben.home, "CLEOWORDS"));
  /* The keys are gone, so he comes again as somebody new. */
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  person_does (&fixture->ben, "team", "join", fixture->folder, "--as", "Ben Kim");
}

/* ---- wrong input ---- */

typedef struct {
  int status;
  const char *args[9];
} Wrong;

static void
assert_wrong (Person *person, const Wrong *wrong, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    g_autofree char *line = g_strjoinv (" ", (char **) wrong[i].args);

    g_test_message ("arcj %s", line);
    person_run_argv (person, wrong[i].args);
    assert_one_sentence (person, wrong[i].status);
  }
}

/* One sentence, the right exit, and never a warning, which would be an end by a signal. */
static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->top, "missing", "below", NULL);
  g_autofree char *file = g_build_filename (fixture->top, "a file", NULL);
  g_autofree char *share_file = g_build_filename (fixture->top, "x.arcshare", NULL);
  g_autofree char *second = g_build_filename (fixture->top, "second", NULL);
  g_autofree char *entry = NULL;
  const char *none = "0b7c3f52-6f0e-4d2b-9a51-2f8f5a3f1c01";

  g_assert_true (g_file_set_contents (file, "words", -1, NULL));
  g_assert_true (g_file_set_contents (share_file, "no share", -1, NULL));
  entry = add (&fixture->ada, "a", "r", "c");
  {
    const Wrong before[] = {
        {1, {"team", "create", file, "--name", "N", "--as", "Ada"}},
        {1, {"team", "create", "/proc/nothing", "--name", "N", "--as", "Ada"}},
        {1, {"team", "create", second, "--name", "", "--as", "Ada"}},
        {2, {"team", "create", second, "--name", "N"}},
        {2, {"team", "create", "--name", "N", "--as", "Ada"}},
        {1, {"team", "join", missing, "--as", "Ada"}},
        {1, {"team", "join", file, "--as", "Ada"}},
        {1, {"team", "join", fixture->top, "--as", "Ada"}},
        {2, {"team", "join", fixture->top}},
        {1, {"team", "accept", "--all"}},
        {1, {"team", "requests"}},
        {1, {"team", "members"}},
        {1, {"team", "role", "Ben", "member"}},
        {1, {"team", "remove", "Ben"}},
        {1, {"team", "leave"}},
        {1, {"team", "leave", "--forget"}},
        {1, {"team", "focus"}},
        {1, {"share", entry, "--sections", "action", "--audience", "team"}},
        {1, {"unshare", entry}},
        {1, {"suggest", none, "words"}},
        {1, {"import", share_file}},
        {1, {"import", missing}},
        {2, {"team", "dance"}},
    };
    assert_wrong (&fixture->ada, before, G_N_ELEMENTS (before));
  }
  make_team (fixture);
  {
    const Wrong within[] = {
        {1, {"team", "create", fixture->folder, "--name", "N", "--as", "Ada"}},
        {1, {"team", "join", fixture->folder, "--as", "Ada"}},
        {2, {"team", "accept"}},
        {2, {"team", "accept", "Ben", "--all"}},
        {1, {"team", "accept", "Nobody"}},
        {1, {"team", "accept", "Ben"}},
        {2, {"team", "role", "Ben"}},
        {2, {"team", "role", "Ben", "boss"}},
        {1, {"team", "role", "Nobody", "member"}},
        {1, {"team", "remove", "Nobody"}},
        {1, {"team", "leave", "Other"}},
        {1, {"team", "leave"}},
        {1, {"team", "focus", "--yes"}},
        {1, {"team", "focus", "--end"}},
        {2, {"team", "focus", "--set", "x", "--yes"}},
        {1, {"share", none, "--sections", "action", "--audience", "team"}},
        {2, {"share", entry, "--sections", "lunch", "--audience", "team"}},
        {2, {"share", entry, "--sections", "action", "--audience", "world"}},
        {1, {"share", entry, "--sections", "action", "--audience", "team", "--team", "Other"}},
        {1, {"unshare", none}},
        {1, {"unshare", entry}},
        {1, {"sync", "--team", "Other"}},
        {1, {"suggest", none, "words"}},
        {1, {"suggest", entry, "words"}},
        {1, {"import", share_file}},
        {1, {"shares", "show", none}},
    };
    assert_wrong (&fixture->ada, within, G_N_ELEMENTS (within));
  }
  person_does (&fixture->ada, "team", "create", second, "--name", "Second", "--as", "Ada");
  {
    const Wrong several[] = {
        {1, {"team", "members"}},
        {1, {"team", "leave"}},
        {1, {"team", "focus"}},
        {1, {"share", entry, "--sections", "action", "--audience", "team"}},
    };
    assert_wrong (&fixture->ada, several, G_N_ELEMENTS (several));
  }
}

/* A module of another build: a sentence, and no crash. */
static void
test_other_module (Fixture *fixture, gconstpointer data)
{
  g_setenv ("ARC_JOURNAL_MODULES", g_getenv ("ARC_OLD_MODULES"), TRUE);
  person_run (&fixture->ada, "team", "create", fixture->folder, "--name", "N", "--as", "Ada");
  g_unsetenv ("ARC_JOURNAL_MODULES");
  assert_one_sentence (&fixture->ada, 1);
  assert_contains (fixture->ada.err, "another version");
}

/* Who was removed cannot read what comes after. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;

  make_team (fixture);
  person_does (&fixture->ada, "team", "remove", "Ben");
  person_does (&fixture->cleo, "sync");
  entry = add (&fixture->cleo, "AFTERWARDS", "r", "c");
  g_free (share (&fixture->cleo, entry, "action", "team"));
  person_does (&fixture->cleo, "sync");
  person_does (&fixture->ada, "sync");
  person_does (&fixture->ada, "shares", "list");
  assert_contains (fixture->ada.out, "AFTERWARDS");
  person_run (&fixture->ben, "sync");
  person_run (&fixture->ben, "shares", "list");
  g_assert_false (tree_holds (fixture->ben.home, "AFTERWARDS"));
}

/* ---- sharing ---- */

static void
test_share (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;
  g_autofree char *list = NULL;

  make_team (fixture);
  person_does (&fixture->ada, "add", "--action", "Called Ben about the CRM", "--change",
               "Call on Mondays", "--title", "My title", "--topic", "New CRM", "--tag", "calls",
               "--outcome", "achieved");
  entry = person_dup_line (&fixture->ada);
  person_run (&fixture->ada, "share", entry, "--sections", "action");
  g_assert_cmpint (fixture->ada.status, ==, 2);
  person_run (&fixture->ada, "share", entry, "--sections", "reflection", "--no-outcome",
              "--audience", "team");
  assert_refused (&fixture->ada, "empty");
  person_does (&fixture->ada, "share", entry, "--sections", "action", "--audience", "team",
               "--preview");
  assert_contains (fixture->ada.out, "Called Ben about the CRM");
  assert_contains (fixture->ada.out, "Readers: Ben Kim, Cleo Ortiz");
  assert_contains (fixture->ada.out, "names teammates: Ben");
  assert_lacks (fixture->ada.out, "My title");
  assert_lacks (fixture->ada.out, "Call on Mondays");
  person_does (&fixture->ada, "shares", "list");
  g_assert_cmpstr (fixture->ada.out, ==, "");

  id = share (&fixture->ada, entry, "action,change", "team");
  person_does (&fixture->ada, "sync");
  person_does (&fixture->ben, "sync");
  assert_contains (fixture->ben.out, "1 new");
  person_does (&fixture->ben, "shares", "show", id, "--format", "jsonl");
  assert_contains (fixture->ben.out, "\"action\":\"Called Ben about the CRM\"");
  assert_contains (fixture->ben.out, "\"outcome\":\"achieved\"");
  assert_contains (fixture->ben.out, "\"author\":\"Ada Weber\"");
  assert_lacks (fixture->ben.out, "My title");
  assert_lacks (fixture->ben.out, "New CRM");
  assert_lacks (fixture->ben.out, "calls");
  assert_lacks (fixture->ben.out, entry);

  /* Changed: the same share, with what is chosen now. */
  again = share (&fixture->ada, entry, "action,topic", "team");
  g_assert_cmpstr (again, ==, id);
  sync_all (fixture);
  person_does (&fixture->ben, "shares", "show", id, "--format", "jsonl");
  assert_contains (fixture->ben.out, "New CRM");
  assert_lacks (fixture->ben.out, "Call on Mondays");
  g_assert_false (tree_holds (fixture->ben.home, "Call on Mondays"));

  /* All print the same. */
  person_does (&fixture->ada, "shares", "list", "--format", "jsonl");
  list = g_strdup (fixture->ada.out);
  person_does (&fixture->ben, "shares", "list", "--format", "jsonl");
  g_assert_cmpstr (fixture->ben.out, ==, list);
  person_does (&fixture->cleo, "shares", "list", "--format", "jsonl");
  g_assert_cmpstr (fixture->cleo.out, ==, list);

  /* Found. */
  person_does (&fixture->ben, "search", "crm", "--shared");
  assert_contains (fixture->ben.out, "Ada Weber");
  person_does (&fixture->ben, "search", "crm");
  g_assert_cmpstr (fixture->ben.out, ==, "");
  person_does (&fixture->ben, "search", "crm", "--everywhere");
  assert_contains (fixture->ben.out, "Ada Weber");

  person_does (&fixture->ada, "unshare", entry);
  person_does (&fixture->ada, "shares", "list");
  g_assert_cmpstr (fixture->ada.out, ==, "");
  sync_all (fixture);
  person_does (&fixture->ben, "shares", "list");
  g_assert_cmpstr (fixture->ben.out, ==, "");
}

static void
test_managers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;

  make_team (fixture);
  entry = add (&fixture->ben, "FORMANAGERS", "r", "c");
  g_free (share (&fixture->ben, entry, "action", "managers"));
  sync_all (fixture);
  person_does (&fixture->ada, "shares", "list");
  assert_contains (fixture->ada.out, "FORMANAGERS");
  person_does (&fixture->cleo, "shares", "list");
  g_assert_cmpstr (fixture->cleo.out, ==, "");
  g_assert_false (tree_holds (fixture->cleo.home, "FORMANAGERS"));
  /* A manager from now on: sealed anew, and read. */
  person_does (&fixture->ada, "team", "role", "Cleo", "manager");
  sync_all (fixture);
  sync_all (fixture);
  person_does (&fixture->cleo, "shares", "list");
  assert_contains (fixture->cleo.out, "FORMANAGERS");
}

static void
test_commitments (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;
  g_autofree char *commitment = NULL;
  g_autofree char *id = NULL;

  make_team (fixture);
  entry = add (&fixture->ada, "a", "r", "SECRETLINE");
  person_does (&fixture->ada, "commitments", "add", entry, "--kind", "start", "--text",
               "Ask before I build");
  commitment = person_dup_line (&fixture->ada);
  person_does (&fixture->ada, "share", entry, "--commitments", "all", "--audience", "team");
  id = person_dup_line (&fixture->ada);
  sync_all (fixture);
  person_does (&fixture->ben, "shares", "show", id, "--format", "jsonl");
  assert_contains (fixture->ben.out, "Ask before I build");
  assert_lacks (fixture->ben.out, "SECRETLINE");
  assert_lacks (fixture->ben.out, "\"state\":\"done\"");
  /* Its state follows with the next sync. */
  person_does (&fixture->ada, "look-back", commitment, "--did", "yes", "--helped", "yes", "--note",
               "SECRETNOTE");
  sync_all (fixture);
  person_does (&fixture->ben, "shares", "show", id, "--format", "jsonl");
  assert_contains (fixture->ben.out, "done");
  g_assert_false (tree_holds (fixture->ben.home, "SECRETNOTE"));
}

static void
test_suggest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;
  g_autofree char *id = NULL;

  make_team (fixture);
  entry = add (&fixture->ada, "Shared action", "r", "c");
  id = share (&fixture->ada, entry, "action", "team");
  sync_all (fixture);
  person_run (&fixture->ada, "suggest", id, "To myself");
  assert_refused (&fixture->ada, "own share");
  person_run (&fixture->ben, "suggest", id);
  g_assert_cmpint (fixture->ben.status, ==, 2);
  person_does (&fixture->ben, "suggest", id, "ONLYFORADA");
  person_does (&fixture->ben, "suggest", id, "--thanks");
  person_does (&fixture->cleo, "suggest", id, "--try");
  sync_all (fixture);
  sync_all (fixture);
  person_does (&fixture->ada, "shares", "show", id);
  assert_contains (fixture->ada.out, "ONLYFORADA");
  assert_contains (fixture->ada.out, "Cleo Ortiz");
  g_assert_false (tree_holds (fixture->cleo.home, "ONLYFORADA"));
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  make_team (fixture);
  person_run (&fixture->ben, "team", "focus", "--set", "Enter contacts", "--measure", "Contacts",
              "--by", "2026-12-24");
  assert_refused (&fixture->ben, "manager");
  person_does (&fixture->ada, "team", "focus", "--set", "Enter contacts", "--measure", "Contacts",
               "--by", "2026-12-24");
  sync_all (fixture);
  person_does (&fixture->ben, "team", "focus", "--yes");
  person_does (&fixture->cleo, "team", "focus", "--counter", "Enter the open ones only");
  person_run (&fixture->cleo, "team", "focus", "--yes", "--end");
  g_assert_cmpint (fixture->cleo.status, ==, 2);
  sync_all (fixture);
  sync_all (fixture);
  person_does (&fixture->ada, "team", "focus");
  assert_contains (fixture->ada.out, "Enter contacts");
  assert_contains (fixture->ada.out, "Ben Kim: yes");
  assert_contains (fixture->ada.out, "Cleo Ortiz: Enter the open ones only");
  person_does (&fixture->ada, "team", "focus", "--end");
  sync_all (fixture);
  person_does (&fixture->ben, "team", "focus");
  g_assert_cmpstr (fixture->ben.out, ==, "");
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;
  g_autofree char *id = NULL;
  g_autofree char *file = g_build_filename (fixture->top, "one.arcshare", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  make_team (fixture);
  entry = add (&fixture->ada, "BYMAIL", "r", "c");
  person_does (&fixture->ada, "share", entry, "--sections", "action", "--output", file, "--to",
               "Ben");
  id = person_dup_line (&fixture->ada);
  g_assert_false (tree_holds (file, "BYMAIL"));
  person_run (&fixture->cleo, "import", file);
  assert_refused (&fixture->cleo, "sealed to others");
  person_does (&fixture->ben, "import", file);
  person_does (&fixture->ben, "shares", "show", id);
  assert_contains (fixture->ben.out, "BYMAIL");
  person_does (&fixture->ben, "import", file);
  assert_contains (fixture->ben.out, "Nothing new");

  /* Altered, cut, something else. */
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  bytes[length - 20] ^= 1;
  g_assert_true (g_file_set_contents (file, bytes, length, NULL));
  person_run (&fixture->ben, "import", file);
  g_assert_cmpint (fixture->ben.status, ==, 1);
  g_assert_true (g_file_set_contents (file, bytes, length / 2, NULL));
  person_run (&fixture->ben, "import", file);
  g_assert_cmpint (fixture->ben.status, ==, 1);
  g_assert_true (g_file_set_contents (file, "Hello", -1, NULL));
  person_run (&fixture->ben, "import", file);
  assert_refused (&fixture->ben, "is not a share");
  g_assert_true (g_file_set_contents (file, "ARC share 2\nxyz", -1, NULL));
  person_run (&fixture->ben, "import", file);
  assert_refused (&fixture->ben, "newer");
}

static void
test_failing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_build_filename (fixture->top, "away", NULL);

  person_does (&fixture->ada, "add", "--action", "a");
  person_does (&fixture->ada, "sync");
  assert_contains (fixture->ada.out, "no team");
  make_team (fixture);
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  person_run (&fixture->ben, "sync");
  g_assert_cmpint (fixture->ben.status, ==, 1);
  person_does (&fixture->ben, "team", "list", "--format", "jsonl");
  assert_contains (fixture->ben.out, "\"problem\"");
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  person_does (&fixture->ben, "sync");
  person_does (&fixture->ben, "team", "list", "--format", "jsonl");
  assert_lacks (fixture->ben.out, "\"problem\"");
}

/* ---- where words go ---- */

#define N_MARKERS 10

static const char *const markers[N_MARKERS] = {
    "MARKERACTION", "MARKERREFLECTION", "MARKERCHANGE", "MARKERTITLE", "MARKERTAG",
    "MARKERTOPIC",  "MARKERCOMMIT",     "MARKERNOTE",   "MARKERIF",    "MARKERBARRIER"};
#define SHARED 0

/* No marker but @allowed (or -1) in what a reader or the folder has, nor in a message. */
static void
assert_only (Fixture *fixture, const char *place, int allowed)
{
  for (int i = 0; i < N_MARKERS; i++)
    if (i != allowed && tree_holds (place, markers[i]))
      g_error ("%s holds %s", place, markers[i]);
  for (int i = 0; i < N_MARKERS; i++) {
    assert_lacks (fixture->ada.err, markers[i]);
    assert_lacks (fixture->ben.err, markers[i]);
    assert_lacks (fixture->cleo.err, markers[i]);
  }
}

/* What would be sent: all that stands, as it goes to be sealed. */
static void
assert_outbox (Fixture *fixture, int allowed)
{
  ArcJournalOptions options = {.path = fixture->ada.journal, .must_exist = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);
  g_autoptr (ArcTeam) team = journal != NULL ? arc_journal_find_team (journal, NULL, &error) : NULL;
  g_autoptr (ArcOutbox) outbox =
      team != NULL ? arc_journal_load_outbox (journal, team->id, TRUE, &error) : NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < outbox->live->len; i++)
    for (int j = 0; j < N_MARKERS; j++)
      if (j != allowed)
        assert_lacks (((const ArcPost *) outbox->live->pdata[i])->body, markers[j]);
}

static void
assert_everywhere (Fixture *fixture, int allowed)
{
  assert_outbox (fixture, allowed);
  assert_only (fixture, fixture->folder, -1);
  assert_only (fixture, fixture->ben.home, allowed);
  assert_only (fixture, fixture->cleo.home, allowed);
}

static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = NULL;
  g_autofree char *commitment = NULL;
  g_autofree char *id = NULL;
  g_autofree char *copy = g_build_filename (fixture->top, "copy", NULL);
  g_autofree char *later = g_build_filename (fixture->top, "later", NULL);
  Person dan;

  make_team (fixture);
  person_does (&fixture->ada, "add", "--action", "MARKERACTION done", "--reflection",
               "MARKERREFLECTION led to it", "--change", "MARKERCHANGE it", "--title",
               "MARKERTITLE", "--tag", "MARKERTAG", "--topic", "MARKERTOPIC");
  entry = person_dup_line (&fixture->ada);
  person_does (&fixture->ada, "commitments", "add", entry, "--kind", "start", "--text",
               "MARKERCOMMIT", "--if", "MARKERIF", "--then", "then");
  commitment = person_dup_line (&fixture->ada);
  person_does (&fixture->ada, "barriers", "add", entry, "--text", "MARKERBARRIER");
  person_does (&fixture->ada, "look-back", commitment, "--did", "partly", "--note", "MARKERNOTE");
  id = share (&fixture->ada, entry, "action", "team");
  assert_outbox (fixture, SHARED);
  sync_all (fixture);
  g_assert_true (tree_holds (fixture->ben.home, markers[SHARED]));
  assert_everywhere (fixture, SHARED);
  tree_copy (fixture->folder, copy);
  assert_only (fixture, copy, -1);

  /* Edited, and shared again. */
  person_does (&fixture->ada, "edit", entry, "--action", "MARKERACTION done again");
  g_free (share (&fixture->ada, entry, "action", "team"));
  sync_all (fixture);
  assert_everywhere (fixture, SHARED);

  person_does (&fixture->ada, "unshare", id);
  sync_all (fixture);
  assert_everywhere (fixture, -1);

  /* Who comes now finds nothing in the folder, nor in an old copy that came back beside it. */
  person_init (&dan, fixture->top, "dan");
  person_does (&dan, "team", "join", fixture->folder, "--as", "Dan Novak");
  person_does (&fixture->ada, "team", "accept", "Dan");
  person_does (&dan, "sync");
  assert_only (fixture, dan.home, -1);
  tree_copy (fixture->folder, later);
  assert_only (fixture, later, -1);
  tree_copy (copy, fixture->folder);
  sync_all (fixture);
  assert_everywhere (fixture, -1);
  person_clear (&dan);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/cli-team/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (join);
  ADD (roles);
  ADD (leave);
  ADD (forget);
  ADD (wrong);
  ADD (other_module);
  ADD (remove);
  ADD (share);
  ADD (managers);
  ADD (commitments);
  ADD (suggest);
  ADD (focus);
  ADD (file);
  ADD (failing);
  ADD (bytes);
  return g_test_run ();
}
