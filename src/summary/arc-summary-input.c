/* What a summary is made of. */
#include "arc-config.h"
#include "arc-summarise.h"

#include "arc-team.h"

ArcSharedInput *
arc_shared_input_new (const char *id, const char *author, const char *author_name,
                      ArcAudience audience, const ArcShare *share)
{
  ArcSharedInput *input = g_new0 (ArcSharedInput, 1);

  input->id = g_strdup (id);
  input->revision = g_strdup ("");
  input->author = g_strdup (author);
  input->author_name = g_strdup (author_name);
  input->audience = audience;
  input->share = arc_share_copy (share);
  return input;
}

void
arc_shared_input_free (ArcSharedInput *input)
{
  if (!input)
    return;
  g_free (input->id);
  g_free (input->revision);
  g_free (input->author);
  g_free (input->author_name);
  arc_share_free (input->share);
  g_free (input);
}

void
arc_practice_input_free (ArcPracticeInput *input)
{
  if (!input)
    return;
  g_free (input->id);
  arc_practice_turn_free (input->turn);
  g_clear_pointer (&input->trials, g_ptr_array_unref);
  g_clear_pointer (&input->authors, g_ptr_array_unref);
  g_free (input->finder_name);
  g_free (input);
}

void
arc_barrier_input_free (ArcBarrierInput *input)
{
  if (!input)
    return;
  g_free (input->share_id);
  g_free (input->barrier_id);
  g_free (input->owner_name);
  g_free (input->next_step);
  g_free (input);
}

ArcSummaryInput *
arc_summary_input_new (void)
{
  ArcSummaryInput *input = g_new0 (ArcSummaryInput, 1);

  input->team_name = g_strdup ("");
  input->group_size = ARC_GROUP_SIZE_DEFAULT;
  input->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_shared_input_free);
  input->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_correction_free);
  input->practices = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_practice_input_free);
  input->barriers = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_barrier_input_free);
  input->equivalents = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_equivalent_free);
  return input;
}

void
arc_summary_input_free (ArcSummaryInput *input)
{
  if (!input)
    return;
  g_free (input->team_name);
  g_free (input->topic);
  g_ptr_array_unref (input->inputs);
  g_ptr_array_unref (input->corrections);
  g_ptr_array_unref (input->practices);
  g_ptr_array_unref (input->barriers);
  g_ptr_array_unref (input->equivalents);
  g_clear_pointer (&input->replaced, arc_summary_free);
  g_free (input);
}
