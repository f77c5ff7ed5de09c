/* Rows of shares: words of teammates and mine, at their position in time, with an index of their
 * own. There are no triggers: what goes in and out of the index does so here. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <string.h>

#include "arc-day.h"
#include "arc-text.h"

#define INDEXED "title, action, reflection, change, lines, labels, facets"
/* A second of the day has room for so many shares before two of them meet. */
#define PLACES_IN_SECOND 1000000

/* ---- look-backs as one text ---- */

#define LOOK_BACKS_TYPE "a(sxss)"

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

static char *
look_backs_to_text (const GPtrArray *look_backs)
{
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder builder;

  if (look_backs->len == 0)
    return g_strdup ("");
  g_variant_builder_init (&builder, G_VARIANT_TYPE (LOOK_BACKS_TYPE));
  for (guint i = 0; i < look_backs->len; i++) {
    const ArcLookBack *look_back = look_backs->pdata[i];

    g_variant_builder_add (&builder, "(sxss)", or_empty (look_back->commitment_id),
                           look_back->at_us, or_empty (arc_did_to_word (look_back->did)),
                           or_empty (arc_helped_to_word (look_back->helped)));
  }
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (value, FALSE);
}

static void
look_backs_from_text (GPtrArray *look_backs, const char *text)
{
  g_autoptr (GVariant) value = NULL;
  const char *commitment_id, *did, *helped;
  gint64 at_us;
  GVariantIter iter;

  if (*text)
    value = g_variant_parse (G_VARIANT_TYPE (LOOK_BACKS_TYPE), text, NULL, NULL, NULL);
  if (!value)
    return;
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&sx&s&s)", &commitment_id, &at_us, &did, &helped)) {
    ArcLookBack *look_back = arc_look_back_new (NULL);

    look_back->commitment_id = *commitment_id ? g_strdup (commitment_id) : NULL;
    look_back->at_us = at_us;
    arc_did_from_word (did, &look_back->did);
    arc_helped_from_word (helped, &look_back->helped);
    g_ptr_array_add (look_backs, look_back);
  }
}

/* ---- reading ---- */

ArcShare *
arc_column_share (sqlite3_stmt *statement, int column)
{
  ArcShare *share = arc_share_new ();

  arc_day_from_text (arc_column_text (statement, column), &share->day);
  arc_parts_from_text (arc_column_text (statement, column + 1), &share->parts, NULL);
  share->quotable = sqlite3_column_int (statement, column + 2) != 0;
  g_free (share->chain);
  share->chain = g_strdup (arc_column_text (statement, column + 3));
  arc_loop_free (share->loop);
  share->loop = arc_loop_from_text (arc_column_text (statement, column + 4));
  look_backs_from_text (share->look_backs, arc_column_text (statement, column + 5));
  arc_entry_free (share->entry);
  share->entry = arc_column_content (statement, column + 6, NULL);
  g_clear_pointer (&share->entry->revision, g_free);
  return share;
}

ArcShare *
arc_share_row_load (ArcJournal *journal, gint64 number, gboolean *is_read, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT is_read, " ARC_SHARE " FROM share WHERE post = ?", error);
  gboolean row;

  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, number);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  if (is_read)
    *is_read = sqlite3_column_int (statement, 0) != 0;
  return arc_column_share (statement, 1);
}

gboolean
arc_share_row_find (ArcJournal *journal, gint64 number, gint64 *position, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT position FROM share WHERE post = ?", error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, number);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *position = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/* ---- removing ---- */

gboolean
arc_share_row_remove (ArcJournal *journal, gint64 position, GError **error)
{
  g_autoptr (ArcStatement) index =
      arc_statement_get (journal,
                         "INSERT INTO share_search (share_search, rowid, " INDEXED ") "
                         "SELECT 'delete', position, " INDEXED " FROM share WHERE position = ?",
                         error);
  g_autoptr (ArcStatement) row =
      index ? arc_statement_get (journal, "DELETE FROM share WHERE position = ?", error) : NULL;

  if (!row)
    return FALSE;
  arc_bind_int (index, 1, position);
  arc_bind_int (row, 1, position);
  return arc_statement_run (journal, index, error) && arc_statement_run (journal, row, error);
}

/* ---- inserting ---- */

/* What the table keeps beside the share, made from it. */
typedef struct {
  const ArcShareRow *row;
  gint64 position;
  char *lines;
  char *labels;
  char *facets;
  char *tags;
  char *excerpt;
} Derived;

static void
clear_derived (gpointer data)
{
  Derived *derived = data;

  g_free (derived->lines);
  g_free (derived->labels);
  g_free (derived->facets);
  g_free (derived->tags);
  g_free (derived->excerpt);
}

/* Where it stands: on its day, at the time of that day at which it was posted; then by chance that
 * is the same for all. Days are those of the writer, so they begin at midnight UTC here. */
static gint64
position_of (const ArcShareRow *row)
{
  g_autofree char *key = g_strconcat (row->of->id, row->of->revision, NULL);
  gint64 second = row->of->at_us % ARC_US_PER_DAY / ARC_US_PER_SECOND;

  return arc_day_start (row->share->day, "UTC", 0) + second * ARC_US_PER_SECOND +
         g_str_hash (key) % PLACES_IN_SECOND;
}

static void
append_line (GString *lines, const char *text)
{
  if (!*text)
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, text);
}

static char *
lines_of (const ArcLoop *loop)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];

    append_line (lines, commitment->text);
    append_line (lines, commitment->if_text);
    append_line (lines, commitment->then_text);
    append_line (lines, commitment->measure);
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    const ArcBarrier *barrier = loop->barriers->pdata[i];

    append_line (lines, barrier->text);
    append_line (lines, barrier->next_step);
    append_line (lines, barrier->why);
  }
  return g_string_free (lines, FALSE);
}

static char *
facets_of (const ArcShareRow *row, const char *team_id)
{
  g_autofree char *of_entry = arc_facets_of (row->share->entry);
  GString *facets = g_string_new (of_entry);

  arc_facets_append (facets, ARC_FACET_TEAM, team_id);
  arc_facets_append (facets, ARC_FACET_AUTHOR, row->of->author);
  arc_facets_append (facets, ARC_FACET_WHOSE, row->is_mine ? ARC_WHOSE_MINE : ARC_WHOSE_OTHERS);
  return g_string_free (facets, FALSE);
}

static char *
excerpt_of (const ArcEntry *entry, const char *lines)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    g_autofree char *excerpt = arc_text_excerpt (entry->section[i], ARC_EXCERPT_CHARS);

    if (*excerpt)
      return g_steal_pointer (&excerpt);
  }
  return arc_text_excerpt (lines, ARC_EXCERPT_CHARS);
}

static void
derive (Derived *derived, const ArcShareRow *row, const char *team_id)
{
  const ArcEntry *entry = row->share->entry;

  derived->row = row;
  derived->position = position_of (row);
  derived->lines = lines_of (row->share->loop);
  derived->tags = arc_entry_dup_tags_text (entry);
  derived->labels = g_strconcat (entry->topic, "\n", derived->tags, NULL);
  derived->facets = facets_of (row, team_id);
  derived->excerpt = excerpt_of (entry, derived->lines);
}

static gboolean
is_taken (ArcJournal *journal, gint64 position, gboolean *taken, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT 1 FROM share WHERE position = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, position);
  return arc_statement_step (journal, statement, taken, error);
}

static gboolean
insert_row (ArcJournal *journal, Derived *derived, const char *team_id, GError **error)
{
  static const char sql[] =
      "INSERT INTO share (position, post, team_id, is_mine, is_read, day, parts, quotable, chain, "
      "excerpt, loop, look_backs, lines, labels, facets, " ARC_CONTENT
      ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?," ARC_CONTENT_PARAMETERS ")";
  const ArcShareRow *row = derived->row;
  const ArcShare *share = row->share;
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *day = arc_day_to_text (share->day);
  g_autofree char *parts = arc_parts_to_text (share->parts);
  g_autofree char *loop = arc_loop_to_text (share->loop);
  g_autofree char *look_backs = look_backs_to_text (share->look_backs);

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, derived->position);
  arc_bind_int (statement, 2, row->post);
  arc_bind_text (statement, 3, team_id);
  arc_bind_int (statement, 4, row->is_mine);
  arc_bind_int (statement, 5, row->is_read);
  arc_bind_text (statement, 6, day);
  arc_bind_text (statement, 7, parts);
  arc_bind_int (statement, 8, share->quotable);
  arc_bind_text (statement, 9, share->chain);
  arc_bind_text (statement, 10, derived->excerpt);
  arc_bind_text (statement, 11, loop);
  arc_bind_text (statement, 12, look_backs);
  arc_bind_text (statement, 13, derived->lines);
  arc_bind_text (statement, 14, derived->labels);
  arc_bind_text (statement, 15, derived->facets);
  arc_bind_content (statement, 16, share->entry, derived->tags);
  /* The revision of the content is that of the post. */
  arc_bind_text (statement, 16, row->of->revision);
  return arc_statement_run (journal, statement, error);
}

static gboolean
index_row (ArcJournal *journal, const Derived *derived, GError **error)
{
  static const char sql[] =
      "INSERT INTO share_search (rowid, " INDEXED ") VALUES (?,?,?,?,?,?,?,?)";
  const ArcEntry *entry = derived->row->share->entry;
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, derived->position);
  arc_bind_text (statement, 2, entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_bind_text (statement, 3 + i, entry->section[i]);
  arc_bind_text (statement, 6, derived->lines);
  arc_bind_text (statement, 7, derived->labels);
  arc_bind_text (statement, 8, derived->facets);
  return arc_statement_run (journal, statement, error);
}

static int
compare_derived (gconstpointer a, gconstpointer b)
{
  const Derived *left = a;
  const Derived *right = b;

  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  return strcmp (left->row->of->revision, right->row->of->revision);
}

gboolean
arc_share_row_insert_all (ArcJournal *journal, GArray *rows, const char *team_id, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Derived));

  g_array_set_clear_func (all, clear_derived);
  g_array_set_size (all, rows->len);
  for (guint i = 0; i < rows->len; i++)
    derive (&g_array_index (all, Derived, i), &g_array_index (rows, ArcShareRow, i), team_id);
  g_array_sort (all, compare_derived);
  for (guint i = 0; i < all->len; i++) {
    Derived *derived = &g_array_index (all, Derived, i);
    gboolean taken = TRUE;

    while (taken) {
      if (!is_taken (journal, derived->position, &taken, error))
        return FALSE;
      derived->position += taken;
    }
    if (!insert_row (journal, derived, team_id, error))
      return FALSE;
  }
  /* In the order of positions, one statement a row: only so does FTS5 gather many rows before it
   * writes. */
  for (guint i = 0; i < all->len; i++)
    if (!index_row (journal, &g_array_index (all, Derived, i), error))
      return FALSE;
  return TRUE;
}
