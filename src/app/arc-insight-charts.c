/* Turns insights into what charts show: which periods, which words. */
#include "arc-insight-charts.h"

#include <glib/gi18n.h>

#include "arc-when.h"

/* Columns that fit at 360 pixels and can still be told apart. */
#define PERIODS_MAX 26
#define LABELS_MAX 10
#define CALENDAR_WEEKS 53

/* ---- words ---- */

static char *
format_day (ArcDay day, const char *format)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (day.year, day.month, day.day, 12, 0, 0);
  char *text = noon != NULL ? g_date_time_format (noon, format) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static char *
period_label (ArcPeriod period, ArcDay start)
{
  switch (period) {
  case ARC_PERIOD_WEEK: {
    /* Translators: a date as g_date_time_format() writes it: “16 November 2026”. */
    g_autofree char *day = format_day (start, _ ("%-d %B %Y"));

    /* Translators: the date of a Monday. */
    return g_strdup_printf (_ ("Week of %s"), day);
  }
  case ARC_PERIOD_MONTH:
    /* Translators: a month as g_date_time_format() writes it: “November 2026”. */
    return format_day (start, _ ("%B %Y"));
  case ARC_PERIOD_QUARTER:
    /* Translators: a quarter of a year, “2026, quarter 4”. */
    return g_strdup_printf (_ ("%d, quarter %d"), start.year, (start.month + 2) / 3);
  case ARC_PERIOD_YEAR:
  default:
    return g_strdup_printf ("%d", start.year);
  }
}

static char *
period_tick (ArcPeriod period, ArcDay start)
{
  switch (period) {
  case ARC_PERIOD_WEEK:
    /* Translators: a short date as g_date_time_format() writes it: “16 Nov”. */
    return format_day (start, _ ("%-d %b"));
  case ARC_PERIOD_MONTH:
    /* Translators: a short month as g_date_time_format() writes it: “Nov”, and with the year. */
    return format_day (start, start.month == 1 ? _ ("%b %Y") : _ ("%b"));
  case ARC_PERIOD_QUARTER:
  case ARC_PERIOD_YEAR:
  default:
    return start.month == 1 ? g_strdup_printf ("%d", start.year) : g_strdup ("");
  }
}

/* In a column whose header says "Week of". */
static char *
period_cell (ArcPeriod period, ArcDay start)
{
  return period == ARC_PERIOD_WEEK ? format_day (start, _ ("%-d %b %Y"))
                                   : period_label (period, start);
}

static const char *
period_header (ArcPeriod period)
{
  switch (period) {
  case ARC_PERIOD_WEEK:
    return _ ("Week of");
  case ARC_PERIOD_MONTH:
    return _ ("Month");
  case ARC_PERIOD_QUARTER:
    return _ ("Quarter");
  case ARC_PERIOD_YEAR:
  default:
    return _ ("Year");
  }
}

/* Adds a point and its row of the table, which is also what is said of it, after its @label. Takes
 * @cells, without the first one where that is NULL: then it is the label. */
static void
add_row (ArcChartData *data, const char *label, const char *tick, const double *values,
         GPtrArray *cells)
{
  g_autofree char *text = NULL;
  char *first = cells->pdata[0] != NULL ? cells->pdata[0] : g_strdup (label);

  g_ptr_array_add (cells, NULL);
  cells->pdata[0] = (gpointer) label;
  text = arc_chart_data_describe (data, (const char *const *) cells->pdata);
  cells->pdata[0] = first;
  arc_chart_data_add_point (data, label, tick, text, values);
  arc_chart_data_take_row (data, (GStrv) g_ptr_array_free (cells, FALSE));
}

/* @cell: (nullable): the label as the table has it, if that is another one. */
static void
add_counts (ArcChartData *data, const char *label, const char *cell, const char *tick,
            const double *values)
{
  GPtrArray *cells = g_ptr_array_new ();

  g_ptr_array_add (cells, g_strdup (cell));
  for (guint i = 0; i < data->series->len; i++)
    g_ptr_array_add (cells, g_strdup_printf ("%.0f", values[i]));
  add_row (data, label, tick, values, cells);
}

/* ---- outcomes ---- */

static void
add_outcome_series (ArcChartData *data, const char *first_header)
{
  arc_chart_data_add_header (data, first_header);
  for (guint i = ARC_OUTCOME_NOT_SAID + 1; i < ARC_N_OUTCOMES; i++) {
    arc_chart_data_add_series (data, arc_outcome_to_label (i));
    arc_chart_data_add_header (data, arc_outcome_to_label (i));
  }
}

static ArcPeriod
choose_period (const ArcInsights *insights)
{
  const GArray *days = insights->days;

  return arc_period_choose (g_array_index (days, ArcDayCount, 0).day,
                            g_array_index (days, ArcDayCount, days->len - 1).day, PERIODS_MAX);
}

ArcChartData *
arc_insight_chart_curve (const ArcInsights *insights)
{
  ArcPeriod period;
  ArcChartData *data;
  g_autoptr (GArray) points = NULL;
  guint first;

  if (arc_insights_get_said (insights) < ARC_CURVE_OUTCOMES)
    return NULL;
  period = choose_period (insights);
  points = arc_curve (insights->days, period);
  data = arc_chart_data_new (ARC_CHART_CURVE, _ ("Learning curve"));
  arc_chart_data_add_series (data, _ ("Actions that reached their goal"));
  arc_chart_data_add_series (data, _ ("Where the true share probably lies"));
  arc_chart_data_add_header (data, period_header (period));
  arc_chart_data_add_header (data, _ ("Reached"));
  arc_chart_data_add_header (data, _ ("Probably"));
  arc_chart_data_add_header (data, C_ ("table", "Out of"));
  first = points->len > PERIODS_MAX ? points->len - PERIODS_MAX : 0;
  for (guint i = first; i < points->len; i++) {
    const ArcCurvePoint *point = &g_array_index (points, ArcCurvePoint, i);
    const double values[] = {point->interval.share, point->interval.low, point->interval.high};
    g_autofree char *tick = period_tick (period, point->start);
    g_autofree char *low = arc_chart_percent (point->interval.low);
    g_autofree char *high = arc_chart_percent (point->interval.high);
    g_autofree char *label = period_label (period, point->start);
    GPtrArray *cells = g_ptr_array_new ();

    g_ptr_array_add (cells, period_cell (period, point->start));
    g_ptr_array_add (cells, arc_chart_percent (point->interval.share));
    /* Translators: between two shares, “30 % to 67 %”. */
    g_ptr_array_add (cells, g_strdup_printf (_ ("%s to %s"), low, high));
    g_ptr_array_add (cells, g_strdup_printf ("%" G_GUINT64_FORMAT, point->of));
    add_row (data, label, tick, values, cells);
  }
  return data;
}

ArcChartData *
arc_insight_chart_outcomes (const ArcInsights *insights)
{
  ArcPeriod period;
  ArcChartData *data;
  g_autoptr (GArray) counts = NULL;

  if (arc_insights_get_said (insights) == 0)
    return NULL;
  period = choose_period (insights);
  counts = arc_count_periods (insights->days, period, PERIODS_MAX);
  data = arc_chart_data_new (ARC_CHART_COLUMNS, _ ("How actions came out"));
  add_outcome_series (data, period_header (period));
  for (guint i = 0; i < counts->len; i++) {
    const ArcDayCount *count = &g_array_index (counts, ArcDayCount, i);
    const double values[] = {count->outcomes[1], count->outcomes[2], count->outcomes[3]};
    g_autofree char *label = period_label (period, count->day);
    g_autofree char *cell = period_cell (period, count->day);
    g_autofree char *tick = period_tick (period, count->day);

    add_counts (data, label, cell, tick, values);
  }
  return data;
}

static ArcChartData *
chart_tallies (const GPtrArray *tallies, const char *title, const char *header, const char *others)
{
  g_autoptr (ArcChartData) data = arc_chart_data_new (ARC_CHART_BARS, title);
  double rest[] = {0, 0, 0};

  add_outcome_series (data, header);
  for (guint i = 0; i < tallies->len; i++) {
    const ArcTally *tally = g_ptr_array_index (tallies, i);
    const double values[] = {tally->counts[1], tally->counts[2], tally->counts[3]};

    if (values[0] + values[1] + values[2] == 0)
      continue;
    if (data->points->len < LABELS_MAX)
      add_counts (data, tally->name, NULL, "", values);
    else
      for (guint series = 0; series < 3; series++)
        rest[series] += values[series];
  }
  /* Tags overlap, so their rest says little: no name, no bar. */
  if (others != NULL && rest[0] + rest[1] + rest[2] > 0)
    add_counts (data, others, NULL, "", rest);
  return data->points->len > 0 ? g_steal_pointer (&data) : NULL;
}

ArcChartData *
arc_insight_chart_topics (const ArcInsights *insights)
{
  return chart_tallies (insights->topics, _ ("By topic"), _ ("Topic"), _ ("Other topics"));
}

ArcChartData *
arc_insight_chart_tags (const ArcInsights *insights)
{
  return chart_tallies (insights->tags, _ ("By tag"), _ ("Tag"), NULL);
}

/* ---- commitments and answers ---- */

static const ArcCommitmentState state_order[] = {ARC_COMMITMENT_HABIT, ARC_COMMITMENT_DONE,
                                                 ARC_COMMITMENT_OPEN, ARC_COMMITMENT_LET_GO};

static ArcChartData *
commitment_chart_new (const char *title, const char *header)
{
  ArcChartData *data = arc_chart_data_new (ARC_CHART_BARS, title);

  arc_chart_data_add_header (data, header);
  for (gsize i = 0; i < G_N_ELEMENTS (state_order); i++) {
    arc_chart_data_add_series (data, arc_commitment_state_to_label (state_order[i]));
    arc_chart_data_add_header (data, arc_commitment_state_to_label (state_order[i]));
  }
  return data;
}

static void
add_states (ArcChartData *data, const char *label, const guint64 *counts)
{
  double values[G_N_ELEMENTS (state_order)];

  for (gsize i = 0; i < G_N_ELEMENTS (state_order); i++)
    values[i] = counts[state_order[i]];
  add_counts (data, label, NULL, "", values);
}

ArcChartData *
arc_insight_chart_kinds (const ArcInsights *insights)
{
  ArcChartData *data;

  if (insights->commitments == 0)
    return NULL;
  data = commitment_chart_new (_ ("Commitments by kind"), _ ("Kind"));
  for (guint kind = 0; kind < ARC_N_KINDS; kind++)
    add_states (data, arc_kind_to_label (kind), insights->kinds[kind]);
  return data;
}

static ArcChartData *
chart_commitments (const GPtrArray *tallies, const char *title, const char *header)
{
  ArcChartData *data;

  if (tallies->len == 0)
    return NULL;
  data = commitment_chart_new (title, header);
  for (guint i = 0; i < tallies->len && i < LABELS_MAX; i++) {
    const ArcTally *tally = g_ptr_array_index (tallies, i);

    add_states (data, tally->name, tally->counts);
  }
  return data;
}

ArcChartData *
arc_insight_chart_commitment_topics (const ArcInsights *insights)
{
  return chart_commitments (insights->commitment_topics, _ ("Commitments by topic"), _ ("Topic"));
}

ArcChartData *
arc_insight_chart_commitment_tags (const ArcInsights *insights)
{
  return chart_commitments (insights->commitment_tags, _ ("Commitments by tag"), _ ("Tag"));
}

static double
sum_of (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

ArcChartData *
arc_insight_chart_answers (const ArcInsights *insights)
{
  double values[ARC_DID_NO_LONGER];
  ArcChartData *data;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = insights->did[i + 1];
  if (sum_of (values, G_N_ELEMENTS (values)) == 0)
    return NULL;
  data = arc_chart_data_new (ARC_CHART_BARS, _ ("Did you do it?"));
  arc_chart_data_add_header (data, _ ("Look-backs"));
  for (guint i = ARC_DID_YES; i <= ARC_DID_NO_LONGER; i++) {
    arc_chart_data_add_series (data, arc_did_to_label (i));
    arc_chart_data_add_header (data, arc_did_to_label (i));
  }
  add_counts (data, _ ("All look-backs"), NULL, "", values);
  return data;
}

static void
add_helped (ArcChartData *data, const char *label, const guint64 *helped)
{
  double values[ARC_HELPED_TOO_EARLY];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = helped[i + 1];
  if (sum_of (values, G_N_ELEMENTS (values)) > 0)
    add_counts (data, label, NULL, "", values);
}

ArcChartData *
arc_insight_chart_helped (const ArcInsights *insights)
{
  g_autoptr (ArcChartData) data = arc_chart_data_new (ARC_CHART_BARS, _ ("Did it help?"));

  arc_chart_data_add_header (data, _ ("Look-backs"));
  for (guint i = ARC_HELPED_YES; i <= ARC_HELPED_TOO_EARLY; i++) {
    arc_chart_data_add_series (data, arc_helped_to_label (i));
    arc_chart_data_add_header (data, arc_helped_to_label (i));
  }
  add_helped (data, _ ("All look-backs"), insights->helped);
  for (guint kind = 0; kind < ARC_N_KINDS; kind++)
    add_helped (data, arc_kind_to_label (kind), insights->kind_helped[kind]);
  return data->points->len > 0 ? g_steal_pointer (&data) : NULL;
}

/* ---- days ---- */

static guint
entries_on (const GArray *days, ArcDay day, guint *from)
{
  while (*from < days->len &&
         arc_day_compare (g_array_index (days, ArcDayCount, *from).day, day) < 0)
    (*from)++;
  if (*from < days->len && arc_day_compare (g_array_index (days, ArcDayCount, *from).day, day) == 0)
    return g_array_index (days, ArcDayCount, *from).entries;
  return 0;
}

/* The month, above the week in which it begins. */
static char *
calendar_tick (ArcDay monday)
{
  ArcDay sunday = arc_day_add (monday, 6);

  return sunday.day <= 7 ? format_day (sunday, _ ("%b")) : g_strdup ("");
}

static void
add_calendar_week (ArcChartData *data, const ArcInsights *insights, ArcDay monday, guint *from)
{
  g_autofree char *tick = calendar_tick (monday);
  GPtrArray *cells = g_ptr_array_new ();

  g_ptr_array_add (cells, format_day (monday, _ ("%-d %b")));
  for (int i = 0; i < 7; i++) {
    ArcDay day = arc_day_add (monday, i);
    gboolean to_come = arc_day_compare (day, insights->today) > 0;
    guint entries = entries_on (insights->days, day, from);
    g_autofree char *label = arc_when_date (day, insights->today);
    /* Translators: entries on a day, the date is first. */
    g_autofree char *text =
        g_strdup_printf (ngettext ("%s: %u entry", "%s: %u entries", entries), label, entries);
    double value = to_come && entries == 0 ? -1 : (double) entries;

    arc_chart_data_add_point (data, label, i == 0 ? tick : "", text, &value);
    g_ptr_array_add (cells, value > 0 ? g_strdup_printf ("%u", entries) : g_strdup ("–"));
  }
  g_ptr_array_add (cells, NULL);
  arc_chart_data_take_row (data, (GStrv) g_ptr_array_free (cells, FALSE));
}

ArcChartData *
arc_insight_chart_calendar (const ArcInsights *insights)
{
  ArcDay monday = arc_day_add (insights->monday, -7 * (CALENDAR_WEEKS - 1));
  ArcChartData *data = arc_chart_data_new (ARC_CHART_CALENDAR, _ ("Days of writing"));
  guint from = 0;

  arc_chart_data_add_series (data, _ ("No entry"));
  arc_chart_data_add_series (data, C_ ("entries on a day", "One"));
  arc_chart_data_add_series (data, C_ ("entries on a day", "Two"));
  arc_chart_data_add_series (data, C_ ("entries on a day", "Three or more"));
  arc_chart_data_add_header (data, _ ("Week of"));
  for (int i = 0; i < 7; i++) {
    g_autofree char *name = format_day (arc_day_add (monday, i), "%a");

    arc_chart_data_add_header (data, name);
  }
  for (int week = 0; week < CALENDAR_WEEKS; week++)
    add_calendar_week (data, insights, arc_day_add (monday, 7 * week), &from);
  return data;
}

/* ---- goals ---- */

/* More than the goal: the goal steps back. */
static char *
beyond_text (const ArcGoal *goal, int count)
{
  if (*goal->unit != '\0')
    /* Translators: a weekly goal: how many of what, then the goal: “12 opportunities updated (goal:
     * 10)”. */
    return g_strdup_printf (_ ("%d %s (goal: %d)"), count, goal->unit, goal->target);
  return g_strdup_printf (ngettext ("%d reflection (goal: %d)", "%d reflections (goal: %d)", count),
                          count, goal->target);
}

char *
arc_goal_progress_text (const ArcGoal *goal, int count)
{
  if (count > goal->target)
    return beyond_text (goal, count);
  if (*goal->unit != '\0')
    /* Translators: a weekly goal: how far, of how many, of what: “7 of 10 opportunities updated”.
     */
    return g_strdup_printf (_ ("%d of %d %s"), count, goal->target, goal->unit);
  return g_strdup_printf (ngettext ("%d of %d reflection", "%d of %d reflections", goal->target),
                          count, goal->target);
}

char *
arc_goal_title_text (const ArcGoal *goal)
{
  if (*goal->title != '\0')
    return g_strdup (goal->title);
  if (*goal->unit != '\0')
    /* Translators: a weekly goal: how many of what: “10 opportunities updated a week”. */
    return g_strdup_printf (_ ("%d %s a week"), goal->target, goal->unit);
  return g_strdup_printf (ngettext ("%d reflection a week", "%d reflections a week", goal->target),
                          goal->target);
}

ArcChartData *
arc_insight_chart_goal (const ArcInsights *insights, const ArcGoalHistory *history)
{
  g_autofree char *title = arc_goal_title_text (history->goal);
  ArcChartData *data = arc_chart_data_new (ARC_CHART_COLUMNS, title);

  arc_chart_data_add_series (data, *history->goal->unit != '\0' ? history->goal->unit
                                                                : _ ("Reflections"));
  arc_chart_data_add_header (data, _ ("Week of"));
  arc_chart_data_add_header (data, data->series->pdata[0]);
  data->target = history->goal->target;
  for (int i = 0; i < ARC_GOAL_WEEKS; i++) {
    ArcDay monday = arc_day_add (insights->monday, 7 * (i + 1 - ARC_GOAL_WEEKS));
    g_autofree char *label = period_label (ARC_PERIOD_WEEK, monday);
    g_autofree char *cell = period_cell (ARC_PERIOD_WEEK, monday);
    g_autofree char *tick = period_tick (ARC_PERIOD_WEEK, monday);
    double value = history->counts[i];

    add_counts (data, label, cell, tick, &value);
  }
  return data;
}
