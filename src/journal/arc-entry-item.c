/* One row of an ArcEntryList. The list knows its living items by a table without references, so
 * that a row asked for twice is the same object, and one that nobody looks at costs nothing. */
#include "arc-entry-item.h"

struct _ArcEntryItem {
  GObject parent_instance;

  GHashTable *owner; /* of the list, or NULL when detached */
  gint64 key;
  guint count;
  gboolean stale;
  ArcBrief *brief;
};

enum {
  PROP_BRIEF = 1,
  PROP_COUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcEntryItem, arc_entry_item, G_TYPE_OBJECT)

static gboolean
same_brief (const ArcBrief *a, const ArcBrief *b)
{
  return a->position == b->position && a->occurred_us == b->occurred_us &&
         a->outcome == b->outcome && g_strcmp0 (a->id, b->id) == 0 &&
         g_strcmp0 (a->zone, b->zone) == 0 && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->excerpt, b->excerpt) == 0 && g_strcmp0 (a->topic, b->topic) == 0;
}

static void
arc_entry_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArcEntryItem *self = ARC_ENTRY_ITEM (object);

  switch (property_id) {
  case PROP_BRIEF:
    g_value_set_boxed (value, self->brief);
    break;
  case PROP_COUNT:
    g_value_set_uint (value, self->count);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_entry_item_finalize (GObject *object)
{
  ArcEntryItem *self = ARC_ENTRY_ITEM (object);

  arc_entry_item_detach (self);
  g_clear_pointer (&self->brief, arc_brief_free);

  G_OBJECT_CLASS (arc_entry_item_parent_class)->finalize (object);
}

static void
arc_entry_item_class_init (ArcEntryItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_entry_item_get_property;
  object_class->finalize = arc_entry_item_finalize;

  properties[PROP_BRIEF] = g_param_spec_boxed ("brief", NULL, NULL, ARC_TYPE_BRIEF,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
arc_entry_item_init (ArcEntryItem *self)
{
}

gboolean
arc_entry_item_is_heading (ArcEntryItem *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_ITEM (self), FALSE);

  return ARC_ROW_KEY_OFFSET (self->key) == 0;
}

int
arc_entry_item_get_month (ArcEntryItem *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_ITEM (self), 0);

  return ARC_ROW_KEY_MONTH (self->key);
}

guint
arc_entry_item_get_count (ArcEntryItem *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_ITEM (self), 0);

  return self->count;
}

const ArcBrief *
arc_entry_item_get_brief (ArcEntryItem *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_ITEM (self), NULL);

  return self->brief;
}

ArcEntryItem *
arc_entry_item_new (GHashTable *owner, gint64 key)
{
  ArcEntryItem *self = g_object_new (ARC_TYPE_ENTRY_ITEM, NULL);

  self->owner = owner;
  self->key = key;
  g_hash_table_insert (owner, &self->key, self);

  return self;
}

gint64
arc_entry_item_get_key (ArcEntryItem *self)
{
  return self->key;
}

void
arc_entry_item_leave (ArcEntryItem *self)
{
  /* The key is inside the item, so it has to leave the table before it changes or goes. */
  if (self->owner != NULL && g_hash_table_lookup (self->owner, &self->key) == self)
    g_hash_table_steal (self->owner, &self->key);
}

void
arc_entry_item_enter (ArcEntryItem *self, gint64 key)
{
  self->key = key;
  g_hash_table_insert (self->owner, &self->key, self);
}

void
arc_entry_item_detach (ArcEntryItem *self)
{
  arc_entry_item_leave (self);
  self->owner = NULL;
}

gboolean
arc_entry_item_needs_brief (ArcEntryItem *self)
{
  return !arc_entry_item_is_heading (self) && (self->brief == NULL || self->stale);
}

void
arc_entry_item_set_stale (ArcEntryItem *self)
{
  self->stale = TRUE;
}

void
arc_entry_item_set_brief (ArcEntryItem *self, const ArcBrief *brief)
{
  self->stale = FALSE;
  if (self->brief != NULL && same_brief (self->brief, brief))
    return;

  g_clear_pointer (&self->brief, arc_brief_free);
  self->brief = arc_brief_copy (brief);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BRIEF]);
}

void
arc_entry_item_set_count (ArcEntryItem *self, guint count)
{
  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
