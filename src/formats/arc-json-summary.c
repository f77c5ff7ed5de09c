/* Summaries to and from JSON. */
#include "arc-config.h"
#include "arc-json-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-fail.h"
#include "arc-json-body.h"
#include "arc-json-member.h"
#include "arc-limits.h"
#include "arc-text.h"

/* ---- writing ---- */

static JsonObject *
from_quote (const ArcQuote *quote)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "id", quote->id);
  arc_member_put_text (object, "share", quote->share_id);
  arc_member_put_text (object, "author_id", quote->author);
  arc_member_put_text (object, "author", quote->author_name);
  arc_member_put_text (object, "text", quote->text);
  arc_body_put_flag (object, "quotable", quote->quotable);
  arc_body_put_flag (object, "withdrawn", quote->is_withdrawn);
  return object;
}

/* Names of one phrase and of its figures. */
static JsonObject *
from_saying (const ArcSaying *saying)
{
  JsonObject *object = json_object_new ();
  const char *name;

  arc_member_put_text (object, "says", arc_said_to_word (saying->said));
  for (guint i = 0; (name = arc_said_get_figure (saying->said, i)); i++)
    json_object_set_int_member (object, name, saying->figures[i]);
  return object;
}

static void
put_sayings (JsonObject *object, const char *name, const ArcSaying *sayings)
{
  JsonArray *array;

  if (sayings[0].said == ARC_SAY_NOTHING)
    return;
  array = json_array_new ();
  for (guint i = 0; i < ARC_EVIDENCE_SAYINGS && sayings[i].said != ARC_SAY_NOTHING; i++)
    json_array_add_object_element (array, from_saying (&sayings[i]));
  json_object_set_array_member (object, name, array);
}

/* A figure and what it is converted to. An example is named, since readers translate it. */
static void
put_conversion (JsonObject *object, const ArcSummaryLine *line)
{
  JsonObject *equivalent = json_object_new ();
  JsonObject *measured = json_object_new ();

  if (line->equivalent->is_shipped)
    arc_member_put_text (equivalent, "example", line->equivalent->id);
  arc_body_put_equivalent (equivalent, line->equivalent);
  json_object_set_object_member (object, "equivalent", equivalent);
  arc_member_put_text (measured, "unit", line->measured->unit);
  arc_member_put_text (measured, "per", arc_per_to_word (line->measured->per));
  arc_body_put_number (measured, "amount", line->measured->amount);
  arc_body_put_count (measured, "loops", line->measured->loops);
  arc_body_put_count (measured, "people", line->measured->people);
  json_object_set_object_member (object, "measured", measured);
}

static void
put_wording (JsonObject *object, const ArcPracticeTurn *turn)
{
  JsonObject *wording = json_object_new ();

  arc_member_put_text (wording, "when", turn->when);
  arc_member_put_text (wording, "do", turn->doing);
  arc_member_put_text (wording, "so_that", turn->so_that);
  json_object_set_object_member (object, "practice", wording);
}

/* What the program says itself stands there as figures and names, never as a sentence: readers have
 * languages of their own. */
static JsonObject *
from_line (const ArcSummaryLine *line)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "key", line->key);
  if (line->equivalent)
    put_conversion (object, line);
  else if (line->practice)
    put_wording (object, line->practice);
  else if (line->text_says != ARC_SAY_NOTHING)
    arc_member_put_text (object, "text_says", arc_said_to_word (line->text_says));
  else
    arc_member_put_text (object, "text", line->text);
  if (line->evidence_says[0].said != ARC_SAY_NOTHING)
    put_sayings (object, "evidence_says", line->evidence_says);
  else
    arc_member_put_text (object, "evidence", line->evidence);
  arc_body_put_number (object, "for", line->for_it);
  arc_body_put_number (object, "against", line->against);
  arc_body_put_count (object, "people", line->people);
  arc_body_put_number (object, "bound", line->bound);
  arc_member_put_text (object, "owner", line->owner);
  arc_member_put_day (object, "due", line->due);
  if (line->note_says != ARC_SAY_NOTHING)
    arc_member_put_text (object, "note_says", arc_said_to_word (line->note_says));
  else if (!line->equivalent)
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
  arc_body_put_count (object, "version", summary->version);
  arc_body_put_count (object, "group_size", summary->group_size);
  arc_body_put_count (object, "sharers", summary->sharers);
  arc_body_put_count (object, "members", summary->members);
  arc_body_put_count (object, "shares", summary->shares);
  arc_body_put_count (object, "statement_count", summary->statements);
  arc_body_put_flag (object, "grouped", summary->is_grouped);
  arc_body_put_count (object, "kept", summary->kept);
  arc_body_put_count (object, "open", summary->open);
  arc_body_put_count (object, "overdue", summary->overdue);
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
  return arc_body_end (object);
}

/* ---- reading ---- */

static ArcQuote *
to_quote (JsonObject *object, GError **error)
{
  ArcQuote *quote = arc_quote_new ();

  if (arc_body_read_text (object, "id", &quote->id, error) &&
      arc_body_read_text (object, "share", &quote->share_id, error) &&
      arc_body_read_text (object, "author_id", &quote->author, error) &&
      arc_body_read_text (object, "author", &quote->author_name, error) &&
      arc_body_read_text (object, "text", &quote->text, error) &&
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
  if (array && json_array_get_length (array) > ARC_BODY_ARRAY_MAX)
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
read_sayings (JsonObject *object, const char *name, ArcSummaryLine *line, GError **error)
{
  ArcSaying sayings[ARC_EVIDENCE_SAYINGS] = {0};
  JsonArray *array;
  guint count;

  if (!arc_member_get_array (object, name, &array, error))
    return FALSE;
  if (!array)
    return TRUE;
  count = json_array_get_length (array);
  if (count > ARC_EVIDENCE_SAYINGS)
    return ARC_FAIL (error, _ ("“%s” has more elements than can be read."), name);
  for (guint i = 0; i < count; i++) {
    JsonObject *element;
    const char *figure;

    if (!arc_member_get_element (array, i, name, &element, error) ||
        !ARC_BODY_READ_WORD (element, "says", arc_said_from_word, &sayings[i].said, error))
      return FALSE;
    for (guint k = 0; (figure = arc_said_get_figure (sayings[i].said, k)); k++)
      if (!arc_body_read_count (element, figure, &sayings[i].figures[k], error))
        return FALSE;
  }
  arc_summary_line_say_evidence (line, sayings, count);
  return TRUE;
}

/* Far above what a team can measure, and safe to count with. */
#define FIGURE_MAX 1e15

static gboolean
read_measured (JsonObject *object, ArcMeasured *measured, GError **error)
{
  if (!arc_body_read_text (object, "unit", &measured->unit, error) ||
      !ARC_BODY_READ_WORD (object, "per", arc_per_from_word, &measured->per, error) ||
      !arc_body_read_number (object, "amount", &measured->amount, error) ||
      !arc_body_read_count (object, "loops", &measured->loops, error) ||
      !arc_body_read_count (object, "people", &measured->people, error) ||
      !arc_text_validate (measured->unit, _ ("The unit"), ARC_LIMIT_UNIT_CHARS, error))
    return FALSE;
  return (measured->amount > 0 && measured->amount <= FIGURE_MAX) ||
         ARC_FAIL (error, _ ("A figure of the summary cannot be shown."));
}

/* The texts of an example are the program's own, so that nobody puts others in their place. */
static ArcEquivalent *
read_converted (JsonObject *object, GError **error)
{
  g_autoptr (ArcEquivalent) equivalent = arc_equivalent_new ("");
  ArcEquivalent *example;
  const char *id;

  if (!arc_member_get_text (object, "example", &id, error) ||
      !arc_body_read_equivalent (object, equivalent, error) ||
      !arc_equivalent_validate (equivalent, error))
    return NULL;
  example = id ? arc_equivalent_find_example (id) : NULL;
  if (!example)
    return g_steal_pointer (&equivalent);
  example->amount = equivalent->amount;
  return example;
}

static gboolean
read_conversion (JsonObject *object, ArcSummaryLine *line, GError **error)
{
  g_autoptr (ArcEquivalent) equivalent = NULL;
  g_autoptr (ArcMeasured) measured = g_new0 (ArcMeasured, 1);
  JsonObject *from, *to;

  if (!arc_body_read_object (object, "equivalent", &to, error) ||
      !arc_body_read_object (object, "measured", &from, error))
    return FALSE;
  if (!to || !from)
    return TRUE;
  measured->unit = g_strdup ("");
  equivalent = read_converted (to, error);
  if (!equivalent || !read_measured (from, measured, error))
    return FALSE;
  return arc_summary_line_set_equivalent (line, equivalent, measured) ||
         ARC_FAIL (error, _ ("A figure of the summary does not fit what it is converted to."));
}

static gboolean
read_wording (JsonObject *object, ArcSummaryLine *line, GError **error)
{
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();
  JsonObject *wording;

  if (!arc_body_read_object (object, "practice", &wording, error))
    return FALSE;
  if (!wording)
    return TRUE;
  if (!arc_body_read_text (wording, "when", &turn->when, error) ||
      !arc_body_read_text (wording, "do", &turn->doing, error) ||
      !arc_body_read_text (wording, "so_that", &turn->so_that, error) ||
      !arc_practice_turn_validate (turn, error))
    return FALSE;
  arc_summary_line_set_practice (line, turn);
  return TRUE;
}

/* Summaries that were published before kept sentences: they stay as they were written. */
static gboolean
read_words (JsonObject *object, ArcSummaryLine *line, GError **error)
{
  ArcSaid text = ARC_SAY_NOTHING, note = ARC_SAY_NOTHING;

  if (!ARC_BODY_READ_WORD (object, "text_says", arc_said_from_word, &text, error) ||
      !ARC_BODY_READ_WORD (object, "note_says", arc_said_from_word, &note, error) ||
      !read_sayings (object, "evidence_says", line, error) ||
      !read_conversion (object, line, error) || !read_wording (object, line, error))
    return FALSE;
  if (text != ARC_SAY_NOTHING)
    arc_summary_line_say_text (line, text);
  if (note != ARC_SAY_NOTHING)
    arc_summary_line_say_note (line, note);
  return TRUE;
}

static gboolean
read_line (JsonObject *object, ArcSummaryLine *line, GError **error)
{
  return arc_body_read_text (object, "key", &line->key, error) &&
         arc_body_read_text (object, "text", &line->text, error) &&
         arc_body_read_text (object, "evidence", &line->evidence, error) &&
         arc_body_read_number (object, "for", &line->for_it, error) &&
         arc_body_read_number (object, "against", &line->against, error) &&
         arc_body_read_count (object, "people", &line->people, error) &&
         arc_body_read_number (object, "bound", &line->bound, error) &&
         arc_body_read_text (object, "owner", &line->owner, error) &&
         arc_member_get_day (object, "due", &line->due, error) &&
         arc_body_read_text (object, "note", &line->note, error) &&
         read_words (object, line, error) && read_quotes (object, line->quotes, error);
}

static gboolean
read_part (JsonObject *object, ArcSummaryPart part, GPtrArray *lines, GError **error)
{
  const char *name = arc_summary_part_to_word (part);
  JsonArray *array;

  if (!arc_member_get_array (object, name, &array, error))
    return FALSE;
  if (array && json_array_get_length (array) > ARC_BODY_ARRAY_MAX)
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
  return arc_body_read_text (object, "title", &summary->title, error) &&
         arc_body_read_text (object, "team", &summary->team_name, error) &&
         arc_body_read_text (object, "topic", &summary->topic, error) &&
         ARC_BODY_READ_WORD (object, "audience", arc_audience_from_word, &summary->audience,
                             error) &&
         arc_member_get_day (object, "since", &summary->since, error) &&
         arc_member_get_day (object, "until", &summary->until, error) &&
         arc_member_get_day (object, "made_on", &summary->made_on, error) &&
         arc_body_read_count (object, "version", &summary->version, error) &&
         arc_body_read_count (object, "group_size", &summary->group_size, error) &&
         arc_body_read_count (object, "sharers", &summary->sharers, error) &&
         arc_body_read_count (object, "members", &summary->members, error) &&
         arc_body_read_count (object, "shares", &summary->shares, error) &&
         arc_body_read_count (object, "statement_count", &summary->statements, error) &&
         arc_member_get_flag (object, "grouped", &summary->is_grouped, error) &&
         arc_body_read_count (object, "kept", &summary->kept, error) &&
         arc_body_read_count (object, "open", &summary->open, error) &&
         arc_body_read_count (object, "overdue", &summary->overdue, error) &&
         arc_body_read_text (object, "focus", &summary->focus, error) &&
         arc_body_read_text (object, "left_out", &summary->left_out, error);
}

ArcSummary *
arc_body_to_summary (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcSummary) summary = arc_summary_new ();
  JsonObject *object = arc_body_parse (body, &node, error);

  if (!object || !read_summary (object, summary, error) || !arc_summary_validate (summary, error))
    return NULL;
  return g_steal_pointer (&summary);
}
