/* Shares of a team as a GListModel. It grows at its end while somebody scrolls; when the journal
 * changes it walks through what was read, a page at a time, and changes what differs, so that
 * neither the main loop nor other readers ever wait for a long list. */
#include "arc-share-list.h"

/* Shares read at a time. */
#define PAGE 100
/* The list reads on when a row so near its end is asked for. */
#define NEAR_END 25

struct _ArcShareList {
  GObject parent_instance;

  ArcJournalService *service;
  ArcShareQuery *query; /* NULL before the first */
  GPtrArray *items;     /* of ArcShareItem, by position, newest first */
  GCancellable *cancellable;
  guint generation; /* counts queries: answers to an earlier one are dropped */
  gboolean loading;
  gboolean reading;
  gboolean more;        /* there may be some after the last item */
  gboolean more_wanted; /* and somebody asked for them */
  gboolean walk_again;  /* the journal changed since the walk began */
  gboolean walking;
  guint walked; /* items that the walk has passed */
  GError *error;
};

enum {
  PROP_LOADING = 1,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void read_next (ArcShareList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArcShareList, arc_share_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- a page, on the reading thread -------------------------------------------------------- */

typedef struct {
  ArcShareList *list;
  guint generation;
  ArcShareQuery *query;
  gint64 before;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_object_unref (page->list);
  arc_share_query_free (page->query);
  g_free (page);
}

static gpointer
read_page (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Page *page = data;

  return arc_share_query_run (page->query, journal, page->before, PAGE, error);
}

/* ---- rows --------------------------------------------------------------------------------- */

static const ArcShareHead *
head_at (ArcShareList *self, guint index)
{
  return arc_share_item_get_head (self->items->pdata[index]);
}

static void
remove_rows (ArcShareList *self, guint index, guint count)
{
  if (count == 0)
    return;
  g_ptr_array_remove_range (self->items, index, count);
  g_list_model_items_changed (G_LIST_MODEL (self), index, count, 0);
}

static void
append_rows (ArcShareList *self, GPtrArray *heads)
{
  guint before = self->items->len;

  for (guint i = 0; i < heads->len; i++)
    g_ptr_array_add (self->items, arc_share_item_new (g_steal_pointer (&heads->pdata[i])));
  if (self->items->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->items->len - before);
}

/* Brings the rows from self->walked on in line with @heads; both are in descending order. Rows that
 * stay keep their item, so that a selection stays too. */
static void
merge_rows (ArcShareList *self, GPtrArray *heads)
{
  for (guint i = 0; i < heads->len; i++) {
    ArcShareHead *head = g_steal_pointer (&heads->pdata[i]);
    guint gone = 0;

    while (self->walked + gone < self->items->len &&
           head_at (self, self->walked + gone)->position > head->position)
      gone++;
    remove_rows (self, self->walked, gone);
    if (self->walked < self->items->len &&
        head_at (self, self->walked)->position == head->position &&
        g_str_equal (head_at (self, self->walked)->post_id, head->post_id)) {
      arc_share_item_take_head (self->items->pdata[self->walked], head);
    } else {
      g_ptr_array_insert (self->items, (int) self->walked, arc_share_item_new (head));
      g_list_model_items_changed (G_LIST_MODEL (self), self->walked, 0, 1);
    }
    self->walked++;
  }
}

/* ---- reading ------------------------------------------------------------------------------ */

static void
set_loading (ArcShareList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Takes @error, which may be NULL. */
static void
take_error (ArcShareList *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
take_page (ArcShareList *self, GPtrArray *heads)
{
  gboolean more = heads->len >= PAGE;

  if (self->loading) {
    guint before = self->items->len;

    g_ptr_array_set_size (self->items, 0);
    for (guint i = 0; i < heads->len; i++)
      g_ptr_array_add (self->items, arc_share_item_new (g_steal_pointer (&heads->pdata[i])));
    self->more = more;
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->items->len);
  } else if (self->walking) {
    merge_rows (self, heads);
    if (!more)
      remove_rows (self, self->walked, self->items->len - self->walked);
    self->walking = self->walked < self->items->len;
    if (!self->walking)
      self->more = more;
  } else {
    self->more_wanted = FALSE;
    self->more = more;
    append_rows (self, heads);
  }
}

static void
page_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Page *page = user_data;
  g_autoptr (ArcShareList) self = g_object_ref (page->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) heads =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (page->generation != self->generation)
    return;
  self->reading = FALSE;
  if (heads != NULL) {
    take_page (self, heads);
  } else {
    self->walking = FALSE;
    self->more_wanted = FALSE;
  }
  take_error (self, g_steal_pointer (&error));
  set_loading (self, FALSE);
  read_next (self);
}

/* One page at a time: a new query before what changed, that before what comes next. */
static void
read_next (ArcShareList *self)
{
  Page *page;
  gint64 before = 0;

  if (self->reading || self->service == NULL || self->query == NULL)
    return;
  if (!self->loading && !self->walking && self->walk_again) {
    self->walk_again = FALSE;
    self->walking = TRUE;
    self->walked = 0;
  }
  if (self->loading)
    before = 0;
  else if (self->walking)
    before = self->walked > 0 ? head_at (self, self->walked - 1)->position : 0;
  else if (self->more && self->more_wanted && self->items->len > 0)
    before = head_at (self, self->items->len - 1)->position;
  else
    return;

  page = g_new0 (Page, 1);
  page->list = g_object_ref (self);
  page->generation = self->generation;
  page->query = arc_share_query_copy (self->query);
  page->before = before;
  self->reading = TRUE;
  arc_journal_service_read_async (self->service, read_page, page, page_free,
                                  (GDestroyNotify) g_ptr_array_unref, self->cancellable, page_read,
                                  page);
}

static void
journal_changed (ArcShareList *self)
{
  self->walk_again = TRUE;
  read_next (self);
}

/* ---- GListModel and GObject --------------------------------------------------------------- */

static GType
arc_share_list_get_item_type (GListModel *model)
{
  return ARC_TYPE_SHARE_ITEM;
}

static guint
arc_share_list_get_n_items (GListModel *model)
{
  return ARC_SHARE_LIST (model)->items->len;
}

static gpointer
arc_share_list_get_item (GListModel *model, guint index)
{
  ArcShareList *self = ARC_SHARE_LIST (model);

  if (index >= self->items->len)
    return NULL;
  if (self->more && index + NEAR_END >= self->items->len && !self->more_wanted) {
    self->more_wanted = TRUE;
    read_next (self);
  }
  return g_object_ref (self->items->pdata[index]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = arc_share_list_get_item_type;
  iface->get_n_items = arc_share_list_get_n_items;
  iface->get_item = arc_share_list_get_item;
}

static void
arc_share_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArcShareList *self = ARC_SHARE_LIST (object);

  switch (property_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, self->loading);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_share_list_dispose (GObject *object)
{
  ArcShareList *self = ARC_SHARE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  self->generation++;
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_share_list_parent_class)->dispose (object);
}

static void
arc_share_list_finalize (GObject *object)
{
  ArcShareList *self = ARC_SHARE_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, arc_share_query_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (arc_share_list_parent_class)->finalize (object);
}

static void
arc_share_list_class_init (ArcShareListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_share_list_get_property;
  object_class->dispose = arc_share_list_dispose;
  object_class->finalize = arc_share_list_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
arc_share_list_init (ArcShareList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/* ---- public ------------------------------------------------------------------------------- */

ArcShareList *
arc_share_list_new (ArcJournalService *service)
{
  ArcShareList *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_SHARE_LIST, NULL);
  self->service = g_object_ref (service);
  g_signal_connect_object (service, "changed", G_CALLBACK (journal_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
arc_share_list_set_query (ArcShareList *self, const ArcShareQuery *query)
{
  g_return_if_fail (ARC_IS_SHARE_LIST (self));
  g_return_if_fail (query != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  self->reading = FALSE;
  self->more = FALSE;
  self->more_wanted = FALSE;
  self->walking = FALSE;
  self->walk_again = FALSE;
  g_clear_pointer (&self->query, arc_share_query_free);
  self->query = arc_share_query_copy (query);
  set_loading (self, TRUE);
  read_next (self);
}

gboolean
arc_share_list_is_loading (ArcShareList *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_LIST (self), FALSE);

  return self->loading;
}

const GError *
arc_share_list_get_error (ArcShareList *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_LIST (self), NULL);

  return self->error;
}

guint
arc_share_list_find (ArcShareList *self, const char *post_id)
{
  g_return_val_if_fail (ARC_IS_SHARE_LIST (self), G_MAXUINT);

  for (guint i = 0; post_id != NULL && i < self->items->len; i++)
    if (g_str_equal (head_at (self, i)->post_id, post_id))
      return i;
  return G_MAXUINT;
}
