/* What a list shows of a share. */
#include "arc-share-item.h"

#include "arc-share-view.h"

struct _ArcShareItem {
  GObject parent_instance;

  ArcShareHead *head;
};

enum {
  PROP_HEAD = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcShareItem, arc_share_item, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (ArcShareHead, arc_share_head, arc_share_head_copy, arc_share_head_free)

ArcShareHead *
arc_share_head_new (const ArcShareBrief *brief)
{
  ArcShareHead *head = g_new0 (ArcShareHead, 1);
  const ArcPosted *posted = brief->posted;
  const ArcShare *share = posted->share;

  head->position = brief->position;
  head->post_id = g_strdup (posted->post->id);
  head->revision = g_strdup (posted->post->revision);
  head->author = g_strdup (posted->post->author);
  head->author_name = g_strdup (posted->author_name);
  head->excerpt = g_strdup (brief->excerpt);
  head->title = arc_share_dup_display_title (share);
  head->topic = g_strdup (share->entry->topic);
  head->day = share->day;
  head->outcome = share->entry->outcome;
  head->barriers = share->loop->barriers->len;
  head->is_mine = posted->is_mine;
  head->is_read = posted->is_read;
  head->is_latest = posted->is_latest;
  return head;
}

ArcShareHead *
arc_share_head_new_for_entry (const ArcBrief *brief, int day_start_h)
{
  ArcShareHead *head = g_new0 (ArcShareHead, 1);

  head->position = brief->position;
  head->post_id = g_strdup (brief->id);
  head->revision = g_strdup ("");
  head->author = g_strdup ("");
  head->author_name = g_strdup ("");
  head->title = g_strdup (brief->title);
  head->excerpt = g_strdup (brief->excerpt);
  head->topic = g_strdup (brief->topic);
  head->day = arc_day_of (brief->occurred_us, brief->zone, day_start_h);
  head->outcome = brief->outcome;
  head->is_mine = head->is_read = head->is_latest = TRUE;
  return head;
}

ArcShareHead *
arc_share_head_copy (const ArcShareHead *head)
{
  ArcShareHead *copy = g_new (ArcShareHead, 1);

  *copy = *head;
  copy->post_id = g_strdup (head->post_id);
  copy->revision = g_strdup (head->revision);
  copy->author = g_strdup (head->author);
  copy->author_name = g_strdup (head->author_name);
  copy->title = g_strdup (head->title);
  copy->excerpt = g_strdup (head->excerpt);
  copy->topic = g_strdup (head->topic);
  return copy;
}

void
arc_share_head_free (ArcShareHead *head)
{
  if (head == NULL)
    return;
  g_free (head->post_id);
  g_free (head->revision);
  g_free (head->author);
  g_free (head->author_name);
  g_free (head->title);
  g_free (head->excerpt);
  g_free (head->topic);
  g_free (head);
}

gboolean
arc_share_head_equal (const ArcShareHead *a, const ArcShareHead *b)
{
  return a->position == b->position && g_strcmp0 (a->post_id, b->post_id) == 0 &&
         g_strcmp0 (a->revision, b->revision) == 0 && g_strcmp0 (a->excerpt, b->excerpt) == 0 &&
         g_strcmp0 (a->author_name, b->author_name) == 0 && a->is_read == b->is_read &&
         a->is_latest == b->is_latest;
}

/* ---- the item ---- */

static void
arc_share_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_HEAD:
    g_value_set_boxed (value, ARC_SHARE_ITEM (object)->head);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_share_item_finalize (GObject *object)
{
  arc_share_head_free (ARC_SHARE_ITEM (object)->head);
  G_OBJECT_CLASS (arc_share_item_parent_class)->finalize (object);
}

static void
arc_share_item_class_init (ArcShareItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_share_item_get_property;
  object_class->finalize = arc_share_item_finalize;
  properties[PROP_HEAD] = g_param_spec_boxed ("head", NULL, NULL, ARC_TYPE_SHARE_HEAD,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
arc_share_item_init (ArcShareItem *self)
{
}

ArcShareItem *
arc_share_item_new (ArcShareHead *head)
{
  ArcShareItem *self = g_object_new (ARC_TYPE_SHARE_ITEM, NULL);

  self->head = head;
  return self;
}

const ArcShareHead *
arc_share_item_get_head (ArcShareItem *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_ITEM (self), NULL);

  return self->head;
}

void
arc_share_item_take_head (ArcShareItem *self, ArcShareHead *head)
{
  g_return_if_fail (ARC_IS_SHARE_ITEM (self));
  g_return_if_fail (head != NULL);

  if (arc_share_head_equal (self->head, head)) {
    arc_share_head_free (head);
    return;
  }
  arc_share_head_free (self->head);
  self->head = head;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEAD]);
}
