/* All entries, or those found, as a GListModel. Unfiltered it knows how many rows each month has
 * and reads months and pages when their rows are asked for; a search grows at its end. Items are
 * handed out at once and filled when the reading thread answers. */
#include "arc-entry-list.h"

#include "arc-entry-read.h"

/* Items kept although nobody may look at them, so that scrolling back is instant. */
#define N_RECENT 400
/* A search reads on when a row so near its end is asked for. */
#define NEAR_END 25
/* Positions kept for months that nobody looks at: 2 MiB. */
#define MOST_POSITIONS (1u << 18)

struct _ArcEntryList {
  GObject parent_instance;

  ArcJournalService *service;
  ArcQuery *query; /* NULL for all entries */
  ArcMonthRows *rows;
  GHashTable *live; /* gint64 key inside the item → ArcEntryItem, no reference */
  ArcEntryItem *recent[N_RECENT];
  guint next_recent;

  guint generation; /* counts queries: answers to an earlier one are dropped */
  GCancellable *cancellable;
  GArray *wants; /* of gint64: month and page; the last is read first */
  gboolean started;
  gboolean loading;
  gboolean fetching;
  gboolean more;
  gboolean more_wanted;
  gboolean loading_more;
  gboolean reloading;
  gboolean reload_again;
  GError *error;
};

enum {
  PROP_LOADING = 1,
  PROP_ERROR,
  PROP_N_ENTRIES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void pump (ArcEntryList *self);
static void read_more (ArcEntryList *self);
static void reload (ArcEntryList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArcEntryList, arc_entry_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- items ----------------------------------------------------------------------------- */

/* (transfer full) */
static ArcEntryItem *
ensure_item (ArcEntryList *self, const ArcMonthRow *row, guint offset)
{
  gint64 key = ARC_ROW_KEY (row->month, offset);
  ArcEntryItem *item = g_hash_table_lookup (self->live, &key);

  if (item != NULL)
    return g_object_ref (item);

  item = arc_entry_item_new (self->live, key);
  if (offset == 0 && self->query == NULL)
    arc_entry_item_set_count (item, row->count);
  g_set_object (&self->recent[self->next_recent], item);
  self->next_recent = (self->next_recent + 1) % N_RECENT;

  return item;
}

static void
forget_recent (ArcEntryList *self)
{
  for (guint i = 0; i < N_RECENT; i++)
    g_clear_object (&self->recent[i]);
}

/* (transfer container): the living items, for loops that change the table. */
static GPtrArray *
dup_live (ArcEntryList *self)
{
  GPtrArray *items = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer item = NULL;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (items, item);

  return items;
}

static void
detach_all (ArcEntryList *self)
{
  g_autoptr (GPtrArray) items = dup_live (self);

  for (guint i = 0; i < items->len; i++)
    arc_entry_item_detach (g_ptr_array_index (items, i));
  forget_recent (self);
}

/* Rows of @month went and came at @offset: items there are rows no more, later ones move. */
static void
shift_live (ArcEntryList *self, int month, guint offset, guint removed, guint added)
{
  g_autoptr (GPtrArray) items = NULL;

  if (removed == 0 && added == 0)
    return;

  items = dup_live (self);
  for (guint i = items->len; i > 0; i--) {
    gint64 key = arc_entry_item_get_key (g_ptr_array_index (items, i - 1));

    if (ARC_ROW_KEY_MONTH (key) != month || ARC_ROW_KEY_OFFSET (key) < offset)
      g_ptr_array_remove_index_fast (items, i - 1);
  }
  /* All leave the table before any enters it, for the new key of one is the old key of another. */
  for (guint i = 0; i < items->len; i++) {
    ArcEntryItem *item = g_ptr_array_index (items, i);

    if (ARC_ROW_KEY_OFFSET (arc_entry_item_get_key (item)) < offset + removed)
      arc_entry_item_detach (item);
    else
      arc_entry_item_leave (item);
  }
  for (guint i = 0; i < items->len; i++) {
    ArcEntryItem *item = g_ptr_array_index (items, i);
    guint before = ARC_ROW_KEY_OFFSET (arc_entry_item_get_key (item));

    if (before >= offset + removed)
      arc_entry_item_enter (item, ARC_ROW_KEY (month, before - removed + added));
  }
}

static void
fill (ArcEntryList *self, GPtrArray *briefs)
{
  for (guint i = 0; briefs != NULL && i < briefs->len; i++) {
    const ArcBrief *brief = g_ptr_array_index (briefs, i);
    guint offset = 0;
    const ArcMonthRow *row =
        arc_month_rows_find_position (self->rows, brief->month, brief->position, &offset);
    gint64 key = row != NULL ? ARC_ROW_KEY (row->month, offset) : 0;
    ArcEntryItem *item = row != NULL ? g_hash_table_lookup (self->live, &key) : NULL;

    if (item != NULL)
      arc_entry_item_set_brief (item, brief);
  }
}

/* The entries of a page that was read ahead: made now, and kept among the recent ones. */
static void
add_items (ArcEntryList *self, GPtrArray *briefs)
{
  for (guint i = 0; briefs != NULL && i < briefs->len; i++) {
    const ArcBrief *brief = g_ptr_array_index (briefs, i);
    guint offset = 0;
    const ArcMonthRow *row =
        arc_month_rows_find_position (self->rows, brief->month, brief->position, &offset);

    if (row != NULL) {
      g_autoptr (ArcEntryItem) item = ensure_item (self, row, offset);

      arc_entry_item_set_brief (item, brief);
    }
  }
}

/* ---- state ----------------------------------------------------------------------------- */

static void
set_loading (ArcEntryList *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Takes @error, which may be NULL. */
static void
take_error (ArcEntryList *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
emit_changed (ArcEntryList *self, guint start, guint removed, guint added)
{
  if (removed == 0 && added == 0)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self), start, removed, added);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ENTRIES]);
}

/* Takes @read; its answer comes to @callback, which gets it as user data. */
static void
ask (ArcEntryList *self, ArcEntryRead *read, GCancellable *cancellable,
     GAsyncReadyCallback callback)
{
  read->asker = G_OBJECT (g_object_ref (self));
  read->generation = self->generation;
  arc_journal_service_read_async (self->service, arc_entry_read_run, read, arc_entry_read_free,
                                  NULL, cancellable, callback, read);
}

/* Whether the answer is there and still of use. */
static gboolean
take_answer (ArcEntryList *self, GObject *source, GAsyncResult *result, const ArcEntryRead *read)
{
  g_autoptr (GError) error = NULL;
  gboolean failed = FALSE;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (read->generation != self->generation)
    return FALSE;

  failed = error != NULL;
  take_error (self, g_steal_pointer (&error));

  return !failed;
}

/* ---- pages ----------------------------------------------------------------------------- */

static gint64
page_of (gint64 key)
{
  return ARC_ROW_KEY (ARC_ROW_KEY_MONTH (key), (ARC_ROW_KEY_OFFSET (key) - 1) / ARC_ENTRY_PAGE);
}

static void
want (ArcEntryList *self, gint64 page)
{
  /* The rows of one page ask one after the other. */
  if (self->wants->len > 0 && g_array_index (self->wants, gint64, self->wants->len - 1) == page)
    return;

  g_array_append_val (self->wants, page);
}

/* Whether somebody still waits for an entry of @page: one may have scrolled past long ago. */
static gboolean
is_needed (ArcEntryList *self, gint64 page)
{
  int month = ARC_ROW_KEY_MONTH (page);
  guint first = ARC_ROW_KEY_OFFSET (page) * ARC_ENTRY_PAGE + 1;

  for (guint offset = first; offset < first + ARC_ENTRY_PAGE; offset++) {
    gint64 key = ARC_ROW_KEY (month, offset);
    ArcEntryItem *item = g_hash_table_lookup (self->live, &key);

    if (item != NULL && arc_entry_item_needs_brief (item))
      return TRUE;
  }

  return FALSE;
}

/* (transfer container) (element-type int): months that have a living entry. */
static GArray *
dup_live_months (ArcEntryList *self)
{
  GArray *months = g_array_new (FALSE, FALSE, sizeof (int));
  GHashTableIter iter;
  gpointer item = NULL;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item)) {
    int month = arc_entry_item_get_month (item);
    gboolean known = arc_entry_item_is_heading (item);

    for (guint i = 0; !known && i < months->len; i++)
      known = g_array_index (months, int, i) == month;
    if (!known)
      g_array_append_val (months, month);
  }

  return months;
}

/* A journal can have millions of positions: those of months out of sight are read again. */
static void
drop_far_positions (ArcEntryList *self)
{
  g_autoptr (GArray) months = NULL;
  guint total = 0;

  for (guint i = 0; i < arc_month_rows_get_n_months (self->rows); i++) {
    const ArcMonthRow *row = arc_month_rows_get (self->rows, i);

    total += row->positions != NULL ? row->positions->len : 0;
  }
  if (total <= MOST_POSITIONS)
    return;

  months = dup_live_months (self);
  for (guint i = 0; i < arc_month_rows_get_n_months (self->rows); i++) {
    const ArcMonthRow *row = arc_month_rows_get (self->rows, i);
    gboolean in_sight = FALSE;

    for (guint j = 0; j < months->len; j++)
      in_sight = in_sight || g_array_index (months, int, j) == row->month;
    if (!in_sight)
      arc_month_rows_set (self->rows, i, row->count, NULL);
  }
}

/* Takes @positions. */
static void
update_month (ArcEntryList *self, guint index, guint count, GArray *positions)
{
  const ArcMonthRow *row = arc_month_rows_get (self->rows, index);
  guint start = row->start + 1;
  gint64 heading_key = ARC_ROW_KEY (row->month, 0);
  ArcEntryItem *heading = g_hash_table_lookup (self->live, &heading_key);
  guint same = MIN (row->count, count);
  guint removed = row->count - same;
  guint added = count - same;

  if (positions != NULL && row->positions != NULL)
    arc_positions_difference (row->positions, positions, &same, &removed, &added);

  shift_live (self, row->month, same + 1, removed, added);
  arc_month_rows_set (self->rows, index, count, positions);
  if (heading != NULL && self->query == NULL)
    arc_entry_item_set_count (heading, count);
  emit_changed (self, start + same, removed, added);
}

/* The positions of a month, read on the way. Takes them. */
static void
learn_positions (ArcEntryList *self, int month, GArray *positions)
{
  int index = arc_month_rows_find_month (self->rows, month);

  if (index < 0 || self->query != NULL || self->loading || positions->len == 0) {
    g_array_unref (positions);
    return;
  }

  update_month (self, (guint) index, positions->len, positions);
  drop_far_positions (self);
}

static void
page_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcEntryRead *read = user_data;
  ArcEntryList *self = ARC_ENTRY_LIST (read->asker);

  if (read->generation == self->generation)
    self->fetching = FALSE;
  if (!take_answer (self, source, result, read))
    return;

  if (read->positions != NULL)
    learn_positions (self, read->month, g_steal_pointer (&read->positions));
  fill (self, read->briefs);
  pump (self);
}

static void
fetch (ArcEntryList *self, gint64 page)
{
  int index = arc_month_rows_find_month (self->rows, ARC_ROW_KEY_MONTH (page));
  guint offset = ARC_ROW_KEY_OFFSET (page) * ARC_ENTRY_PAGE;
  const ArcMonthRow *row = NULL;
  ArcEntryRead *read = NULL;

  if (index < 0)
    return;
  row = arc_month_rows_get (self->rows, (guint) index);
  if (offset >= row->count)
    return;

  read = arc_entry_read_new (ARC_ENTRY_READ_PAGE, self->query);
  read->month = row->month;
  read->offset = offset;
  if (row->positions != NULL)
    read->position = g_array_index (row->positions, gint64, offset);
  self->fetching = TRUE;
  ask (self, read, self->cancellable, page_read);
}

/* One page at a time, the one asked for last before the others. */
static void
pump (ArcEntryList *self)
{
  /* While another query is under way, the rows are still those of the one before. */
  while (!self->loading && !self->fetching && self->wants->len > 0) {
    gint64 page = g_array_index (self->wants, gint64, self->wants->len - 1);

    g_array_set_size (self->wants, self->wants->len - 1);
    if (is_needed (self, page))
      fetch (self, page);
  }
}

/* ---- searches that go on --------------------------------------------------------------- */

static void
after_reading (ArcEntryList *self)
{
  if (self->reload_again)
    reload (self);
  else if (self->more_wanted)
    read_more (self);
}

static void
more_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcEntryRead *read = user_data;
  ArcEntryList *self = ARC_ENTRY_LIST (read->asker);
  guint before = 0;

  if (read->generation == self->generation)
    self->loading_more = FALSE;
  if (!take_answer (self, source, result, read))
    return;

  before = arc_month_rows_get_n_rows (self->rows);
  for (guint i = 0; i < read->briefs->len; i++) {
    const ArcBrief *brief = g_ptr_array_index (read->briefs, i);

    arc_month_rows_append_entry (self->rows, brief->month, brief->position);
  }
  self->more = read->more;
  add_items (self, read->briefs);
  emit_changed (self, before, 0, arc_month_rows_get_n_rows (self->rows) - before);
  after_reading (self);
}

static void
read_more (ArcEntryList *self)
{
  guint n_months = arc_month_rows_get_n_months (self->rows);
  const ArcMonthRow *last = NULL;
  ArcEntryRead *read = NULL;

  /* What comes now would be taken for a change by a reload that is under way. */
  self->more_wanted = self->reloading || self->loading_more;
  if (self->more_wanted || !self->more || n_months == 0)
    return;

  last = arc_month_rows_get (self->rows, n_months - 1);
  read = arc_entry_read_new (ARC_ENTRY_READ_MORE, self->query);
  read->position = g_array_index (last->positions, gint64, last->count - 1);
  self->loading_more = TRUE;
  ask (self, read, self->cancellable, more_read);
}

/* ---- starting and following ------------------------------------------------------------ */

static void
start_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcEntryRead *read = user_data;
  ArcEntryList *self = ARC_ENTRY_LIST (read->asker);
  gboolean done = take_answer (self, source, result, read);
  guint before = arc_month_rows_get_n_rows (self->rows);

  if (read->generation != self->generation)
    return;

  detach_all (self);
  arc_month_rows_free (self->rows);
  /* Rows of the query before would be taken for an answer to this one. */
  self->rows = done ? g_steal_pointer (&read->rows) : arc_month_rows_new ();
  self->more = done && read->more;
  add_items (self, read->briefs);
  emit_changed (self, 0, before, arc_month_rows_get_n_rows (self->rows));
  set_loading (self, FALSE);
  pump (self);
  after_reading (self);
}

static void
remove_month (ArcEntryList *self, guint index)
{
  const ArcMonthRow *row = arc_month_rows_get (self->rows, index);
  guint start = row->start;
  guint count = row->count + 1;

  shift_live (self, row->month, 0, count, 0);
  arc_month_rows_remove (self->rows, index);
  emit_changed (self, start, count, 0);
}

/* Takes the positions of @row. */
static void
insert_month (ArcEntryList *self, guint index, ArcMonthRow *row)
{
  arc_month_rows_insert (self->rows, index, row->month, row->count,
                         g_steal_pointer (&row->positions));
  emit_changed (self, arc_month_rows_get (self->rows, index)->start, 0, row->count + 1);
}

/* Goes through the months of both, newest first, and changes what differs. */
static void
become (ArcEntryList *self, ArcMonthRows *fresh)
{
  guint index = 0, next = 0;

  while (next < arc_month_rows_get_n_months (fresh) ||
         index < arc_month_rows_get_n_months (self->rows)) {
    ArcMonthRow *after =
        next < arc_month_rows_get_n_months (fresh) ? arc_month_rows_get (fresh, next) : NULL;
    const ArcMonthRow *before = index < arc_month_rows_get_n_months (self->rows)
                                    ? arc_month_rows_get (self->rows, index)
                                    : NULL;

    if (after == NULL || (before != NULL && before->month > after->month)) {
      remove_month (self, index);
      continue;
    }
    if (before == NULL || before->month < after->month)
      insert_month (self, index, after);
    else
      update_month (self, index, after->count, g_steal_pointer (&after->positions));
    index++;
    next++;
  }
}

/* What is shown may have changed: it stays until it is read again. */
static void
refresh_live (ArcEntryList *self)
{
  g_autoptr (GPtrArray) items = dup_live (self);

  for (guint i = 0; i < items->len; i++) {
    ArcEntryItem *item = g_ptr_array_index (items, i);

    if (arc_entry_item_is_heading (item))
      continue;
    arc_entry_item_set_stale (item);
    want (self, page_of (arc_entry_item_get_key (item)));
  }
  pump (self);
}

static void
reload_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcEntryRead *read = user_data;
  ArcEntryList *self = ARC_ENTRY_LIST (read->asker);

  if (read->generation == self->generation)
    self->reloading = FALSE;
  if (!take_answer (self, source, result, read))
    return;

  /* Only what somebody holds has to stay the same. */
  forget_recent (self);
  self->more = read->more;
  become (self, read->rows);
  refresh_live (self);
  after_reading (self);
}

static void
reload (ArcEntryList *self)
{
  ArcEntryRead *read = NULL;

  self->reload_again = self->loading || self->reloading || self->loading_more;
  if (self->reload_again)
    return;

  read = arc_entry_read_new (ARC_ENTRY_READ_RELOAD, self->query);
  read->wanted = arc_month_rows_get_n_entries (self->rows);
  if (self->query == NULL)
    read->months = dup_live_months (self);
  self->reloading = TRUE;
  ask (self, read, self->cancellable, reload_read);
}

static void
journal_changed (ArcEntryList *self)
{
  if (self->started)
    reload (self);
}

/* ---- GListModel and GObject ------------------------------------------------------------ */

static GType
arc_entry_list_get_item_type (GListModel *model)
{
  return ARC_TYPE_ENTRY_ITEM;
}

static guint
arc_entry_list_get_n_items (GListModel *model)
{
  return arc_month_rows_get_n_rows (ARC_ENTRY_LIST (model)->rows);
}

static gpointer
arc_entry_list_get_item (GListModel *model, guint index)
{
  ArcEntryList *self = ARC_ENTRY_LIST (model);
  guint offset = 0;
  const ArcMonthRow *row = arc_month_rows_locate (self->rows, index, &offset);
  ArcEntryItem *item = NULL;

  if (row == NULL)
    return NULL;

  item = ensure_item (self, row, offset);
  if (arc_entry_item_needs_brief (item)) {
    want (self, page_of (arc_entry_item_get_key (item)));
    pump (self);
  }
  if (self->more && index + NEAR_END >= arc_month_rows_get_n_rows (self->rows))
    read_more (self);

  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = arc_entry_list_get_item_type;
  iface->get_n_items = arc_entry_list_get_n_items;
  iface->get_item = arc_entry_list_get_item;
}

static void
arc_entry_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArcEntryList *self = ARC_ENTRY_LIST (object);

  switch (property_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, self->loading);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case PROP_N_ENTRIES:
    g_value_set_uint (value, arc_entry_list_get_n_entries (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_entry_list_dispose (GObject *object)
{
  ArcEntryList *self = ARC_ENTRY_LIST (object);

  g_cancellable_cancel (self->cancellable);
  self->generation++;
  detach_all (self);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_entry_list_parent_class)->dispose (object);
}

static void
arc_entry_list_finalize (GObject *object)
{
  ArcEntryList *self = ARC_ENTRY_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, arc_query_free);
  g_clear_pointer (&self->rows, arc_month_rows_free);
  g_clear_pointer (&self->live, g_hash_table_unref);
  g_clear_pointer (&self->wants, g_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (arc_entry_list_parent_class)->finalize (object);
}

static void
arc_entry_list_class_init (ArcEntryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_entry_list_get_property;
  object_class->dispose = arc_entry_list_dispose;
  object_class->finalize = arc_entry_list_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ENTRIES] = g_param_spec_uint ("n-entries", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
arc_entry_list_init (ArcEntryList *self)
{
  self->rows = arc_month_rows_new ();
  self->live = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->wants = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

/* ---- public ---------------------------------------------------------------------------- */

ArcEntryList *
arc_entry_list_new (ArcJournalService *service)
{
  ArcEntryList *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_ENTRY_LIST, NULL);
  self->service = g_object_ref (service);
  g_signal_connect_object (service, "changed", G_CALLBACK (journal_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
arc_entry_list_set_query (ArcEntryList *self, const ArcQuery *query)
{
  g_return_if_fail (ARC_IS_ENTRY_LIST (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  self->generation++;
  self->started = TRUE;
  self->fetching = FALSE;
  self->more = FALSE;
  self->more_wanted = FALSE;
  self->loading_more = FALSE;
  self->reloading = FALSE;
  self->reload_again = FALSE;
  g_array_set_size (self->wants, 0);
  g_clear_pointer (&self->query, arc_query_free);
  if (query != NULL && !arc_query_is_empty (query))
    self->query = arc_query_copy (query);

  set_loading (self, TRUE);
  ask (self, arc_entry_read_new (ARC_ENTRY_READ_START, self->query), self->cancellable, start_read);
}

gboolean
arc_entry_list_is_loading (ArcEntryList *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_LIST (self), FALSE);

  return self->loading;
}

guint
arc_entry_list_get_n_entries (ArcEntryList *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_LIST (self), 0);

  return arc_month_rows_get_n_entries (self->rows);
}

const GError *
arc_entry_list_get_error (ArcEntryList *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_LIST (self), NULL);

  return self->error;
}

gboolean
arc_entry_list_has_more (ArcEntryList *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_LIST (self), FALSE);

  return self->more;
}

static void
found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcEntryRead *read = user_data;
  g_autoptr (GTask) task = G_TASK (g_steal_pointer (&read->asker));
  ArcEntryList *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  const ArcMonthRow *row = NULL;
  guint offset = 0;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error != NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  learn_positions (self, read->month, g_steal_pointer (&read->positions));
  if (read->position != 0)
    row = arc_month_rows_find_position (self->rows, read->month, read->position, &offset);
  g_task_return_int (task, row != NULL ? (gssize) (row->start + offset) : (gssize) G_MAXUINT);
}

void
arc_entry_list_find_async (ArcEntryList *self, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ArcEntryRead *read = NULL;

  g_return_if_fail (ARC_IS_ENTRY_LIST (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, arc_entry_list_find_async);
  read = arc_entry_read_new (ARC_ENTRY_READ_FIND, NULL);
  read->id = g_strdup (id);
  read->asker = G_OBJECT (g_steal_pointer (&task));
  arc_journal_service_read_async (self->service, arc_entry_read_run, read, arc_entry_read_free,
                                  NULL, cancellable, found, read);
}

guint
arc_entry_list_find_finish (ArcEntryList *self, GAsyncResult *result, GError **error)
{
  gssize index = 0;

  g_return_val_if_fail (g_task_is_valid (result, self), G_MAXUINT);

  index = g_task_propagate_int (G_TASK (result), error);

  return index < 0 ? G_MAXUINT : (guint) index;
}
