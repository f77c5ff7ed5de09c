/* A focus or a practice, with a line of a summary as a beginning. */
#include "arc-summary-act.h"

#include "arc-focus-dialog.h"
#include "arc-practice-dialog.h"

/* What a proposed focus is due after. */
#define FOCUS_DAYS 14

/* (transfer full): the line with what people can do as its text, and its topic. A line by topic is
 * headed by that; what somebody said under it is a beginning. */
static ArcSummaryLine *
dup_line (const ArcSummary *summary, ArcSummaryPlace place, const char **topic)
{
  const ArcSummaryLine *line = summary->parts[place.part]->pdata[place.line];
  const ArcQuote *first = line->quotes->len > 0 ? line->quotes->pdata[0] : NULL;
  ArcSummaryLine *copy = arc_summary_line_copy (line);

  *topic = summary->topic;
  if (summary->is_grouped || place.part == ARC_SUMMARY_ALIKE || first == NULL ||
      *first->text == '\0')
    return copy;
  if (**topic == '\0' && line->text_says == ARC_SAY_NOTHING)
    *topic = line->text;
  arc_summary_line_set_text (copy, first->text);
  return copy;
}

void
arc_summary_act_focus (GtkWidget *widget, ArcJournalService *service, const char *team_id,
                       const ArcSummary *summary, ArcSummaryPlace place, ArcDay today)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *topic = NULL;
  ArcSummaryLine *line = dup_line (summary, place, &topic);
  g_autoptr (ArcTeamFocus) focus = arc_team_focus_new (line->text);

  focus->by = arc_day_add (today, FOCUS_DAYS);
  gtk_window_present (
      GTK_WINDOW (arc_focus_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, service,
                                        widget, team_id, focus, NULL, today)));
  arc_summary_line_free (line);
}

void
arc_summary_act_practice (GtkWidget *widget, ArcJournalService *service, const char *team_id,
                          const ArcSummary *summary, ArcSummaryPlace place, ArcDay today)
{
  const char *topic = NULL;
  ArcSummaryLine *line = dup_line (summary, place, &topic);

  arc_practice_dialog_show_for_line (widget, service, team_id, line, topic, today);
  arc_summary_line_free (line);
}
