/* What is killed while it syncs, for test-team-kill.
 *
 *   sync-worker JOURNAL SEED    writes, shares, edits and takes back at random, and syncs, for
 * ever;
 *                               "." on standard output for each sync that ended */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arc-team-actions.h"
#include "arc-test.h"

/* Whether the journal was held by another; anything else ends the program. */
static gboolean
is_busy (GError **error)
{
  if (*error == NULL)
    return FALSE;
  if (!g_error_matches (*error, ARC_ERROR, ARC_ERROR_BUSY)) {
    g_printerr ("%s\n", (*error)->message);
    exit (4);
  }
  g_clear_error (error);
  return TRUE;
}

static void
share_new (ArcJournal *journal, const char *team_id, GRand *random)
{
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("Text %u", g_rand_int (random));
  g_autofree char *entry_id = arc_test_add (journal, text, 0);
  g_autofree char *id = NULL;

  choice->parts = ARC_PART_ACTION;
  id = arc_team_share (journal, team_id, entry_id, choice, NULL, &error);
  is_busy (&error);
}

static void
change (ArcJournal *journal, const char *team_id, GRand *random)
{
  const ArcShareFilter filter = {.team_id = team_id, .mine_only = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) briefs = arc_journal_list_shares (journal, &filter, &error);
  const ArcPosted *posted;

  if (is_busy (&error) || briefs->len == 0)
    return;
  posted =
      ((const ArcShareBrief *) briefs->pdata[g_rand_int_range (random, 0, briefs->len)])->posted;
  if (g_rand_boolean (random)) {
    arc_team_unshare (journal, posted->post->id, NULL, &error);
  } else {
    g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
    g_autofree char *entry_id = arc_journal_find_shared_entry (journal, posted->post->id, &error);
    choice->parts = ARC_PART_ACTION | ARC_PART_OUTCOME;
    if (entry_id != NULL)
      g_free (arc_team_share (journal, team_id, entry_id, choice, posted->post->id, &error));
  }
  is_busy (&error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = argc == 3 ? g_rand_new_with_seed (strtoul (argv[2], NULL, 10)) : NULL;
  g_autoptr (ArcJournal) journal = random != NULL ? arc_test_open (argv[1], NULL) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = journal != NULL ? arc_journal_find_team (journal, NULL, &error) : NULL;

  if (team == NULL)
    return 2;
  for (;;) {
    g_autoptr (ArcSyncReport) report = arc_sync_report_new ();
    guint n = g_rand_int_range (random, 0, 5);

    for (guint i = 0; i < n; i++)
      if (g_rand_int_range (random, 0, 3) > 0)
        share_new (journal, team->id, random);
      else
        change (journal, team->id, random);
    arc_team_sync (journal, team->id, report, NULL, &error);
    if (!is_busy (&error) && write (STDOUT_FILENO, ".", 1) != 1)
      return 3;
  }
}
