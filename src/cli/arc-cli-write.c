/* add, edit, delete, undelete. */
#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-cli-editor.h"
#include "arc-cli-entry.h"
#include "arc-cli.h"
#include "arc-day.h"

/* Says what became of @entry, whose id was @id before. */
static void
report_saved (ArcCli *cli, const char *id, const ArcEntry *entry, ArcSaved saved)
{
  if (saved == ARC_SAVED_BESIDE) {
    arc_cli_note (_ ("Someone else changed this entry meanwhile, so both texts are kept: theirs "
                     "is %s, yours is %s."),
                  id, entry->id);
    arc_cli_print (cli, "%s\n", id);
  }
  arc_cli_print (cli, "%s\n", entry->id);
}

static gboolean
save (ArcCli *cli, ArcJournal *journal, ArcEntry *entry, GError **error)
{
  g_autofree char *id = g_strdup (entry->id);
  ArcSaved saved;

  if (!arc_journal_save_entry (journal, entry, NULL, &saved, error))
    return FALSE;
  report_saved (cli, id, entry, saved);
  return TRUE;
}

/* ---- add ---- */

static int
add_from_editor (ArcCli *cli, const ArcEntry *base, gint64 now_us)
{
  g_auto (ArcCliEdited) edited = {0};
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_editor_run (cli, base, now_us, &edited, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CREATE, &error);
  if (journal == NULL || !save (cli, journal, edited.entry, &error))
    return arc_cli_edited_keep (cli, &edited, error);
  arc_cli_edited_discard (&edited);
  return ARC_CLI_DONE;
}

int
arc_cli_add (ArcCli *cli, char ***argv)
{
  g_auto (ArcCliEntry) options = {0};
  GOptionEntry table[ARC_CLI_N_ENTRY_OPTIONS + 1];
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *zone = arc_zone_local ();
  gint64 now_us = g_get_real_time ();
  int status;

  arc_cli_entry_describe (&options, table);
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status))
    return status;
  entry->occurred_us = now_us;
  arc_entry_set_zone (entry, zone);
  if (!arc_cli_entry_apply (cli, &options, entry, now_us, &status))
    return status;
  if (!arc_cli_entry_has_text (&options))
    return add_from_editor (cli, entry, now_us);

  if (!arc_cli_entry_read_stdin (cli, &options, &status) ||
      !arc_cli_entry_apply (cli, &options, entry, now_us, &status))
    return status;
  if (arc_entry_is_empty (entry))
    return arc_cli_fail_text (cli, _ ("Nothing was written, so nothing was saved."));
  if (!arc_entry_validate (entry, &error))
    return arc_cli_fail (cli, error);
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CREATE, &error);
  if (journal == NULL || !save (cli, journal, entry, &error))
    return arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

/* ---- edit ---- */

/* The editor may be open for hours: the journal is not, meanwhile. */
static int
edit_in_editor (ArcCli *cli, const ArcEntry *base)
{
  g_auto (ArcCliEdited) edited = {0};
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_editor_run (cli, base, g_get_real_time (), &edited, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (journal == NULL || !save (cli, journal, edited.entry, &error))
    return arc_cli_edited_keep (cli, &edited, error);
  arc_cli_edited_discard (&edited);
  return ARC_CLI_DONE;
}

int
arc_cli_edit (ArcCli *cli, char ***argv)
{
  g_auto (ArcCliEntry) options = {0};
  GOptionEntry table[ARC_CLI_N_ENTRY_OPTIONS + 1];
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int status;

  arc_cli_entry_describe (&options, table);
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with_id (cli, ARC_CLI_CHANGE, (*argv)[0], ARC_AMONG_ENTRIES, &id, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, id, &error);
  if (entry == NULL)
    return arc_cli_fail (cli, error);
  if (!arc_cli_entry_has_any (&options)) {
    g_clear_pointer (&journal, arc_journal_close);
    return edit_in_editor (cli, entry);
  }

  if (!arc_cli_entry_read_stdin (cli, &options, &status) ||
      !arc_cli_entry_apply (cli, &options, entry, g_get_real_time (), &status))
    return status;
  if (arc_entry_is_empty (entry))
    return arc_cli_fail_text (
        cli, _ ("This would leave the entry empty. “arcj delete” moves it to the trash."));
  if (!arc_entry_validate (entry, &error) || !save (cli, journal, entry, &error))
    return arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

/* ---- delete, undelete ---- */

int
arc_cli_delete (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with_id (cli, ARC_CLI_CHANGE, (*argv)[0], ARC_AMONG_ENTRIES, &id, &error);
  if (journal == NULL || !arc_journal_delete_entry (journal, id, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli,
                 ngettext ("In the trash for %d day; “arcj undelete %s” brings it back.",
                           "In the trash for %d days; “arcj undelete %s” brings it back.",
                           ARC_TRASH_DAYS),
                 ARC_TRASH_DAYS, id);
  arc_cli_print (cli, "\n");
  return ARC_CLI_DONE;
}

int
arc_cli_undelete (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with_id (cli, ARC_CLI_CHANGE, (*argv)[0], ARC_AMONG_TRASH, &id, &error);
  if (journal == NULL || !arc_journal_undelete_entry (journal, id, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}
