/* Which practice fits what a person writes. */
#include "arc-practice-finder.h"

#include <string.h>

#include "arc-journal-team.h"
#include "arc-practice-jobs.h"
#include "arc-reflections.h"
#include "arc-summary-module.h"
#include "arc-text.h"

/* Of a long section the end counts: there somebody is writing. */
#define SECTION_BYTES 4096

struct _ArcPracticeLibrary {
  const ArcSummaryModule *module;
  GPtrArray *practices; /* (element-type ArcPractice): all of them */
  GHashTable *teams;    /* (element-type utf8 ArcTeam): that I am in */
  GHashTable *open;     /* (element-type utf8 ArcPractice): that can be offered */
  GHashTable *lines;    /* (element-type utf8 utf8): of @open, what one would commit to */
  GHashTable *skipped;  /* (element-type utf8) */
  GPtrArray *inputs;    /* (element-type ArcPracticeInput): of @open */
  ArcPracticeOffers *offers;
  ArcDay today;
  ArcDay ask_on;
  gboolean has_answers;
};

void
arc_practice_offer_free (ArcPracticeOffer *offer)
{
  if (offer == NULL)
    return;
  g_free (offer->team_id);
  g_free (offer->team_name);
  g_free (offer->practice_id);
  g_free (offer->sentence);
  g_free (offer->evidence);
  arc_commitment_free (offer->commitment);
  g_free (offer);
}

/* ---- the library -------------------------------------------------------------------------- */

static void
library_clear (gpointer data)
{
  ArcPracticeLibrary *library = data;

  if (library->offers != NULL)
    library->module->offers_free (library->offers);
  g_clear_pointer (&library->inputs, g_ptr_array_unref);
  g_clear_pointer (&library->skipped, g_hash_table_unref);
  g_clear_pointer (&library->lines, g_hash_table_unref);
  g_clear_pointer (&library->open, g_hash_table_unref);
  g_clear_pointer (&library->teams, g_hash_table_unref);
  g_clear_pointer (&library->practices, g_ptr_array_unref);
}

ArcPracticeLibrary *
arc_practice_library_ref (ArcPracticeLibrary *library)
{
  return g_atomic_rc_box_acquire (library);
}

void
arc_practice_library_unref (ArcPracticeLibrary *library)
{
  g_atomic_rc_box_release_full (library, library_clear);
}

static gboolean
read_teams (ArcPracticeLibrary *library, ArcJournal *journal, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);

  for (guint i = 0; teams != NULL && i < teams->len; i++) {
    ArcTeam *team = teams->pdata[i];

    if (team->state == ARC_MEMBER_IN)
      g_hash_table_insert (library->teams, g_strdup (team->id), arc_team_copy (team));
  }
  return teams != NULL;
}

static gboolean
is_answered (const ArcPractice *practice)
{
  return practice->mine != NULL && practice->mine->response != ARC_TRIAL_NOT_SAID;
}

static void
add_open (ArcPracticeLibrary *library, ArcPractice *practice)
{
  const ArcTeam *team = g_hash_table_lookup (library->teams, practice->team_id);
  const ArcPracticeTurn *turn = practice->input->turn;

  library->has_answers |= is_answered (practice);
  /* Whoever found it does it already. */
  if (team == NULL || turn->state != ARC_PRACTICE_ENDORSED || is_answered (practice) ||
      g_strcmp0 (turn->finder, team->me) == 0)
    return;
  g_hash_table_insert (library->open, practice->input->id, practice);
  g_hash_table_insert (library->lines, practice->input->id, arc_text_tidy_label (turn->doing));
  g_ptr_array_add (library->inputs, practice->input);
}

static gboolean
fill (ArcPracticeLibrary *library, ArcJournal *journal, GError **error)
{
  library->teams =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) arc_team_free);
  library->open = g_hash_table_new (g_str_hash, g_str_equal);
  library->lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  library->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  library->inputs = g_ptr_array_new ();
  library->practices =
      read_teams (library, journal, error) ? arc_practices_list (journal, NULL, error) : NULL;
  if (library->practices == NULL)
    return FALSE;
  for (guint i = 0; i < library->practices->len; i++)
    add_open (library, library->practices->pdata[i]);
  if (library->inputs->len == 0)
    return TRUE;
  library->today = arc_journal_today (journal);
  library->module = arc_summary_module_get (error);
  if (library->module == NULL ||
      !arc_reflections_next_day (journal, library->today, &library->ask_on, error))
    return FALSE;
  library->offers = library->module->offers_new (library->inputs);
  return TRUE;
}

ArcPracticeLibrary *
arc_practice_library_read (ArcJournal *journal, GError **error)
{
  g_autoptr (ArcPracticeLibrary) library = NULL;

  if (!arc_journal_has_teams (journal))
    return NULL;
  library = g_atomic_rc_box_new0 (ArcPracticeLibrary);
  if (!fill (library, journal, error) || library->offers == NULL)
    return NULL;
  return g_steal_pointer (&library);
}

/* ---- offers ------------------------------------------------------------------------------- */

ArcPracticeOffer *
arc_practice_library_make_offer (ArcPracticeLibrary *library, const char *practice_id)
{
  const ArcPractice *practice = g_hash_table_lookup (library->open, practice_id);
  const ArcTeam *team =
      practice != NULL ? g_hash_table_lookup (library->teams, practice->team_id) : NULL;
  g_autofree char *sentence = NULL;
  ArcPracticeOffer *offer = NULL;

  if (team == NULL)
    return NULL;
  sentence = arc_practice_turn_to_sentence (practice->input->turn);
  offer = g_new0 (ArcPracticeOffer, 1);
  offer->team_id = g_strdup (team->id);
  offer->team_name = arc_text_clean (team->name);
  offer->practice_id = g_strdup (practice->input->id);
  offer->sentence = arc_text_clean (sentence);
  offer->evidence = arc_practice_say_evidence (library->module, practice, team->group_size);
  offer->commitment = arc_practice_to_commitment (practice->input->turn);
  offer->today = library->today;
  offer->ask_on = library->ask_on;
  return offer;
}

/* What was skipped, and what stands in @change already. */
static GHashTable *
list_skipped (ArcPracticeLibrary *library, const char *change)
{
  GHashTable *skip = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (change, "\n", -1);
  GHashTableIter iter;
  gpointer id, line;

  for (guint i = 0; lines[i] != NULL; i++)
    g_hash_table_add (there, g_strstrip (g_strdup (lines[i])));
  g_hash_table_iter_init (&iter, library->lines);
  while (g_hash_table_iter_next (&iter, &id, &line))
    if (g_hash_table_contains (there, line) || g_hash_table_contains (library->skipped, id))
      g_hash_table_add (skip, id);
  return skip;
}

static void
append_end (GString *text, const char *section)
{
  gsize length = strlen (section);
  const char *from = length > SECTION_BYTES ? section + length - SECTION_BYTES : section;

  while ((*from & 0xC0) == 0x80)
    from++;
  g_string_append (text, from);
  g_string_append_c (text, '\n');
}

ArcPracticeOffer *
arc_practice_library_find (ArcPracticeLibrary *library, char *const sections[ARC_N_SECTIONS],
                           const char *topic)
{
  g_autoptr (GHashTable) skip = list_skipped (library, sections[ARC_SECTION_CHANGE]);
  g_autoptr (GString) text = g_string_new (NULL);
  const ArcPracticeInput *found = NULL;

  append_end (text, sections[ARC_SECTION_CHANGE]);
  append_end (text, sections[ARC_SECTION_REFLECTION]);
  append_end (text, sections[ARC_SECTION_ACTION]);
  found = library->module->offers_find (library->offers, text->str, topic, skip);
  return found != NULL ? arc_practice_library_make_offer (library, found->id) : NULL;
}

GPtrArray *
arc_practice_library_list_best (ArcPracticeLibrary *library, guint limit)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_practice_offer_free);
  g_autoptr (GPtrArray) best = library->module->best (library->inputs, limit);

  for (guint i = 0; i < best->len; i++) {
    const ArcPracticeInput *input = best->pdata[i];

    g_ptr_array_add (list, arc_practice_library_make_offer (library, input->id));
  }
  return list;
}

void
arc_practice_library_skip (ArcPracticeLibrary *library, const char *practice_id)
{
  g_hash_table_add (library->skipped, g_strdup (practice_id));
}

gboolean
arc_practice_library_has_answers (ArcPracticeLibrary *library)
{
  return library->has_answers;
}
