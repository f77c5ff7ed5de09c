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
  ArcPage parent_instance;

  GtkBox *groups_box;

  ArcDay ask_again;
};

G_DEFINE_FINAL_TYPE (ArcCommitmentsPage, arc_commitments_page, ARC_TYPE_PAGE)

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

  arc_journal_answer_again (journal, answer->look_back, answer->before, (ArcDay){0, 0, 0},
                            answer->ask_again, error);
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
  arc_page_release (ARC_PAGE (self));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcCommitmentsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
  arc_page_release (ARC_PAGE (self));
}

static void
undo_cb (gpointer data)
{
  Answer *answer = data;
  Answer *copy = g_new0 (Answer, 1);

  copy->look_back = arc_look_back_copy (answer->look_back);
  copy->before = arc_commitment_copy (answer->before);
  arc_journal_service_write_async (arc_page_get_service (ARC_PAGE (answer->page)), undo_func, copy,
                                   (GDestroyNotify) answer_free, NULL, NULL, undone_cb,
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

  arc_page_hold (ARC_PAGE (self));
  answer->look_back = arc_look_back_copy (look_back);
  answer->before = arc_commitment_copy (arc_commitment_row_get_commitment (row));
  answer->ask_again = self->ask_again;
  arc_commitment_row_show_answer (row, look_back->did, look_back->helped);
  arc_journal_service_write_async (arc_page_get_service (ARC_PAGE (self)), answer_func, answer,
                                   (GDestroyNotify) answer_free, NULL, NULL, stored_cb,
                                   g_object_ref (self));
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
  arc_journal_service_write_async (arc_page_get_service (ARC_PAGE (self)), set_state_func, after,
                                   (GDestroyNotify) arc_commitment_free, NULL, NULL, stored_cb,
                                   g_object_ref (self));
  offer_undo (self, none, before);
}

static void
barrier_changed_cb (ArcCommitmentsPage *self, ArcBarrierRow *row)
{
  arc_page_hold (ARC_PAGE (self));
  arc_journal_service_write_async (arc_page_get_service (ARC_PAGE (self)), save_barrier_func,
                                   arc_barrier_copy (arc_barrier_row_get_barrier (row)),
                                   (GDestroyNotify) arc_barrier_free, NULL, NULL, stored_cb,
                                   g_object_ref (self));
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
  gboolean may_answer = !arc_journal_service_is_read_only (arc_page_get_service (ARC_PAGE (self)));
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
      row = arc_commitment_row_new (brief, data->today, may_answer);
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

static gboolean
arc_commitments_page_show (ArcPage *page, gpointer page_data)
{
  ArcCommitmentsPage *self = ARC_COMMITMENTS_PAGE (page);
  const PageData *data = page_data;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups_box))) != NULL)
    gtk_box_remove (self->groups_box, child);
  self->ask_again = data->ask_again;
  show_commitments (self, data);
  show_barriers (self, data);
  return data->commitments->len + data->barriers->len > 0;
}

/* ---- the widget itself -------------------------------------------------------------------- */

static void
arc_commitments_page_class_init (ArcCommitmentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ArcPageClass *page_class = ARC_PAGE_CLASS (klass);

  page_class->read = read_func;
  page_class->free_data = (GDestroyNotify) page_data_free;
  page_class->show = arc_commitments_page_show;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-commitments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentsPage, groups_box);
}

static void
arc_commitments_page_init (ArcCommitmentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_commitments_page_new (ArcJournalService *service)
{
  return g_object_new (ARC_TYPE_COMMITMENTS_PAGE, "service", service, NULL);
}
