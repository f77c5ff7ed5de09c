/* Entries: saving, loading, listing by month and position. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-text.h"

/* Entries looked through for one whose change is still open. */
#define OPEN_CHANGE_WITHIN 200

G_DEFINE_BOXED_TYPE (ArcBrief, arc_brief, arc_brief_copy, arc_brief_free)

ArcBrief *
arc_brief_copy (const ArcBrief *brief)
{
  ArcBrief *copy = g_memdup2 (brief, sizeof *brief);

  copy->id = g_strdup (brief->id);
  copy->zone = g_strdup (brief->zone);
  copy->title = g_strdup (brief->title);
  copy->excerpt = g_strdup (brief->excerpt);
  copy->topic = g_strdup (brief->topic);
  return copy;
}

void
arc_brief_free (ArcBrief *brief)
{
  if (!brief)
    return;
  g_free (brief->id);
  g_free (brief->zone);
  g_free (brief->title);
  g_free (brief->excerpt);
  g_free (brief->topic);
  g_free (brief);
}

/* ---- content columns ---- */

static const char *
word_or_empty (const char *word)
{
  return word ? word : "";
}

void
arc_bind_content (sqlite3_stmt *statement, int index, const ArcEntry *entry, const char *tags_text)
{
  arc_bind_text (statement, index++, entry->revision);
  arc_bind_text (statement, index++, entry->parent);
  arc_bind_int (statement, index++, entry->created_us);
  arc_bind_int (statement, index++, entry->modified_us);
  arc_bind_int (statement, index++, entry->occurred_us);
  arc_bind_text (statement, index++, entry->zone);
  arc_bind_text (statement, index++, word_or_empty (arc_outcome_to_word (entry->outcome)));
  arc_bind_text (statement, index++, arc_lens_to_word (entry->lens));
  arc_bind_text (statement, index++, word_or_empty (arc_evidence_to_word (entry->evidence)));
  arc_bind_double (statement, index++, entry->evidence_amount);
  arc_bind_text (statement, index++, entry->evidence_unit);
  arc_bind_text (statement, index++, word_or_empty (arc_per_to_word (entry->evidence_per)));
  arc_bind_text (statement, index++, entry->topic);
  arc_bind_text (statement, index++, tags_text);
  arc_bind_text (statement, index++, entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_bind_text (statement, index++, entry->section[i]);
}

/* A damaged file may hold any bytes; whoever reads an entry relies on valid UTF-8. */
static const char *
valid_text (sqlite3_stmt *statement, int column, char **repaired)
{
  const char *text = arc_column_text (statement, column);

  if (g_utf8_validate (text, -1, NULL))
    return text;
  g_free (*repaired);
  *repaired = g_utf8_make_valid (text, -1);
  return *repaired;
}

ArcEntry *
arc_column_content (sqlite3_stmt *statement, int column, const char *id)
{
  ArcEntry *entry = arc_entry_new ();
  g_autofree char *repaired = NULL;

  entry->id = g_strdup (id);
  entry->revision = arc_column_dup_nullable (statement, column++);
  entry->parent = arc_column_dup_nullable (statement, column++);
  entry->created_us = sqlite3_column_int64 (statement, column++);
  entry->modified_us = sqlite3_column_int64 (statement, column++);
  entry->occurred_us = sqlite3_column_int64 (statement, column++);
  arc_entry_set_zone (entry, valid_text (statement, column++, &repaired));
  arc_outcome_from_word (arc_column_text (statement, column++), &entry->outcome);
  arc_lens_from_word (arc_column_text (statement, column++), &entry->lens);
  arc_evidence_from_word (arc_column_text (statement, column++), &entry->evidence);
  arc_entry_set_evidence (entry, entry->evidence, sqlite3_column_double (statement, column),
                          valid_text (statement, column + 1, &repaired));
  column += 2;
  arc_per_from_word (arc_column_text (statement, column++), &entry->evidence_per);
  g_free (entry->topic);
  entry->topic = g_strdup (valid_text (statement, column++, &repaired));
  arc_entry_set_tags_text (entry, valid_text (statement, column++, &repaired));
  arc_entry_set_title (entry, valid_text (statement, column++, &repaired));
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_entry_set_section (entry, i, valid_text (statement, column++, &repaired));
  return entry;
}

/* ---- rows ---- */

/* What the entry table keeps beside the content, made from it. */
typedef struct {
  gint64 position;
  int month;
  char *heading;
  char *excerpt;
  char *facets;
  char *labels;
  char *tags;
} Derived;

static void
derived_clear (Derived *derived)
{
  g_free (derived->heading);
  g_free (derived->excerpt);
  g_free (derived->facets);
  g_free (derived->labels);
  g_free (derived->tags);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Derived, derived_clear)

int
arc_journal_month_of (ArcJournal *journal, const ArcEntry *entry)
{
  return arc_day_month (
      arc_day_of (entry->occurred_us, entry->zone, arc_journal_get_day_start (journal)));
}

/* "" where there is no title: "Untitled" is said in the reader's language. */
static char *
heading_of (const ArcEntry *entry)
{
  return arc_entry_is_empty (entry) ? g_strdup ("") : arc_entry_dup_display_title (entry);
}

static char *
excerpt_of (const ArcEntry *entry)
{
  /* The title is often the action's first line: what comes after says more. */
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    const char *text = entry->section[i];
    g_autofree char *excerpt = NULL;

    if (i == 0 && !*entry->title) {
      const char *line = strchr (text, '\n');

      if (line && strlen (line) > ARC_DERIVED_TITLE_CHARS / 2)
        text = line;
    }
    excerpt = arc_text_excerpt (text, ARC_EXCERPT_CHARS);
    if (*excerpt)
      return g_steal_pointer (&excerpt);
  }
  return g_strdup ("");
}

static gboolean
is_free (ArcJournal *journal, gint64 position, gboolean *is_it, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT 1 FROM entry WHERE position = ?", error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, position);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *is_it = !row;
  return TRUE;
}

/* The position for @occurred_us: itself, or a free one soon after. Steps grow and are then halved
 * again, so that a hundred thousand entries of one instant do not take turns one by one. */
static gboolean
find_position (ArcJournal *journal, gint64 occurred_us, gint64 *position, GError **error)
{
  gint64 taken = occurred_us - 1;
  gint64 vacant = occurred_us;
  gint64 step = 1;
  gboolean is_it = FALSE;

  for (;;) {
    if (!is_free (journal, vacant, &is_it, error))
      return FALSE;
    if (is_it)
      break;
    taken = vacant;
    vacant += step;
    step *= 2;
  }
  while (vacant - taken > 1) {
    gint64 middle = taken + (vacant - taken) / 2;

    if (!is_free (journal, middle, &is_it, error))
      return FALSE;
    if (is_it)
      vacant = middle;
    else
      taken = middle;
  }
  *position = vacant;
  return TRUE;
}

static gboolean
derive (ArcJournal *journal, const ArcEntry *entry, Derived *derived)
{
  derived->month = arc_journal_month_of (journal, entry);
  derived->heading = heading_of (entry);
  derived->excerpt = excerpt_of (entry);
  derived->facets = arc_facets_of (entry);
  derived->tags = arc_entry_dup_tags_text (entry);
  derived->labels = g_strconcat (entry->topic, "\n", derived->tags, NULL);
  return TRUE;
}

static void
bind_derived (sqlite3_stmt *statement, const Derived *derived, const ArcEntry *entry)
{
  arc_bind_int (statement, 1, derived->position);
  arc_bind_int (statement, 2, derived->month);
  arc_bind_text (statement, 3, derived->heading);
  arc_bind_text (statement, 4, derived->excerpt);
  arc_bind_text (statement, 5, derived->facets);
  arc_bind_text (statement, 6, derived->labels);
  arc_bind_content (statement, 7, entry, derived->tags);
  arc_bind_text (statement, 7 + ARC_N_CONTENT, entry->id);
}

static gboolean
count_in (ArcJournal *journal, const ArcEntry *entry, int month, int delta, GError **error)
{
  arc_journal_mark_changed (journal);
  return arc_month_table_count (journal, month, delta, error) &&
         arc_label_table_count (journal, entry, delta, error);
}

/* ---- the index, while an import has the triggers off ---- */

#define INDEXED "title, action, reflection, change, labels, facets"
#define N_INDEXED 6
/* Rows that are indexed together. */
#define INDEX_BATCH 8192

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gboolean
index_row (ArcJournal *journal, gint64 position, GError **error)
{
  static const char sql[] = "INSERT INTO search (rowid, " INDEXED ") VALUES (?,?,?,?,?,?,?)";
  g_autoptr (ArcStatement) row = arc_statement_get (
      journal, "SELECT position, " INDEXED " FROM entry WHERE position = ?", error);
  g_autoptr (ArcStatement) statement = row ? arc_statement_get (journal, sql, error) : NULL;
  gboolean found;

  if (!statement)
    return FALSE;
  arc_bind_int (row, 1, position);
  if (!arc_statement_step (journal, row, &found, error))
    return FALSE;
  g_assert (found);
  for (int i = 0; i <= N_INDEXED; i++)
    sqlite3_bind_value (statement, i + 1, sqlite3_column_value (row, i));
  return arc_statement_run (journal, statement, error);
}

/* In the order of positions, one statement a row: only so does FTS5 gather many rows before it
 * writes. */
gboolean
arc_entry_table_index (ArcJournal *journal, ArcCounts *counts, GError **error)
{
  GArray *positions = counts->unindexed;

  g_array_sort (positions, compare_positions);
  for (guint i = 0; i < positions->len; i++)
    if (!index_row (journal, g_array_index (positions, gint64, i), error))
      return FALSE;
  g_array_set_size (positions, 0);
  return TRUE;
}

/* The row at @position is new, or was changed after unindex(). */
static gboolean
index_later (ArcJournal *journal, gint64 position, GError **error)
{
  if (!journal->counts)
    return TRUE;
  g_array_append_val (journal->counts->unindexed, position);
  return journal->counts->unindexed->len < INDEX_BATCH ||
         arc_entry_table_index (journal, journal->counts, error);
}

/* Before a row changes or goes FTS5 has to be told what was indexed. */
static gboolean
unindex (ArcJournal *journal, const char *id, GError **error)
{
  static const char sql[] = "INSERT INTO search (search, rowid, " INDEXED ") "
                            "SELECT 'delete', position, " INDEXED " FROM entry WHERE id = ?";

  return !journal->counts || (arc_entry_table_index (journal, journal->counts, error) &&
                              arc_journal_run_with (journal, sql, id, error));
}

gboolean
arc_entry_table_insert (ArcJournal *journal, const ArcEntry *entry, GError **error)
{
  static const char sql[] =
      "INSERT INTO entry (position, month, heading, excerpt, facets, labels, " ARC_CONTENT
      ", id) VALUES (?,?,?,?,?,?," ARC_CONTENT_PARAMETERS ",?)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_auto (Derived) derived = {0};

  if (!statement || !derive (journal, entry, &derived) ||
      !find_position (journal, entry->occurred_us, &derived.position, error))
    return FALSE;
  bind_derived (statement, &derived, entry);
  return arc_statement_run (journal, statement, error) &&
         index_later (journal, derived.position, error) &&
         count_in (journal, entry, derived.month, 1, error);
}

/* The position and month that an entry has now. */
static gboolean
stored_place (ArcJournal *journal, const char *id, gint64 *position, int *month, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT position, month FROM entry WHERE id = ?", error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, id);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *position = row ? sqlite3_column_int64 (statement, 0) : 0;
  *month = row ? sqlite3_column_int (statement, 1) : 0;
  return TRUE;
}

gboolean
arc_entry_table_update (ArcJournal *journal, const ArcEntry *stored, const ArcEntry *entry,
                        GError **error)
{
  static const char sql[] =
      "UPDATE entry SET (position, month, heading, excerpt, facets, labels, " ARC_CONTENT
      ") = (?,?,?,?,?,?," ARC_CONTENT_PARAMETERS ") WHERE id = ?";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_auto (Derived) derived = {0};
  int month;

  if (!statement || !derive (journal, entry, &derived) ||
      !stored_place (journal, entry->id, &derived.position, &month, error))
    return FALSE;
  if (stored->occurred_us != entry->occurred_us &&
      !find_position (journal, entry->occurred_us, &derived.position, error))
    return FALSE;
  bind_derived (statement, &derived, entry);
  return unindex (journal, entry->id, error) && arc_statement_run (journal, statement, error) &&
         index_later (journal, derived.position, error) &&
         count_in (journal, stored, month, -1, error) &&
         count_in (journal, entry, derived.month, 1, error);
}

gboolean
arc_entry_table_remove (ArcJournal *journal, const ArcEntry *stored, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "DELETE FROM entry WHERE id = ?", error);
  gint64 position;
  int month;

  if (!statement || !stored_place (journal, stored->id, &position, &month, error))
    return FALSE;
  arc_bind_text (statement, 1, stored->id);
  return unindex (journal, stored->id, error) && arc_statement_run (journal, statement, error) &&
         count_in (journal, stored, month, -1, error);
}

ArcEntry *
arc_entry_table_find (ArcJournal *journal, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT " ARC_CONTENT " FROM entry WHERE id = ?", error);
  gboolean row;

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, id);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  return arc_column_content (statement, 0, id);
}

/* ---- saving ---- */

typedef struct {
  ArcEntry *entry;
  ArcLoop *loop; /* nullable */
  const char *draft_id;
  ArcSaved saved;
} Save;

static gboolean
save_new (ArcJournal *journal, Save *save, ArcSaved how, GError **error)
{
  ArcEntry *entry = save->entry;
  gint64 now_us = arc_journal_now (journal);

  g_free (entry->id);
  g_free (entry->revision);
  g_clear_pointer (&entry->parent, g_free);
  entry->id = arc_id_new (now_us);
  entry->revision = arc_id_new (now_us);
  entry->created_us = entry->modified_us = now_us;
  save->saved = how;
  return arc_entry_table_insert (journal, entry, error);
}

static gboolean
save_over (ArcJournal *journal, Save *save, const ArcEntry *stored, GError **error)
{
  ArcEntry *entry = save->entry;
  gint64 now_us = arc_journal_now (journal);

  g_free (entry->parent);
  g_free (entry->revision);
  entry->parent = g_strdup (stored->revision);
  entry->revision = arc_id_new (now_us);
  entry->created_us = stored->created_us;
  /* Never before the state it replaces, also where the clock was set back. */
  entry->modified_us = MAX (now_us, stored->modified_us + 1);
  save->saved = ARC_SAVED_CHANGED;
  return arc_revision_table_keep (journal, stored, error) &&
         arc_entry_table_update (journal, stored, entry, error);
}

static void
adopt (ArcEntry *entry, const ArcEntry *stored)
{
  g_free (entry->revision);
  g_free (entry->parent);
  entry->revision = g_strdup (stored->revision);
  entry->parent = g_strdup (stored->parent);
  entry->created_us = stored->created_us;
  entry->modified_us = stored->modified_us;
}

/* A text saved beside another gets commitments of its own. */
static void
forget_ids (ArcLoop *loop)
{
  for (guint i = 0; i < loop->commitments->len; i++)
    g_clear_pointer (&((ArcCommitment *) loop->commitments->pdata[i])->id, g_free);
  for (guint i = 0; i < loop->barriers->len; i++)
    g_clear_pointer (&((ArcBarrier *) loop->barriers->pdata[i])->id, g_free);
}

static gboolean
save_loop (ArcJournal *journal, Save *save, GError **error)
{
  if (!save->loop || (save->saved == ARC_SAVED_NEW && arc_loop_is_empty (save->loop)))
    return TRUE;
  if (save->saved == ARC_SAVED_BESIDE)
    forget_ids (save->loop);
  return arc_loop_table_put (journal, save->entry->id, save->loop, FALSE, error);
}

static gboolean
save_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  Save *save = data;
  g_autoptr (ArcEntry) stored = NULL;
  g_autoptr (GError) local = NULL;
  gboolean done;

  if (save->entry->id) {
    stored = arc_entry_table_find (journal, save->entry->id, &local);
    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  }
  if (!save->entry->id) {
    done = save_new (journal, save, ARC_SAVED_NEW, error);
  } else if (stored && arc_entry_same_content (stored, save->entry)) {
    adopt (save->entry, stored);
    save->saved = ARC_SAVED_UNCHANGED;
    done = TRUE;
  } else if (!stored || g_strcmp0 (stored->revision, save->entry->revision) != 0) {
    done = save_new (journal, save, ARC_SAVED_BESIDE, error);
  } else {
    done = save_over (journal, save, stored, error);
  }
  return done && save_loop (journal, save, error) &&
         (!save->draft_id || arc_draft_table_remove (journal, save->draft_id, error));
}

gboolean
arc_journal_save_entry (ArcJournal *journal, ArcEntry *entry, const char *draft_id, ArcSaved *saved,
                        GError **error)
{
  return arc_journal_save_entry_with_loop (journal, entry, NULL, draft_id, saved, error);
}

gboolean
arc_journal_save_entry_with_loop (ArcJournal *journal, ArcEntry *entry, ArcLoop *loop,
                                  const char *draft_id, ArcSaved *saved, GError **error)
{
  /* Worked on in copies: what fails leaves the caller's values as they were. */
  g_autoptr (ArcEntry) copy = arc_entry_copy (entry);
  g_autoptr (ArcLoop) loop_copy = loop ? arc_loop_copy (loop) : NULL;
  Save save = {copy, loop_copy, draft_id, ARC_SAVED_NEW};
  ArcEntry swap;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (copy->occurred_us == 0)
    copy->occurred_us = arc_journal_now (journal);
  if (!*copy->zone) {
    g_free (copy->zone);
    copy->zone = arc_zone_local ();
  }
  if (arc_entry_is_empty (copy)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("There is nothing to save yet. Write a line first."));
    return FALSE;
  }
  if (!arc_entry_validate (copy, error) || (loop && !arc_loop_validate (loop, error)) ||
      !arc_journal_transact (journal, save_in_transaction, &save, error))
    return FALSE;
  if (loop) {
    ArcLoop swapped = *loop;

    *loop = *loop_copy;
    *loop_copy = swapped;
  }
  swap = *entry;
  *entry = *copy;
  *copy = swap;
  if (saved)
    *saved = save.saved;
  return TRUE;
}

static gboolean
has_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (g_str_equal (g_strstrip (lines[i]), line))
      return TRUE;
  return FALSE;
}

gboolean
arc_entry_table_add_line (ArcJournal *journal, const char *entry_id, const char *text,
                          GError **error)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, entry_id, error);
  g_autofree char *line = g_strstrip (g_strdup (text));
  g_autofree char *change = NULL;
  Save save = {entry, NULL, NULL, ARC_SAVED_CHANGED};
  g_autoptr (ArcEntry) stored = NULL;

  if (!entry)
    return FALSE;
  if (has_line (entry->section[ARC_SECTION_CHANGE], line))
    return TRUE;
  stored = arc_entry_copy (entry);
  change = g_strconcat (stored->section[ARC_SECTION_CHANGE],
                        *stored->section[ARC_SECTION_CHANGE] &&
                                !g_str_has_suffix (stored->section[ARC_SECTION_CHANGE], "\n")
                            ? "\n"
                            : "",
                        line, NULL);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, change);
  return arc_entry_validate (entry, error) && save_over (journal, &save, stored, error);
}

static void
set_not_found (const char *id, GError **error)
{
  g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no entry “%s”."),
               ARC_SHORT (id));
}

ArcEntry *
arc_journal_load_entry (ArcJournal *journal, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  ArcEntry *entry;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  entry = arc_entry_table_find (journal, id, &local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (!entry)
    set_not_found (id, error);
  return entry;
}

/* ---- ids ---- */

static gboolean
collect_ids (ArcJournal *journal, const char *sql, const char *prefix, GPtrArray *ids,
             GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  /* 'g' comes after every hexadecimal digit. */
  g_autofree char *end = g_strconcat (prefix, "g", NULL);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, prefix);
  arc_bind_text (statement, 2, end);
  while (arc_statement_step (journal, statement, &row, error) && row)
    g_ptr_array_add (ids, g_strdup (arc_column_text (statement, 0)));
  return row == FALSE;
}

char *
arc_journal_resolve_id (ArcJournal *journal, const char *prefix, ArcAmong among, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *lower = g_ascii_strdown (prefix, -1);
  g_autoptr (GError) local = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_id_is_prefix (lower)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("“%s” is not an id. Ids are made of 0–9, a–f and dashes."), ARC_SHORT (prefix));
    return NULL;
  }
  if (among & ARC_AMONG_ENTRIES)
    collect_ids (journal, "SELECT id FROM entry WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
                 lower, ids, &local);
  if (!local && (among & ARC_AMONG_TRASH))
    collect_ids (journal, "SELECT id FROM trash WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
                 lower, ids, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (ids->len == 1)
    return g_ptr_array_steal_index (ids, 0);
  if (ids->len == 0)
    set_not_found (prefix, error);
  else
    g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                 _ ("Several entries begin with “%s”. Give more of the id."), ARC_SHORT (prefix));
  return NULL;
}

/* ---- lists ---- */

guint64
arc_journal_count_entries (ArcJournal *journal)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_get_int (journal, "SELECT coalesce(sum(entries), 0) FROM month", 0);
}

GPtrArray *
arc_journal_list_month (ArcJournal *journal, int month, gint64 position, guint limit,
                        GError **error)
{
  static const char sql[] =
      "SELECT position, month, id, occurred_us, zone, heading, excerpt, outcome, topic "
      "FROM entry WHERE month = ? AND position <= ? ORDER BY position DESC LIMIT ?";
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) briefs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_brief_free);
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, month);
  arc_bind_int (statement, 2, position);
  arc_bind_int (statement, 3, limit);
  while (row) {
    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (row)
      g_ptr_array_add (briefs, arc_column_brief (statement));
  }
  return g_steal_pointer (&briefs);
}

ArcBrief *
arc_column_brief (sqlite3_stmt *statement)
{
  ArcBrief *brief = g_new0 (ArcBrief, 1);

  brief->position = sqlite3_column_int64 (statement, 0);
  brief->month = sqlite3_column_int (statement, 1);
  brief->id = g_strdup (arc_column_text (statement, 2));
  brief->occurred_us = sqlite3_column_int64 (statement, 3);
  brief->zone = g_strdup (arc_column_text (statement, 4));
  brief->title = g_strdup (arc_column_text (statement, 5));
  if (!*brief->title) {
    g_free (brief->title);
    brief->title = g_strdup (_ ("Untitled"));
  }
  brief->excerpt = g_strdup (arc_column_text (statement, 6));
  arc_outcome_from_word (arc_column_text (statement, 7), &brief->outcome);
  brief->topic = g_strdup (arc_column_text (statement, 8));
  return brief;
}

/* ---- for Today ---- */

/* The first row of @sql with two bound positions, or NULL. */
static ArcEntry *
first_between (ArcJournal *journal, const char *sql, gint64 from, gint64 to, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  g_autofree char *id = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, from);
  arc_bind_int (statement, 2, to);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  id = g_strdup (arc_column_text (statement, ARC_N_CONTENT));
  return arc_column_content (statement, 0, id);
}

ArcEntry *
arc_journal_newest_between (ArcJournal *journal, gint64 from_us, gint64 to_us, GError **error)
{
  return first_between (journal,
                        "SELECT " ARC_CONTENT ", id FROM entry "
                        "WHERE position >= ? AND position < ? ORDER BY position DESC LIMIT 1",
                        from_us, to_us, error);
}

ArcEntry *
arc_journal_open_change (ArcJournal *journal, GError **error)
{
  /* A look-back ends a change unless it said "not yet"; so does "habit now" or "let it go". */
  return first_between (journal,
                        "SELECT " ARC_CONTENT ", id FROM entry "
                        "WHERE position >= (SELECT coalesce(min(position), 0) FROM "
                        "(SELECT position FROM entry ORDER BY position DESC LIMIT ?1)) "
                        "AND occurred_us <= ?2 AND change <> '' AND NOT EXISTS "
                        "(SELECT 1 FROM look_back WHERE entry_id = entry.id "
                        "AND did IN ('yes', 'partly', 'no-longer')) "
                        "AND NOT EXISTS (SELECT 1 FROM commitment WHERE entry_id = entry.id "
                        "AND state IN ('habit', 'let-go')) "
                        "ORDER BY position DESC LIMIT 1",
                        OPEN_CHANGE_WITHIN, arc_journal_now (journal), error);
}
