/* What makes a line of the Change a commitment or a barrier. The line's own text is not here: it
 * stands in the line, and nothing is typed twice. */
#include "arc-line-plan.h"

#include "arc-smart.h"
#include "arc-when.h"

#include <glib/gi18n.h>

#define RULES "/io/github/arcjournal/ArcJournal/smart/rules.ini"

struct _ArcLinePlan {
  AdwBin parent_instance;

  GtkLabel *question_label;
  GtkMenuButton *day_button;
  GtkPopover *day_popover;
  GtkCalendar *calendar;
  GtkWidget *more_button;
  GtkEntry *first_entry;  /* if; of a barrier its owner */
  GtkEntry *second_entry; /* then; of a barrier its next step */
  GtkWidget *measure_entry;

  const char *kind; /* interned */
  char *line;
  ArcDay day;
  ArcCommitment *commitment; /* as it was given, for id, state and times; or NULL */
  ArcBarrier *barrier;       /* the same */
  gboolean quiet;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcLinePlan, arc_line_plan, ADW_TYPE_BIN)

static gboolean
is_barrier (ArcLinePlan *self)
{
  return g_str_equal (self->kind, ARC_LINE_BARRIER);
}

static gboolean
is_plain (ArcLinePlan *self)
{
  return *self->kind == '\0';
}

/* ---- the question beside the line --------------------------------------------------------- */

/* The rules are part of the program: that they can be read is tested. */
static ArcSmart *
get_rules (void)
{
  static ArcSmart *smart;
  g_autoptr (GBytes) bytes = NULL;

  if (smart != NULL)
    return smart;
  bytes = g_resources_lookup_data (RULES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes != NULL) {
    g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

    smart = arc_smart_new (text, NULL, NULL);
  }
  return smart;
}

static ArcCommitment *
make_commitment (ArcLinePlan *self, const char *line)
{
  ArcKind kind = ARC_KIND_START;
  ArcCommitment *commitment;

  arc_kind_from_word (self->kind, &kind);
  commitment = self->commitment != NULL ? arc_commitment_copy (self->commitment)
                                        : arc_commitment_new (kind, line);
  commitment->kind = kind;
  g_free (commitment->text);
  commitment->text = g_strstrip (g_strdup (line));
  g_free (commitment->if_text);
  commitment->if_text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->first_entry)));
  g_free (commitment->then_text);
  commitment->then_text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->second_entry)));
  g_free (commitment->measure);
  commitment->measure = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->measure_entry)));
  commitment->due = self->day;
  return commitment;
}

static void
ask (ArcLinePlan *self)
{
  ArcSmart *rules = get_rules ();
  const char *question = NULL;

  if (rules != NULL && !is_plain (self) && !is_barrier (self)) {
    g_autoptr (ArcCommitment) commitment = make_commitment (self, self->line);

    question = arc_smart_ask (rules, commitment);
  }
  gtk_label_set_label (self->question_label, question != NULL ? question : "");
  gtk_widget_set_visible (GTK_WIDGET (self->question_label), question != NULL);
}

/* ---- showing ------------------------------------------------------------------------------ */

static ArcDay
today (void)
{
  g_autofree char *zone = arc_zone_local ();

  return arc_day_of (g_get_real_time (), zone, 0);
}

static void
show_day (ArcLinePlan *self)
{
  g_autofree char *text = NULL;

  if (arc_day_is_set (self->day)) {
    g_autofree char *date = arc_when_date (self->day, today ());

    /* Translators: the day by which a commitment is due: “by Friday, 27 November” */
    text = g_strdup_printf (_ ("by %s"), date);
  } else {
    text = g_strdup (is_barrier (self) ? _ ("no day set") : _ ("with the look back"));
  }
  gtk_menu_button_set_label (self->day_button, text);
}

static void
name_entry (GtkEntry *entry, const char *name)
{
  gtk_entry_set_placeholder_text (entry, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_kind (ArcLinePlan *self)
{
  gboolean barrier = is_barrier (self);

  gtk_widget_set_visible (GTK_WIDGET (self), !is_plain (self));
  gtk_widget_set_visible (self->measure_entry, !barrier);
  gtk_button_set_label (GTK_BUTTON (self->more_button), barrier ? _ ("Owner") : _ ("Plan"));
  gtk_widget_set_tooltip_text (self->more_button,
                               barrier ? _ ("Owner and next step") : _ ("If–then and measure"));
  name_entry (self->first_entry,
              barrier ? _ ("Owner: who can remove it?") : _ ("If: such as it is Monday 9:00"));
  name_entry (self->second_entry, barrier ? _ ("Next step") : _ ("Then: what you do"));
  show_day (self);
  ask (self);
}

static void
emit_changed (ArcLinePlan *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
text_cb (ArcLinePlan *self)
{
  ask (self);
  emit_changed (self);
}

static void
set_day (ArcLinePlan *self, ArcDay day)
{
  self->day = day;
  show_day (self);
  ask (self);
  emit_changed (self);
}

static void
day_selected_cb (ArcLinePlan *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  ArcDay day;

  if (self->quiet)
    return;
  g_date_time_get_ymd (date, &day.year, &day.month, &day.day);
  set_day (self, day);
}

static void
no_day_cb (ArcLinePlan *self)
{
  gtk_popover_popdown (self->day_popover);
  set_day (self, (ArcDay){0, 0, 0});
}

/* ---- the widget itself -------------------------------------------------------------------- */

static void
arc_line_plan_dispose (GObject *object)
{
  ArcLinePlan *self = ARC_LINE_PLAN (object);

  self->quiet = TRUE;
  g_clear_pointer (&self->commitment, arc_commitment_free);
  g_clear_pointer (&self->barrier, arc_barrier_free);
  g_clear_pointer (&self->line, g_free);
  G_OBJECT_CLASS (arc_line_plan_parent_class)->dispose (object);
}

static void
arc_line_plan_class_init (ArcLinePlanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_line_plan_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-line-plan.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, question_label);
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, day_button);
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, day_popover);
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, calendar);
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, more_button);
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, first_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, second_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcLinePlan, measure_entry);
  gtk_widget_class_bind_template_callback (widget_class, text_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_day_cb);
}

static void
arc_line_plan_init (ArcLinePlan *self)
{
  self->quiet = TRUE;
  self->kind = "";
  self->line = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  show_kind (self);
  self->quiet = FALSE;
}

GtkWidget *
arc_line_plan_new (void)
{
  return g_object_new (ARC_TYPE_LINE_PLAN, NULL);
}

void
arc_line_plan_set (ArcLinePlan *self, const ArcCommitment *commitment, const ArcBarrier *barrier)
{
  g_return_if_fail (ARC_IS_LINE_PLAN (self));

  self->quiet = TRUE;
  g_clear_pointer (&self->commitment, arc_commitment_free);
  g_clear_pointer (&self->barrier, arc_barrier_free);
  self->kind = "";
  self->day = (ArcDay){0, 0, 0};
  if (commitment != NULL) {
    self->commitment = arc_commitment_copy (commitment);
    self->kind = arc_kind_to_word (commitment->kind);
    self->day = commitment->due;
  } else if (barrier != NULL) {
    self->barrier = arc_barrier_copy (barrier);
    self->kind = ARC_LINE_BARRIER;
    self->day = barrier->next_by;
  }
  gtk_editable_set_text (GTK_EDITABLE (self->first_entry), commitment != NULL ? commitment->if_text
                                                           : barrier != NULL  ? barrier->owner
                                                                              : "");
  gtk_editable_set_text (GTK_EDITABLE (self->second_entry), commitment != NULL
                                                                ? commitment->then_text
                                                            : barrier != NULL ? barrier->next_step
                                                                              : "");
  gtk_editable_set_text (GTK_EDITABLE (self->measure_entry),
                         commitment != NULL ? commitment->measure : "");
  show_kind (self);
  self->quiet = FALSE;
}

const char *
arc_line_plan_get_kind (ArcLinePlan *self)
{
  g_return_val_if_fail (ARC_IS_LINE_PLAN (self), "");

  return self->kind;
}

void
arc_line_plan_set_kind (ArcLinePlan *self, const char *kind)
{
  g_return_if_fail (ARC_IS_LINE_PLAN (self));

  if (g_str_equal (self->kind, kind))
    return;
  self->kind = g_intern_string (kind);
  show_kind (self);
  emit_changed (self);
}

const char *
arc_line_plan_get_kind_label (ArcLinePlan *self)
{
  ArcKind kind;

  g_return_val_if_fail (ARC_IS_LINE_PLAN (self), "");

  if (is_barrier (self))
    return _ ("Outside");
  return arc_kind_from_word (self->kind, &kind) ? arc_kind_to_label (kind) : "";
}

void
arc_line_plan_set_line (ArcLinePlan *self, const char *line)
{
  g_return_if_fail (ARC_IS_LINE_PLAN (self));

  g_free (self->line);
  self->line = g_strdup (line);
  if (!is_plain (self))
    ask (self);
}

static void
add_barrier (ArcLinePlan *self, const char *line, ArcLoop *loop)
{
  ArcBarrier *barrier =
      self->barrier != NULL ? arc_barrier_copy (self->barrier) : arc_barrier_new (line);

  g_free (barrier->text);
  barrier->text = g_strstrip (g_strdup (line));
  g_free (barrier->owner);
  barrier->owner = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->first_entry)));
  g_free (barrier->next_step);
  barrier->next_step = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->second_entry)));
  barrier->next_by = self->day;
  g_ptr_array_add (loop->barriers, barrier);
}

void
arc_line_plan_add_to_loop (ArcLinePlan *self, const char *line, ArcLoop *loop)
{
  g_autofree char *text = g_strstrip (g_strdup (line));

  g_return_if_fail (ARC_IS_LINE_PLAN (self));

  if (is_plain (self) || *text == '\0')
    return;
  if (is_barrier (self))
    add_barrier (self, text, loop);
  else
    g_ptr_array_add (loop->commitments, make_commitment (self, text));
}
