/* Filters into a query. */
#include "arc-config.h"

#include "arc-cli-filter.h"

#include <glib/gi18n.h>
#include <string.h>

void
arc_cli_filter_clear (ArcCliFilter *filter)
{
  g_free (filter->since);
  g_free (filter->until);
  g_strfreev (filter->tags);
  g_strfreev (filter->topics);
  g_strfreev (filter->outcomes);
  g_free (filter->limit);
  memset (filter, 0, sizeof *filter);
}

gboolean
arc_cli_filter_is_set (const ArcCliFilter *filter)
{
  return filter->since != NULL || filter->until != NULL || filter->tags != NULL ||
         filter->topics != NULL || filter->outcomes != NULL || filter->limit != NULL;
}

void
arc_cli_filter_describe (ArcCliFilter *filter, GOptionEntry *table)
{
  const GOptionEntry entries[ARC_CLI_N_FILTER_OPTIONS] = {
      {"since", 0, 0, G_OPTION_ARG_STRING, &filter->since, N_ ("The first day"), N_ ("DAY")},
      {"until", 0, 0, G_OPTION_ARG_STRING, &filter->until, N_ ("The last day"), N_ ("DAY")},
      {"tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->tags,
       N_ ("With this tag; repeated, with all of them"), N_ ("TAG")},
      {"topic", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->topics,
       N_ ("On this topic; repeated, on any of them"), N_ ("TOPIC")},
      {"outcome", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->outcomes,
       N_ ("achieved, partly or missed; repeated, any of them"), N_ ("OUTCOME")},
      {"limit", 0, 0, G_OPTION_ARG_STRING, &filter->limit, N_ ("At most so many entries"),
       N_ ("NUMBER")},
  };

  memcpy (table, entries, sizeof entries);
}

gboolean
arc_cli_parse_limit (ArcCli *cli, const char *text, guint64 *limit, int *status)
{
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, limit, NULL))
    return TRUE;
  *status = arc_cli_usage (cli, _ ("“%s” is not a number of entries."), text);
  return FALSE;
}

static gboolean
parse_day (ArcCli *cli, const char *text, ArcDay today, ArcDay *first, ArcDay *last, int *status)
{
  if (arc_day_parse (text, today, first, last))
    return TRUE;
  *status = arc_cli_usage (cli, _ ("“%s” is not a day. Write it like 2026-11-20."), text);
  return FALSE;
}

gboolean
arc_cli_filter_apply (ArcCli *cli, const ArcCliFilter *filter, ArcDay today, ArcQuery *query,
                      int *status)
{
  ArcDay first, last;

  if (filter->since != NULL) {
    if (!parse_day (cli, filter->since, today, &first, &last, status))
      return FALSE;
    arc_query_set_after (query, first);
  }
  if (filter->until != NULL) {
    if (!parse_day (cli, filter->until, today, &first, &last, status))
      return FALSE;
    arc_query_set_before (query, arc_day_add (last, 1));
  }
  for (guint i = 0; filter->tags != NULL && filter->tags[i] != NULL; i++)
    arc_query_add_tag (query, filter->tags[i]);
  for (guint i = 0; filter->topics != NULL && filter->topics[i] != NULL; i++)
    arc_query_add_topic (query, filter->topics[i]);
  for (guint i = 0; filter->outcomes != NULL && filter->outcomes[i] != NULL; i++) {
    ArcOutcome outcome;
    if (!arc_outcome_from_word (filter->outcomes[i], &outcome)) {
      *status = arc_cli_usage (cli, _ ("“%s” is not an outcome: achieved, partly or missed."),
                               filter->outcomes[i]);
      return FALSE;
    }
    arc_query_add_outcome (query, outcome);
  }
  return TRUE;
}
