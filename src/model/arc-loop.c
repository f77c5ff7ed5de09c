/* A loop, as a plain value. */
#include "arc-config.h"
#include "arc-loop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"

G_DEFINE_BOXED_TYPE (ArcLoop, arc_loop, arc_loop_copy, arc_loop_free)

/* day, continues, commitments, barriers; dates as text, enumerations as words. */
#define LOOP_TYPE "(ssa(ssssssssxx)a(ssssssssxx))"

ArcLoop *
arc_loop_new (void)
{
  ArcLoop *loop = g_new0 (ArcLoop, 1);

  loop->commitments = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_commitment_free);
  loop->barriers = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_barrier_free);
  return loop;
}

ArcLoop *
arc_loop_copy (const ArcLoop *loop)
{
  ArcLoop *copy = arc_loop_new ();

  for (guint i = 0; i < loop->commitments->len; i++)
    g_ptr_array_add (copy->commitments, arc_commitment_copy (loop->commitments->pdata[i]));
  for (guint i = 0; i < loop->barriers->len; i++)
    g_ptr_array_add (copy->barriers, arc_barrier_copy (loop->barriers->pdata[i]));
  copy->look_back_on = loop->look_back_on;
  copy->continues = g_strdup (loop->continues);
  return copy;
}

void
arc_loop_free (ArcLoop *loop)
{
  if (!loop)
    return;
  g_ptr_array_unref (loop->commitments);
  g_ptr_array_unref (loop->barriers);
  g_free (loop->continues);
  g_free (loop);
}

gboolean
arc_loop_is_empty (const ArcLoop *loop)
{
  return loop->commitments->len == 0 && loop->barriers->len == 0 &&
         !arc_day_is_set (loop->look_back_on) && !loop->continues;
}

gboolean
arc_loop_equal (const ArcLoop *a, const ArcLoop *b)
{
  if (a->commitments->len != b->commitments->len || a->barriers->len != b->barriers->len ||
      arc_day_compare (a->look_back_on, b->look_back_on) != 0 ||
      g_strcmp0 (a->continues, b->continues) != 0)
    return FALSE;
  for (guint i = 0; i < a->commitments->len; i++)
    if (!arc_commitment_equal (a->commitments->pdata[i], b->commitments->pdata[i]))
      return FALSE;
  for (guint i = 0; i < a->barriers->len; i++)
    if (!arc_barrier_equal (a->barriers->pdata[i], b->barriers->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
arc_loop_validate (const ArcLoop *loop, GError **error)
{
  if (loop->commitments->len > ARC_LIMIT_LOOP_LINES || loop->barriers->len > ARC_LIMIT_LOOP_LINES) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("There are more than %d commitments. Turn some back into plain lines."),
                 ARC_LIMIT_LOOP_LINES);
    return FALSE;
  }
  for (guint i = 0; i < loop->commitments->len; i++)
    if (!arc_commitment_validate (loop->commitments->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < loop->barriers->len; i++)
    if (!arc_barrier_validate (loop->barriers->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_line (const char *a, const char *b)
{
  g_autofree char *left = g_strstrip (g_strdup (a));
  g_autofree char *right = g_strstrip (g_strdup (b));

  return g_str_equal (left, right);
}

ArcCommitment *
arc_loop_find_commitment (const ArcLoop *loop, const char *line)
{
  for (guint i = 0; i < loop->commitments->len; i++) {
    ArcCommitment *commitment = loop->commitments->pdata[i];

    if (is_same_line (commitment->text, line))
      return commitment;
  }
  return NULL;
}

ArcBarrier *
arc_loop_find_barrier (const ArcLoop *loop, const char *line)
{
  for (guint i = 0; i < loop->barriers->len; i++) {
    ArcBarrier *barrier = loop->barriers->pdata[i];

    if (is_same_line (barrier->text, line))
      return barrier;
  }
  return NULL;
}

/* ---- as text ---- */

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

static char *
or_null (const char *text)
{
  return *text ? g_strdup (text) : NULL;
}

static void
add_commitment (GVariantBuilder *builder, const ArcCommitment *commitment)
{
  g_autofree char *due = arc_day_to_text (commitment->due);

  g_variant_builder_add (builder, "(ssssssssxx)", or_empty (commitment->id),
                         arc_kind_to_word (commitment->kind), commitment->text, commitment->if_text,
                         commitment->then_text, commitment->measure, due,
                         arc_commitment_state_to_word (commitment->state), commitment->created_us,
                         commitment->modified_us);
}

static void
add_barrier (GVariantBuilder *builder, const ArcBarrier *barrier)
{
  g_autofree char *next_by = arc_day_to_text (barrier->next_by);

  g_variant_builder_add (builder, "(ssssssssxx)", or_empty (barrier->id), "", barrier->text,
                         barrier->owner, barrier->next_step, barrier->why, next_by,
                         arc_barrier_state_to_word (barrier->state), barrier->created_us,
                         barrier->modified_us);
}

char *
arc_loop_to_text (const ArcLoop *loop)
{
  g_autofree char *day = arc_day_to_text (loop->look_back_on);
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder builder;

  if (arc_loop_is_empty (loop))
    return g_strdup ("");
  g_variant_builder_init (&builder, G_VARIANT_TYPE (LOOP_TYPE));
  g_variant_builder_add (&builder, "s", day);
  g_variant_builder_add (&builder, "s", or_empty (loop->continues));
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(ssssssssxx)"));
  for (guint i = 0; i < loop->commitments->len; i++)
    add_commitment (&builder, loop->commitments->pdata[i]);
  g_variant_builder_close (&builder);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(ssssssssxx)"));
  for (guint i = 0; i < loop->barriers->len; i++)
    add_barrier (&builder, loop->barriers->pdata[i]);
  g_variant_builder_close (&builder);
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (value, FALSE);
}

typedef struct {
  const char *id, *kind, *text, *one, *two, *three, *day, *state;
  gint64 created_us, modified_us;
} Line;

static gboolean
next_line (GVariantIter *iter, Line *line)
{
  return g_variant_iter_next (iter, "(&s&s&s&s&s&s&s&sxx)", &line->id, &line->kind, &line->text,
                              &line->one, &line->two, &line->three, &line->day, &line->state,
                              &line->created_us, &line->modified_us);
}

static ArcCommitment *
commitment_from_line (const Line *line)
{
  ArcCommitment *commitment = arc_commitment_new (ARC_KIND_START, line->text);

  arc_kind_from_word (line->kind, &commitment->kind);
  commitment->id = or_null (line->id);
  g_free (commitment->if_text);
  commitment->if_text = g_strdup (line->one);
  g_free (commitment->then_text);
  commitment->then_text = g_strdup (line->two);
  g_free (commitment->measure);
  commitment->measure = g_strdup (line->three);
  arc_day_from_text (line->day, &commitment->due);
  arc_commitment_state_from_word (line->state, &commitment->state);
  commitment->created_us = line->created_us;
  commitment->modified_us = line->modified_us;
  return commitment;
}

static ArcBarrier *
barrier_from_line (const Line *line)
{
  ArcBarrier *barrier = arc_barrier_new (line->text);

  barrier->id = or_null (line->id);
  g_free (barrier->owner);
  barrier->owner = g_strdup (line->one);
  g_free (barrier->next_step);
  barrier->next_step = g_strdup (line->two);
  g_free (barrier->why);
  barrier->why = g_strdup (line->three);
  arc_day_from_text (line->day, &barrier->next_by);
  arc_barrier_state_from_word (line->state, &barrier->state);
  barrier->created_us = line->created_us;
  barrier->modified_us = line->modified_us;
  return barrier;
}

ArcLoop *
arc_loop_from_text (const char *text)
{
  ArcLoop *loop = arc_loop_new ();
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariantIter) commitments = NULL;
  g_autoptr (GVariantIter) barriers = NULL;
  const char *day, *continues;
  Line line;

  if (*text)
    value = g_variant_parse (G_VARIANT_TYPE (LOOP_TYPE), text, NULL, NULL, NULL);
  if (!value)
    return loop;
  g_variant_get (value, "(&s&sa(ssssssssxx)a(ssssssssxx))", &day, &continues, &commitments,
                 &barriers);
  arc_day_from_text (day, &loop->look_back_on);
  loop->continues = or_null (continues);
  while (next_line (commitments, &line))
    g_ptr_array_add (loop->commitments, commitment_from_line (&line));
  while (next_line (barriers, &line))
    g_ptr_array_add (loop->barriers, barrier_from_line (&line));
  return loop;
}
