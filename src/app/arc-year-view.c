/* Your year: the first and the latest entry on a topic, side by side, or below each other where it
 * is narrow. */
#include "arc-year-view.h"

#include <glib/gi18n.h>

#include "arc-text.h"
#include "arc-when.h"

#define TOPICS_MAX 200
#define EXCERPT_CHARS 280
#define CARD_WIDTH 260

struct _ArcYearView {
  AdwBin parent_instance;

  AdwComboRow *topic_row;
  GtkFlowBox *entry_box;

  ArcJournalService *service;
  GCancellable *cancellable; /* of the reading under way */
  char *topic;               /* that is shown */
  int day_start_h;
  gboolean quiet; /* while the program fills the row */
};

G_DEFINE_FINAL_TYPE (ArcYearView, arc_year_view, ADW_TYPE_BIN)

/* ---- reading ---- */

typedef struct {
  ArcEntry *first;
  ArcEntry *latest;
  ArcDay today;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_clear_pointer (&pair->first, arc_entry_free);
  g_clear_pointer (&pair->latest, arc_entry_free);
  g_free (pair);
}

static gpointer
read_pair (ArcJournal *journal, gpointer topic, GCancellable *cancellable, GError **error)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->today = arc_journal_today (journal);
  if (arc_journal_compare_topic (journal, topic, &pair->first, &pair->latest, error))
    return pair;
  pair_free (pair);
  return NULL;
}

/* ---- showing ---- */

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* Narrow enough that two cards fit side by side. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_section (GtkBox *box, const ArcEntry *entry, ArcSection section)
{
  g_autofree char *text = arc_text_excerpt (entry->section[section], EXCERPT_CHARS);

  if (*text == '\0')
    return;
  gtk_box_append (box, text_new (arc_section_to_label (section), "caption-heading"));
  gtk_box_append (box, text_new (text, NULL));
}

static char *
about_entry (ArcYearView *self, const ArcEntry *entry, ArcDay today)
{
  g_autofree char *date =
      arc_when_date (arc_day_of (entry->occurred_us, entry->zone, self->day_start_h), today);

  if (entry->outcome == ARC_OUTCOME_NOT_SAID)
    return g_steal_pointer (&date);
  /* Translators: the date of an entry, and how it came out. */
  return g_strdup_printf (_ ("%s · %s"), date, arc_outcome_to_label (entry->outcome));
}

static GtkWidget *
card_new (ArcYearView *self, const ArcEntry *entry, const char *heading, ArcDay today)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *open = gtk_button_new_with_mnemonic (_ ("_Open"));
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *about = about_entry (self, entry, today);
  /* Translators: button that opens an entry, with its title. */
  g_autofree char *name = g_strdup_printf (_ ("Open “%s”"), title);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "arc-year-card");
  gtk_widget_set_size_request (card, CARD_WIDTH, -1);
  gtk_box_append (GTK_BOX (card), text_new (heading, "dim-label"));
  gtk_box_append (GTK_BOX (card), text_new (title, "heading"));
  gtk_box_append (GTK_BOX (card), text_new (about, "caption"));
  for (ArcSection section = 0; section < ARC_N_SECTIONS; section++)
    append_section (GTK_BOX (card), entry, section);
  gtk_widget_set_halign (open, GTK_ALIGN_START);
  gtk_widget_set_valign (open, GTK_ALIGN_END);
  gtk_widget_set_vexpand (open, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.show-entry");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", entry->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (card), open);
  return card;
}

static void
append_card (ArcYearView *self, const ArcEntry *entry, const char *heading, ArcDay today)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card_new (self, entry, heading, today));
  gtk_flow_box_append (self->entry_box, child);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcYearView) self = user_data;
  g_autoptr (GError) error = NULL;
  Pair *pair = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  GtkFlowBoxChild *child;

  if (pair == NULL)
    return;
  if (self->service != NULL) {
    while ((child = gtk_flow_box_get_child_at_index (self->entry_box, 0)) != NULL)
      gtk_flow_box_remove (self->entry_box, GTK_WIDGET (child));
    if (pair->first != NULL)
      append_card (self, pair->first, _ ("First"), pair->today);
    if (pair->latest != NULL)
      append_card (self, pair->latest, _ ("Latest"), pair->today);
  }
  pair_free (pair);
}

static void
read_topic (ArcYearView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  arc_journal_service_read_async (self->service, read_pair, g_strdup (self->topic), g_free,
                                  pair_free, self->cancellable, read_cb, g_object_ref (self));
}

static void
topic_changed_cb (ArcYearView *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->topic_row);

  if (self->quiet || item == NULL)
    return;
  g_free (self->topic);
  self->topic = g_strdup (gtk_string_object_get_string (item));
  read_topic (self);
}

/* ---- the widget itself ---- */

static void
arc_year_view_dispose (GObject *object)
{
  ArcYearView *self = ARC_YEAR_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->topic, g_free);
  G_OBJECT_CLASS (arc_year_view_parent_class)->dispose (object);
}

static void
arc_year_view_class_init (ArcYearViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_year_view_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-year-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcYearView, topic_row);
  gtk_widget_class_bind_template_child (widget_class, ArcYearView, entry_box);
  gtk_widget_class_bind_template_callback (widget_class, topic_changed_cb);
}

static void
arc_year_view_init (ArcYearView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_year_view_new (ArcJournalService *service)
{
  ArcYearView *self = g_object_new (ARC_TYPE_YEAR_VIEW, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}

static guint64
count_entries (const ArcTally *tally)
{
  guint64 entries = 0;

  for (guint i = 0; i < ARC_TALLY_COLUMNS; i++)
    entries += tally->counts[i];
  return entries;
}

void
arc_year_view_set_insights (ArcYearView *self, const ArcInsights *insights)
{
  g_autoptr (GtkStringList) topics = gtk_string_list_new (NULL);
  guint selected = 0, n = 0;

  g_return_if_fail (ARC_IS_YEAR_VIEW (self));

  for (guint i = 0; i < insights->topics->len && n < TOPICS_MAX; i++) {
    const ArcTally *tally = g_ptr_array_index (insights->topics, i);

    if (count_entries (tally) < 2)
      continue;
    if (g_strcmp0 (tally->name, self->topic) == 0)
      selected = n;
    gtk_string_list_append (topics, tally->name);
    n++;
  }
  self->day_start_h = insights->day_start_h;
  self->quiet = TRUE;
  adw_combo_row_set_model (self->topic_row, G_LIST_MODEL (topics));
  adw_combo_row_set_selected (self->topic_row, n > 0 ? selected : GTK_INVALID_LIST_POSITION);
  self->quiet = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  topic_changed_cb (self);
}
