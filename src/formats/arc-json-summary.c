/* Summaries, practices, trials, corrections and equivalents, to and from JSON. */
#include "arc-config.h"
#include "arc-json-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-fail.h"
#include "arc-json-member.h"
#include "arc-json-text.h"

/* ---- writing ---- */

/* Takes @object. */
static char *
to_body (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);
  GString *out = g_string_new (NULL);

  json_object_unref (object);
  arc_json_text_append (out, node);
  json_node_unref (node);
  return g_string_free (out, FALSE);
}

static void
put_texts (JsonObject *object, const char *name, const GPtrArray *texts)
{
  JsonArray *array;

  if (texts->len == 0)
    return;
  array = json_array_sized_new (texts->len);
  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, texts->pdata[i]);
  json_object_set_array_member (object, name, array);
}

static void
put_count (JsonObject *object, const char *name, guint count)
{
  if (count > 0)
    json_object_set_int_member (object, name, count);
}

static void
put_number (JsonObject *object, const char *name, double number)
{
  if (number != 0)
    json_object_set_double_member (object, name, number);
}

static void
put_flag (JsonObject *object, const char *name, gboolean flag)
{
  if (flag)
    json_object_set_boolean_member (object, name, TRUE);
}

static JsonObject *
from_quote (const ArcQuote *quote)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "id", quote->id);
  arc_member_put_text (object, "share", quote->share_id);
  arc_member_put_text (object, "author_id", quote->author);
  arc_member_put_text (object, "author", quote->author_name);
  arc_member_put_text (object, "text", quote->text);
  put_flag (object, "quotable", quote->quotable);
  put_flag (object, "withdrawn", quote->is_withdrawn);
  return object;
}

static JsonObject *
from_line (const ArcSummaryLine *line)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "key", line->key);
  arc_member_put_text (object, "text", line->text);
  arc_member_put_text (object, "evidence", line->evidence);
  put_number (object, "for", line->for_it);
  put_number (object, "against", line->against);
  put_count (object, "people", line->people);
  put_number (object, "bound", line->bound);
  arc_member_put_text (object, "owner", line->owner);
  arc_member_put_day (object, "due", line->due);
  arc_member_put_text (object, "note", line->note);
  if (line->quotes->len > 0) {
    JsonArray *array = json_array_sized_new (line->quotes->len);

    for (guint i = 0; i < line->quotes->len; i++)
      json_array_add_object_element (array, from_quote (line->quotes->pdata[i]));
    json_object_set_array_member (object, "statements", array);
  }
  return object;
}

char *
arc_body_from_summary (const ArcSummary *summary)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "title", summary->title);
  arc_member_put_text (object, "team", summary->team_name);
  arc_member_put_text (object, "topic", summary->topic);
  arc_member_put_text (object, "audience", arc_audience_to_word (summary->audience));
  arc_member_put_day (object, "since", summary->since);
  arc_member_put_day (object, "until", summary->until);
  arc_member_put_day (object, "made_on", summary->made_on);
  put_count (object, "version", summary->version);
  put_count (object, "group_size", summary->group_size);
  put_count (object, "sharers", summary->sharers);
  put_count (object, "members", summary->members);
  put_count (object, "shares", summary->shares);
  put_count (object, "statement_count", summary->statements);
  put_flag (object, "grouped", summary->is_grouped);
  put_count (object, "kept", summary->kept);
  put_count (object, "open", summary->open);
  put_count (object, "overdue", summary->overdue);
  arc_member_put_text (object, "focus", summary->focus);
  arc_member_put_text (object, "left_out", summary->left_out);
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++) {
    const GPtrArray *lines = summary->parts[i];
    JsonArray *array;

    if (lines->len == 0)
      continue;
    array = json_array_sized_new (lines->len);
    for (guint k = 0; k < lines->len; k++)
      json_array_add_object_element (array, from_line (lines->pdata[k]));
    json_object_set_array_member (object, arc_summary_part_to_word (i), array);
  }
  return to_body (object);
}

char *
arc_body_from_practice_turn (const ArcPracticeTurn *turn)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "practice", turn->practice_id);
  put_texts (object, "builds_on", turn->builds_on);
  arc_member_put_text (object, "state", arc_practice_state_to_word (turn->state));
  arc_member_put_text (object, "when", turn->when);
  arc_member_put_text (object, "do", turn->doing);
  arc_member_put_text (object, "so_that", turn->so_that);
  arc_member_put_text (object, "topic", turn->topic);
  put_texts (object, "shares", turn->shares);
  arc_member_put_text (object, "finder", turn->finder);
  arc_member_put_day (object, "recheck_on", turn->recheck_on);
  arc_member_put_text (object, "why", turn->why);
  return to_body (object);
}

void
arc_json_append_practice (GString *out, const char *id, const char *team,
                          const ArcPracticeTurn *turn, const char *finder, const char *recheck,
                          const guint *helped, guint answers)
{
  JsonObject *object = json_object_new ();
  JsonObject *trials = json_object_new ();
  g_autofree char *line = NULL;

  arc_member_put_text (object, "id", id);
  arc_member_put_text (object, "team", team);
  arc_member_put_text (object, "state", arc_practice_state_to_word (turn->state));
  arc_member_put_text (object, "when", turn->when);
  arc_member_put_text (object, "do", turn->doing);
  arc_member_put_text (object, "so_that", turn->so_that);
  arc_member_put_text (object, "topic", turn->topic);
  arc_member_put_text (object, "finder", finder);
  arc_member_put_day (object, "recheck_on", turn->recheck_on);
  arc_member_put_text (object, "recheck", recheck);
  arc_member_put_text (object, "why", turn->why);
  put_texts (object, "shares", turn->shares);
  for (guint i = ARC_HELPED_YES; i <= ARC_HELPED_TOO_EARLY; i++)
    json_object_set_int_member (trials, arc_helped_to_word (i), helped[i]);
  json_object_set_object_member (object, "trials", trials);
  json_object_set_int_member (object, "answers", answers);
  line = to_body (object);
  g_string_append_printf (out, "%s\n", line);
}

char *
arc_body_from_trial (const ArcTrial *trial)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "practice", trial->practice_id);
  arc_member_put_text (object, "response", arc_trial_response_to_word (trial->response));
  arc_member_put_text (object, "why", trial->why);
  arc_member_put_text (object, "did", arc_did_to_word (trial->did));
  arc_member_put_text (object, "helped", arc_helped_to_word (trial->helped));
  arc_member_put_day (object, "tried_on", trial->tried_on);
  arc_member_put_text (object, "credit", arc_credit_to_word (trial->credit));
  return to_body (object);
}

char *
arc_body_from_correction (const ArcCorrection *correction)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "kind", arc_correction_kind_to_word (correction->kind));
  put_texts (object, "statements", correction->statements);
  arc_member_put_text (object, "text", correction->text);
  return to_body (object);
}

char *
arc_body_from_equivalent (const ArcEquivalent *equivalent)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "kind", arc_equivalent_kind_to_word (equivalent->kind));
  arc_member_put_text (object, "name", equivalent->name);
  arc_member_put_text (object, "plural", equivalent->plural);
  arc_member_put_text (object, "unit", equivalent->unit);
  put_number (object, "amount", equivalent->amount);
  arc_member_put_text (object, "source", equivalent->source);
  return to_body (object);
}

/* ---- reading ---- */

/* Elements that one array may have, whoever wrote it. */
#define ARRAY_MAX 10000

static JsonObject *
parse_body (const char *body, JsonNode **node, GError **error)
{
  *node = arc_json_text_parse (body, strlen (body), error);
  if (!*node)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (*node))
    return json_node_get_object (*node);
  (void) ARC_FAIL (error, _ ("What a teammate’s program wrote is not an object."));
  return NULL;
}

static gboolean
read_text (JsonObject *object, const char *name, char **owned, GError **error)
{
  const char *text;

  if (!arc_member_get_text (object, name, &text, error))
    return FALSE;
  arc_member_replace (owned, text);
  return TRUE;
}

static gboolean
read_texts (JsonObject *object, const char *name, GPtrArray *texts, GError **error)
{
  JsonArray *array;

  if (!arc_member_get_array (object, name, &array, error))
    return FALSE;
  if (array && json_array_get_length (array) > ARRAY_MAX)
    return ARC_FAIL (error, _ ("“%s” has more elements than can be read."), name);
  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!arc_member_node_is_text (node))
      return ARC_FAIL (error, _ ("“%s” holds something that is not a text."), name);
    g_ptr_array_add (texts, json_node_dup_string (node));
  }
  return TRUE;
}

static gboolean
read_count (JsonObject *object, const char *name, guint *count, GError **error)
{
  gint64 number = *count;

  if (!arc_member_get_int (object, name, &number, error))
    return FALSE;
  if (number < 0 || number > G_MAXINT)
    return ARC_FAIL (error, _ ("“%s” is not a count."), name);
  *count = number;
  return TRUE;
}

static gboolean
read_number (JsonObject *object, const char *name, double *number, GError **error)
{
  JsonNode *node = arc_member_get (object, name);

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_INT64 &&
                                        json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return ARC_FAIL (error, _ ("“%s” is not a number."), name);
  *number = json_node_get_double (node);
  return TRUE;
}

/* A word of a list; absent leaves @value as it is. */
#define READ_WORD(object, name, from_word, value, error)                                           \
  read_word (object, name, (gboolean (*) (const char *, guint *)) from_word, (guint *) (value),    \
             error)

static gboolean
read_word (JsonObject *object, const char *name, gboolean (*from_word) (const char *, guint *),
           guint *value, GError **error)
{
  const char *word;

  if (!arc_member_get_text (object, name, &word, error))
    return FALSE;
  if (word && !from_word (word, value))
    return ARC_FAIL (error, _ ("“%s” has a value that is not known."), name);
  return TRUE;
}

static ArcQuote *
to_quote (JsonObject *object, GError **error)
{
  ArcQuote *quote = arc_quote_new ();

  if (read_text (object, "id", &quote->id, error) &&
      read_text (object, "share", &quote->share_id, error) &&
      read_text (object, "author_id", &quote->author, error) &&
      read_text (object, "author", &quote->author_name, error) &&
      read_text (object, "text", &quote->text, error) &&
      arc_member_get_flag (object, "quotable", &quote->quotable, error) &&
      arc_member_get_flag (object, "withdrawn", &quote->is_withdrawn, error))
    return quote;
  arc_quote_free (quote);
  return NULL;
}

static gboolean
read_quotes (JsonObject *object, GPtrArray *quotes, GError **error)
{
  JsonArray *array;

  if (!arc_member_get_array (object, "statements", &array, error))
    return FALSE;
  if (array && json_array_get_length (array) > ARRAY_MAX)
    return ARC_FAIL (error, _ ("“%s” has more elements than can be read."), "statements");
  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonObject *element;
    ArcQuote *quote;

    if (!arc_member_get_element (array, i, "statements", &element, error))
      return FALSE;
    quote = to_quote (element, error);
    if (!quote)
      return FALSE;
    g_ptr_array_add (quotes, quote);
  }
  return TRUE;
}

static gboolean
read_line (JsonObject *object, ArcSummaryLine *line, GError **error)
{
  return read_text (object, "key", &line->key, error) &&
         read_text (object, "text", &line->text, error) &&
         read_text (object, "evidence", &line->evidence, error) &&
         read_number (object, "for", &line->for_it, error) &&
         read_number (object, "against", &line->against, error) &&
         read_count (object, "people", &line->people, error) &&
         read_number (object, "bound", &line->bound, error) &&
         read_text (object, "owner", &line->owner, error) &&
         arc_member_get_day (object, "due", &line->due, error) &&
         read_text (object, "note", &line->note, error) &&
         read_quotes (object, line->quotes, error);
}

static gboolean
read_part (JsonObject *object, ArcSummaryPart part, GPtrArray *lines, GError **error)
{
  const char *name = arc_summary_part_to_word (part);
  JsonArray *array;

  if (!arc_member_get_array (object, name, &array, error))
    return FALSE;
  if (array && json_array_get_length (array) > ARRAY_MAX)
    return ARC_FAIL (error, _ ("“%s” has more elements than can be read."), name);
  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonObject *element;
    ArcSummaryLine *line = arc_summary_line_new ("", "");

    g_ptr_array_add (lines, line);
    if (!arc_member_get_element (array, i, name, &element, error) ||
        !read_line (element, line, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_summary (JsonObject *object, ArcSummary *summary, GError **error)
{
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++)
    if (!read_part (object, i, summary->parts[i], error))
      return FALSE;
  return read_text (object, "title", &summary->title, error) &&
         read_text (object, "team", &summary->team_name, error) &&
         read_text (object, "topic", &summary->topic, error) &&
         READ_WORD (object, "audience", arc_audience_from_word, &summary->audience, error) &&
         arc_member_get_day (object, "since", &summary->since, error) &&
         arc_member_get_day (object, "until", &summary->until, error) &&
         arc_member_get_day (object, "made_on", &summary->made_on, error) &&
         read_count (object, "version", &summary->version, error) &&
         read_count (object, "group_size", &summary->group_size, error) &&
         read_count (object, "sharers", &summary->sharers, error) &&
         read_count (object, "members", &summary->members, error) &&
         read_count (object, "shares", &summary->shares, error) &&
         read_count (object, "statement_count", &summary->statements, error) &&
         arc_member_get_flag (object, "grouped", &summary->is_grouped, error) &&
         read_count (object, "kept", &summary->kept, error) &&
         read_count (object, "open", &summary->open, error) &&
         read_count (object, "overdue", &summary->overdue, error) &&
         read_text (object, "focus", &summary->focus, error) &&
         read_text (object, "left_out", &summary->left_out, error);
}

ArcSummary *
arc_body_to_summary (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcSummary) summary = arc_summary_new ();
  JsonObject *object = parse_body (body, &node, error);

  if (!object || !read_summary (object, summary, error) || !arc_summary_validate (summary, error))
    return NULL;
  return g_steal_pointer (&summary);
}

ArcPracticeTurn *
arc_body_to_practice_turn (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();
  JsonObject *object = parse_body (body, &node, error);

  if (!object || !read_text (object, "practice", &turn->practice_id, error) ||
      !read_texts (object, "builds_on", turn->builds_on, error) ||
      !READ_WORD (object, "state", arc_practice_state_from_word, &turn->state, error) ||
      !read_text (object, "when", &turn->when, error) ||
      !read_text (object, "do", &turn->doing, error) ||
      !read_text (object, "so_that", &turn->so_that, error) ||
      !read_text (object, "topic", &turn->topic, error) ||
      !read_texts (object, "shares", turn->shares, error) ||
      !read_text (object, "finder", &turn->finder, error) ||
      !arc_member_get_day (object, "recheck_on", &turn->recheck_on, error) ||
      !read_text (object, "why", &turn->why, error) || !arc_practice_turn_validate (turn, error))
    return NULL;
  return g_steal_pointer (&turn);
}

ArcTrial *
arc_body_to_trial (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcTrial) trial = arc_trial_new ("");
  JsonObject *object = parse_body (body, &node, error);

  if (!object || !read_text (object, "practice", &trial->practice_id, error) ||
      !READ_WORD (object, "response", arc_trial_response_from_word, &trial->response, error) ||
      !read_text (object, "why", &trial->why, error) ||
      !READ_WORD (object, "did", arc_did_from_word, &trial->did, error) ||
      !READ_WORD (object, "helped", arc_helped_from_word, &trial->helped, error) ||
      !arc_member_get_day (object, "tried_on", &trial->tried_on, error) ||
      !READ_WORD (object, "credit", arc_credit_from_word, &trial->credit, error) ||
      !arc_trial_validate (trial, error))
    return NULL;
  return g_steal_pointer (&trial);
}

ArcCorrection *
arc_body_to_correction (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcCorrection) correction = arc_correction_new (ARC_CORRECT_MERGE);
  JsonObject *object = parse_body (body, &node, error);

  if (!object ||
      !READ_WORD (object, "kind", arc_correction_kind_from_word, &correction->kind, error) ||
      !read_texts (object, "statements", correction->statements, error) ||
      !read_text (object, "text", &correction->text, error) ||
      !arc_correction_validate (correction, error))
    return NULL;
  return g_steal_pointer (&correction);
}

ArcEquivalent *
arc_body_to_equivalent (const char *body, const char *id, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcEquivalent) equivalent = arc_equivalent_new (id);
  JsonObject *object = parse_body (body, &node, error);

  if (!object ||
      !READ_WORD (object, "kind", arc_equivalent_kind_from_word, &equivalent->kind, error) ||
      !read_text (object, "name", &equivalent->name, error) ||
      !read_text (object, "plural", &equivalent->plural, error) ||
      !read_text (object, "unit", &equivalent->unit, error) ||
      !read_number (object, "amount", &equivalent->amount, error) ||
      !read_text (object, "source", &equivalent->source, error) ||
      !arc_equivalent_validate (equivalent, error))
    return NULL;
  return g_steal_pointer (&equivalent);
}
