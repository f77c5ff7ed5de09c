/* Rows of the loop's tables, by their columns (arc-schema.c, format 2). */
#include "arc-config.h"
#include "arc-recover-loop.h"

#include <string.h>

#include "arc-day.h"
#include "arc-id.h"

#define MAX_VALUES 12

enum {
  LOOP,
  COMMITMENT,
  BARRIER,
  REMINDER,
  GOAL,
  GOAL_COUNT,
  FIRING,
  SETTING,
  N_TABLES,
};

struct _ArcFound {
  GHashTable *loops;       /* entry id -> ArcLoop */
  GHashTable *commitments; /* id -> ArcCommitment */
  GHashTable *barriers;    /* id -> ArcBarrier */
  GHashTable *asides;      /* id or key -> ArcItem: reminders, goals, settings */
  GArray *counts;          /* of Count */
  GHashTable *firings;     /* id of an entry, a commitment or a reminder -> array of ArcFiring */
  gboolean whole[N_TABLES];
};

typedef struct {
  char *goal_id;
  ArcGoalWeek week;
} Count;

static void
count_clear (gpointer data)
{
  g_free (((Count *) data)->goal_id);
}

ArcFound *
arc_found_new (void)
{
  ArcFound *found = g_new0 (ArcFound, 1);

  found->loops =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) arc_loop_free);
  found->commitments =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) arc_commitment_free);
  found->barriers =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) arc_barrier_free);
  found->asides =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) arc_item_free);
  found->counts = g_array_new (FALSE, TRUE, sizeof (Count));
  g_array_set_clear_func (found->counts, count_clear);
  found->firings =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return found;
}

void
arc_found_free (ArcFound *found)
{
  if (!found)
    return;
  g_hash_table_unref (found->loops);
  g_hash_table_unref (found->commitments);
  g_hash_table_unref (found->barriers);
  g_hash_table_unref (found->asides);
  g_array_unref (found->counts);
  g_hash_table_unref (found->firings);
  g_free (found);
}

/* ---- rows ---- */

static const char *
text_of (const ArcRow *row, guint i)
{
  return row->values[i].text ? row->values[i].text : "";
}

static gint64
int_of (const ArcRow *row, guint i)
{
  return row->values[i].integer;
}

static gboolean
has_id (const ArcRow *row, guint i)
{
  return row->values[i].kind == ARC_VALUE_TEXT && arc_id_is_valid (row->values[i].text);
}

static void
set_text (char **owned, const ArcRow *row, guint i)
{
  g_free (*owned);
  *owned = g_strdup (text_of (row, i));
}

static void
take_loop (ArcFound *found, const ArcRow *row)
{
  g_autoptr (ArcLoop) loop = arc_loop_new ();

  if (!has_id (row, 0) || row->values[1].kind != ARC_VALUE_TEXT ||
      (row->values[2].kind != ARC_VALUE_NULL && !has_id (row, 2)) ||
      !arc_day_from_text (text_of (row, 1), &loop->look_back_on) ||
      g_hash_table_contains (found->loops, text_of (row, 0)))
    return;
  loop->continues = g_strdup (row->values[2].text);
  g_hash_table_insert (found->loops, g_strdup (text_of (row, 0)), g_steal_pointer (&loop));
}

static void
take_commitment (ArcFound *found, const ArcRow *row)
{
  g_autoptr (ArcCommitment) commitment = arc_commitment_new (ARC_KIND_START, text_of (row, 4));
  const ArcCommitment *known = g_hash_table_lookup (found->commitments, text_of (row, 0));

  if (!has_id (row, 0) || !has_id (row, 1) ||
      !arc_kind_from_word (text_of (row, 3), &commitment->kind) ||
      !arc_day_from_text (text_of (row, 8), &commitment->due) ||
      !arc_commitment_state_from_word (text_of (row, 9), &commitment->state) ||
      (known && known->modified_us >= int_of (row, 11)))
    return;
  commitment->id = g_strdup (text_of (row, 0));
  commitment->entry_id = g_strdup (text_of (row, 1));
  set_text (&commitment->if_text, row, 5);
  set_text (&commitment->then_text, row, 6);
  set_text (&commitment->measure, row, 7);
  commitment->created_us = int_of (row, 10);
  commitment->modified_us = int_of (row, 11);
  g_hash_table_replace (found->commitments, commitment->id, commitment);
  g_steal_pointer (&commitment);
}

static void
take_barrier (ArcFound *found, const ArcRow *row)
{
  g_autoptr (ArcBarrier) barrier = arc_barrier_new (text_of (row, 3));
  const ArcBarrier *known = g_hash_table_lookup (found->barriers, text_of (row, 0));

  if (!has_id (row, 0) || !has_id (row, 1) ||
      !arc_day_from_text (text_of (row, 6), &barrier->next_by) ||
      !arc_barrier_state_from_word (text_of (row, 7), &barrier->state) ||
      (known && known->modified_us >= int_of (row, 10)))
    return;
  barrier->id = g_strdup (text_of (row, 0));
  barrier->entry_id = g_strdup (text_of (row, 1));
  set_text (&barrier->owner, row, 4);
  set_text (&barrier->next_step, row, 5);
  set_text (&barrier->why, row, 8);
  barrier->created_us = int_of (row, 9);
  barrier->modified_us = int_of (row, 10);
  g_hash_table_replace (found->barriers, barrier->id, barrier);
  g_steal_pointer (&barrier);
}

static void
take_reminder (ArcFound *found, const ArcRow *row)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  const ArcItem *known = g_hash_table_lookup (found->asides, text_of (row, 0));

  if (!has_id (row, 0) || !arc_day_from_text (text_of (row, 3), &reminder->start) ||
      !arc_day_from_text (text_of (row, 7), &reminder->paused_until) ||
      row->values[4].kind != ARC_VALUE_INT ||
      (known && known->reminder && known->reminder->modified_us >= int_of (row, 9)))
    return;
  reminder->id = g_strdup (text_of (row, 0));
  set_text (&reminder->title, row, 1);
  set_text (&reminder->rule, row, 2);
  reminder->at_s = CLAMP (int_of (row, 4), -1, G_MAXINT);
  set_text (&reminder->zone, row, 5);
  reminder->paused = int_of (row, 6) != 0;
  reminder->created_us = int_of (row, 8);
  reminder->modified_us = int_of (row, 9);
  g_hash_table_replace (found->asides, g_strdup (reminder->id), arc_item_new_reminder (reminder));
  g_steal_pointer (&reminder);
}

static void
take_goal (ArcFound *found, const ArcRow *row)
{
  const ArcItem *known = g_hash_table_lookup (found->asides, text_of (row, 0));
  ArcGoal *goal;

  /* A look-back of format 1 has as many columns; its second is an id and its fourth a zone. */
  if (!has_id (row, 0) || has_id (row, 1) || row->values[3].kind != ARC_VALUE_INT ||
      row->values[4].kind != ARC_VALUE_INT ||
      (known && known->goal && known->goal->modified_us >= int_of (row, 6)))
    return;
  goal = arc_goal_new ();
  goal->id = g_strdup (text_of (row, 0));
  set_text (&goal->title, row, 1);
  set_text (&goal->unit, row, 2);
  goal->target = CLAMP (int_of (row, 3), 0, G_MAXINT);
  goal->paused = int_of (row, 4) != 0;
  goal->created_us = int_of (row, 5);
  goal->modified_us = int_of (row, 6);
  g_hash_table_replace (found->asides, g_strdup (goal->id), arc_item_new_goal (goal));
}

static void
take_count (ArcFound *found, const ArcRow *row)
{
  Count count = {0};

  if (!has_id (row, 0) || row->values[1].kind != ARC_VALUE_TEXT ||
      row->values[2].kind != ARC_VALUE_INT || int_of (row, 2) < 0 ||
      !arc_day_from_text (text_of (row, 1), &count.week.monday) ||
      !arc_day_is_set (count.week.monday))
    return;
  count.goal_id = g_strdup (text_of (row, 0));
  count.week.count = MIN (int_of (row, 2), G_MAXINT);
  g_array_append_val (found->counts, count);
}

static GPtrArray *
firings_of (ArcFound *found, const char *subject_id)
{
  GPtrArray *firings = g_hash_table_lookup (found->firings, subject_id);

  if (!firings) {
    firings = arc_firings_new ();
    g_hash_table_insert (found->firings, g_strdup (subject_id), firings);
  }
  return firings;
}

static void
take_firing (ArcFound *found, const ArcRow *row)
{
  ArcFiring firing = {.subject_id = (char *) text_of (row, 0),
                      .wall_s = int_of (row, 1) / ARC_US_PER_SECOND,
                      .snooze_until_us = int_of (row, 3),
                      .changed_us = int_of (row, 6)};

  if (has_id (row, 0) && row->values[1].kind == ARC_VALUE_INT &&
      row->values[2].kind == ARC_VALUE_TEXT &&
      arc_firing_state_from_word (text_of (row, 2), &firing.state) &&
      arc_firing_validate (&firing, NULL))
    g_ptr_array_add (firings_of (found, firing.subject_id), arc_firing_copy (&firing));
}

static void
take_setting (ArcFound *found, const ArcRow *row)
{
  g_autoptr (ArcItem) item = arc_item_new_setting (text_of (row, 0), text_of (row, 1));

  if (row->values[0].kind != ARC_VALUE_TEXT || row->values[1].kind != ARC_VALUE_TEXT ||
      !arc_item_validate (item, NULL) || arc_id_is_valid (item->key) ||
      g_hash_table_contains (found->asides, item->key))
    return;
  g_hash_table_replace (found->asides, g_strdup (item->key), item);
  g_steal_pointer (&item);
}

/* In the order of the enumeration; tables WITHOUT ROWID are stored as indexes are. */
static const struct {
  guint n_values;
  gboolean in_index;
  const char *sql;
  void (*take) (ArcFound *found, const ArcRow *row);
} tables[N_TABLES] = {
    [LOOP] = {3, FALSE, "SELECT entry_id, look_back_on, continues FROM loop", take_loop},
    [COMMITMENT] = {12, FALSE,
                    "SELECT id, entry_id, line, kind, text, if_text, then_text, measure, due, "
                    "state, created_us, modified_us FROM commitment",
                    take_commitment},
    [BARRIER] = {11, FALSE,
                 "SELECT id, entry_id, line, text, owner, next_step, next_by, state, why, "
                 "created_us, modified_us FROM barrier",
                 take_barrier},
    [REMINDER] = {10, FALSE,
                  "SELECT id, title, rule, start, at_s, zone, paused, paused_until, created_us, "
                  "modified_us FROM reminder",
                  take_reminder},
    [GOAL] = {7, FALSE, "SELECT id, title, unit, target, paused, created_us, modified_us FROM goal",
              take_goal},
    [GOAL_COUNT] = {3, TRUE, "SELECT goal_id, monday, count FROM goal_count", take_count},
    [FIRING] =
        {7, TRUE,
         "SELECT subject_id, due_us, state, snooze_until_us, notification, owner, changed_us "
         "FROM firing",
         take_firing},
    [SETTING] = {2, TRUE, "SELECT key, value FROM setting", take_setting},
};

/* ---- reading ---- */

/* The row that @statement stands on, as the pages would give it. Texts are borrowed. */
static void
read_values (sqlite3_stmt *statement, ArcValue *values, guint n_values)
{
  for (guint i = 0; i < n_values; i++) {
    values[i] = (ArcValue){ARC_VALUE_NULL};
    switch (sqlite3_column_type (statement, i)) {
    case SQLITE_INTEGER:
      values[i].kind = ARC_VALUE_INT;
      values[i].integer = sqlite3_column_int64 (statement, i);
      break;
    case SQLITE_TEXT:
      values[i].kind = ARC_VALUE_TEXT;
      values[i].text = (char *) sqlite3_column_text (statement, i);
      break;
    default:
      break;
    }
  }
}

static gboolean
is_valid (const ArcRow *row)
{
  for (guint i = 0; i < row->n_values; i++)
    if (row->values[i].text && !g_utf8_validate (row->values[i].text, -1, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
read_table (ArcFound *found, sqlite3 *db, guint table)
{
  ArcValue values[MAX_VALUES];
  ArcRow row = {.n_values = tables[table].n_values, .values = values};
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, tables[table].sql, -1, &statement, NULL);
  gboolean valid = TRUE;

  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step (statement);
    if (code != SQLITE_ROW)
      continue;
    read_values (statement, values, row.n_values);
    if (is_valid (&row))
      tables[table].take (found, &row);
    else
      valid = FALSE;
  }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE && valid;
}

gboolean
arc_found_read_tables (ArcFound *found, sqlite3 *db)
{
  gboolean whole = TRUE;

  for (guint table = 0; table < N_TABLES; table++) {
    found->whole[table] = read_table (found, db, table);
    whole &= found->whole[table];
  }
  return whole;
}

void
arc_found_take_row (ArcFound *found, const ArcRow *row)
{
  for (guint table = 0; table < N_TABLES; table++)
    if (!found->whole[table] && row->n_values == tables[table].n_values &&
        row->in_index == tables[table].in_index && !row->partial)
      tables[table].take (found, row);
}

/* ---- putting ---- */

static ArcLoop *
loop_of (ArcFound *found, const char *entry_id)
{
  ArcLoop *loop = g_hash_table_lookup (found->loops, entry_id);

  if (!loop) {
    loop = arc_loop_new ();
    g_hash_table_insert (found->loops, g_strdup (entry_id), loop);
  }
  return loop;
}

static int
compare_commitments (gconstpointer a, gconstpointer b)
{
  const ArcCommitment *left = *(ArcCommitment **) a;
  const ArcCommitment *right = *(ArcCommitment **) b;

  return g_strcmp0 (left->id, right->id);
}

static int
compare_barriers (gconstpointer a, gconstpointer b)
{
  const ArcBarrier *left = *(ArcBarrier **) a;
  const ArcBarrier *right = *(ArcBarrier **) b;

  return g_strcmp0 (left->id, right->id);
}

/* Commitments and barriers to the loops of their entries, in the order of their making. */
static void
assign (ArcFound *found)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, found->commitments);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (loop_of (found, ((ArcCommitment *) value)->entry_id)->commitments,
                     arc_commitment_copy (value));
  g_hash_table_iter_init (&iter, found->barriers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (loop_of (found, ((ArcBarrier *) value)->entry_id)->barriers,
                     arc_barrier_copy (value));
  g_hash_table_iter_init (&iter, found->loops);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    g_ptr_array_sort (((ArcLoop *) value)->commitments, compare_commitments);
    g_ptr_array_sort (((ArcLoop *) value)->barriers, compare_barriers);
  }
  for (guint i = 0; i < found->counts->len; i++) {
    const Count *count = &g_array_index (found->counts, Count, i);
    ArcItem *item = g_hash_table_lookup (found->asides, count->goal_id);

    if (item && item->kind == ARC_ITEM_GOAL)
      g_array_append_val (item->weeks, count->week);
  }
}

/* What breaks a rule of the model is lost; anything else is an error. */
static gboolean
forgive (gboolean done, ArcRecovered *recovered, GError **local, GError **error)
{
  if (done)
    return TRUE;
  if (g_error_matches (*local, ARC_ERROR, ARC_ERROR_INVALID) ||
      g_error_matches (*local, ARC_ERROR, ARC_ERROR_TOO_LARGE)) {
    recovered->lost++;
    g_clear_error (local);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (local));
  return FALSE;
}

/* Moves what became of @subject_id to @firings. */
static void
move_firings (ArcFound *found, const char *subject_id, GPtrArray *firings)
{
  GPtrArray *own = g_hash_table_lookup (found->firings, subject_id);

  if (!own)
    return;
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (firings, arc_firing_copy (own->pdata[i]));
  g_hash_table_remove (found->firings, subject_id);
}

static gboolean
put_hanging (ArcFound *found, ArcImport *import, const char *entry_id, const ArcLoop *loop,
             GError **error)
{
  g_autoptr (ArcRecord) record = arc_record_new (arc_entry_new ());
  ArcImported how = ARC_IMPORTED_UNCHANGED;

  record->entry->id = g_strdup (entry_id);
  if (loop) {
    arc_loop_free (record->loop);
    record->loop = arc_loop_copy (loop);
  }
  move_firings (found, entry_id, record->firings);
  for (guint i = 0; i < record->loop->commitments->len; i++)
    move_firings (found, ((ArcCommitment *) record->loop->commitments->pdata[i])->id,
                  record->firings);
  return arc_import_put_hanging (import, record, &how, error);
}

/* Of entries on which nothing else hangs. */
static gboolean
put_firings (ArcFound *found, ArcImport *import, GHashTable *known, ArcRecovered *recovered,
             GError **error)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (found->firings);
  g_autoptr (GError) local = NULL;

  for (GList *link = ids; link; link = link->next) {
    /* The key goes while it is put. */
    g_autofree char *id = g_strdup (link->data);

    if (g_hash_table_contains (known, id) &&
        !forgive (put_hanging (found, import, id, NULL, &local), recovered, &local, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_found_put (ArcFound *found, ArcImport *import, GHashTable *known, ArcRecovered *recovered,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  GHashTableIter iter;
  gpointer key, value;

  assign (found);
  g_hash_table_iter_init (&iter, found->loops);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_hash_table_contains (known, key) &&
        !forgive (put_hanging (found, import, key, value, &local), recovered, &local, error))
      return FALSE;
  if (!put_firings (found, import, known, recovered, error))
    return FALSE;
  g_hash_table_iter_init (&iter, found->asides);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    ArcItem *item = value;

    if (item->kind == ARC_ITEM_REMINDER)
      move_firings (found, key, item->firings);
    if (!forgive (arc_import_add_item (import, item, NULL, &local), recovered, &local, error))
      return FALSE;
  }
  return TRUE;
}
