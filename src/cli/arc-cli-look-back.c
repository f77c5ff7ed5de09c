/* look-back. */
#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-cli-loop.h"
#include "arc-cli-schedule.h"
#include "arc-day.h"

/* What @prefix means, an entry or a commitment of one. */
static gboolean
find_subject (ArcJournal *journal, const char *prefix, ArcLookBack *look_back, GError **error)
{
  g_autoptr (GError) no_entry = NULL;
  g_autoptr (GError) no_commitment = NULL;
  g_autofree char *entry_id =
      arc_journal_resolve_id (journal, prefix, ARC_AMONG_ENTRIES, &no_entry);
  g_autofree char *commitment_id =
      arc_journal_resolve (journal, ARC_ID_COMMITMENT, prefix, &no_commitment);

  if ((entry_id != NULL && commitment_id != NULL) ||
      g_error_matches (no_entry, ARC_ERROR, ARC_ERROR_AMBIGUOUS) ||
      g_error_matches (no_commitment, ARC_ERROR, ARC_ERROR_AMBIGUOUS)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                 _ ("Several ids begin with “%s”. Give more of it."), prefix);
    return FALSE;
  }
  if (entry_id == NULL && commitment_id == NULL) {
    g_propagate_error (error, g_steal_pointer (&no_entry));
    return FALSE;
  }
  if (commitment_id != NULL) {
    g_autoptr (ArcCommitment) commitment =
        arc_journal_load_commitment (journal, commitment_id, error);
    if (commitment == NULL)
      return FALSE;
    entry_id = g_strdup (commitment->entry_id);
  }
  g_free (look_back->entry_id);
  look_back->entry_id = g_steal_pointer (&entry_id);
  look_back->commitment_id = g_steal_pointer (&commitment_id);
  return TRUE;
}

/* Whether an answer about an entry as a whole leaves commitments of it open. */
static guint
count_open (ArcJournal *journal, const char *entry_id)
{
  g_autoptr (ArcLoop) loop = arc_journal_load_loop (journal, entry_id, NULL);
  guint n = 0;

  for (guint i = 0; loop != NULL && i < loop->commitments->len; i++)
    n += ((ArcCommitment *) loop->commitments->pdata[i])->state == ARC_COMMITMENT_OPEN;
  return n;
}

static void
print_what_next (ArcCli *cli, ArcJournal *journal, const ArcLookBack *look_back, ArcDay ask_again)
{
  g_autofree char *day = arc_day_to_text (ask_again);
  guint n_open = look_back->commitment_id == NULL ? count_open (journal, look_back->entry_id) : 0;

  if (look_back->did == ARC_DID_PARTLY || look_back->did == ARC_DID_NOT_YET)
    arc_cli_print (cli, _ ("Asked again on %s."), day);
  else if (n_open > 0)
    arc_cli_print (cli,
                   ngettext ("%u commitment of this entry is still open.",
                             "%u commitments of this entry are still open.", n_open),
                   n_open);
  else if (look_back->did == ARC_DID_NO_LONGER)
    arc_cli_print (cli, _ ("Let go; it is not asked again."));
  else
    arc_cli_print (cli, _ ("Done; it is not asked again."));
  arc_cli_print (cli, "\n");
}

static gboolean
apply (ArcCli *cli, const char *did, const char *helped, ArcLookBack *look_back, int *status)
{
  if (did == NULL) {
    *status = arc_cli_usage (cli, _ ("Say with --did whether you did it: yes, partly, not-yet or "
                                     "no-longer."));
    return FALSE;
  }
  if (!arc_did_from_word (did, &look_back->did)) {
    *status =
        arc_cli_usage (cli, _ ("“%s” is not an answer: yes, partly, not-yet or no-longer."), did);
    return FALSE;
  }
  if (helped != NULL && !arc_helped_from_word (helped, &look_back->helped)) {
    *status =
        arc_cli_usage (cli, _ ("“%s” is not an answer: yes, partly, no or too-early."), helped);
    return FALSE;
  }
  return TRUE;
}

int
arc_cli_look_back (ArcCli *cli, char ***argv)
{
  g_autofree char *did = NULL;
  g_autofree char *helped = NULL;
  g_autofree char *note = NULL;
  const GOptionEntry table[] = {
      {"did", 0, 0, G_OPTION_ARG_STRING, &did,
       N_ ("Did you do it: yes, partly, not-yet or no-longer"), N_ ("ANSWER")},
      {"helped", 0, 0, G_OPTION_ARG_STRING, &helped,
       N_ ("Did it help: yes, partly, no or too-early"), N_ ("ANSWER")},
      {"note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("What you saw"), N_ ("TEXT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ArcLookBack) look_back = arc_look_back_new ("");
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !apply (cli, did, helped, look_back, &status))
    return status;
  arc_cli_take_text (&look_back->note, note);
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (journal == NULL || !find_subject (journal, (*argv)[0], look_back, &error))
    return arc_cli_fail (cli, error);
  ArcDay ask_again = arc_cli_schedule_next_day (journal);
  if (!arc_journal_answer (journal, look_back, ask_again, &error))
    return arc_cli_fail (cli, error);
  print_what_next (cli, journal, look_back, ask_again);
  return ARC_CLI_DONE;
}
