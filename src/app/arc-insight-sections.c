/* The sections of the Insights page. */
#include "arc-insight-sections.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-chart-card.h"
#include "arc-equivalent-row.h"
#include "arc-insight-charts.h"
#include "arc-measure.h"
#include "arc-when.h"

/* Habits shown before "Show all". */
#define HABITS_SHOWN 5
/* Measurements shown before "More", and in all. */
#define MEASURES_SHOWN 6
#define MEASURES_MAX 60

typedef struct {
  GtkBox *box;
  const ArcInsights *insights;
  const GPtrArray *equivalents;
  GHashTable *tables; /* titles of charts shown as tables */
} Fill;

/* ---- charts ---- */

/* Takes @data; does nothing where it is NULL. */
static void
append_chart (Fill *fill, ArcChartData *data, const char *about)
{
  GtkWidget *card;

  if (data == NULL)
    return;
  card = arc_chart_card_new (data, about);
  if (g_hash_table_contains (fill->tables, data->title))
    arc_chart_card_set_table (ARC_CHART_CARD (card), TRUE);
  gtk_box_append (fill->box, card);
}

/* A sentence where a chart will be. */
static void
append_note (Fill *fill, const char *title, const char *text)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_box_append (fill->box, group);
}

static void
append_curve (Fill *fill)
{
  guint64 said = arc_insights_get_said (fill->insights);
  g_autofree char *text = NULL;
  guint missing;

  if (said >= ARC_CURVE_OUTCOMES) {
    append_chart (fill, arc_insight_chart_curve (fill->insights),
                  _ ("The share of actions that reached their goal. Partly counts as not yet. Each "
                     "point rests on its own time, and on what came before until there are 20 "
                     "outcomes. The band shows how sure the figure is (95 %, Wilson)."));
    return;
  }
  missing = ARC_CURVE_OUTCOMES - said;
  text =
      g_strdup_printf (ngettext ("Say of %u more action how it came out, and your learning curve "
                                 "appears here. With fewer than 20 a share would say little.",
                                 "Say of %u more actions how they came out, and your learning "
                                 "curve appears here. With fewer than 20 a share would say "
                                 "little.",
                                 missing),
                       missing);
  append_note (fill, _ ("Learning curve"), text);
}

/* ---- what stuck ---- */

static GtkWidget *
habit_row_new (const ArcHabit *habit, ArcDay today)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = arc_when_date (habit->since, today);
  /* Translators: a habit: its kind (stop, start …) and since when it is one. */
  g_autofree char *about =
      g_strdup_printf (_ ("%s · since %s"), arc_kind_to_label (habit->kind), date);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), habit->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-entry");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", habit->entry_id);
  return row;
}

static void
append_habits (Fill *fill)
{
  const ArcInsights *insights = fill->insights;
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *more = NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What stuck"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      insights->n_habits > 0 ? _ ("Changes that became habits.")
                             : _ ("When a change has become a habit, say so at a look-back, and it "
                                  "stands here."));
  for (guint i = 0; i < insights->habits->len; i++) {
    GtkWidget *row = habit_row_new (g_ptr_array_index (insights->habits, i), insights->today);

    if (i < HABITS_SHOWN || insights->habits->len == HABITS_SHOWN + 1) {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      continue;
    }
    if (more == NULL) {
      more = adw_expander_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _ ("Earlier habits"));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), more);
    }
    adw_expander_row_add_row (ADW_EXPANDER_ROW (more), row);
  }
  gtk_box_append (fill->box, group);
}

static void
append_loops (Fill *fill)
{
  guint64 ended = fill->insights->loops_ended, open = fill->insights->loops_open;
  guint64 all = ended + open;
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;

  if (all == 0)
    return;
  share = arc_chart_percent ((double) ended / all);
  text = g_strdup_printf (
      /* Translators: how many loops (changes that are looked back at) ended, of all; their share.
       */
      ngettext ("%u of %u loop has come to an end (%s): done, a habit, or let go.",
                "%u of %u loops have come to an end (%s): done, a habit, or let go.", all),
      (guint) ended, (guint) all, share);
  append_note (fill, _ ("Loops closed"), text);
}

/* ---- measurements ---- */

/* A sum of minutes as one says it; other figures in the words they were written in. */
static char *
say_total (const ArcEvidenceTotal *total)
{
  double factor = 1;
  g_autofree char *unit = arc_unit_find (total->unit, &factor);
  const ArcMeasured measured = {.unit = unit, .per = total->per, .amount = total->amount};

  /* “minutes of waiting” says more than minutes. */
  if (g_str_equal (unit, ARC_UNIT_MINUTES) && factor == 1 && strchr (total->unit, ' ') == NULL)
    return arc_measured_say (&measured);
  return arc_measure_text (total->amount, total->unit, total->per);
}

static GtkWidget *
evidence_row_new (const ArcEvidenceTotal *total)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = say_total (total);
  g_autofree char *about = g_strdup_printf (
      ngettext ("from %u loop", "from %u loops", total->loops), (guint) total->loops);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  return row;
}

static void
append_evidence (Fill *fill)
{
  const GPtrArray *evidence = fill->insights->evidence;
  GtkWidget *group;
  GtkWidget *more = NULL;

  if (evidence->len == 0)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What you measured"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Added up by unit. Of entries that look back at each other only the latest counts."));
  for (guint i = 0; i < evidence->len && i < MEASURES_MAX; i++) {
    const ArcEvidenceTotal *total = g_ptr_array_index (evidence, i);
    GtkWidget *row = evidence_row_new (total);

    if (i < MEASURES_SHOWN) {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      arc_equivalent_rows_add (ADW_PREFERENCES_GROUP (group), fill->equivalents, total->unit,
                               total->per, total->amount);
      continue;
    }
    if (more == NULL) {
      more = adw_expander_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _ ("More measurements"));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), more);
    }
    adw_expander_row_add_row (ADW_EXPANDER_ROW (more), row);
  }
  gtk_box_append (fill->box, group);
}

/* ---- all of it ---- */

static void
remember_tables (Fill *fill)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (fill->box))) != NULL) {
    if (ARC_IS_CHART_CARD (child) && arc_chart_card_get_table (ARC_CHART_CARD (child)))
      g_hash_table_add (fill->tables, g_strdup (arc_chart_card_get_title (ARC_CHART_CARD (child))));
    gtk_box_remove (fill->box, child);
  }
}

void
arc_insight_sections_fill (GtkBox *box, const ArcInsights *insights, const GPtrArray *equivalents)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Fill fill = {box, insights, equivalents, tables};

  remember_tables (&fill);
  append_curve (&fill);
  append_chart (&fill, arc_insight_chart_outcomes (insights), NULL);
  append_habits (&fill);
  append_loops (&fill);
  append_chart (&fill, arc_insight_chart_kinds (insights), NULL);
  append_chart (&fill, arc_insight_chart_commitment_topics (insights), NULL);
  append_chart (&fill, arc_insight_chart_commitment_tags (insights), NULL);
  append_chart (&fill, arc_insight_chart_answers (insights), NULL);
  append_chart (&fill, arc_insight_chart_helped (insights), NULL);
  append_evidence (&fill);
  append_chart (&fill, arc_insight_chart_topics (insights), _ ("How actions came out, by topic."));
  append_chart (&fill, arc_insight_chart_tags (insights), _ ("How actions came out, by tag."));
  for (guint i = 0; i < insights->goals->len; i++)
    append_chart (&fill, arc_insight_chart_goal (insights, g_ptr_array_index (insights->goals, i)),
                  _ ("The last 13 weeks."));
  append_chart (&fill, arc_insight_chart_calendar (insights), NULL);
}
