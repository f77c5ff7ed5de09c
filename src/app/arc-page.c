/* What the pages of the sidebar share. */
#include "arc-page.h"

typedef struct {
  AdwHeaderBar *header;
  AdwWindowTitle *window_title;
  GtkStack *stack; /* loading, empty, error, content */
  GtkProgressBar *progress_bar;
  AdwBin *empty_bin;
  AdwStatusPage *error_page;
  AdwBin *content_bin;

  ArcJournalService *service;
  GCancellable *cancellable; /* NULL once disposed of */
  GtkWidget *header_end;
  gboolean folded_title;
  gboolean is_reading;
  gboolean must_read_again;
  gboolean is_held;
} ArcPagePrivate;

enum {
  PROP_0,
  PROP_SERVICE,
  PROP_TITLE,
  PROP_ERROR_TITLE,
  PROP_EMPTY,
  PROP_CONTENT,
  PROP_HEADER_END,
  PROP_FOLDED_TITLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ArcPage, arc_page, ARC_TYPE_FOLDABLE)

#define PRIVATE(self) ((ArcPagePrivate *) arc_page_get_instance_private (self))

/* ---- reading ------------------------------------------------------------------------------ */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcPagePrivate *priv = PRIVATE (self);
  ArcPageClass *klass = ARC_PAGE_GET_CLASS (self);
  gpointer data = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  priv->is_reading = FALSE;
  if (priv->cancellable != NULL && priv->must_read_again)
    arc_page_refresh (self);
  else if (priv->cancellable != NULL && error != NULL)
    arc_page_show_error (self, error);
  else if (priv->cancellable != NULL && !priv->is_held)
    arc_page_show_content (self, klass->show (self, data));

  if (data != NULL)
    klass->free_data (data);
}

static void
arc_page_real_refresh (ArcPage *self)
{
  ArcPagePrivate *priv = PRIVATE (self);
  ArcPageClass *klass = ARC_PAGE_GET_CLASS (self);

  g_return_if_fail (klass->read != NULL && klass->free_data != NULL && klass->show != NULL);

  priv->must_read_again = priv->is_reading;
  if (priv->is_reading)
    return;
  priv->is_reading = TRUE;
  arc_journal_service_read_async (
      priv->service, klass->read, klass->make_query != NULL ? klass->make_query (self) : NULL,
      klass->free_query, klass->free_data, priv->cancellable, read_cb, g_object_ref (self));
}

/* ---- the widget itself -------------------------------------------------------------------- */

static void
update_title (ArcPage *self)
{
  ArcPagePrivate *priv = PRIVATE (self);

  gtk_widget_set_visible (GTK_WIDGET (priv->window_title),
                          !arc_foldable_get_folded (ARC_FOLDABLE (self)) || priv->folded_title);
}

static void
set_header_end (ArcPage *self, GtkWidget *widget)
{
  ArcPagePrivate *priv = PRIVATE (self);

  if (priv->header_end == widget)
    return;
  if (priv->header_end != NULL)
    adw_header_bar_remove (priv->header, priv->header_end);
  priv->header_end = widget;
  if (widget != NULL)
    adw_header_bar_pack_end (priv->header, widget);
}

static void
set_folded_title (ArcPage *self, gboolean folded_title, GParamSpec *pspec)
{
  if (PRIVATE (self)->folded_title == folded_title)
    return;
  PRIVATE (self)->folded_title = folded_title;
  update_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
arc_page_folded_changed (ArcFoldable *self)
{
  update_title (ARC_PAGE (self));
}

static void
arc_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_page_parent_class)->map (widget);
  arc_page_refresh (ARC_PAGE (widget));
}

static void
arc_page_unmap (GtkWidget *widget)
{
  PRIVATE (ARC_PAGE (widget))->is_held = FALSE;
  GTK_WIDGET_CLASS (arc_page_parent_class)->unmap (widget);
}

static void
arc_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcPagePrivate *priv = PRIVATE (ARC_PAGE (object));

  switch (id) {
  case PROP_SERVICE:
    g_value_set_object (value, priv->service);
    break;
  case PROP_TITLE:
    g_value_set_string (value, adw_window_title_get_title (priv->window_title));
    break;
  case PROP_ERROR_TITLE:
    g_value_set_string (value, adw_status_page_get_title (priv->error_page));
    break;
  case PROP_EMPTY:
    g_value_set_object (value, adw_bin_get_child (priv->empty_bin));
    break;
  case PROP_CONTENT:
    g_value_set_object (value, adw_bin_get_child (priv->content_bin));
    break;
  case PROP_HEADER_END:
    g_value_set_object (value, priv->header_end);
    break;
  case PROP_FOLDED_TITLE:
    g_value_set_boolean (value, priv->folded_title);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcPage *self = ARC_PAGE (object);
  ArcPagePrivate *priv = PRIVATE (self);

  switch (id) {
  case PROP_SERVICE:
    priv->service = g_value_dup_object (value);
    break;
  case PROP_TITLE:
    adw_window_title_set_title (priv->window_title, g_value_get_string (value));
    break;
  case PROP_ERROR_TITLE:
    adw_status_page_set_title (priv->error_page, g_value_get_string (value));
    break;
  case PROP_EMPTY:
    adw_bin_set_child (priv->empty_bin, g_value_get_object (value));
    break;
  case PROP_CONTENT:
    adw_bin_set_child (priv->content_bin, g_value_get_object (value));
    break;
  case PROP_HEADER_END:
    set_header_end (self, g_value_get_object (value));
    break;
  case PROP_FOLDED_TITLE:
    set_folded_title (self, g_value_get_boolean (value), pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_page_constructed (GObject *object)
{
  ArcPage *self = ARC_PAGE (object);
  ArcPagePrivate *priv = PRIVATE (self);

  G_OBJECT_CLASS (arc_page_parent_class)->constructed (object);
  g_return_if_fail (priv->service != NULL);
  g_signal_connect_swapped (priv->service, "changed", G_CALLBACK (arc_page_refresh), self);
}

static void
arc_page_dispose (GObject *object)
{
  ArcPagePrivate *priv = PRIVATE (ARC_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  if (priv->service != NULL)
    g_signal_handlers_disconnect_by_data (priv->service, object);
  g_clear_object (&priv->service);
  G_OBJECT_CLASS (arc_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  const GParamFlags explicit = flags | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, ARC_TYPE_JOURNAL_SERVICE,
                                             flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_ERROR_TITLE] = g_param_spec_string ("error-title", NULL, NULL, NULL, flags);
  props[PROP_EMPTY] = g_param_spec_object ("empty", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_HEADER_END] = g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_FOLDED_TITLE] = g_param_spec_boolean ("folded-title", NULL, NULL, TRUE, explicit);
  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
arc_page_class_init (ArcPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_page_get_property;
  object_class->set_property = arc_page_set_property;
  object_class->constructed = arc_page_constructed;
  object_class->dispose = arc_page_dispose;
  ARC_FOLDABLE_CLASS (klass)->folded_changed = arc_page_folded_changed;
  widget_class->map = arc_page_map;
  widget_class->unmap = arc_page_unmap;
  klass->refresh = arc_page_real_refresh;
  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/arcjournal/ArcJournal/ui/arc-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, ArcPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, ArcPage, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, ArcPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, ArcPage, progress_bar);
  gtk_widget_class_bind_template_child_private (widget_class, ArcPage, empty_bin);
  gtk_widget_class_bind_template_child_private (widget_class, ArcPage, error_page);
  gtk_widget_class_bind_template_child_private (widget_class, ArcPage, content_bin);
  gtk_widget_class_bind_template_callback (widget_class, arc_page_refresh);
}

static void
arc_page_init (ArcPage *self)
{
  ArcPagePrivate *priv = PRIVATE (self);

  priv->cancellable = g_cancellable_new ();
  priv->folded_title = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

ArcJournalService *
arc_page_get_service (ArcPage *self)
{
  g_return_val_if_fail (ARC_IS_PAGE (self), NULL);

  return PRIVATE (self)->service;
}

GCancellable *
arc_page_get_cancellable (ArcPage *self)
{
  g_return_val_if_fail (ARC_IS_PAGE (self), NULL);

  return PRIVATE (self)->cancellable;
}

void
arc_page_refresh (ArcPage *self)
{
  ArcPagePrivate *priv = NULL;

  g_return_if_fail (ARC_IS_PAGE (self));

  priv = PRIVATE (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !priv->is_held && priv->service != NULL)
    ARC_PAGE_GET_CLASS (self)->refresh (self);
}

void
arc_page_hold (ArcPage *self)
{
  g_return_if_fail (ARC_IS_PAGE (self));

  PRIVATE (self)->is_held = TRUE;
}

void
arc_page_release (ArcPage *self)
{
  g_return_if_fail (ARC_IS_PAGE (self));

  PRIVATE (self)->is_held = FALSE;
  arc_page_refresh (self);
}

void
arc_page_show_content (ArcPage *self, gboolean any)
{
  ArcPagePrivate *priv = NULL;
  GtkRoot *root = NULL;

  g_return_if_fail (ARC_IS_PAGE (self));

  priv = PRIVATE (self);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  gtk_stack_set_visible_child_name (priv->stack, any ? "content" : "empty");
  /* In a narrow window there was nothing to focus until now. */
  if (arc_foldable_get_folded (ARC_FOLDABLE (self)) && root != NULL &&
      gtk_root_get_focus (root) == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (priv->stack), GTK_DIR_TAB_FORWARD);
}

void
arc_page_show_error (ArcPage *self, const GError *error)
{
  g_autofree char *message = NULL;

  g_return_if_fail (ARC_IS_PAGE (self) && error != NULL);

  message = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (PRIVATE (self)->error_page, message);
  gtk_stack_set_visible_child_name (PRIVATE (self)->stack, "error");
}

void
arc_page_show_progress (ArcPage *self, double fraction)
{
  g_return_if_fail (ARC_IS_PAGE (self));

  gtk_progress_bar_set_fraction (PRIVATE (self)->progress_bar, CLAMP (fraction, 0, 1));
  gtk_widget_set_visible (GTK_WIDGET (PRIVATE (self)->progress_bar), TRUE);
}
