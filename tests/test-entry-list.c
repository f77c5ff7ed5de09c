/* The list of entries as a model: lazy, exact about what changes, over a real journal. */
#include "arc-entry-list.h"
#include "arc-month-rows.h"
#include "arc-test.h"

#include <string.h>

#define PATIENCE_S 20
#define RANDOM_STEPS 60

typedef struct {
  char *path;
  ArcJournalService *service;
  ArcEntryList *list;
  GPtrArray *shadow; /* rows as the signals tell them: NULL, or the item last seen there */
  guint n_signals;
  guint start, removed, added; /* of the last signal */
} Fixture;

static gboolean
out_of_patience (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds; a failure after PATIENCE_S. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean late_ = FALSE;                                                                        \
    guint source_ = g_timeout_add_seconds (PATIENCE_S, out_of_patience, &late_);                   \
    while (!(condition) && !late_)                                                                 \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (late_)                                                                                     \
      g_error ("waited %d s in vain for %s", PATIENCE_S, #condition);                              \
    g_source_remove (source_);                                                                     \
  }                                                                                                \
  G_STMT_END

/* ---- writing to the journal ---------------------------------------------------------------- */

typedef struct {
  ArcJournalFunc func;
  gpointer data;
  gboolean done;
} Write;

static void
written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  ((Write *) user_data)->done = TRUE;
}

static void
count_changed (ArcJournalService *service, guint *changed)
{
  (*changed)++;
}

/* Runs @func on the writing thread, and waits until it is done and the news of it arrived. */
static void
write_and_wait (Fixture *fixture, ArcJournalFunc func, gpointer data)
{
  Write write = {func, data, FALSE};
  guint changed = 0;
  gulong id = g_signal_connect (fixture->service, "changed", G_CALLBACK (count_changed), &changed);

  arc_journal_service_write_async (fixture->service, func, data, NULL, NULL, NULL, written, &write);
  WAIT_UNTIL (write.done && changed > 0);
  g_signal_handler_disconnect (fixture->service, id);
}

typedef struct {
  const char *text;
  const char *tag;
  gint64 occurred_us;
  guint count; /* entries, a minute apart */
  char *id;    /* of the last one */
} Addition;

static gpointer
add_entries (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Addition *addition = data;

  for (guint i = 0; i < addition->count; i++) {
    g_autofree char *text = g_strdup_printf ("%s %u", addition->text, i);
    g_autoptr (ArcEntry) entry = arc_test_entry (text, NULL, NULL);

    entry->occurred_us = addition->occurred_us + i * 60 * G_GINT64_CONSTANT (1000000);
    arc_entry_set_zone (entry, "UTC");
    if (addition->tag != NULL)
      arc_entry_add_tag (entry, addition->tag);
    arc_test_save (journal, entry, ARC_SAVED_NEW);
    g_free (addition->id);
    addition->id = g_strdup (entry->id);
  }

  return NULL;
}

/* (transfer full): the id of the last one. */
static char *
add (Fixture *fixture, const char *text, gint64 occurred_us, guint count)
{
  Addition addition = {text, NULL, occurred_us, count, NULL};

  write_and_wait (fixture, add_entries, &addition);

  return addition.id;
}

static gpointer
delete_entry (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  arc_journal_delete_entry (journal, data, error);
  return NULL;
}

typedef struct {
  const char *id;
  const char *text;   /* or NULL */
  gint64 occurred_us; /* or 0 */
} Edit;

static gpointer
edit_entry (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Edit *edit = data;
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, edit->id, error);

  g_assert_nonnull (entry);
  if (edit->text != NULL)
    arc_entry_set_section (entry, ARC_SECTION_ACTION, edit->text);
  if (edit->occurred_us != 0)
    entry->occurred_us = edit->occurred_us;
  arc_journal_save_entry (journal, entry, NULL, NULL, error);

  return NULL;
}

/* ---- looking at the list ------------------------------------------------------------------- */

static guint
n_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

/* (transfer full) */
static ArcEntryItem *
row_at (Fixture *fixture, guint index)
{
  ArcEntryItem *item = g_list_model_get_item (G_LIST_MODEL (fixture->list), index);

  g_assert_nonnull (item);

  return item;
}

/* (transfer full): the item, read. */
static ArcEntryItem *
read_row (Fixture *fixture, guint index)
{
  ArcEntryItem *item = row_at (fixture, index);

  g_assert_false (arc_entry_item_is_heading (item));
  WAIT_UNTIL (arc_entry_item_get_brief (item) != NULL);

  return item;
}

static void
items_changed (GListModel *model, guint start, guint removed, guint added, Fixture *fixture)
{
  fixture->n_signals++;
  fixture->start = start;
  fixture->removed = removed;
  fixture->added = added;

  g_assert_cmpuint (start + removed, <=, fixture->shadow->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->shadow, start, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->shadow, (int) start, NULL);
  g_assert_cmpuint (fixture->shadow->len, ==, g_list_model_get_n_items (model));
}

/* The rows as text, a line each: "2026-11 (3)" or the title. */
static char *
describe (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_rows (fixture); i++) {
    g_autoptr (ArcEntryItem) item = row_at (fixture, i);

    if (arc_entry_item_is_heading (item)) {
      g_string_append_printf (text, "%d (%u)\n", arc_entry_item_get_month (item),
                              arc_entry_item_get_count (item));
      continue;
    }
    WAIT_UNTIL (arc_entry_item_get_brief (item) != NULL);
    g_string_append_printf (text, "%s\n", arc_entry_item_get_brief (item)->title);
  }

  return g_string_free (text, FALSE);
}

static void
search (Fixture *fixture, const char *text)
{
  g_autoptr (ArcQuery) query = arc_query_parse (text, (ArcDay){2026, 11, 22});

  arc_entry_list_set_query (fixture->list, query);
}

static void
search_and_wait (Fixture *fixture, const char *text)
{
  search (fixture, text);
  WAIT_UNTIL (!arc_entry_list_is_loading (fixture->list));
}

/* ---- fixture ------------------------------------------------------------------------------- */

static void
opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  arc_journal_service_open_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gboolean open = FALSE;

  fixture->path = arc_test_path ("journal.db");
  fixture->service = arc_journal_service_new (fixture->path);
  arc_journal_service_open_async (fixture->service, NULL, opened, &open);
  WAIT_UNTIL (open);
  fixture->shadow = g_ptr_array_new ();
  fixture->list = arc_entry_list_new (fixture->service);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->list;

  g_object_add_weak_pointer (G_OBJECT (fixture->list), &weak);
  g_signal_handlers_disconnect_by_data (fixture->list, fixture);
  g_object_unref (fixture->list);
  WAIT_UNTIL (weak == NULL);
  arc_journal_service_close (fixture->service);
  g_object_unref (fixture->service);
  g_ptr_array_unref (fixture->shadow);
  g_free (fixture->path);
}

/* ---- tests --------------------------------------------------------------------------------- */

/* 2026-11-20T14:03:11Z and the months before. */
#define NOVEMBER ARC_TEST_NOW
#define OCTOBER (ARC_TEST_NOW - 31 * ARC_TEST_DAY)
#define SEPTEMBER (ARC_TEST_NOW - 62 * ARC_TEST_DAY)

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  search (fixture, "");
  g_assert_true (arc_entry_list_is_loading (fixture->list));
  WAIT_UNTIL (!arc_entry_list_is_loading (fixture->list));
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  g_assert_null (arc_entry_list_get_error (fixture->list));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 0));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == ARC_TYPE_ENTRY_ITEM);
}

static void
test_months (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_free (add (fixture, "september", SEPTEMBER, 2));
  g_free (add (fixture, "november", NOVEMBER, 3));
  g_free (add (fixture, "october", OCTOBER, 1));
  search_and_wait (fixture, "");
  g_assert_cmpuint (n_rows (fixture), ==, 9);
  g_assert_cmpuint (arc_entry_list_get_n_entries (fixture->list), ==, 6);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  text = describe (fixture);
  g_assert_cmpstr (text, ==,
                   "202611 (3)\nnovember 2\nnovember 1\nnovember 0\n"
                   "202610 (1)\noctober 0\n"
                   "202609 (2)\nseptember 1\nseptember 0\n");
}

static void
test_same_object (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntryItem) first = NULL;
  g_autoptr (ArcEntryItem) again = NULL;

  g_free (add (fixture, "entry", NOVEMBER, 3));
  search_and_wait (fixture, "");
  first = row_at (fixture, 2);
  again = row_at (fixture, 2);
  g_assert_true (first == again);
  g_assert_null (arc_entry_item_get_brief (first));
  WAIT_UNTIL (arc_entry_item_get_brief (first) != NULL);
  g_assert_cmpstr (arc_entry_item_get_brief (first)->title, ==, "entry 1");
}

/* Rows far apart in a large month are read without those between. */
static void
test_far_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntryItem) last = NULL;
  g_autoptr (ArcEntryItem) middle = NULL;

  g_free (add (fixture, "entry", NOVEMBER, 700));
  search_and_wait (fixture, "");
  g_assert_cmpuint (n_rows (fixture), ==, 701);
  last = read_row (fixture, 700);
  g_assert_cmpstr (arc_entry_item_get_brief (last)->title, ==, "entry 0");
  middle = read_row (fixture, 351);
  g_assert_cmpstr (arc_entry_item_get_brief (middle)->title, ==, "entry 349");
  g_assert_cmpuint (fixture->n_signals, ==, 1);
}

/* Only the row that came is told; what was held stays what it was, at its new place. */
static void
test_insertion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntryItem) held = NULL;
  g_autoptr (ArcEntryItem) now = NULL;
  g_autoptr (ArcEntryItem) heading = NULL;

  g_free (add (fixture, "entry", NOVEMBER, 3));
  search_and_wait (fixture, "");
  held = read_row (fixture, 3);
  heading = row_at (fixture, 0);
  fixture->n_signals = 0;
  g_free (add (fixture, "later", NOVEMBER + 90 * G_GINT64_CONSTANT (1000000), 1));
  WAIT_UNTIL (fixture->n_signals > 0);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (fixture->start, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
  g_assert_cmpuint (arc_entry_item_get_count (heading), ==, 4);
  now = row_at (fixture, 4);
  g_assert_true (now == held);
}

static void
test_new_month (Fixture *fixture, gconstpointer data)
{
  g_free (add (fixture, "november", NOVEMBER, 1));
  g_free (add (fixture, "september", SEPTEMBER, 1));
  search_and_wait (fixture, "");
  fixture->n_signals = 0;
  g_free (add (fixture, "october", OCTOBER, 1));
  WAIT_UNTIL (fixture->n_signals > 0);
  g_assert_cmpuint (fixture->start, ==, 2);
  g_assert_cmpuint (fixture->added, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 0);
}

/* The last entry of a month takes its heading along. */
static void
test_deletion (Fixture *fixture, gconstpointer data)
{
  g_autofree char *october = NULL;
  g_autofree char *text = NULL;

  g_free (add (fixture, "november", NOVEMBER, 1));
  october = add (fixture, "october", OCTOBER, 1);
  g_free (add (fixture, "september", SEPTEMBER, 1));
  search_and_wait (fixture, "");
  g_free (describe (fixture));
  fixture->n_signals = 0;
  write_and_wait (fixture, delete_entry, october);
  WAIT_UNTIL (n_rows (fixture) == 4);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (fixture->start, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 2);
  text = describe (fixture);
  g_assert_cmpstr (text, ==, "202611 (1)\nnovember 0\n202609 (1)\nseptember 0\n");
}

static void
count_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

/* An edit changes the row in place. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add (fixture, "before", NOVEMBER, 1);
  g_autoptr (ArcEntryItem) item = NULL;
  Edit edit = {id, "after", 0};
  guint notified = 0;

  g_free (add (fixture, "other", OCTOBER, 1));
  search_and_wait (fixture, "");
  item = read_row (fixture, 1);
  fixture->n_signals = 0;
  g_signal_connect (item, "notify::brief", G_CALLBACK (count_notify), &notified);
  write_and_wait (fixture, edit_entry, &edit);
  WAIT_UNTIL (notified > 0);
  g_assert_cmpstr (arc_entry_item_get_brief (item)->title, ==, "after");
  g_assert_cmpuint (fixture->n_signals, ==, 0);
  g_assert_cmpuint (notified, ==, 1);
}

/* ---- searches ---- */

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (ArcEntryItem) item = NULL;

  g_free (add (fixture, "apple tree", NOVEMBER, 2));
  g_free (add (fixture, "pear tree", NOVEMBER + ARC_TEST_HOUR, 1));
  g_free (add (fixture, "apple pie", OCTOBER, 1));
  search_and_wait (fixture, "apple");
  text = describe (fixture);
  g_assert_cmpstr (text, ==, "202611 (0)\napple tree 1\napple tree 0\n202610 (0)\napple pie 0\n");
  g_assert_false (arc_entry_list_has_more (fixture->list));
  item = read_row (fixture, 1);
  g_assert_nonnull (strstr (arc_entry_item_get_brief (item)->excerpt, ARC_MATCH_START));
  search_and_wait (fixture, "nothing");
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  search_and_wait (fixture, "");
  g_assert_cmpuint (n_rows (fixture), ==, 6);
}

/* A search reads on when its end is looked at, and not before. */
static void
test_search_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntryItem) item = NULL;

  g_free (add (fixture, "apple", NOVEMBER, 120));
  search_and_wait (fixture, "apple");
  g_assert_cmpuint (n_rows (fixture), ==, 51);
  g_assert_true (arc_entry_list_has_more (fixture->list));
  item = read_row (fixture, 3);
  g_assert_cmpuint (n_rows (fixture), ==, 51);
  g_clear_object (&item);

  item = row_at (fixture, 50);
  WAIT_UNTIL (n_rows (fixture) == 101);
  g_clear_object (&item);
  item = row_at (fixture, 100);
  WAIT_UNTIL (n_rows (fixture) == 121);
  g_assert_false (arc_entry_list_has_more (fixture->list));
  g_clear_object (&item);
  item = read_row (fixture, 120);
  g_assert_cmpstr (arc_entry_item_get_brief (item)->title, ==, "apple 0");
}

/* What changes meanwhile keeps the rows that were read. */
static void
test_search_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntryItem) item = NULL;

  g_free (add (fixture, "apple", NOVEMBER, 120));
  search_and_wait (fixture, "apple");
  item = row_at (fixture, 50);
  WAIT_UNTIL (n_rows (fixture) == 101);
  fixture->n_signals = 0;
  g_free (add (fixture, "apple late", NOVEMBER + ARC_TEST_DAY, 1));
  WAIT_UNTIL (fixture->n_signals > 0);
  /* As many as before are read again: one came at the front, one went at the end. */
  g_assert_cmpuint (n_rows (fixture), >=, 101);
  g_assert_true (arc_entry_list_has_more (fixture->list));
  g_clear_object (&item);
  item = read_row (fixture, 1);
  g_assert_cmpstr (arc_entry_item_get_brief (item)->title, ==, "apple late 0");
}

/* Of searches that overtake one another the last one counts. */
static void
test_last_search_counts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_free (add (fixture, "apple", NOVEMBER, 2));
  g_free (add (fixture, "pear", OCTOBER, 1));
  search (fixture, "apple");
  search (fixture, "");
  search (fixture, "apple");
  search (fixture, "pear");
  WAIT_UNTIL (!arc_entry_list_is_loading (fixture->list));
  text = describe (fixture);
  g_assert_cmpstr (text, ==, "202610 (0)\npear 0\n");
}

/* ---- finding ---- */

typedef struct {
  gboolean done;
  guint index;
  GError *error;
} Finding;

static void
found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Finding *finding = user_data;

  finding->index = arc_entry_list_find_finish (ARC_ENTRY_LIST (source), result, &finding->error);
  finding->done = TRUE;
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autofree char *november = add (fixture, "november", NOVEMBER, 130);
  g_autofree char *october = add (fixture, "october", OCTOBER, 1);
  Finding finding = {0};

  search_and_wait (fixture, "");
  arc_entry_list_find_async (fixture->list, october, NULL, found, &finding);
  WAIT_UNTIL (finding.done);
  g_assert_no_error (finding.error);
  g_assert_cmpuint (finding.index, ==, 132);

  finding.done = FALSE;
  arc_entry_list_find_async (fixture->list, november, NULL, found, &finding);
  WAIT_UNTIL (finding.done);
  g_assert_cmpuint (finding.index, ==, 1);

  search_and_wait (fixture, "october");
  finding.done = FALSE;
  arc_entry_list_find_async (fixture->list, november, NULL, found, &finding);
  WAIT_UNTIL (finding.done);
  g_assert_no_error (finding.error);
  g_assert_cmpuint (finding.index, ==, G_MAXUINT);

  finding.done = FALSE;
  arc_entry_list_find_async (fixture->list, "01a1e8ea-866e-71d6-952d-fc5a170d3d51", NULL, found,
                             &finding);
  WAIT_UNTIL (finding.done);
  g_assert_error (finding.error, ARC_ERROR, ARC_ERROR_NOT_FOUND);
  g_assert_cmpuint (finding.index, ==, G_MAXUINT);
  g_clear_error (&finding.error);
}

/* Entries that happened at the same instant, as an import brings them. */
static void
test_find_same_instant (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (ids, add (fixture, "entry", NOVEMBER, 1));
  search_and_wait (fixture, "");
  for (guint i = 0; i < ids->len; i += 59) {
    Finding finding = {0};
    g_autoptr (ArcEntryItem) item = NULL;

    arc_entry_list_find_async (fixture->list, ids->pdata[i], NULL, found, &finding);
    WAIT_UNTIL (finding.done);
    g_assert_no_error (finding.error);
    item = read_row (fixture, finding.index);
    g_assert_cmpstr (arc_entry_item_get_brief (item)->id, ==, ids->pdata[i]);
  }
}

/* ---- at random ---- */

/* Looks at the end of a search until there is no more. */
static gboolean
is_read_to_end (Fixture *fixture)
{
  if (arc_entry_list_has_more (fixture->list) && n_rows (fixture) > 0)
    g_object_unref (row_at (fixture, n_rows (fixture) - 1));

  return !arc_entry_list_has_more (fixture->list);
}

static gboolean
becomes (Fixture *fixture, char **text, const char *expected)
{
  if (!is_read_to_end (fixture))
    return FALSE;

  g_free (*text);
  *text = describe (fixture);
  if (!g_str_equal (*text, expected))
    g_test_message ("now:\n%s\nto be:\n%s", *text, expected);

  return g_str_equal (*text, expected);
}

/* Whatever happens, the list becomes what a list made anew would be. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *query = data;

  g_free (add (fixture, "apple", NOVEMBER, 30));
  search_and_wait (fixture, query);
  for (guint step = 0; step < RANDOM_STEPS; step++) {
    int what = g_test_rand_int_range (0, 4);
    gint64 when = NOVEMBER - g_test_rand_int_range (0, 120) * ARC_TEST_DAY;
    guint at = ids->len > 0 ? (guint) g_test_rand_int_range (0, (int) ids->len) : 0;
    g_autofree char *text = g_strdup_printf ("apple edited %u", step);
    Edit edit = {ids->len > 0 ? ids->pdata[at] : NULL, text, when};

    if (what == 0 && ids->len > 0) {
      write_and_wait (fixture, delete_entry, ids->pdata[at]);
      g_ptr_array_remove_index (ids, at);
    } else if (what == 1 && ids->len > 0) {
      write_and_wait (fixture, edit_entry, &edit);
    } else {
      g_ptr_array_add (ids, add (fixture, "apple", when, 1));
    }
    if (g_test_rand_bit () && n_rows (fixture) > 0)
      g_object_unref (row_at (fixture, (guint) g_test_rand_int_range (0, (int) n_rows (fixture))));
  }

  {
    ArcEntryList *kept = fixture->list;
    g_autofree char *fresh = NULL;
    g_autofree char *followed = NULL;

    fixture->list = arc_entry_list_new (fixture->service);
    search_and_wait (fixture, query);
    WAIT_UNTIL (is_read_to_end (fixture));
    fresh = describe (fixture);
    g_object_unref (fixture->list);
    fixture->list = kept;
    /* The last change may still be on its way. */
    WAIT_UNTIL (becomes (fixture, &followed, fresh));
    g_assert_cmpstr (followed, ==, fresh);
  }
}

/* ---- the figures behind it ---- */

static void
test_month_rows (void)
{
  g_autoptr (ArcMonthRows) rows = arc_month_rows_new ();
  guint offset = 0;

  g_assert_cmpuint (arc_month_rows_get_n_rows (rows), ==, 0);
  g_assert_null (arc_month_rows_locate (rows, 0, &offset));
  arc_month_rows_append_entry (rows, 202611, 30);
  arc_month_rows_append_entry (rows, 202610, 20);
  /* Written further east: its month begins earlier. */
  arc_month_rows_append_entry (rows, 202611, 19);
  arc_month_rows_append_entry (rows, 202609, 10);
  g_assert_cmpuint (arc_month_rows_get_n_months (rows), ==, 3);
  g_assert_cmpuint (arc_month_rows_get_n_rows (rows), ==, 7);
  g_assert_cmpint (arc_month_rows_locate (rows, 4, &offset)->month, ==, 202610);
  g_assert_cmpuint (offset, ==, 2);
  g_assert_cmpint (arc_month_rows_locate (rows, 5, &offset)->month, ==, 202609);
  g_assert_cmpuint (offset, ==, 0);
  g_assert_cmpint (arc_month_rows_find_position (rows, 202611, 19, &offset)->month, ==, 202610);
  g_assert_cmpuint (offset, ==, 2);
  g_assert_null (arc_month_rows_find_position (rows, 202611, 18, &offset));
  arc_month_rows_remove (rows, 1);
  g_assert_cmpint (arc_month_rows_locate (rows, 2, &offset)->month, ==, 202609);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
  g_test_add_func ("/entry-list/month-rows", test_month_rows);
  ADD ("/entry-list/empty", test_empty, NULL);
  ADD ("/entry-list/months", test_months, NULL);
  ADD ("/entry-list/same-object", test_same_object, NULL);
  ADD ("/entry-list/far-rows", test_far_rows, NULL);
  ADD ("/entry-list/insertion", test_insertion, NULL);
  ADD ("/entry-list/new-month", test_new_month, NULL);
  ADD ("/entry-list/deletion", test_deletion, NULL);
  ADD ("/entry-list/edit", test_edit, NULL);
  ADD ("/entry-list/search", test_search, NULL);
  ADD ("/entry-list/search-pages", test_search_pages, NULL);
  ADD ("/entry-list/search-follows", test_search_follows, NULL);
  ADD ("/entry-list/last-search-counts", test_last_search_counts, NULL);
  ADD ("/entry-list/find", test_find, NULL);
  ADD ("/entry-list/find-same-instant", test_find_same_instant, NULL);
  ADD ("/entry-list/random", test_random, "");
  ADD ("/entry-list/random-search", test_random, "apple");

  return g_test_run ();
}
