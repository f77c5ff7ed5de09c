/* A review. It asks for one share at a time, so that what arrives meanwhile is part of it. */
#include "arc-share-review.h"

struct _ArcShareReview {
  GObject parent_instance;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *team_id;
  GPtrArray *passed; /* of ArcShareHead, in the order of reading */
  guint index;       /* in @passed; its length at the end */
  gboolean looking;
};

enum {
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcShareReview, arc_share_review, G_TYPE_OBJECT)

/* ---- the next that is not read, on the reading thread ------------------------------------- */

typedef struct {
  char *team_id;
  gint64 before;
  GHashTable *passed; /* set of ids: their mark may still be on its way to the disk */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->team_id);
  g_hash_table_unref (search->passed);
  g_free (search);
}

static gboolean
find_from (ArcJournal *journal, const Search *search, gint64 before, ArcShareHead **found,
           GError **error)
{
  g_autoptr (ArcShareQuery) query = arc_share_query_new (search->team_id);
  /* One more than could be in the way. */
  guint limit = MIN (g_hash_table_size (search->passed), 20) + 1;

  query->unread_only = TRUE;
  for (;;) {
    g_autoptr (GPtrArray) heads = arc_share_query_run (query, journal, before, limit, error);

    if (heads == NULL)
      return FALSE;
    for (guint i = 0; i < heads->len; i++) {
      const ArcShareHead *head = heads->pdata[i];

      before = head->position;
      if (!g_hash_table_contains (search->passed, head->post_id)) {
        *found = arc_share_head_copy (head);
        return TRUE;
      }
    }
    if (heads->len < limit)
      return TRUE;
  }
}

static gpointer
search_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Search *search = data;
  ArcShareHead *found = NULL;

  /* Downwards first; then what came to lie above meanwhile. */
  if (!find_from (journal, search, search->before, &found, error))
    return NULL;
  if (found == NULL && search->before != 0 && !find_from (journal, search, 0, &found, error))
    return NULL;
  return found;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcShareReview) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcShareHead *head =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->looking = FALSE;
  if (self->service == NULL || error != NULL) {
    g_clear_pointer (&head, arc_share_head_free);
    return;
  }
  if (head != NULL)
    g_ptr_array_add (self->passed, head);
  self->index = head != NULL ? self->passed->len - 1 : self->passed->len;
  g_signal_emit (self, signals[MOVED], 0);
}

static void
look (ArcShareReview *self)
{
  Search *search = NULL;

  if (self->looking || self->service == NULL)
    return;
  self->looking = TRUE;
  search = g_new0 (Search, 1);
  search->team_id = g_strdup (self->team_id);
  search->passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->passed->len; i++) {
    const ArcShareHead *head = self->passed->pdata[i];

    g_hash_table_add (search->passed, g_strdup (head->post_id));
    search->before = head->position;
  }
  arc_journal_service_read_async (self->service, search_func, search, search_free,
                                  (GDestroyNotify) arc_share_head_free, self->cancellable, found_cb,
                                  g_object_ref (self));
}

/* ---- the object --------------------------------------------------------------------------- */

static void
arc_share_review_dispose (GObject *object)
{
  ArcShareReview *self = ARC_SHARE_REVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_share_review_parent_class)->dispose (object);
}

static void
arc_share_review_finalize (GObject *object)
{
  ArcShareReview *self = ARC_SHARE_REVIEW (object);

  g_free (self->team_id);
  g_ptr_array_unref (self->passed);
  G_OBJECT_CLASS (arc_share_review_parent_class)->finalize (object);
}

static void
arc_share_review_class_init (ArcShareReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_share_review_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_share_review_finalize;
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
arc_share_review_init (ArcShareReview *self)
{
  self->cancellable = g_cancellable_new ();
  self->passed = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_share_head_free);
}

ArcShareReview *
arc_share_review_new (ArcJournalService *service, const char *team_id)
{
  ArcShareReview *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_SHARE_REVIEW, NULL);
  self->service = g_object_ref (service);
  self->team_id = g_strdup (team_id);
  return self;
}

void
arc_share_review_next (ArcShareReview *self)
{
  g_return_if_fail (ARC_IS_SHARE_REVIEW (self));

  if (self->index + 1 < self->passed->len) {
    self->index++;
    g_signal_emit (self, signals[MOVED], 0);
    return;
  }
  look (self);
}

void
arc_share_review_previous (ArcShareReview *self)
{
  g_return_if_fail (ARC_IS_SHARE_REVIEW (self));

  if (self->looking || self->index == 0)
    return;
  self->index--;
  g_signal_emit (self, signals[MOVED], 0);
}

gboolean
arc_share_review_has_previous (ArcShareReview *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_REVIEW (self), FALSE);

  return self->index > 0;
}

const char *
arc_share_review_get_post_id (ArcShareReview *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_REVIEW (self), NULL);

  if (self->index >= self->passed->len)
    return NULL;
  return ((const ArcShareHead *) self->passed->pdata[self->index])->post_id;
}

guint
arc_share_review_get_number (ArcShareReview *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_REVIEW (self), 0);

  return self->index < self->passed->len ? self->index + 1 : 0;
}
