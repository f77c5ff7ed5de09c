/* The property "folded", once for all that have it. */
#include "arc-foldable.h"

typedef struct {
  gboolean folded;
} ArcFoldablePrivate;

enum {
  PROP_FOLDED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ArcFoldable, arc_foldable, ADW_TYPE_BIN)

static ArcFoldablePrivate *
get_private (ArcFoldable *self)
{
  return arc_foldable_get_instance_private (self);
}

static void
set_folded (ArcFoldable *self, gboolean folded)
{
  if (get_private (self)->folded == folded)
    return;
  get_private (self)->folded = folded;
  if (ARC_FOLDABLE_GET_CLASS (self)->folded_changed != NULL)
    ARC_FOLDABLE_GET_CLASS (self)->folded_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
arc_foldable_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_FOLDED:
    g_value_set_boolean (value, get_private (ARC_FOLDABLE (object))->folded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_foldable_set_property (GObject *object, guint property_id, const GValue *value,
                           GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_FOLDED:
    set_folded (ARC_FOLDABLE (object), g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_foldable_class_init (ArcFoldableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_foldable_get_property;
  object_class->set_property = arc_foldable_set_property;
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
arc_foldable_init (ArcFoldable *self)
{
}

gboolean
arc_foldable_get_folded (ArcFoldable *self)
{
  g_return_val_if_fail (ARC_IS_FOLDABLE (self), FALSE);

  return get_private (self)->folded;
}
