/* check, backup, recover, stats. */
#include "arc-config.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-cli-interrupt.h"
#include "arc-cli.h"
#include "arc-day.h"
#include "arc-json-text.h"

/* ---- check ---- */

int
arc_cli_check (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 0, 0, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (GPtrArray) faults = arc_journal_check (journal, &error);
  if (faults == NULL)
    return arc_cli_fail (cli, error);
  if (faults->len == 0) {
    arc_cli_print (cli, "%s\n", _ ("The journal is sound."));
    return ARC_CLI_DONE;
  }
  for (guint i = 0; i < faults->len; i++) {
    arc_cli_print_text (cli, faults->pdata[i]);
    arc_cli_print (cli, "\n");
  }
  return arc_cli_fail_text (
      cli,
      ngettext ("The journal has %u fault. “arcj recover” saves what can be saved.",
                "The journal has %u faults. “arcj recover” saves what can be saved.", faults->len),
      faults->len);
}

/* ---- backup ---- */

/* Whether something stands at @path that a backup must not replace: anything but a database. */
static gboolean
is_precious (const char *path)
{
  static const char magic[] = "SQLite format 3";
  char head[sizeof magic];
  struct stat info;

  if (g_stat (path, &info) < 0 || info.st_size == 0)
    return FALSE;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return TRUE;
  gssize got = read (fd, head, sizeof head);
  close (fd);
  return got != sizeof head || memcmp (head, magic, sizeof head) != 0;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  struct stat info_a, info_b;

  return g_stat (a, &info_a) == 0 && g_stat (b, &info_b) == 0 && info_a.st_dev == info_b.st_dev &&
         info_a.st_ino == info_b.st_ino;
}

static gboolean
is_interruption (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, ARC_ERROR, ARC_ERROR_INTERRUPTED);
}

int
arc_cli_backup (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  const char *path = (*argv)[0];
  if (g_str_equal (path, "-"))
    return arc_cli_usage (cli, _ ("A backup needs a file."));
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GCancellable) cancellable = arc_cli_interrupt_watch ();
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  if (is_same_file (path, arc_journal_get_path (journal)))
    return arc_cli_fail_text (cli, _ ("“%s” is the journal itself."), shown);
  if (is_precious (path))
    return arc_cli_fail_text (
        cli, _ ("“%s” is there already and is no backup. Choose another name."), shown);
  if (!arc_journal_backup (journal, path, cancellable, &error))
    return is_interruption (error) ? arc_cli_fail_text (cli, _ ("Interrupted. No backup was made."))
                                   : arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

/* ---- recover ---- */

int
arc_cli_recover (ArcCli *cli, char ***argv)
{
  ArcJournalOptions options = {0};
  ArcRecovered recovered = {0};
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  options.path = cli->journal_path;
  if (!arc_journal_recover (&options, (*argv)[0], &recovered, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli,
                 ngettext ("%lu entry brought into the journal.",
                           "%lu entries brought into the journal.", recovered.entries),
                 (gulong) recovered.entries);
  arc_cli_print (cli, "\n");
  if (recovered.unchanged > 0) {
    arc_cli_print (
        cli, ngettext ("%lu was there already.", "%lu were there already.", recovered.unchanged),
        (gulong) recovered.unchanged);
    arc_cli_print (cli, "\n");
  }
  if (recovered.lost > 0) {
    arc_cli_print (cli,
                   ngettext ("%lu could not be read any more.", "%lu could not be read any more.",
                             recovered.lost),
                   (gulong) recovered.lost);
    arc_cli_print (cli, "\n");
  }
  if (recovered.kept_as != NULL) {
    g_autofree char *kept = g_filename_display_name (recovered.kept_as);
    arc_cli_print (cli, _ ("The damaged journal is kept as “%s”."), kept);
    arc_cli_print (cli, "\n");
  }
  arc_recovered_clear (&recovered);
  return ARC_CLI_DONE;
}

/* ---- stats ---- */

static void
print_count (ArcCli *cli, const char *label, guint64 count)
{
  /* By characters, not bytes. */
  int pad = 20 - (int) g_utf8_strlen (label, -1);

  arc_cli_print (cli, "%s%*s %lu\n", label, MAX (pad, 0), "", (gulong) count);
}

static void
print_stats (ArcCli *cli, const ArcStats *stats)
{
  g_autofree char *zone = arc_zone_local ();

  print_count (cli, _ ("Entries"), stats->entries);
  if (stats->entries > 0) {
    g_autofree char *first = arc_instant_format_local (stats->first_us, zone, "%Y-%m-%d");
    g_autofree char *last = arc_instant_format_local (stats->last_us, zone, "%Y-%m-%d");
    arc_cli_print (cli, _ ("From %s to %s"), first, last);
    arc_cli_print (cli, "\n");
  }
  print_count (cli, _ ("Words"), stats->words);
  for (guint i = 0; i < ARC_N_OUTCOMES; i++)
    if (stats->outcomes[i] > 0)
      print_count (cli, arc_outcome_to_label (i), stats->outcomes[i]);
  for (guint i = 0; i < ARC_N_LENSES; i++)
    if (stats->lenses[i] > 0)
      print_count (cli, arc_lens_to_label (i), stats->lenses[i]);
  print_count (cli, _ ("Topics"), stats->topics);
  print_count (cli, _ ("Tags"), stats->tags);
  print_count (cli, _ ("Look-backs"), stats->look_backs);
  print_count (cli, _ ("Earlier versions"), stats->revisions);
  print_count (cli, _ ("In the trash"), stats->trashed);
  print_count (cli, _ ("Drafts"), stats->drafts);
  g_autofree char *size = g_format_size (stats->bytes);
  /* Translators: the size of the journal, as in "1.2 MB". */
  arc_cli_print (cli, _ ("On disk: %s"), size);
  arc_cli_print (cli, "\n");
}

static void
put_time (JsonObject *object, const char *name, gint64 instant_us)
{
  g_autofree char *text = arc_instant_format (instant_us);

  json_object_set_string_member (object, name, text);
}

static void
print_json_stats (ArcCli *cli, const ArcStats *stats)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *object = json_object_new ();
  JsonObject *outcomes = json_object_new ();
  JsonObject *lenses = json_object_new ();

  for (guint i = 0; i < ARC_N_OUTCOMES; i++)
    json_object_set_int_member (outcomes, i == 0 ? "not-said" : arc_outcome_to_word (i),
                                stats->outcomes[i]);
  for (guint i = 0; i < ARC_N_LENSES; i++)
    json_object_set_int_member (lenses, arc_lens_to_word (i), stats->lenses[i]);
  json_object_set_int_member (object, "entries", stats->entries);
  if (stats->entries > 0) {
    put_time (object, "first_at", stats->first_us);
    put_time (object, "last_at", stats->last_us);
  }
  json_object_set_int_member (object, "words", stats->words);
  json_object_set_object_member (object, "outcomes", outcomes);
  json_object_set_object_member (object, "lenses", lenses);
  json_object_set_int_member (object, "topics", stats->topics);
  json_object_set_int_member (object, "tags", stats->tags);
  json_object_set_int_member (object, "look_backs", stats->look_backs);
  json_object_set_int_member (object, "revisions", stats->revisions);
  json_object_set_int_member (object, "trashed", stats->trashed);
  json_object_set_int_member (object, "drafts", stats->drafts);
  json_object_set_int_member (object, "bytes", stats->bytes);
  json_node_take_object (node, object);
  arc_json_text_append (text, node);
  arc_cli_print (cli, "%s\n", text->str);
}

int
arc_cli_stats (ArcCli *cli, char ***argv)
{
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or json"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  ArcStats stats = {0};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status))
    return status;
  if (word != NULL && !g_str_equal (word, "text") && !g_str_equal (word, "json"))
    return arc_cli_usage (cli, _ ("“%s” is not one of these formats: %s."), word, "text, json");
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL || !arc_journal_stats (journal, &stats, &error))
    return arc_cli_fail (cli, error);
  if (g_strcmp0 (word, "json") == 0)
    print_json_stats (cli, &stats);
  else
    print_stats (cli, &stats);
  return ARC_CLI_DONE;
}
