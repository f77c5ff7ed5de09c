/* A post, as a plain value. */
#include "arc-config.h"
#include "arc-post.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-error.h"
#include "arc-id.h"
#include "arc-limits.h"
#include "arc-word.h"

G_DEFINE_BOXED_TYPE (ArcPost, arc_post, arc_post_copy, arc_post_free)

static const char *const kind_words[ARC_N_POST_KINDS] = {
    "share",    "answer", "barrier",    "focus",      "focus-reply", "summary",
    "practice", "trial",  "correction", "equivalent", "other",
};
static const ArcWord audiences[ARC_N_AUDIENCES] = {
    {"team", N_ ("Whole team")},
    {"managers", N_ ("My managers")},
    {"named", N_ ("Named people")},
};

ARC_DEFINE_WORDS (ArcAudience, audience, audiences)

static GPtrArray *
copy_strings (const GPtrArray *strings)
{
  GPtrArray *copy = g_ptr_array_new_full (strings->len, g_free);

  for (guint i = 0; i < strings->len; i++)
    g_ptr_array_add (copy, g_strdup (strings->pdata[i]));
  return copy;
}

static gboolean
has_string (const GPtrArray *strings, const char *string)
{
  for (guint i = 0; i < strings->len; i++)
    if (g_str_equal (strings->pdata[i], string))
      return TRUE;
  return FALSE;
}

ArcPost *
arc_post_new (ArcPostKind kind, const char *author)
{
  ArcPost *post = g_new0 (ArcPost, 1);

  post->id = arc_id_new_random ();
  post->author = g_strdup (author);
  post->revision = arc_id_new_random ();
  post->replaces = g_ptr_array_new_with_free_func (g_free);
  post->kind = kind;
  post->to = g_ptr_array_new_with_free_func (g_free);
  post->body = g_strdup ("");
  return post;
}

ArcPost *
arc_post_copy (const ArcPost *post)
{
  ArcPost *copy = g_memdup2 (post, sizeof *post);

  copy->id = g_strdup (post->id);
  copy->author = g_strdup (post->author);
  copy->revision = g_strdup (post->revision);
  copy->replaces = copy_strings (post->replaces);
  copy->to = copy_strings (post->to);
  copy->subject = g_strdup (post->subject);
  copy->body = g_strdup (post->body);
  return copy;
}

void
arc_post_free (ArcPost *post)
{
  if (!post)
    return;
  g_free (post->id);
  g_free (post->author);
  g_free (post->revision);
  g_ptr_array_unref (post->replaces);
  g_ptr_array_unref (post->to);
  g_free (post->subject);
  g_free (post->body);
  g_free (post);
}

static void
forget_oldest (ArcPost *post)
{
  if (post->replaces->len > ARC_LIMIT_POST_REVISIONS)
    g_ptr_array_remove_range (post->replaces, 0, post->replaces->len - ARC_LIMIT_POST_REVISIONS);
}

void
arc_post_advance (ArcPost *post)
{
  g_ptr_array_add (post->replaces, post->revision);
  post->revision = arc_id_new_random ();
  forget_oldest (post);
}

static void
add_replaced (ArcPost *post, const char *revision)
{
  if (!g_str_equal (post->revision, revision) && !has_string (post->replaces, revision))
    g_ptr_array_add (post->replaces, g_strdup (revision));
}

void
arc_post_merge (ArcPost *post, const ArcPost *other)
{
  for (guint i = 0; i < other->replaces->len; i++)
    add_replaced (post, other->replaces->pdata[i]);
  add_replaced (post, other->revision);
  forget_oldest (post);
}

const char *
arc_post_get_parent (const ArcPost *post)
{
  return post->replaces->len > 0 ? post->replaces->pdata[post->replaces->len - 1] : NULL;
}

/* ---- rules ---- */

static gboolean
are_ids (const GPtrArray *ids, guint at_most)
{
  if (ids->len > at_most)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!arc_id_is_valid (ids->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_sound_ids (const ArcPost *post)
{
  return arc_id_is_valid (post->id) && arc_id_is_valid (post->author) &&
         arc_id_is_valid (post->revision) && are_ids (post->replaces, ARC_LIMIT_POST_REVISIONS) &&
         are_ids (post->to, ARC_LIMIT_MEMBERS) &&
         (!post->subject || arc_id_is_valid (post->subject)) &&
         !has_string (post->replaces, post->revision);
}

static gboolean
has_sound_time (const ArcPost *post)
{
  gint64 end_us = arc_day_start ((ArcDay){ARC_LIMIT_LAST_YEAR + 1, 1, 1}, "UTC", 0);

  return post->at_us >= 0 && post->at_us < end_us;
}

gboolean
arc_post_validate (const ArcPost *post, GError **error)
{
  if ((guint) post->kind >= ARC_N_POST_KINDS || (guint) post->audience >= ARC_N_AUDIENCES ||
      !has_sound_ids (post) || !has_sound_time (post)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("What was shared does not say what it is and by whom. Ask its author "
                            "to share it anew."));
    return FALSE;
  }
  if (strlen (post->body) > ARC_LIMIT_POST_BYTES) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("More than %d MiB cannot be shared at once. Share less of it."),
                 ARC_LIMIT_POST_BYTES / (1024 * 1024));
    return FALSE;
  }
  if (!g_utf8_validate (post->body, -1, NULL)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("What was shared is not valid UTF-8 text. Ask its author to share it "
                            "anew."));
    return FALSE;
  }
  return TRUE;
}

/* ---- revoked ---- */

ArcGone *
arc_gone_new (const char *id, const char *author)
{
  ArcGone *gone = g_new0 (ArcGone, 1);

  gone->id = g_strdup (id);
  gone->author = g_strdup (author);
  return gone;
}

void
arc_gone_free (ArcGone *gone)
{
  if (!gone)
    return;
  g_free (gone->id);
  g_free (gone->author);
  g_free (gone);
}

/* ---- words ---- */

const char *
arc_post_kind_to_word (ArcPostKind kind)
{
  return (guint) kind < ARC_N_POST_KINDS ? kind_words[kind] : kind_words[ARC_POST_OTHER];
}

ArcPostKind
arc_post_kind_from_word (const char *word)
{
  for (guint i = 0; i < ARC_N_POST_KINDS; i++)
    if (g_str_equal (kind_words[i], word))
      return i;
  return ARC_POST_OTHER;
}
