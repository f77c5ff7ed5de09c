/* The practice of a day: the one that was shown today already; else, for newcomers, one of the best
 * proven; else what fits what the person wrote lately. */
#include "arc-practice-day.h"

#include "arc-journal-team.h"
#include "arc-practices-offered.h"

void
arc_practice_day_free (ArcPracticeDay *day)
{
  if (day == NULL)
    return;
  arc_practice_offer_free (day->offer);
  g_free (day);
}

static ArcPracticeDay *
day_new (ArcPracticeOffer *offer, gboolean is_new, gboolean is_start)
{
  ArcPracticeDay *day = NULL;

  if (offer == NULL)
    return NULL;
  day = g_new0 (ArcPracticeDay, 1);
  *day = (ArcPracticeDay){offer, is_new, is_start};
  return day;
}

/* What was shown today: "" if it is over with it, NULL if nothing was. */
static const char *
find_today (GHashTable *shown, ArcDay today)
{
  const char *found = NULL;
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    const ArcPracticeShown *one = value;

    if (arc_day_compare (one->day, today) != 0)
      continue;
    if (one->is_closed)
      return "";
    found = id;
  }
  return found;
}

static gboolean
is_resting (GHashTable *shown, const char *practice_id, ArcDay today)
{
  const ArcPracticeShown *one = g_hash_table_lookup (shown, practice_id);

  return one != NULL &&
         arc_day_between (one->day, today) <
             (one->is_closed ? ARC_PRACTICE_DAY_LONG_REST_DAYS : ARC_PRACTICE_DAY_REST_DAYS);
}

static void
skip_resting (ArcPracticeLibrary *library, GHashTable *shown, ArcDay today)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (is_resting (shown, id, today))
      arc_practice_library_skip (library, id);
}

/* ---- newcomers ---------------------------------------------------------------------------- */

static ArcPracticeOffer *
find_best (ArcPracticeLibrary *library, GHashTable *shown, ArcDay today)
{
  g_autoptr (GPtrArray) best = arc_practice_library_list_best (library, ARC_PRACTICE_DAY_BEST);

  for (guint i = 0; i < best->len; i++) {
    const ArcPracticeOffer *offer = best->pdata[i];

    if (!is_resting (shown, offer->practice_id, today))
      return arc_practice_library_make_offer (library, offer->practice_id);
  }
  return NULL;
}

/* ---- what was written lately -------------------------------------------------------------- */

/* Ids of the newest entries; @ids has room for all. */
static gboolean
list_recent (ArcJournal *journal, GPtrArray *ids, GError **error)
{
  g_autoptr (GArray) months = arc_journal_list_months (journal, error);
  gint64 since_us =
      arc_journal_now (journal) - ARC_PRACTICE_DAY_RECENT_DAYS * 86400 * ARC_US_PER_SECOND;

  for (guint m = 0; months != NULL && m < months->len && ids->len < ARC_PRACTICE_DAY_ENTRIES; m++) {
    g_autoptr (GPtrArray) briefs =
        arc_journal_list_month (journal, g_array_index (months, ArcMonth, m).month, G_MAXINT64,
                                ARC_PRACTICE_DAY_ENTRIES - ids->len, error);

    if (briefs == NULL)
      return FALSE;
    for (guint i = 0; i < briefs->len; i++) {
      const ArcBrief *brief = briefs->pdata[i];

      if (brief->occurred_us < since_us)
        return TRUE;
      g_ptr_array_add (ids, g_strdup (brief->id));
    }
  }
  return months != NULL;
}

/* The newest entry that something fits decides. */
static gboolean
find_recent (ArcPracticeLibrary *library, ArcJournal *journal, ArcPracticeOffer **offer,
             GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  *offer = NULL;
  if (!list_recent (journal, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len && *offer == NULL; i++) {
    g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, ids->pdata[i], error);

    if (entry == NULL)
      return FALSE;
    *offer = arc_practice_library_find (library, entry->section, entry->topic);
  }
  return TRUE;
}

static ArcPracticeDay *
choose (ArcPracticeLibrary *library, ArcJournal *journal, GHashTable *shown, ArcDay today,
        GError **error)
{
  ArcPracticeOffer *offer =
      arc_practice_library_has_answers (library) ? NULL : find_best (library, shown, today);

  if (offer != NULL)
    return day_new (offer, TRUE, TRUE);
  skip_resting (library, shown, today);
  return find_recent (library, journal, &offer, error) ? day_new (offer, TRUE, FALSE) : NULL;
}

gpointer
arc_practice_day_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GHashTable) shown = NULL;
  g_autoptr (ArcPracticeLibrary) library = NULL;
  ArcDay today = arc_journal_today (journal);
  const char *again = NULL;

  if (!arc_journal_has_teams (journal))
    return NULL;
  shown = arc_practices_list_shown (journal, error);
  again = shown != NULL ? find_today (shown, today) : NULL;
  if (shown == NULL || g_strcmp0 (again, "") == 0)
    return NULL;
  library = arc_practice_library_read (journal, error);
  if (library == NULL)
    return NULL;
  if (again != NULL)
    return day_new (arc_practice_library_make_offer (library, again), FALSE,
                    !arc_practice_library_has_answers (library));
  return choose (library, journal, shown, today, error);
}
