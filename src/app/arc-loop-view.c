/* What hangs on an entry, for reading: its lines with a kind, and its chain. */
#include "arc-loop-view.h"

#include "arc-when.h"

#include <glib/gi18n.h>
#include <string.h>

/* Up to so many lines the change is shown line by line. */
#define LINES_SHOWN 100

struct _ArcLoopView {
  AdwBin parent_instance;

  GtkBox *lines_box;
  GtkBox *chain_box;
};

G_DEFINE_FINAL_TYPE (ArcLoopView, arc_loop_view, ADW_TYPE_BIN)

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkWidget *
append_text (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

/* ---- lines ---- */

static void
add_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static char *
describe_commitment (const ArcCommitment *commitment, const ArcReading *reading)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *plan = NULL;
  g_autofree char *due = NULL;
  ArcDay day = arc_day_is_set (commitment->due) ? commitment->due : reading->loop->look_back_on;

  if (*commitment->if_text != '\0' && *commitment->then_text != '\0')
    plan = g_strdup_printf (_ ("If %s, then %s"), commitment->if_text, commitment->then_text);
  else if (*commitment->if_text != '\0')
    plan = g_strdup_printf (_ ("If %s"), commitment->if_text);
  if (commitment->state == ARC_COMMITMENT_OPEN && arc_day_is_set (day)) {
    g_autofree char *date = arc_when_date (day, reading->today);

    /* Translators: %s is a day: “due Friday, 27 November”. */
    due = g_strdup_printf (_ ("due %s"), date);
  }
  add_part (text, due != NULL ? due : arc_commitment_state_to_label (commitment->state));
  add_part (text, plan);
  add_part (text, commitment->measure);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_barrier (const ArcBarrier *barrier, const ArcReading *reading)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_part (text, arc_barrier_state_to_label (barrier->state));
  add_part (text, barrier->owner);
  add_part (text, barrier->next_step);
  if (arc_day_is_set (barrier->next_by)) {
    g_autofree char *date = arc_when_date (barrier->next_by, reading->today);
    /* Translators: %s is a day: “by Friday, 27 November”. */
    g_autofree char *by = g_strdup_printf (_ ("by %s"), date);

    add_part (text, by);
  }
  add_part (text, barrier->why);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
append_line (ArcLoopView *self, const char *kind, const char *line, const char *details)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  /* Translators: a commitment: its kind and its line: “Start: log the call”. */
  g_autofree char *text = kind != NULL ? g_strdup_printf (_ ("%s: %s"), kind, line) : NULL;
  GtkWidget *label = append_text (GTK_BOX (box), text != NULL ? text : line, NULL);

  if (kind != NULL) {
    PangoAttrList *attributes = pango_attr_list_new ();
    PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

    bold->end_index = (guint) strlen (kind);
    pango_attr_list_insert (attributes, bold);
    gtk_label_set_attributes (GTK_LABEL (label), attributes);
    pango_attr_list_unref (attributes);
  }
  if (details != NULL)
    gtk_widget_add_css_class (append_text (GTK_BOX (box), details, "caption"), "dim-label");
  gtk_box_append (self->lines_box, box);
  return box;
}

static void
append_note (GtkWidget *box, char *note)
{
  if (note != NULL)
    gtk_widget_add_css_class (append_text (GTK_BOX (box), note, "caption"), "dim-label");
  g_free (note);
}

static void
append_commitment (ArcLoopView *self, const ArcCommitment *commitment, const ArcReading *reading)
{
  g_autofree char *details = describe_commitment (commitment, reading);

  append_note (append_line (self, arc_kind_to_label (commitment->kind), commitment->text, details),
               arc_entry_team_dup_line_note (reading->team, commitment->id));
}

static void
append_barrier (ArcLoopView *self, const ArcBarrier *barrier, const ArcReading *reading)
{
  g_autofree char *details = describe_barrier (barrier, reading);
  char *turns = arc_entry_team_dup_barrier_note (reading->team, barrier->id);
  /* "Open" is no news where a teammate took it on. */
  gboolean is_taken =
      turns != NULL && barrier->state == ARC_BARRIER_OPEN && *barrier->owner == '\0';
  GtkWidget *box =
      append_line (self, _ ("Outside my control"), barrier->text, is_taken ? NULL : details);

  append_note (box, turns);
  append_note (box, arc_entry_team_dup_line_note (reading->team, barrier->id));
}

static void
append_heading (ArcLoopView *self)
{
  g_autofree char *upper = g_utf8_strup (arc_section_to_label (ARC_SECTION_CHANGE), -1);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", upper, "xalign", 0.0f, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->lines_box, label);
}

/* In the order in which they were written, plain lines among them. */
static void
show_all_lines (ArcLoopView *self, const ArcReading *reading, const GStrv lines)
{
  append_heading (self);
  for (guint i = 0; lines[i] != NULL; i++) {
    const ArcCommitment *commitment = arc_loop_find_commitment (reading->loop, lines[i]);
    const ArcBarrier *barrier = arc_loop_find_barrier (reading->loop, lines[i]);

    if (commitment != NULL)
      append_commitment (self, commitment, reading);
    else if (barrier != NULL)
      append_barrier (self, barrier, reading);
    else if (*g_strstrip (lines[i]) != '\0')
      append_line (self, NULL, lines[i], NULL);
  }
}

static gboolean
show_lines (ArcLoopView *self, const ArcReading *reading)
{
  const char *change = reading->entry->section[ARC_SECTION_CHANGE];
  const ArcLoop *loop = reading->loop;
  g_auto (GStrv) lines = NULL;
  gboolean any = loop->commitments->len + loop->barriers->len > 0;
  gboolean whole = FALSE;

  clear (self->lines_box);
  gtk_widget_set_visible (GTK_WIDGET (self->lines_box), any);
  if (!any)
    return FALSE;
  lines = g_strsplit (change, "\n", LINES_SHOWN + 1);
  whole = *change != '\0' && reading->matches[ARC_SECTION_CHANGE] == NULL &&
          g_strv_length (lines) <= LINES_SHOWN;
  /* Lines alone, as in a share that leaves the text out. */
  if (*change == '\0')
    append_heading (self);
  if (whole)
    show_all_lines (self, reading, lines);
  for (guint i = 0; !whole && i < loop->commitments->len; i++)
    append_commitment (self, loop->commitments->pdata[i], reading);
  for (guint i = 0; !whole && i < loop->barriers->len; i++)
    append_barrier (self, loop->barriers->pdata[i], reading);
  return whole;
}

/* ---- the chain ---- */

static void
append_link (ArcLoopView *self, const ArcReading *reading, const ArcEntry *entry,
             gboolean is_earlier)
{
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *date = arc_when_date (
      arc_day_of (entry->occurred_us, entry->zone, reading->day_start_h), reading->today);
  g_autofree char *text = is_earlier
                              /* Translators: the title of an entry, and its date. */
                              ? g_strdup_printf (_ ("Looks back at: %s (%s)"), title, date)
                              /* Translators: the title of an entry, and its date. */
                              : g_strdup_printf (_ ("Looked back at in: %s (%s)"), title, date);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "arc-link");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", entry->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-entry");
  gtk_box_append (self->chain_box, button);
}

static void
show_chain (ArcLoopView *self, const ArcReading *reading)
{
  clear (self->chain_box);
  if (reading->earlier != NULL)
    append_link (self, reading, reading->earlier, TRUE);
  if (reading->later != NULL)
    append_link (self, reading, reading->later, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->chain_box),
                          reading->earlier != NULL || reading->later != NULL);
}

/* ---- the widget ---- */

static void
arc_loop_view_class_init (ArcLoopViewClass *klass)
{
}

static void
arc_loop_view_init (ArcLoopView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->lines_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  self->chain_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lines_box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chain_box));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
arc_loop_view_new (void)
{
  return g_object_new (ARC_TYPE_LOOP_VIEW, NULL);
}

gboolean
arc_loop_view_show (ArcLoopView *self, const ArcReading *reading)
{
  gboolean whole = FALSE;

  g_return_val_if_fail (ARC_IS_LOOP_VIEW (self), FALSE);

  whole = show_lines (self, reading);
  show_chain (self, reading);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_visible (GTK_WIDGET (self->lines_box)) ||
                              gtk_widget_get_visible (GTK_WIDGET (self->chain_box)));
  return whole;
}
