/* Practices, trials, corrections and equivalents, to and from JSON. */
#include "arc-config.h"
#include "arc-json-summary.h"

#include "arc-json-body.h"
#include "arc-json-member.h"

/* ---- writing ---- */

char *
arc_body_from_practice_turn (const ArcPracticeTurn *turn)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "practice", turn->practice_id);
  arc_body_put_texts (object, "builds_on", turn->builds_on);
  arc_member_put_text (object, "state", arc_practice_state_to_word (turn->state));
  arc_member_put_text (object, "when", turn->when);
  arc_member_put_text (object, "do", turn->doing);
  arc_member_put_text (object, "so_that", turn->so_that);
  arc_member_put_text (object, "topic", turn->topic);
  arc_body_put_texts (object, "shares", turn->shares);
  arc_member_put_text (object, "finder", turn->finder);
  arc_member_put_day (object, "recheck_on", turn->recheck_on);
  arc_member_put_text (object, "why", turn->why);
  return arc_body_end (object);
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
  arc_body_put_texts (object, "shares", turn->shares);
  for (guint i = ARC_HELPED_YES; i <= ARC_HELPED_TOO_EARLY; i++)
    json_object_set_int_member (trials, arc_helped_to_word (i), helped[i]);
  json_object_set_object_member (object, "trials", trials);
  json_object_set_int_member (object, "answers", answers);
  line = arc_body_end (object);
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
  return arc_body_end (object);
}

char *
arc_body_from_correction (const ArcCorrection *correction)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "kind", arc_correction_kind_to_word (correction->kind));
  arc_body_put_texts (object, "statements", correction->statements);
  arc_member_put_text (object, "text", correction->text);
  return arc_body_end (object);
}

char *
arc_body_from_equivalent (const ArcEquivalent *equivalent)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "equivalent", equivalent->id);
  arc_body_put_texts (object, "builds_on", equivalent->builds_on);
  if (equivalent->state == ARC_EQUIVALENT_HOLDS)
    arc_body_put_equivalent (object, equivalent);
  else
    arc_member_put_text (object, "state", arc_equivalent_state_to_word (equivalent->state));
  return arc_body_end (object);
}

void
arc_json_append_equivalent (GString *out, const ArcEquivalent *equivalent, const char *author_name)
{
  JsonObject *object = json_object_new ();
  g_autofree char *line = NULL;

  arc_member_put_text (object, "id", equivalent->id);
  arc_member_put_text (object, "state",
                       arc_equivalent_state_to_word (equivalent->state == ARC_EQUIVALENT_HOLDS &&
                                                             equivalent->is_shipped
                                                         ? ARC_EQUIVALENT_AS_SHIPPED
                                                         : equivalent->state));
  arc_body_put_equivalent (object, equivalent);
  arc_member_put_text (object, "by", author_name);
  line = arc_body_end (object);
  g_string_append_printf (out, "%s\n", line);
}

/* ---- reading ---- */

ArcPracticeTurn *
arc_body_to_practice_turn (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();
  JsonObject *object = arc_body_parse (body, &node, error);

  if (!object || !arc_body_read_text (object, "practice", &turn->practice_id, error) ||
      !arc_body_read_texts (object, "builds_on", turn->builds_on, error) ||
      !ARC_BODY_READ_WORD (object, "state", arc_practice_state_from_word, &turn->state, error) ||
      !arc_body_read_text (object, "when", &turn->when, error) ||
      !arc_body_read_text (object, "do", &turn->doing, error) ||
      !arc_body_read_text (object, "so_that", &turn->so_that, error) ||
      !arc_body_read_text (object, "topic", &turn->topic, error) ||
      !arc_body_read_texts (object, "shares", turn->shares, error) ||
      !arc_body_read_text (object, "finder", &turn->finder, error) ||
      !arc_member_get_day (object, "recheck_on", &turn->recheck_on, error) ||
      !arc_body_read_text (object, "why", &turn->why, error) ||
      !arc_practice_turn_validate (turn, error))
    return NULL;
  return g_steal_pointer (&turn);
}

ArcTrial *
arc_body_to_trial (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcTrial) trial = arc_trial_new ("");
  JsonObject *object = arc_body_parse (body, &node, error);

  if (!object || !arc_body_read_text (object, "practice", &trial->practice_id, error) ||
      !ARC_BODY_READ_WORD (object, "response", arc_trial_response_from_word, &trial->response,
                           error) ||
      !arc_body_read_text (object, "why", &trial->why, error) ||
      !ARC_BODY_READ_WORD (object, "did", arc_did_from_word, &trial->did, error) ||
      !ARC_BODY_READ_WORD (object, "helped", arc_helped_from_word, &trial->helped, error) ||
      !arc_member_get_day (object, "tried_on", &trial->tried_on, error) ||
      !ARC_BODY_READ_WORD (object, "credit", arc_credit_from_word, &trial->credit, error) ||
      !arc_trial_validate (trial, error))
    return NULL;
  return g_steal_pointer (&trial);
}

ArcCorrection *
arc_body_to_correction (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcCorrection) correction = arc_correction_new (ARC_CORRECT_MERGE);
  JsonObject *object = arc_body_parse (body, &node, error);

  if (!object ||
      !ARC_BODY_READ_WORD (object, "kind", arc_correction_kind_from_word, &correction->kind,
                           error) ||
      !arc_body_read_texts (object, "statements", correction->statements, error) ||
      !arc_body_read_text (object, "text", &correction->text, error) ||
      !arc_correction_validate (correction, error))
    return NULL;
  return g_steal_pointer (&correction);
}

ArcEquivalent *
arc_body_to_equivalent (const char *body, const char *id, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ArcEquivalent) equivalent = arc_equivalent_new (id);
  JsonObject *object = arc_body_parse (body, &node, error);

  if (!object || !arc_body_read_text (object, "equivalent", &equivalent->id, error) ||
      !arc_body_read_texts (object, "builds_on", equivalent->builds_on, error) ||
      !ARC_BODY_READ_WORD (object, "state", arc_equivalent_state_from_word, &equivalent->state,
                           error) ||
      !arc_body_read_equivalent (object, equivalent, error) ||
      !arc_equivalent_validate (equivalent, error))
    return NULL;
  return g_steal_pointer (&equivalent);
}
