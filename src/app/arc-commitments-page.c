/* All commitments by when they are due, and the barriers. What was answered stays where it is until
 * the next visit, so that nothing moves away under the pointer. */
#include "arc-commitments-page.h"

#include "arc-barrier-row.h"
#include "arc-commitment-row.h"
#include "arc-id.h"
#include "arc-journal-loop.h"
#include "arc-reflections.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

#define WEEK_DAYS 7
/* Of what is done, the last ones; the rest is found through its entry. */
#define DONE_SHOWN 50

typedef enum {
  GROUP_OVERDUE,
  GROUP_WEEK,
  GROUP_LATER,
  GROUP_NO_DAY,
  GROUP_DONE,
  N_GROUPS,
} Group;

/* What the page shows, read in one go. */
typedef struct {
  GPtrArray *commitments; /* of ArcCommitmentBrief */
  GPtrArray *barriers;    /* of ArcBarrierBrief */
  ArcDay today;
  ArcDay ask_again;
} PageData;

struct _ArcCommitmentsPage {
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkBox *groups_box;

  ArcJournalService *service;
  GCancellable *cancellable;
  ArcDay ask_again;
  gboolean folded;
  gboolean is_reading;
  gboolean must_read_again;
  gboolean is_settled; /* something was answered: rows stay until the next visit */
};

enum {
  PROP_0,
  PROP_FOLDED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcCommitmentsPage, arc_commitments_page, ADW_TYPE_BIN)

static void arc_commitments_page_refresh (ArcCommitmentsPage *self);

/* ---- on the worker ------------------------------------------------------------------------ */

static void
page_data_free (PageData *data)
{
  g_clear_pointer (&data->commitments, g_ptr_array_unref);
  g_clear_pointer (&data->barriers, g_ptr_array_unref);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageData, page_data_free)

static gpointer
read_func (ArcJournal *journal, gpointer unused, GCancellable *cancellable, GError **error)
{
  g_autoptr (PageData) data = g_new0 (PageData, 1);

  data->today = arc_journal_today (journal);
  if (!arc_reflections_next_day (journal, data->today, &data->ask_again, error))
    return NULL;
  data->commitments = arc_journal_list_commitments (journal, ARC_COMMITMENTS_ALL, error);
  if (data->commitments == NULL)
    return NULL;
  data->barriers = arc_journal_list_barriers (journal, error);
  return data->barriers != NULL ? g_steal_pointer (&data) : NULL;
}

/* An answer, and what stood there before, for taking it back. */
typedef struct {
  ArcCommitmentsPage *page;
  ArcLookBack *look_back;
  ArcCommitment *before;
  ArcDay ask_again;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_object (&answer->page);
  g_clear_pointer (&answer->look_back, arc_look_back_free);
  g_clear_pointer (&answer->before, arc_commitment_free);
  g_free (answer);
}

static gpointer
answer_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Answer *answer = data;

  arc_journal_answer (journal, answer->look_back, answer->ask_again, error);
  return NULL;
}

static gpointer
undo_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Answer *answer = data;

  if (answer->look_back->id != NULL)
    arc_journal_unanswer (journal, answer->look_back->id, answer->before, (ArcDay){0, 0, 0}, error);
  else
    arc_journal_set_commitment_state (journal, answer->before->id, answer->before->state, error);
  return NULL;
}

static gpointer
set_state_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcCommitment *commitment = data;

  arc_journal_set_commitment_state (journal, commitment->id, commitment->state, error);
  return NULL;
}

static gpointer
save_barrier_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  arc_journal_save_barrier (journal, data, error);
  return NULL;
}

/* ---- answering ---------------------------------------------------------------------------- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcCommitmentsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error == NULL)
    return;
  arc_toast_error (GTK_WIDGET (self), error);
  /* What could not be saved does not look as if it was. */
  self->is_settled = FALSE;
  arc_commitments_page_refresh (self);
}

static void
undo_cb (gpointer data)
{
  Answer *answer = data;
  Answer *copy = g_new0 (Answer, 1);

  copy->look_back = arc_look_back_copy (answer->look_back);
  copy->before = arc_commitment_copy (answer->before);
  answer->page->is_settled = FALSE;
  arc_journal_service_write_async (answer->page->service, undo_func, copy,
                                   (GDestroyNotify) answer_free, NULL, NULL, stored_cb,
                                   g_object_ref (answer->page));
}

static void
offer_undo (ArcCommitmentsPage *self, const ArcLookBack *look_back, const ArcCommitment *before)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->page = g_object_ref (self);
  answer->look_back = arc_look_back_copy (look_back);
  answer->before = arc_commitment_copy (before);
  arc_undo_toast_show (GTK_WIDGET (self), _ ("Answer saved"), undo_cb, answer,
                       (GDestroyNotify) answer_free);
}

/* The look-back of a row: its second answer belongs to the first. */
static ArcLookBack *
look_back_of (ArcCommitmentRow *row)
{
  ArcLookBack *look_back = g_object_get_data (G_OBJECT (row), "look-back");
  const ArcCommitment *commitment = arc_commitment_row_get_commitment (row);

  if (look_back == NULL) {
    look_back = arc_look_back_new (commitment->entry_id);
    look_back->commitment_id = g_strdup (commitment->id);
    look_back->id = arc_id_new (g_get_real_time ());
    g_object_set_data_full (G_OBJECT (row), "look-back", look_back,
                            (GDestroyNotify) arc_look_back_free);
  }
  return look_back;
}

static void
store_answer (ArcCommitmentsPage *self, ArcCommitmentRow *row)
{
  Answer *answer = g_new0 (Answer, 1);
  const ArcLookBack *look_back = look_back_of (row);

  self->is_settled = TRUE;
  answer->look_back = arc_look_back_copy (look_back);
  answer->ask_again = self->ask_again;
  arc_commitment_row_show_answer (row, look_back->did, look_back->helped);
  arc_journal_service_write_async (self->service, answer_func, answer, (GDestroyNotify) answer_free,
                                   NULL, NULL, stored_cb, g_object_ref (self));
}

static void
answered_cb (ArcCommitmentsPage *self, guint did, ArcCommitmentRow *row)
{
  ArcLookBack *look_back = look_back_of (row);

  if (look_back->did == did)
    return;
  look_back->did = did;
  store_answer (self, row);
  offer_undo (self, look_back, arc_commitment_row_get_commitment (row));
}

static void
helped_cb (ArcCommitmentsPage *self, guint helped, ArcCommitmentRow *row)
{
  look_back_of (row)->helped = helped;
  store_answer (self, row);
}

static void
state_chosen_cb (ArcCommitmentsPage *self, guint state, ArcCommitmentRow *row)
{
  const ArcCommitment *before = arc_commitment_row_get_commitment (row);
  ArcCommitment *after = arc_commitment_copy (before);
  g_autoptr (ArcLookBack) none = arc_look_back_new (before->entry_id);

  after->state = state;
  arc_journal_service_write_async (self->service, set_state_func, after,
                                   (GDestroyNotify) arc_commitment_free, NULL, NULL, stored_cb,
                                   g_object_ref (self));
  offer_undo (self, none, before);
}

static void
barrier_changed_cb (ArcCommitmentsPage *self, ArcBarrierRow *row)
{
  self->is_settled = TRUE;
  arc_journal_service_write_async (
      self->service, save_barrier_func, arc_barrier_copy (arc_barrier_row_get_barrier (row)),
      (GDestroyNotify) arc_barrier_free, NULL, NULL, stored_cb, g_object_ref (self));
}

/* ---- showing ------------------------------------------------------------------------------ */

static Group
group_of (const ArcCommitmentBrief *brief, ArcDay today)
{
  int days;

  if (brief->commitment->state != ARC_COMMITMENT_OPEN)
    return GROUP_DONE;
  if (!arc_day_is_set (brief->due))
    return GROUP_NO_DAY;
  days = arc_day_between (today, brief->due);
  if (days < 0)
    return GROUP_OVERDUE;
  return days < WEEK_DAYS ? GROUP_WEEK : GROUP_LATER;
}

static GtkListBox *
add_group (ArcCommitmentsPage *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->groups_box, box);
  return GTK_LIST_BOX (list);
}

static void
show_commitments (ArcCommitmentsPage *self, const PageData *data)
{
  const char *titles[N_GROUPS] = {_ ("Overdue"), _ ("This week"), _ ("Later"), _ ("Without a day"),
                                  _ ("Done")};
  GtkListBox *lists[N_GROUPS] = {NULL};
  guint done = 0;

  for (Group group = 0; group < N_GROUPS; group++) {
    for (guint i = 0; i < data->commitments->len; i++) {
      const ArcCommitmentBrief *brief = g_ptr_array_index (data->commitments, i);
      GtkWidget *row;

      if (group_of (brief, data->today) != group || (group == GROUP_DONE && done++ >= DONE_SHOWN))
        continue;
      if (lists[group] == NULL)
        lists[group] = add_group (self, titles[group]);
      row = arc_commitment_row_new (brief, data->today);
      g_signal_connect_object (row, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "helped", G_CALLBACK (helped_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "state-chosen", G_CALLBACK (state_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (lists[group], row);
    }
  }
}

static void
show_barriers (ArcCommitmentsPage *self, const PageData *data)
{
  GtkListBox *list;

  if (data->barriers->len == 0)
    return;
  list = add_group (self, _ ("Outside my control"));
  for (guint i = 0; i < data->barriers->len; i++) {
    GtkWidget *row = arc_barrier_row_new (g_ptr_array_index (data->barriers, i), data->today);

    g_signal_connect_object (row, "changed", G_CALLBACK (barrier_changed_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_list_box_append (list, row);
  }
}

static void
show_data (ArcCommitmentsPage *self, const PageData *data)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups_box))) != NULL)
    gtk_box_remove (self->groups_box, child);
  self->ask_again = data->ask_again;
  show_commitments (self, data);
  show_barriers (self, data);
  gtk_stack_set_visible_child_name (
      self->stack, data->commitments->len + data->barriers->len > 0 ? "content" : "empty");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcCommitmentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PageData) data =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  if (self->cancellable == NULL)
    return;
  if (self->must_read_again) {
    arc_commitments_page_refresh (self);
  } else if (data != NULL && !self->is_settled) {
    show_data (self, data);
  } else if (error != NULL) {
    g_autofree char *message = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->error_page, message);
    gtk_stack_set_visible_child_name (self->stack, "error");
  }
}

static void
arc_commitments_page_refresh (ArcCommitmentsPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->is_settled)
    return;
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, read_func, NULL, NULL,
                                  (GDestroyNotify) page_data_free, self->cancellable, read_cb,
                                  g_object_ref (self));
}

/* ---- the widget itself -------------------------------------------------------------------- */

static void
arc_commitments_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_commitments_page_parent_class)->map (widget);
  arc_commitments_page_refresh (ARC_COMMITMENTS_PAGE (widget));
}

static void
arc_commitments_page_unmap (GtkWidget *widget)
{
  ARC_COMMITMENTS_PAGE (widget)->is_settled = FALSE;
  GTK_WIDGET_CLASS (arc_commitments_page_parent_class)->unmap (widget);
}

static void
arc_commitments_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcCommitmentsPage *self = ARC_COMMITMENTS_PAGE (object);

  switch (id) {
  case PROP_FOLDED:
    g_value_set_boolean (value, self->folded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_commitments_page_set_property (GObject *object, guint id, const GValue *value,
                                   GParamSpec *pspec)
{
  ArcCommitmentsPage *self = ARC_COMMITMENTS_PAGE (object);

  switch (id) {
  case PROP_FOLDED:
    if (self->folded == g_value_get_boolean (value))
      return;
    self->folded = !self->folded;
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_commitments_page_dispose (GObject *object)
{
  ArcCommitmentsPage *self = ARC_COMMITMENTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_commitments_page_parent_class)->dispose (object);
}

static void
arc_commitments_page_class_init (ArcCommitmentsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_commitments_page_get_property;
  object_class->set_property = arc_commitments_page_set_property;
  object_class->dispose = arc_commitments_page_dispose;
  widget_class->map = arc_commitments_page_map;
  widget_class->unmap = arc_commitments_page_unmap;

  props[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-commitments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentsPage, groups_box);
  gtk_widget_class_bind_template_callback (widget_class, arc_commitments_page_refresh);
}

static void
arc_commitments_page_init (ArcCommitmentsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_commitments_page_new (ArcJournalService *service)
{
  ArcCommitmentsPage *self = g_object_new (ARC_TYPE_COMMITMENTS_PAGE, NULL);

  self->service = g_object_ref (service);
  g_signal_connect_swapped (service, "changed", G_CALLBACK (arc_commitments_page_refresh), self);
  return GTK_WIDGET (self);
}
