/* What teammates say to each other, as plain values. */
#include "arc-config.h"
#include "arc-reply.h"

#include <glib/gi18n-lib.h>

#include "arc-error.h"
#include "arc-id.h"
#include "arc-limits.h"
#include "arc-text.h"
#include "arc-word.h"

static const ArcWord answer_kinds[ARC_N_ANSWERS] = {
    {"suggestion", N_ ("Suggestion")},
    {"thanks", N_ ("Thanks")},
    {"will-try", N_ ("I’ll try it")},
    {"ask-look-back", N_ ("Asks you to look back")},
};

ARC_DEFINE_WORDS (ArcAnswerKind, answer_kind, answer_kinds)

static gboolean
is_blank (const char *text)
{
  g_autofree char *tidy = arc_text_tidy_label (text);

  return *tidy == '\0';
}

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, message);
  return FALSE;
}

/* ---- answers ---- */

ArcAnswer *
arc_answer_new (ArcAnswerKind kind, const char *text)
{
  ArcAnswer *answer = g_new0 (ArcAnswer, 1);

  answer->kind = kind;
  answer->text = g_strdup (text ? text : "");
  return answer;
}

void
arc_answer_free (ArcAnswer *answer)
{
  if (!answer)
    return;
  g_free (answer->text);
  g_free (answer);
}

gboolean
arc_answer_validate (const ArcAnswer *answer, GError **error)
{
  if ((guint) answer->kind >= ARC_N_ANSWERS)
    return refuse (_ ("This is no answer that is known."), error);
  if (!arc_text_validate (answer->text, _ ("The answer"), ARC_LIMIT_NOTE_CHARS, error))
    return FALSE;
  if (answer->kind == ARC_ANSWER_SUGGESTION && is_blank (answer->text))
    return refuse (_ ("The suggestion is empty. Write a line first."), error);
  return TRUE;
}

/* ---- barriers ---- */

ArcBarrierTurn *
arc_barrier_turn_new (const char *barrier_id)
{
  ArcBarrierTurn *turn = g_new0 (ArcBarrierTurn, 1);

  turn->barrier_id = g_strdup (barrier_id);
  turn->builds_on = g_ptr_array_new_with_free_func (g_free);
  turn->owner = g_strdup ("");
  turn->next_step = g_strdup ("");
  turn->why = g_strdup ("");
  return turn;
}

void
arc_barrier_turn_free (ArcBarrierTurn *turn)
{
  if (!turn)
    return;
  g_free (turn->barrier_id);
  g_ptr_array_unref (turn->builds_on);
  g_free (turn->owner);
  g_free (turn->next_step);
  g_free (turn->why);
  g_free (turn);
}

static gboolean
has_sound_ids (const ArcBarrierTurn *turn)
{
  if (!arc_id_is_valid (turn->barrier_id) || (*turn->owner && !arc_id_is_valid (turn->owner)) ||
      turn->builds_on->len > ARC_LIMIT_MEMBERS)
    return FALSE;
  for (guint i = 0; i < turn->builds_on->len; i++)
    if (!arc_id_is_valid (turn->builds_on->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
arc_barrier_turn_validate (const ArcBarrierTurn *turn, GError **error)
{
  if ((guint) turn->state >= ARC_N_BARRIER_STATES || !has_sound_ids (turn))
    return refuse (_ ("This does not say which barrier it is about."), error);
  return arc_text_validate (turn->next_step, _ ("The next step"), ARC_LIMIT_LINE_CHARS, error) &&
         arc_text_validate (turn->why, _ ("The reason"), ARC_LIMIT_LINE_CHARS, error);
}

/* ---- the team's focus ---- */

ArcTeamFocus *
arc_team_focus_new (const char *behaviour)
{
  ArcTeamFocus *focus = g_new0 (ArcTeamFocus, 1);

  focus->behaviour = g_strdup (behaviour);
  focus->measure = g_strdup ("");
  return focus;
}

void
arc_team_focus_free (ArcTeamFocus *focus)
{
  if (!focus)
    return;
  g_free (focus->behaviour);
  g_free (focus->measure);
  g_free (focus);
}

gboolean
arc_team_focus_validate (const ArcTeamFocus *focus, GError **error)
{
  if (!arc_text_validate (focus->behaviour, _ ("The behaviour"), ARC_LIMIT_LINE_CHARS, error) ||
      !arc_text_validate (focus->measure, _ ("The measure"), ARC_LIMIT_LINE_CHARS, error))
    return FALSE;
  if (is_blank (focus->behaviour))
    return refuse (_ ("The focus is empty. Say what everyone could see people do."), error);
  return TRUE;
}

ArcFocusReply *
arc_focus_reply_new (gboolean yes, const char *counter)
{
  ArcFocusReply *reply = g_new0 (ArcFocusReply, 1);

  reply->yes = yes;
  reply->counter = g_strdup (counter ? counter : "");
  return reply;
}

void
arc_focus_reply_free (ArcFocusReply *reply)
{
  if (!reply)
    return;
  g_free (reply->counter);
  g_free (reply);
}

gboolean
arc_focus_reply_validate (const ArcFocusReply *reply, GError **error)
{
  if (!arc_text_validate (reply->counter, _ ("The proposal"), ARC_LIMIT_LINE_CHARS, error))
    return FALSE;
  if (!reply->yes && is_blank (reply->counter))
    return refuse (_ ("The proposal is empty. Say what you would do instead."), error);
  if (reply->yes && *reply->counter)
    return refuse (_ ("This says yes and proposes something else. Choose one of the two."), error);
  return TRUE;
}
