/* What hangs on an entry, to and from JSON. */
#include "arc-config.h"

#include "arc-json-loop.h"

#include <glib/gi18n-lib.h>

#include "arc-fail.h"
#include "arc-json-member.h"

/* ---- writing ---- */

/* A share tells no times of writing. */
static void
put_times (JsonObject *object, gint64 created_us, gint64 modified_us)
{
  if (created_us == 0 && modified_us == 0)
    return;
  arc_member_put_time (object, "created_at", created_us);
  arc_member_put_time (object, "modified_at", modified_us);
}

JsonObject *
arc_json_from_commitment (const ArcCommitment *commitment)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "id", commitment->id);
  arc_member_put_text (object, "kind", arc_kind_to_word (commitment->kind));
  arc_member_put_text (object, "text", commitment->text);
  arc_member_put_text (object, "if", commitment->if_text);
  arc_member_put_text (object, "then", commitment->then_text);
  arc_member_put_text (object, "measure", commitment->measure);
  arc_member_put_day (object, "due", commitment->due);
  arc_member_put_text (object, "state", arc_commitment_state_to_word (commitment->state));
  put_times (object, commitment->created_us, commitment->modified_us);
  return object;
}

JsonObject *
arc_json_from_barrier (const ArcBarrier *barrier)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "id", barrier->id);
  arc_member_put_text (object, "text", barrier->text);
  arc_member_put_text (object, "owner", barrier->owner);
  arc_member_put_text (object, "next_step", barrier->next_step);
  arc_member_put_day (object, "next_by", barrier->next_by);
  arc_member_put_text (object, "state", arc_barrier_state_to_word (barrier->state));
  arc_member_put_text (object, "why", barrier->why);
  put_times (object, barrier->created_us, barrier->modified_us);
  return object;
}

void
arc_json_put_loop (JsonObject *object, const ArcLoop *loop)
{
  arc_member_put_day (object, "look_back_on", loop->look_back_on);
  arc_member_put_text (object, "continues", loop->continues);
  if (loop->commitments->len > 0) {
    JsonArray *array = json_array_sized_new (loop->commitments->len);
    for (guint i = 0; i < loop->commitments->len; i++)
      json_array_add_object_element (array, arc_json_from_commitment (loop->commitments->pdata[i]));
    json_object_set_array_member (object, "commitments", array);
  }
  if (loop->barriers->len > 0) {
    JsonArray *array = json_array_sized_new (loop->barriers->len);
    for (guint i = 0; i < loop->barriers->len; i++)
      json_array_add_object_element (array, arc_json_from_barrier (loop->barriers->pdata[i]));
    json_object_set_array_member (object, "barriers", array);
  }
}

/* ---- reading ---- */

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
read_times (JsonObject *object, gint64 *created_us, gint64 *modified_us, GError **error)
{
  return arc_member_get_time (object, "created_at", created_us, error) &&
         arc_member_get_time (object, "modified_at", modified_us, error);
}

static gboolean
read_commitment_words (JsonObject *object, ArcCommitment *commitment, GError **error)
{
  const char *kind, *state;

  if (!arc_member_get_text (object, "kind", &kind, error) ||
      !arc_member_get_text (object, "state", &state, error))
    return FALSE;
  if (kind == NULL || !arc_kind_from_word (kind, &commitment->kind))
    return ARC_FAIL (error, _ ("“%s” must be one of stop, start, continue and more."),
                     "commitments.kind");
  if (state != NULL && !arc_commitment_state_from_word (state, &commitment->state))
    return ARC_FAIL (error, _ ("“%s” must be one of open, done, habit and let-go."),
                     "commitments.state");
  return TRUE;
}

static gboolean
read_commitment (JsonObject *object, ArcLoop *loop, GError **error)
{
  g_autoptr (ArcCommitment) commitment = arc_commitment_new (ARC_KIND_START, "");

  if (!arc_member_get_id (object, "id", &commitment->id, error) ||
      !read_commitment_words (object, commitment, error) ||
      !read_text (object, "text", &commitment->text, error) ||
      !read_text (object, "if", &commitment->if_text, error) ||
      !read_text (object, "then", &commitment->then_text, error) ||
      !read_text (object, "measure", &commitment->measure, error) ||
      !arc_member_get_day (object, "due", &commitment->due, error) ||
      !read_times (object, &commitment->created_us, &commitment->modified_us, error))
    return FALSE;
  g_ptr_array_add (loop->commitments, g_steal_pointer (&commitment));
  return TRUE;
}

static gboolean
read_barrier (JsonObject *object, ArcLoop *loop, GError **error)
{
  g_autoptr (ArcBarrier) barrier = arc_barrier_new ("");
  const char *state;

  if (!arc_member_get_id (object, "id", &barrier->id, error) ||
      !read_text (object, "text", &barrier->text, error) ||
      !read_text (object, "owner", &barrier->owner, error) ||
      !read_text (object, "next_step", &barrier->next_step, error) ||
      !arc_member_get_day (object, "next_by", &barrier->next_by, error) ||
      !arc_member_get_text (object, "state", &state, error) ||
      !read_text (object, "why", &barrier->why, error) ||
      !read_times (object, &barrier->created_us, &barrier->modified_us, error))
    return FALSE;
  if (state != NULL && !arc_barrier_state_from_word (state, &barrier->state))
    return ARC_FAIL (error, _ ("“%s” must be one of open, being-removed, removed and stays."),
                     "barriers.state");
  g_ptr_array_add (loop->barriers, g_steal_pointer (&barrier));
  return TRUE;
}

static gboolean
read_array (JsonObject *object, const char *name, ArcLoop *loop,
            gboolean (*read) (JsonObject *element, ArcLoop *loop, GError **error), GError **error)
{
  JsonArray *array;
  JsonObject *element;

  if (!arc_member_get_array (object, name, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!arc_member_get_element (array, i, name, &element, error) || !read (element, loop, error))
      return FALSE;
  return TRUE;
}

gboolean
arc_json_read_loop (JsonObject *object, ArcLoop *loop, GError **error)
{
  return arc_member_get_day (object, "look_back_on", &loop->look_back_on, error) &&
         arc_member_get_id (object, "continues", &loop->continues, error) &&
         read_array (object, "commitments", loop, read_commitment, error) &&
         read_array (object, "barriers", loop, read_barrier, error);
}
