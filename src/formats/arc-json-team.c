/* Bodies of posts, to and from JSON. What comes from elsewhere is read strictly and checked by the
 * value's own rules; what a reader is not to be told is dropped even where it is said. */
#include "arc-config.h"

#include "arc-json-team.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-fail.h"
#include "arc-json-content.h"
#include "arc-json-loop.h"
#include "arc-json-member.h"
#include "arc-json-text.h"
#include "arc-limits.h"

#define NOON_US (ARC_US_PER_DAY / 2)

/* ---- texts ---- */

/* Takes @object. */
static void
append_object (GString *out, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  arc_json_text_append (out, node);
}

static char *
to_text (JsonObject *object)
{
  GString *out = g_string_new (NULL);

  append_object (out, object);
  return g_string_free (out, FALSE);
}

static JsonNode *
parse (const char *body, GError **error)
{
  gsize length = strlen (body);
  g_autoptr (JsonNode) node = NULL;

  if (length > ARC_LIMIT_POST_BYTES) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("More than %d MiB cannot be shared at once. Share less of it."),
                 ARC_LIMIT_POST_BYTES / (1024 * 1024));
    return NULL;
  }
  node = arc_json_text_parse (body, length, error);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("This is not a JSON object."));
    return NULL;
  }
  return g_steal_pointer (&node);
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

/* ---- shares ---- */

static ArcDay
day_of (gint64 at_us)
{
  return arc_day_of (at_us, "UTC", 0);
}

static void
put_look_backs (JsonObject *object, const GPtrArray *look_backs)
{
  JsonArray *array;

  if (look_backs->len == 0)
    return;
  array = json_array_sized_new (look_backs->len);
  for (guint i = 0; i < look_backs->len; i++) {
    const ArcLookBack *look_back = look_backs->pdata[i];
    JsonObject *element = json_object_new ();

    arc_member_put_text (element, "commitment", look_back->commitment_id);
    arc_member_put_day (element, "day", day_of (look_back->at_us));
    arc_member_put_text (element, "did", arc_did_to_word (look_back->did));
    arc_member_put_text (element, "helped", arc_helped_to_word (look_back->helped));
    json_array_add_object_element (array, element);
  }
  json_object_set_array_member (object, "look_backs", array);
}

static void
put_share (JsonObject *object, const ArcShare *share)
{
  if (share->quotable)
    json_object_set_boolean_member (object, "quotable", TRUE);
  arc_member_put_text (object, "chain", share->chain);
  arc_json_put_content (object, share->entry, FALSE);
  arc_json_put_loop (object, share->loop);
  put_look_backs (object, share->look_backs);
}

char *
arc_body_from_share (const ArcShare *share)
{
  JsonObject *object = json_object_new ();

  arc_member_put_day (object, "day", share->day);
  put_share (object, share);
  return to_text (object);
}

static gboolean
read_look_back (JsonObject *element, ArcShare *share, GError **error)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (NULL);
  ArcDay day = {0, 0, 0};

  if (!arc_member_get_id (element, "commitment", &look_back->commitment_id, error) ||
      !arc_member_get_day (element, "day", &day, error) ||
      !arc_json_read_answers (element, look_back, error))
    return FALSE;
  if (!arc_day_is_set (day))
    return ARC_FAIL (error, _ ("“%s” must be a day such as 2026-11-20."), "look_backs.day");
  look_back->at_us = arc_day_start (day, "UTC", 0) + NOON_US;
  g_ptr_array_add (share->look_backs, g_steal_pointer (&look_back));
  return TRUE;
}

static gboolean
read_look_backs (JsonObject *object, ArcShare *share, GError **error)
{
  JsonArray *array;
  JsonObject *element;

  if (!arc_member_get_array (object, "look_backs", &array, error))
    return FALSE;
  if (array != NULL && json_array_get_length (array) > ARC_LIMIT_LOOP_LINES + 1)
    return ARC_FAIL (error, _ ("“%s” is too long."), "look_backs");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!arc_member_get_element (array, i, "look_backs", &element, error) ||
        !read_look_back (element, share, error))
      return FALSE;
  return TRUE;
}

/* What a share does not tell: when things were written, the day to look back, what came before. */
static void
drop_private (ArcShare *share)
{
  share->entry->lens = ARC_LENS_INDIVIDUAL;
  share->loop->look_back_on = (ArcDay){0, 0, 0};
  g_clear_pointer (&share->loop->continues, g_free);
  for (guint i = 0; i < share->loop->commitments->len; i++) {
    ArcCommitment *commitment = share->loop->commitments->pdata[i];

    commitment->created_us = commitment->modified_us = 0;
  }
  for (guint i = 0; i < share->loop->barriers->len; i++) {
    ArcBarrier *barrier = share->loop->barriers->pdata[i];

    barrier->created_us = barrier->modified_us = 0;
  }
}

ArcShare *
arc_body_to_share (const char *body, GError **error)
{
  g_autoptr (ArcShare) share = arc_share_new ();
  g_autoptr (JsonNode) node = parse (body, error);
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  if (!arc_member_get_day (object, "day", &share->day, error) ||
      !arc_member_get_flag (object, "quotable", &share->quotable, error) ||
      !arc_member_get_id (object, "chain", &share->chain, error) ||
      !arc_json_read_content (object, share->entry, error) ||
      !arc_json_read_loop (object, share->loop, error) || !read_look_backs (object, share, error))
    return NULL;
  if (!arc_day_is_set (share->day)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("“%s” must be a day such as 2026-11-20."),
                 "day");
    return NULL;
  }
  drop_private (share);
  share->parts = arc_parts_of_entry (share->entry);
  share->entry->occurred_us = arc_day_start (share->day, "UTC", 0) + NOON_US;
  return arc_share_validate (share, error) ? g_steal_pointer (&share) : NULL;
}

void
arc_json_append_share (GString *out, const ArcPost *post, const ArcShare *share,
                       const char *team_name, const char *author_name)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", "share");
  arc_member_put_text (object, "id", post->id);
  arc_member_put_text (object, "team", team_name);
  arc_member_put_text (object, "author", author_name);
  arc_member_put_text (object, "audience", arc_audience_to_word (post->audience));
  arc_member_put_day (object, "day", share->day);
  arc_member_put_text (object, "revision", post->revision);
  arc_member_put_text (object, "parent", arc_post_get_parent (post));
  put_share (object, share);
  append_object (out, object);
}

/* ---- answers ---- */

char *
arc_body_from_answer (const ArcAnswer *answer)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "kind", arc_answer_kind_to_word (answer->kind));
  arc_member_put_text (object, "text", answer->text);
  return to_text (object);
}

ArcAnswer *
arc_body_to_answer (const char *body, GError **error)
{
  g_autoptr (ArcAnswer) answer = arc_answer_new (ARC_ANSWER_THANKS, NULL);
  g_autoptr (JsonNode) node = parse (body, error);
  const char *kind;

  if (node == NULL || !arc_member_get_text (json_node_get_object (node), "kind", &kind, error) ||
      !read_text (json_node_get_object (node), "text", &answer->text, error))
    return NULL;
  if (kind == NULL || !arc_answer_kind_from_word (kind, &answer->kind)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("This is no answer that is known."));
    return NULL;
  }
  return arc_answer_validate (answer, error) ? g_steal_pointer (&answer) : NULL;
}

/* ---- barriers ---- */

char *
arc_body_from_barrier_turn (const ArcBarrierTurn *turn)
{
  JsonObject *object = json_object_new ();
  JsonArray *builds_on;

  arc_member_put_text (object, "barrier", turn->barrier_id);
  if (turn->builds_on->len > 0) {
    builds_on = json_array_sized_new (turn->builds_on->len);
    for (guint i = 0; i < turn->builds_on->len; i++)
      json_array_add_string_element (builds_on, turn->builds_on->pdata[i]);
    json_object_set_array_member (object, "builds_on", builds_on);
  }
  arc_member_put_text (object, "owner", turn->owner);
  arc_member_put_text (object, "next_step", turn->next_step);
  arc_member_put_day (object, "next_by", turn->next_by);
  arc_member_put_text (object, "state", arc_barrier_state_to_word (turn->state));
  arc_member_put_text (object, "why", turn->why);
  return to_text (object);
}

static gboolean
read_builds_on (JsonObject *object, GPtrArray *ids, GError **error)
{
  JsonArray *array;

  if (!arc_member_get_array (object, "builds_on", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!arc_member_node_is_text (node))
      return ARC_FAIL (error, _ ("“%s” must be a list of texts."), "builds_on");
    g_ptr_array_add (ids, g_strdup (json_node_get_string (node)));
  }
  return TRUE;
}

ArcBarrierTurn *
arc_body_to_barrier_turn (const char *body, GError **error)
{
  g_autoptr (ArcBarrierTurn) turn = arc_barrier_turn_new ("");
  g_autoptr (JsonNode) node = parse (body, error);
  JsonObject *object;
  const char *state;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  if (!read_text (object, "barrier", &turn->barrier_id, error) ||
      !read_builds_on (object, turn->builds_on, error) ||
      !read_text (object, "owner", &turn->owner, error) ||
      !read_text (object, "next_step", &turn->next_step, error) ||
      !arc_member_get_day (object, "next_by", &turn->next_by, error) ||
      !arc_member_get_text (object, "state", &state, error) ||
      !read_text (object, "why", &turn->why, error))
    return NULL;
  if (state != NULL && !arc_barrier_state_from_word (state, &turn->state)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("“%s” must be one of open, being-removed, removed and stays."), "state");
    return NULL;
  }
  return arc_barrier_turn_validate (turn, error) ? g_steal_pointer (&turn) : NULL;
}

/* ---- the team's focus ---- */

char *
arc_body_from_team_focus (const ArcTeamFocus *focus)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "behaviour", focus->behaviour);
  arc_member_put_text (object, "measure", focus->measure);
  arc_member_put_day (object, "by", focus->by);
  if (focus->ended)
    json_object_set_boolean_member (object, "ended", TRUE);
  return to_text (object);
}

ArcTeamFocus *
arc_body_to_team_focus (const char *body, GError **error)
{
  g_autoptr (ArcTeamFocus) focus = arc_team_focus_new ("");
  g_autoptr (JsonNode) node = parse (body, error);
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  if (!read_text (object, "behaviour", &focus->behaviour, error) ||
      !read_text (object, "measure", &focus->measure, error) ||
      !arc_member_get_day (object, "by", &focus->by, error) ||
      !arc_member_get_flag (object, "ended", &focus->ended, error))
    return NULL;
  return arc_team_focus_validate (focus, error) ? g_steal_pointer (&focus) : NULL;
}

char *
arc_body_from_focus_reply (const ArcFocusReply *reply)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "yes", reply->yes);
  arc_member_put_text (object, "counter", reply->counter);
  return to_text (object);
}

ArcFocusReply *
arc_body_to_focus_reply (const char *body, GError **error)
{
  g_autoptr (ArcFocusReply) reply = arc_focus_reply_new (FALSE, NULL);
  g_autoptr (JsonNode) node = parse (body, error);

  if (node == NULL ||
      !arc_member_get_flag (json_node_get_object (node), "yes", &reply->yes, error) ||
      !read_text (json_node_get_object (node), "counter", &reply->counter, error))
    return NULL;
  return arc_focus_reply_validate (reply, error) ? g_steal_pointer (&reply) : NULL;
}
