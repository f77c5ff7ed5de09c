/* list, search, show, history. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-filter.h"
#include "arc-cli-output.h"
#include "arc-cli-team.h"
#include "arc-cli.h"
#include "arc-day.h"
#include "arc-journal-loop.h"

/* Entries read at a time, so that a long list neither waits nor fills the memory. */
#define PAGE 500
#define SEARCH_LIMIT 50

static const int list_formats[] = {ARC_FORMAT_TEXT, ARC_FORMAT_JSONL, -1};
static const int show_formats[] = {ARC_FORMAT_TEXT, ARC_FORMAT_MARKDOWN, ARC_FORMAT_JSONL, -1};

/* ---- lists ---- */

static gboolean
print_json (ArcRecord *record, gpointer user_data, GError **error)
{
  ArcCli *cli = user_data;

  arc_cli_print_record (cli, record, ARC_FORMAT_JSONL, FALSE);
  if (cli->out_failed == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "");
  return FALSE;
}

static gboolean
print_briefs (ArcCli *cli, ArcJournal *journal, const ArcQuery *query, guint64 limit,
              gboolean has_excerpt, GError **error)
{
  gint64 before = G_MAXINT64;

  while (limit > 0 && cli->out_failed == 0) {
    guint wanted = MIN (limit, PAGE);
    g_autoptr (GPtrArray) briefs = arc_journal_search (journal, query, before, wanted, error);
    if (briefs == NULL)
      return FALSE;
    for (guint i = 0; i < briefs->len; i++) {
      arc_cli_print_brief (cli, journal, briefs->pdata[i], has_excerpt);
      before = ((ArcBrief *) briefs->pdata[i])->position;
    }
    if (briefs->len < wanted)
      break;
    limit -= briefs->len;
  }
  return TRUE;
}

/* @limit: 0 for all. */
static int
print_list (ArcCli *cli, ArcJournal *journal, const ArcQuery *query, guint64 limit,
            ArcFormat format, gboolean has_excerpt)
{
  g_autoptr (GError) error = NULL;
  gboolean ok =
      format == ARC_FORMAT_JSONL
          ? arc_journal_foreach (journal, query, limit, FALSE, FALSE, print_json, cli, NULL, &error)
          : print_briefs (cli, journal, query, limit > 0 ? limit : G_MAXUINT64, has_excerpt,
                          &error);

  /* A failure of stdout is reported at the end. */
  return ok || cli->out_failed != 0 ? ARC_CLI_DONE : arc_cli_fail (cli, error);
}

/* The journal, or NULL with @status: having none yet is no failure, asking for one by name is. */
static ArcJournal *
open_for_list (ArcCli *cli, int *status)
{
  g_autoptr (GError) error = NULL;
  ArcJournal *journal = arc_cli_open (cli, ARC_CLI_READ, &error);

  if (journal != NULL)
    return journal;
  if (g_error_matches (error, ARC_ERROR, ARC_ERROR_NOT_FOUND) && cli->journal_path == NULL &&
      g_getenv ("ARC_JOURNAL") == NULL) {
    arc_cli_note (_ ("There is no journal yet; “arcj add” begins one."));
    *status = ARC_CLI_DONE;
  } else {
    *status = arc_cli_fail (cli, error);
  }
  return NULL;
}

int
arc_cli_list (ArcCli *cli, char ***argv)
{
  g_auto (ArcCliFilter) filter = {0};
  g_autofree char *word = NULL;
  GOptionEntry table[ARC_CLI_N_FILTER_OPTIONS + 2] = {0};
  g_autoptr (ArcQuery) query = arc_query_new ();
  ArcFormat format = ARC_FORMAT_TEXT;
  guint64 limit = 0;
  int status;

  arc_cli_filter_describe (&filter, table);
  table[ARC_CLI_N_FILTER_OPTIONS] = (GOptionEntry){
      "format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")};
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_format (cli, word, list_formats, &format, &status) ||
      !arc_cli_parse_limit (cli, filter.limit, &limit, &status))
    return status;
  g_autoptr (ArcJournal) journal = open_for_list (cli, &status);
  if (journal == NULL ||
      !arc_cli_filter_apply (cli, &filter, arc_journal_today (journal), query, &status))
    return status;
  return print_list (cli, journal, query, limit, format, FALSE);
}

int
arc_cli_search (ArcCli *cli, char ***argv)
{
  g_autofree char *word = NULL;
  g_autofree char *limit_text = NULL;
  gboolean shared = FALSE, everywhere = FALSE;
  const GOptionEntry table[] = {
      {"limit", 0, 0, G_OPTION_ARG_STRING, &limit_text,
       N_ ("At most so many entries, 50 if not given"), N_ ("NUMBER")},
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      {"shared", 0, 0, G_OPTION_ARG_NONE, &shared, N_ ("In what your teams share, instead"), NULL},
      {"everywhere", 0, 0, G_OPTION_ARG_NONE, &everywhere,
       N_ ("In your entries and in what your teams share"), NULL},
      G_OPTION_ENTRY_NULL,
  };
  ArcFormat format = ARC_FORMAT_TEXT;
  guint64 limit = SEARCH_LIMIT;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DASHES, 1, G_MAXUINT, &status) ||
      !arc_cli_parse_format (cli, word, list_formats, &format, &status) ||
      !arc_cli_parse_limit (cli, limit_text, &limit, &status))
    return status;
  g_autoptr (ArcJournal) journal = open_for_list (cli, &status);
  if (journal == NULL)
    return status;
  g_autofree char *text = g_strjoinv (" ", *argv);
  g_autoptr (ArcQuery) query = arc_query_parse (text, arc_journal_today (journal));
  if (everywhere && !shared && format == ARC_FORMAT_TEXT)
    return arc_cli_search_everywhere (cli, journal, query, limit);
  status = shared ? ARC_CLI_DONE : print_list (cli, journal, query, limit, format, TRUE);
  if (status == ARC_CLI_DONE && (shared || everywhere))
    status = arc_cli_search_shares (cli, journal, query, limit, format == ARC_FORMAT_JSONL);
  return status;
}

/* ---- one entry ---- */

int
arc_cli_show (ArcCli *cli, char ***argv)
{
  g_autofree char *word = NULL;
  g_autofree char *id = NULL;
  const GOptionEntry table[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text, markdown or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  ArcFormat format = ARC_FORMAT_TEXT;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_format (cli, word, show_formats, &format, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with_id (cli, ARC_CLI_READ, (*argv)[0], ARC_AMONG_ENTRIES, &id, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (ArcRecord) record = arc_record_new (arc_journal_load_entry (journal, id, &error));
  if (record->entry == NULL || !arc_journal_complete_record (journal, record, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print_record (cli, record, format, TRUE);
  return ARC_CLI_DONE;
}

/* ---- history ---- */

static void
append_name (GString *names, const char *name)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

/* (transfer full): what differs between two states, in the person's words. */
static char *
dup_changes (const ArcEntry *before, const ArcEntry *after)
{
  GString *names = g_string_new (NULL);
  g_autofree char *tags_before = arc_entry_dup_tags_text (before);
  g_autofree char *tags_after = arc_entry_dup_tags_text (after);

  if (!g_str_equal (before->title, after->title))
    append_name (names, _ ("Title"));
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (!g_str_equal (before->section[i], after->section[i]))
      append_name (names, arc_section_to_label (i));
  if (before->occurred_us != after->occurred_us || !g_str_equal (before->zone, after->zone))
    append_name (names, _ ("Date"));
  if (before->outcome != after->outcome)
    append_name (names, _ ("Outcome"));
  if (!g_str_equal (before->topic, after->topic))
    append_name (names, _ ("Topic"));
  if (!g_str_equal (tags_before, tags_after))
    append_name (names, _ ("Tags"));
  if (before->lens != after->lens)
    append_name (names, _ ("Lens"));
  if (before->evidence != after->evidence || before->evidence_amount != after->evidence_amount ||
      !g_str_equal (before->evidence_unit, after->evidence_unit))
    append_name (names, _ ("Evidence"));
  return g_string_free (names, FALSE);
}

static void
print_revision (ArcCli *cli, const ArcEntry *revision, const ArcEntry *before)
{
  g_autofree char *zone = arc_zone_local ();
  g_autofree char *time =
      arc_instant_format_local (revision->modified_us, zone, "%Y-%m-%d %H:%M:%S");

  arc_cli_print (cli, "%s  %s  ", revision->revision, time);
  if (before == NULL) {
    arc_cli_print (cli, "%s\n", _ ("Written"));
  } else {
    g_autofree char *changes = dup_changes (before, revision);
    /* Translators: the names of the fields that changed. */
    arc_cli_print (cli, _ ("Changed: %s"), changes);
    arc_cli_print (cli, "\n");
  }
}

int
arc_cli_history (ArcCli *cli, char ***argv)
{
  g_autofree char *word = NULL;
  g_autofree char *id = NULL;
  const GOptionEntry table[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  ArcFormat format = ARC_FORMAT_TEXT;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_format (cli, word, list_formats, &format, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with_id (cli, ARC_CLI_READ, (*argv)[0], ARC_AMONG_ENTRIES, &id, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (GPtrArray) revisions = arc_journal_list_revisions (journal, id, &error);
  if (revisions == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < revisions->len; i++) {
    if (format == ARC_FORMAT_TEXT) {
      print_revision (cli, revisions->pdata[i],
                      i + 1 < revisions->len ? revisions->pdata[i + 1] : NULL);
    } else {
      g_autoptr (ArcRecord) record = arc_record_new (arc_entry_copy (revisions->pdata[i]));
      arc_cli_print_record (cli, record, format, FALSE);
    }
  }
  return ARC_CLI_DONE;
}
