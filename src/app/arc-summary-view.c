/* A summary to read. A part with many lines shows the first ones, and the rest when asked. */
#include "arc-summary-view.h"

#include "arc-text-label.h"
#include "arc-when.h"

#include <glib/gi18n.h>

/* Lines of a part shown before somebody asks for all: it is to be read in five minutes. */
#define LINES_SHOWN 10

struct _ArcSummaryView {
  AdwBin parent_instance;

  GtkBox *box;
  GtkEditable *title_row; /* (nullable) */

  ArcSummary *summary;
  ArcSummaryRowFlags flags;
};

G_DEFINE_FINAL_TYPE (ArcSummaryView, arc_summary_view, ADW_TYPE_BIN)

/* ---- what it is about --------------------------------------------------------------------- */

static char *
say_period (const ArcSummary *summary)
{
  g_autofree char *since = arc_when_date (summary->since, (ArcDay){0});
  g_autofree char *until = arc_when_date (summary->until, (ArcDay){0});

  if (*since != '\0' && *until != '\0')
    /* Translators: two days. */
    return g_strdup_printf (_ ("%s to %s"), since, until);
  if (*since != '\0')
    /* Translators: a day. */
    return g_strdup_printf (_ ("Since %s"), since);
  if (*until != '\0')
    /* Translators: a day. */
    return g_strdup_printf (_ ("Until %s"), until);
  return NULL;
}

static char *
say_participation (const ArcSummary *summary)
{
  g_autofree char *shares =
      g_strdup_printf (ngettext ("%u share", "%u shares", summary->shares), summary->shares);

  if (summary->members == 0)
    return g_steal_pointer (&shares);
  /* Translators: 7 of 9 people shared; then the number of shares. */
  return g_strdup_printf (_ ("%u of %u people shared: %s"), summary->sharers, summary->members,
                          shares);
}

static void
append_title (ArcSummaryView *self)
{
  GtkWidget *group = NULL;
  GtkWidget *row = NULL;

  self->title_row = NULL;
  if ((self->flags & ARC_SUMMARY_ROW_CORRECTS) == 0) {
    gtk_box_append (self->box, arc_text_heading_new (self->summary->title, "title-2", 1));
    return;
  }
  group = adw_preferences_group_new ();
  row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Title"));
  gtk_editable_set_text (GTK_EDITABLE (row), self->summary->title);
  self->title_row = GTK_EDITABLE (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (self->box, group);
}

static void
append_facts (ArcSummaryView *self, const char *by)
{
  const ArcSummary *summary = self->summary;
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *period = say_period (summary);
  g_autofree char *participation = say_participation (summary);
  g_autofree char *day = arc_when_date (summary->made_on, (ArcDay){0});
  g_autofree char *made = NULL;

  if (by != NULL)
    /* Translators: a day, a number, a person. */
    made =
        g_strdup_printf (_ ("Made on %s, version %u, published by %s"), day, summary->version, by);
  else
    made = g_strdup (_ ("A draft: only you see it until you publish it."));
  if (*summary->topic != '\0')
    gtk_box_append (GTK_BOX (facts), arc_text_label_new (summary->topic, "dim-label"));
  if (period != NULL)
    gtk_box_append (GTK_BOX (facts), arc_text_label_new (period, "dim-label"));
  gtk_box_append (GTK_BOX (facts), arc_text_label_new (participation, "dim-label"));
  gtk_box_append (GTK_BOX (facts), arc_text_label_new (made, "dim-label"));
  if (summary->audience == ARC_AUDIENCE_MANAGERS)
    gtk_box_append (GTK_BOX (facts),
                    arc_text_label_new (_ ("For the team’s managers only"), "dim-label"));
  if (*summary->left_out != '\0')
    gtk_box_append (GTK_BOX (facts), arc_text_label_new (summary->left_out, "dim-label"));
  gtk_box_append (self->box, facts);
}

/* ---- parts -------------------------------------------------------------------------------- */

typedef struct {
  ArcSummaryView *view;
  GtkListBox *list;
  ArcSummaryPart part;
} More;

/* Of the equivalents of one figure the best, of other lines the first. */
static guint
count_shown (const GPtrArray *lines)
{
  return MIN (arc_summary_count_best (lines), LINES_SHOWN);
}

static void
more_clicked_cb (GtkWidget *button, More *more)
{
  const GPtrArray *lines = more->view->summary->parts[more->part];
  GtkListBoxRow *first = NULL;

  guint shown = count_shown (lines);

  for (guint i = shown; i < lines->len; i++)
    gtk_list_box_append (
        more->list, arc_summary_row_new (more->view->summary, more->part, i, more->view->flags));
  gtk_widget_set_visible (button, FALSE);
  first = gtk_list_box_get_row_at_index (more->list, shown);
  gtk_widget_child_focus (GTK_WIDGET (first), GTK_DIR_TAB_FORWARD);
}

static void
append_more (ArcSummaryView *self, GtkWidget *box, GtkWidget *list, ArcSummaryPart part)
{
  const GPtrArray *lines = self->summary->parts[part];
  guint hidden = lines->len - count_shown (lines);
  g_autofree char *label =
      g_strdup_printf (ngettext ("Show %u More", "Show %u More", hidden), hidden);
  GtkWidget *button = gtk_button_new_with_label (label);
  More *more = g_new0 (More, 1);

  *more = (More){.view = self, .list = GTK_LIST_BOX (list), .part = part};
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "arc-more", more, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (more_clicked_cb), more);
  gtk_box_append (GTK_BOX (box), button);
}

static const char *
part_title (ArcSummaryPart part)
{
  return part == ARC_SUMMARY_COMMITMENTS ? _ ("Commitments") : arc_summary_part_to_label (part);
}

static void
append_part (ArcSummaryView *self, ArcSummaryPart part)
{
  const ArcSummary *summary = self->summary;
  const GPtrArray *lines = summary->parts[part];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = NULL;

  gtk_box_append (GTK_BOX (box), arc_text_heading_new (part_title (part), "heading", 2));
  if (part == ARC_SUMMARY_COMMITMENTS) {
    g_autofree char *figures = g_strdup_printf (_ ("Kept: %u · open: %u · of these overdue: %u"),
                                                summary->kept, summary->open, summary->overdue);

    gtk_box_append (GTK_BOX (box), arc_text_label_new (figures, "dim-label"));
  }
  if (lines->len > 0) {
    list = gtk_list_box_new ();
    gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
    gtk_widget_add_css_class (list, "boxed-list");
    gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    part_title (part), -1);
    for (guint i = 0; i < count_shown (lines); i++)
      gtk_list_box_append (GTK_LIST_BOX (list),
                           arc_summary_row_new (summary, part, i, self->flags));
    gtk_box_append (GTK_BOX (box), list);
    if (lines->len > count_shown (lines))
      append_more (self, box, list, part);
  }
  gtk_box_append (self->box, box);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_summary_view_finalize (GObject *object)
{
  g_clear_pointer (&ARC_SUMMARY_VIEW (object)->summary, arc_summary_free);
  G_OBJECT_CLASS (arc_summary_view_parent_class)->finalize (object);
}

static void
arc_summary_view_class_init (ArcSummaryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_summary_view_finalize;
}

static void
arc_summary_view_init (ArcSummaryView *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
arc_summary_view_new (void)
{
  return g_object_new (ARC_TYPE_SUMMARY_VIEW, NULL);
}

void
arc_summary_view_show (ArcSummaryView *self, const ArcSummary *summary, const char *by,
                       ArcSummaryRowFlags flags)
{
  ArcSummary *before = NULL;

  g_return_if_fail (ARC_IS_SUMMARY_VIEW (self));
  g_return_if_fail (summary != NULL);

  before = self->summary;
  self->summary = arc_summary_copy (summary);
  self->flags = flags;
  arc_box_clear (self->box);
  arc_summary_free (before);
  append_title (self);
  append_facts (self, by);
  for (guint part = 0; part < ARC_N_SUMMARY_PARTS; part++)
    if (summary->parts[part]->len > 0 ||
        (part == ARC_SUMMARY_COMMITMENTS && summary->kept + summary->open > 0))
      append_part (self, part);
  if (*summary->focus != '\0') {
    gtk_box_append (self->box,
                    arc_text_heading_new (_ ("To look at in the next session"), "heading", 2));
    gtk_box_append (self->box, arc_text_label_new (summary->focus, NULL));
  }
}

const ArcSummary *
arc_summary_view_get_summary (ArcSummaryView *self)
{
  g_return_val_if_fail (ARC_IS_SUMMARY_VIEW (self), NULL);

  if (self->title_row != NULL) {
    g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));

    if (*title != '\0') {
      g_free (self->summary->title);
      self->summary->title = g_steal_pointer (&title);
    }
  }
  return self->summary;
}
