/* What an ArcEntryList asks the reading thread for: these functions run there. */
#include "arc-entry-read.h"

#include "arc-day.h"

/* Rows that a search is read anew for after a change; what was loaded beyond is read when needed.
 */
#define MOST_WANTED 5000

static gboolean
read_months (ArcEntryRead *read, ArcJournal *journal, GError **error)
{
  g_autoptr (GArray) months = arc_journal_list_months (journal, error);

  if (months == NULL)
    return FALSE;

  read->rows = arc_month_rows_new ();
  for (guint i = 0; i < months->len; i++) {
    const ArcMonth *month = &g_array_index (months, ArcMonth, i);

    arc_month_rows_insert (read->rows, i, month->month, month->entries, NULL);
  }

  return TRUE;
}

/* The positions may be read a moment after the counts, with a write between the two: what was
 * found counts. */
static gboolean
read_positions (ArcEntryRead *read, ArcJournal *journal, GError **error)
{
  for (guint i = 0; read->months != NULL && i < read->months->len; i++) {
    int month = g_array_index (read->months, int, i);
    int index = arc_month_rows_find_month (read->rows, month);
    GArray *positions = NULL;

    if (index < 0)
      continue;
    positions = arc_journal_list_positions (journal, month, error);
    if (positions == NULL)
      return FALSE;
    if (positions->len > 0)
      arc_month_rows_set (read->rows, index, positions->len, positions);
    else
      arc_month_rows_remove (read->rows, index);
  }

  return TRUE;
}

static gboolean
read_search (ArcEntryRead *read, ArcJournal *journal, gint64 before, guint limit, GError **error)
{
  g_clear_pointer (&read->briefs, g_ptr_array_unref);
  read->briefs = arc_journal_search (journal, read->query, before, limit, error);
  if (read->briefs == NULL)
    return FALSE;

  read->more = read->briefs->len >= limit;

  return TRUE;
}

static void
append_briefs (ArcEntryRead *read)
{
  for (guint i = 0; i < read->briefs->len; i++) {
    const ArcBrief *brief = g_ptr_array_index (read->briefs, i);

    arc_month_rows_append_entry (read->rows, brief->month, brief->position);
  }
}

static gboolean
read_found (ArcEntryRead *read, ArcJournal *journal, guint wanted, GCancellable *cancellable,
            GError **error)
{
  gint64 before = G_MAXINT64;

  read->rows = arc_month_rows_new ();
  do {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_search (read, journal, before, MIN (wanted, 10 * ARC_ENTRY_PAGE), error))
      return FALSE;
    append_briefs (read);
    wanted -= MIN (wanted, read->briefs->len);
    if (read->briefs->len > 0)
      before = ((ArcBrief *) g_ptr_array_index (read->briefs, read->briefs->len - 1))->position;
  } while (read->more && wanted > 0);

  return TRUE;
}

static gboolean
read_page (ArcEntryRead *read, ArcJournal *journal, GError **error)
{
  if (read->query != NULL)
    return read_search (read, journal, read->position + 1, ARC_ENTRY_PAGE, error);

  if (read->position == 0) {
    read->positions = arc_journal_list_positions (journal, read->month, error);
    if (read->positions == NULL)
      return FALSE;
    if (read->offset >= read->positions->len) {
      read->briefs = g_ptr_array_new ();
      return TRUE;
    }
    read->position = g_array_index (read->positions, gint64, read->offset);
  }
  read->briefs =
      arc_journal_list_month (journal, read->month, read->position, ARC_ENTRY_PAGE, error);

  return read->briefs != NULL;
}

/* An entry stands at its own instant or, where that was taken, shortly after. So it is looked for
 * from there towards newer ones, page by page. */
static gboolean
find_in_month (ArcEntryRead *read, ArcJournal *journal, gint64 occurred_us, GError **error)
{
  guint end = read->positions->len;

  while (end > 0 && g_array_index (read->positions, gint64, end - 1) < occurred_us)
    end--;

  while (end > 0) {
    guint begin = end > ARC_ENTRY_PAGE ? end - ARC_ENTRY_PAGE : 0;
    gint64 position = g_array_index (read->positions, gint64, begin);
    g_autoptr (GPtrArray) briefs =
        arc_journal_list_month (journal, read->month, position, end - begin, error);

    if (briefs == NULL)
      return FALSE;
    for (guint i = 0; i < briefs->len; i++) {
      const ArcBrief *brief = g_ptr_array_index (briefs, i);

      if (g_str_equal (brief->id, read->id)) {
        read->position = brief->position;
        return TRUE;
      }
    }
    end = begin;
  }
  read->position = 0;

  return TRUE;
}

static gboolean
read_find (ArcEntryRead *read, ArcJournal *journal, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, read->id, error);
  ArcDay day;

  if (entry == NULL)
    return FALSE;

  day = arc_day_of (entry->occurred_us, entry->zone, arc_journal_get_day_start (journal));
  read->month = arc_day_month (day);
  read->positions = arc_journal_list_positions (journal, read->month, error);

  return read->positions != NULL && find_in_month (read, journal, entry->occurred_us, error);
}

static gboolean
run (ArcEntryRead *read, ArcJournal *journal, GCancellable *cancellable, GError **error)
{
  switch (read->kind) {
  case ARC_ENTRY_READ_START:
    return read->query != NULL ? read_found (read, journal, ARC_ENTRY_PAGE, cancellable, error)
                               : read_months (read, journal, error);
  case ARC_ENTRY_READ_RELOAD:
    if (read->query != NULL)
      return read_found (read, journal, CLAMP (read->wanted, ARC_ENTRY_PAGE, MOST_WANTED),
                         cancellable, error);
    return read_months (read, journal, error) && read_positions (read, journal, error);
  case ARC_ENTRY_READ_MORE:
    return read_search (read, journal, read->position, ARC_ENTRY_PAGE, error);
  case ARC_ENTRY_READ_PAGE:
    return read_page (read, journal, error);
  case ARC_ENTRY_READ_FIND:
    return read_find (read, journal, error);
  default:
    g_assert_not_reached ();
  }
}

ArcEntryRead *
arc_entry_read_new (ArcEntryReadKind kind, const ArcQuery *query)
{
  ArcEntryRead *read = g_new0 (ArcEntryRead, 1);

  read->kind = kind;
  read->query = query != NULL ? arc_query_copy (query) : NULL;

  return read;
}

void
arc_entry_read_free (gpointer data)
{
  ArcEntryRead *read = data;

  g_clear_pointer (&read->query, arc_query_free);
  g_clear_pointer (&read->months, g_array_unref);
  g_clear_pointer (&read->rows, arc_month_rows_free);
  g_clear_pointer (&read->briefs, g_ptr_array_unref);
  g_clear_pointer (&read->positions, g_array_unref);
  g_clear_object (&read->asker);
  g_free (read->id);
  g_free (read);
}

gpointer
arc_entry_read_run (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return run (data, journal, cancellable, error) ? data : NULL;
}
