/* stats. */
#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-cli.h"
#include "arc-day.h"
#include "arc-journal-insights.h"
#include "arc-json-text.h"

static void
print_count (ArcCli *cli, const char *label, guint64 count)
{
  /* By characters, not bytes. */
  int pad = 20 - (int) g_utf8_strlen (label, -1);

  arc_cli_print (cli, "%s%*s %lu\n", label, MAX (pad, 0), "", (gulong) count);
}

static void
print_stats (ArcCli *cli, const ArcStats *stats)
{
  g_autofree char *zone = arc_zone_local ();

  print_count (cli, _ ("Entries"), stats->entries);
  if (stats->entries > 0) {
    g_autofree char *first = arc_instant_format_local (stats->first_us, zone, "%Y-%m-%d");
    g_autofree char *last = arc_instant_format_local (stats->last_us, zone, "%Y-%m-%d");
    arc_cli_print (cli, _ ("From %s to %s"), first, last);
    arc_cli_print (cli, "\n");
  }
  print_count (cli, _ ("Words"), stats->words);
  for (guint i = 0; i < ARC_N_OUTCOMES; i++)
    if (stats->outcomes[i] > 0)
      print_count (cli, arc_outcome_to_label (i), stats->outcomes[i]);
  for (guint i = 0; i < ARC_N_LENSES; i++)
    if (stats->lenses[i] > 0)
      print_count (cli, arc_lens_to_label (i), stats->lenses[i]);
  print_count (cli, _ ("Topics"), stats->topics);
  print_count (cli, _ ("Tags"), stats->tags);
  print_count (cli, _ ("Look-backs"), stats->look_backs);
  print_count (cli, _ ("Earlier versions"), stats->revisions);
  print_count (cli, _ ("In the trash"), stats->trashed);
  print_count (cli, _ ("Drafts"), stats->drafts);
  g_autofree char *size = g_format_size (stats->bytes);
  /* Translators: the size of the journal, as in "1.2 MB". */
  arc_cli_print (cli, _ ("On disk: %s"), size);
  arc_cli_print (cli, "\n");
}

/* What the loops show. */
static void
print_loops (ArcCli *cli, const ArcInsights *insights)
{
  guint64 states[ARC_N_COMMITMENT_STATES] = {0};

  for (guint kind = 0; kind < ARC_N_KINDS; kind++)
    for (guint state = 0; state < ARC_N_COMMITMENT_STATES; state++)
      states[state] += insights->kinds[kind][state];
  print_count (cli, _ ("Commitments"), insights->commitments);
  for (guint state = 0; state < ARC_N_COMMITMENT_STATES; state++)
    if (states[state] > 0)
      print_count (cli, arc_commitment_state_to_label (state), states[state]);
  print_count (cli, _ ("Loops closed"), insights->loops_ended);
  print_count (cli, _ ("Loops open"), insights->loops_open);
}

static JsonObject *
kinds_to_json (const ArcInsights *insights)
{
  JsonObject *kinds = json_object_new ();

  for (guint kind = 0; kind < ARC_N_KINDS; kind++) {
    JsonObject *states = json_object_new ();
    for (guint state = 0; state < ARC_N_COMMITMENT_STATES; state++)
      json_object_set_int_member (states, arc_commitment_state_to_word (state),
                                  insights->kinds[kind][state]);
    json_object_set_object_member (kinds, arc_kind_to_word (kind), states);
  }
  return kinds;
}

static JsonObject *
answers_to_json (const ArcInsights *insights)
{
  JsonObject *answers = json_object_new ();
  JsonObject *did = json_object_new ();
  JsonObject *helped = json_object_new ();

  for (guint i = ARC_DID_YES; i <= ARC_DID_NO_LONGER; i++)
    json_object_set_int_member (did, arc_did_to_word (i), insights->did[i]);
  for (guint i = ARC_HELPED_YES; i <= ARC_HELPED_TOO_EARLY; i++)
    json_object_set_int_member (helped, arc_helped_to_word (i), insights->helped[i]);
  json_object_set_object_member (answers, "did", did);
  json_object_set_object_member (answers, "helped", helped);
  return answers;
}

static JsonArray *
goals_to_json (const ArcInsights *insights)
{
  JsonArray *goals = json_array_new ();

  for (guint i = 0; i < insights->goals->len; i++) {
    const ArcGoalHistory *history = insights->goals->pdata[i];
    JsonObject *goal = json_object_new ();
    json_object_set_string_member (goal, "id", history->goal->id);
    if (*history->goal->title != '\0')
      json_object_set_string_member (goal, "title", history->goal->title);
    if (*history->goal->unit != '\0')
      json_object_set_string_member (goal, "unit", history->goal->unit);
    json_object_set_int_member (goal, "target", history->goal->target);
    json_object_set_int_member (goal, "this_week", history->counts[ARC_GOAL_WEEKS - 1]);
    json_object_set_boolean_member (goal, "paused", history->goal->paused);
    json_array_add_object_element (goals, goal);
  }
  return goals;
}

/* The barriers that have each state. */
static JsonObject *
barriers_to_json (const GPtrArray *barriers)
{
  guint counts[ARC_N_BARRIER_STATES] = {0};
  JsonObject *states = json_object_new ();

  for (guint i = 0; i < barriers->len; i++)
    counts[((ArcBarrierBrief *) barriers->pdata[i])->barrier->state]++;
  for (guint i = 0; i < ARC_N_BARRIER_STATES; i++)
    json_object_set_int_member (states, arc_barrier_state_to_word (i), counts[i]);
  return states;
}

static void
put_loops (JsonObject *object, const ArcInsights *insights, const GPtrArray *barriers)
{
  JsonObject *loops = json_object_new ();

  json_object_set_int_member (loops, "closed", insights->loops_ended);
  json_object_set_int_member (loops, "open", insights->loops_open);
  json_object_set_object_member (object, "loops", loops);
  json_object_set_object_member (object, "commitments", kinds_to_json (insights));
  json_object_set_object_member (object, "barriers", barriers_to_json (barriers));
  json_object_set_object_member (object, "answers", answers_to_json (insights));
  json_object_set_array_member (object, "goals", goals_to_json (insights));
}

static void
put_time (JsonObject *object, const char *name, gint64 instant_us)
{
  g_autofree char *text = arc_instant_format (instant_us);

  json_object_set_string_member (object, name, text);
}

static void
print_json_stats (ArcCli *cli, const ArcStats *stats, const ArcInsights *insights,
                  const GPtrArray *barriers)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *object = json_object_new ();
  JsonObject *outcomes = json_object_new ();
  JsonObject *lenses = json_object_new ();

  for (guint i = 0; i < ARC_N_OUTCOMES; i++)
    json_object_set_int_member (outcomes, i == 0 ? "not-said" : arc_outcome_to_word (i),
                                stats->outcomes[i]);
  for (guint i = 0; i < ARC_N_LENSES; i++)
    json_object_set_int_member (lenses, arc_lens_to_word (i), stats->lenses[i]);
  json_object_set_int_member (object, "entries", stats->entries);
  if (stats->entries > 0) {
    put_time (object, "first_at", stats->first_us);
    put_time (object, "last_at", stats->last_us);
  }
  json_object_set_int_member (object, "words", stats->words);
  json_object_set_object_member (object, "outcomes", outcomes);
  json_object_set_object_member (object, "lenses", lenses);
  json_object_set_int_member (object, "topics", stats->topics);
  json_object_set_int_member (object, "tags", stats->tags);
  json_object_set_int_member (object, "look_backs", stats->look_backs);
  json_object_set_int_member (object, "revisions", stats->revisions);
  json_object_set_int_member (object, "trashed", stats->trashed);
  json_object_set_int_member (object, "drafts", stats->drafts);
  json_object_set_int_member (object, "bytes", stats->bytes);
  put_loops (object, insights, barriers);
  json_node_take_object (node, object);
  arc_json_text_append (text, node);
  arc_cli_print (cli, "%s\n", text->str);
}

int
arc_cli_stats (ArcCli *cli, char ***argv)
{
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or json"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  ArcStats stats = {0};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status))
    return status;
  if (word != NULL && !g_str_equal (word, "text") && !g_str_equal (word, "json"))
    return arc_cli_usage (cli, _ ("“%s” is not one of these formats: %s."), word, "text, json");
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL || !arc_journal_stats (journal, &stats, &error))
    return arc_cli_fail (cli, error);
  g_autoptr (ArcInsightScan) scan = arc_insight_scan_new ();
  g_autoptr (ArcInsights) insights = NULL;
  g_autoptr (GPtrArray) barriers = arc_journal_list_barriers (journal, &error);
  if (barriers == NULL || !arc_insight_scan_step (journal, scan, 0, &insights, NULL, &error))
    return arc_cli_fail (cli, error);
  if (g_strcmp0 (word, "json") == 0) {
    print_json_stats (cli, &stats, insights, barriers);
  } else {
    print_stats (cli, &stats);
    print_loops (cli, insights);
  }
  return ARC_CLI_DONE;
}
