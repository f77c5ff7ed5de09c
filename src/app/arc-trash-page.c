/* The trash: deleted entries, for ARC_TRASH_DAYS days. Restoring is one click; what cannot be
 * undone asks first. */
#include "arc-trash-page.h"

#include "arc-trash-row.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

/* Rows are made in steps, so that a full trash does not hold up the window. */
#define ROWS_SHOWN 100

struct _ArcTrashPage {
  ArcPage parent_instance;

  AdwStatusPage *empty_page;
  GtkLabel *hint_label;
  GtkListBox *list;
  GtkWidget *more_button;

  GPtrArray *briefs; /* of ArcTrashBrief, last deleted first */
  guint shown;
  GStrv purge_ids; /* what the dialog asks about, not what comes into the trash meanwhile */
};

G_DEFINE_FINAL_TYPE (ArcTrashPage, arc_trash_page, ARC_TYPE_PAGE)

/* ---- on the worker ------------------------------------------------------------------------ */

static ArcTrashBrief *
make_brief (ArcJournal *journal, const ArcTrashed *trashed)
{
  ArcTrashBrief *brief = g_new0 (ArcTrashBrief, 1);
  g_autofree char *zone = arc_zone_local ();
  ArcDay deleted = arc_day_of (trashed->deleted_us, zone, arc_journal_get_day_start (journal));

  brief->id = g_strdup (trashed->entry->id);
  brief->title = arc_entry_dup_display_title (trashed->entry);
  brief->deleted_days = arc_day_between (deleted, arc_journal_today (journal));
  brief->days_left = MAX (ARC_TRASH_DAYS - brief->deleted_days, 0);
  return brief;
}

static gpointer
read_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) trash = arc_journal_list_trash (journal, error);
  g_autoptr (GPtrArray) briefs = NULL;

  if (trash == NULL)
    return NULL;
  briefs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trash_brief_free);
  for (guint i = 0; i < trash->len; i++)
    g_ptr_array_add (briefs, make_brief (journal, g_ptr_array_index (trash, i)));
  return g_steal_pointer (&briefs);
}

static gpointer
restore_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  arc_journal_undelete_entry (journal, data, error);
  return NULL;
}

static gpointer
purge_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *ids = data;

  for (guint i = 0; ids[i] != NULL; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !arc_journal_purge_entry (journal, ids[i], error))
      break;
  }
  return NULL;
}

/* ---- showing ------------------------------------------------------------------------------ */

static void
append_rows (ArcTrashPage *self, guint count)
{
  guint end = MIN (self->shown + count, self->briefs->len);

  for (; self->shown < end; self->shown++)
    gtk_list_box_append (self->list,
                         arc_trash_row_new (g_ptr_array_index (self->briefs, self->shown)));
  gtk_widget_set_visible (self->more_button, self->shown < self->briefs->len);
}

static void
more_clicked_cb (ArcTrashPage *self)
{
  append_rows (self, ROWS_SHOWN);
}

static gboolean
arc_trash_page_show (ArcPage *page, gpointer data)
{
  ArcTrashPage *self = ARC_TRASH_PAGE (page);
  guint wanted = MAX (self->shown, ROWS_SHOWN);
  GtkListBoxRow *row;

  g_clear_pointer (&self->briefs, g_ptr_array_unref);
  self->briefs = g_ptr_array_ref (data);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->shown = 0;
  append_rows (self, wanted);
  return self->briefs->len > 0;
}

/* ---- actions ------------------------------------------------------------------------------ */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTrashPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
  if (error == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Entry restored"));
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcTrashPage *self = ARC_TRASH_PAGE (widget);

  arc_journal_service_write_async (arc_page_get_service (ARC_PAGE (self)), restore_func,
                                   g_variant_dup_string (parameter, NULL), g_free, NULL, NULL,
                                   restored_cb, g_object_ref (self));
}

static void
purged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTrashPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", TRUE);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
purge (ArcTrashPage *self, char **ids)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", FALSE);
  arc_journal_service_write_async (
      arc_page_get_service (ARC_PAGE (self)), purge_func, ids, (GDestroyNotify) g_strfreev, NULL,
      arc_page_get_cancellable (ARC_PAGE (self)), purged_cb, g_object_ref (self));
}

static void
purge_confirmed_cb (ArcTrashPage *self, const char *response)
{
  g_auto (GStrv) ids = g_steal_pointer (&self->purge_ids);

  if (g_str_equal (response, "delete") && ids != NULL)
    purge (self, g_steal_pointer (&ids));
}

/* Takes @ids. */
static void
ask (ArcTrashPage *self, char **ids, const char *heading, const char *delete_label)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (root), heading, _ ("This cannot be undone: text and earlier versions go."));

  g_strfreev (self->purge_ids);
  self->purge_ids = ids;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                    delete_label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (purge_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
purge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcTrashPage *self = ARC_TRASH_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->briefs != NULL && i < self->briefs->len; i++) {
    const ArcTrashBrief *brief = g_ptr_array_index (self->briefs, i);

    if (g_str_equal (brief->id, id)) {
      g_autofree char *heading = g_strdup_printf (_ ("Delete “%s” for good?"), brief->title);
      const char *ids[] = {id, NULL};

      ask (self, g_strdupv ((char **) ids), heading, _ ("_Delete for good"));
      return;
    }
  }
}

static void
empty_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcTrashPage *self = ARC_TRASH_PAGE (widget);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *heading = NULL;

  if (self->briefs == NULL || self->briefs->len == 0)
    return;
  heading = g_strdup_printf (
      ngettext ("Delete %u entry for good?", "Delete %u entries for good?", self->briefs->len),
      self->briefs->len);
  for (guint i = 0; i < self->briefs->len; i++)
    g_strv_builder_add (ids, ((ArcTrashBrief *) g_ptr_array_index (self->briefs, i))->id);
  ask (self, g_strv_builder_end (ids), heading, _ ("_Empty trash"));
}

/* ---- the widget itself -------------------------------------------------------------------- */

static void
arc_trash_page_dispose (GObject *object)
{
  ArcTrashPage *self = ARC_TRASH_PAGE (object);

  g_clear_pointer (&self->briefs, g_ptr_array_unref);
  g_clear_pointer (&self->purge_ids, g_strfreev);
  G_OBJECT_CLASS (arc_trash_page_parent_class)->dispose (object);
}

static void
arc_trash_page_class_init (ArcTrashPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ArcPageClass *page_class = ARC_PAGE_CLASS (klass);

  object_class->dispose = arc_trash_page_dispose;
  page_class->read = read_func;
  page_class->free_data = (GDestroyNotify) g_ptr_array_unref;
  page_class->show = arc_trash_page_show;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTrashPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, ArcTrashPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, ArcTrashPage, list);
  gtk_widget_class_bind_template_child (widget_class, ArcTrashPage, more_button);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_install_action (widget_class, "trash.restore", "s", restore_action);
  gtk_widget_class_install_action (widget_class, "trash.purge", "s", purge_action);
  gtk_widget_class_install_action (widget_class, "trash.empty", NULL, empty_action);
}

static void
arc_trash_page_init (ArcTrashPage *self)
{
  g_autofree char *hint = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  hint = g_strdup_printf (ngettext ("Deleted entries stay here for %d day.",
                                    "Deleted entries stay here for %d days.", ARC_TRASH_DAYS),
                          ARC_TRASH_DAYS);
  gtk_label_set_label (self->hint_label, hint);
  adw_status_page_set_description (self->empty_page, hint);
}

GtkWidget *
arc_trash_page_new (ArcJournalService *service)
{
  return g_object_new (ARC_TYPE_TRASH_PAGE, "service", service, NULL);
}
