/* A draft that waits: go on with it, or let it go. */
#include "arc-draft-row.h"

#include "arc-undo-toast.h"

#include <glib/gi18n.h>

struct _ArcDraftRow {
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *when_label;
  GtkActionable *continue_button;
  GtkWidget *discard_button;

  ArcJournalService *service;
  ArcDraft *draft;
};

G_DEFINE_FINAL_TYPE (ArcDraftRow, arc_draft_row, ADW_TYPE_BIN)

/* What an undo puts back. It outlives the row, so it speaks through the overlay. */
typedef struct {
  ArcJournalService *service;
  ArcDraft *draft;
  GtkWidget *overlay;
} ArcDraftUndo;

static void
arc_draft_undo_free (gpointer data)
{
  ArcDraftUndo *undo = data;

  g_object_unref (undo->service);
  g_clear_weak_pointer (&undo->overlay);
  arc_draft_free (undo->draft);
  g_free (undo);
}

/* Nobody edits what was put back, so it waits again. */
static gpointer
put_back_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcDraft *draft = data;

  if (arc_journal_save_draft (journal, draft, error))
    arc_journal_release_draft (journal, draft->id, error);
  return NULL;
}

static gpointer
discard_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  arc_journal_discard_draft (journal, data, error);
  return NULL;
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) overlay = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (overlay != NULL)
    arc_toast_error (overlay, error);
}

static void
undo_cb (gpointer data)
{
  ArcDraftUndo *undo = data;
  GtkWidget *overlay = undo->overlay != NULL ? g_object_ref (undo->overlay) : NULL;

  arc_journal_service_write_async (undo->service, put_back_func, arc_draft_copy (undo->draft),
                                   (GDestroyNotify) arc_draft_free, NULL, NULL, put_back_cb,
                                   overlay);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDraftRow) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self), error != NULL);
  if (error != NULL)
    arc_toast_error (GTK_WIDGET (self), error);
}

static void
discard_clicked_cb (ArcDraftRow *self)
{
  ArcDraftUndo *undo = g_new0 (ArcDraftUndo, 1);

  undo->service = g_object_ref (self->service);
  undo->draft = arc_draft_copy (self->draft);
  g_set_weak_pointer (&undo->overlay,
                      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  arc_journal_service_write_async (self->service, discard_func, g_strdup (self->draft->id), g_free,
                                   NULL, NULL, discarded_cb, g_object_ref (self));
  arc_undo_toast_show (GTK_WIDGET (self), _ ("Draft discarded"), undo_cb, undo,
                       arc_draft_undo_free);
}

static void
arc_draft_row_dispose (GObject *object)
{
  ArcDraftRow *self = ARC_DRAFT_ROW (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->draft, arc_draft_free);
  G_OBJECT_CLASS (arc_draft_row_parent_class)->dispose (object);
}

static void
arc_draft_row_class_init (ArcDraftRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_draft_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-draft-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcDraftRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcDraftRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, ArcDraftRow, continue_button);
  gtk_widget_class_bind_template_child (widget_class, ArcDraftRow, discard_button);
  gtk_widget_class_bind_template_callback (widget_class, discard_clicked_cb);
}

static void
arc_draft_row_init (ArcDraftRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
make_title (const ArcEntry *entry)
{
  g_autofree char *title = arc_entry_dup_display_title (entry);

  if (entry->id != NULL)
    /* Translators: a draft that waits; the title of the entry that was being edited. */
    return g_strdup_printf (_ ("You were changing “%s”"), title);
  if (arc_entry_is_empty (entry))
    return g_strdup (_ ("You had begun an entry"));
  /* Translators: a draft that waits; its title or first words. */
  return g_strdup_printf (_ ("You were writing “%s”"), title);
}

GtkWidget *
arc_draft_row_new (ArcJournalService *service, const ArcDraft *draft, const char *when)
{
  ArcDraftRow *self = g_object_new (ARC_TYPE_DRAFT_ROW, NULL);
  g_autofree char *title = make_title (draft->entry);
  /* Translators: of a draft; the placeholder is “today”, “yesterday”, “3 days ago”. */
  g_autofree char *last = g_strdup_printf (_ ("Last touched %s"), when);

  self->service = g_object_ref (service);
  self->draft = arc_draft_copy (draft);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->when_label, last);
  gtk_actionable_set_action_target (self->continue_button, "s", draft->id);
  return GTK_WIDGET (self);
}
