/* A share, as a plain value: made by naming what is copied, so that nothing else can slip in. */
#include "arc-config.h"
#include "arc-share.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-id.h"
#include "arc-limits.h"
#include "arc-text.h"

G_DEFINE_BOXED_TYPE (ArcShare, arc_share, arc_share_copy, arc_share_free)

#define NOON_US (ARC_US_PER_DAY / 2)

/* By bit. The first three are the words of the sections. */
static const char *const part_words[] = {
    "action", "reflection", "change", "title", "topic", "tags", "outcome", "evidence",
};

/* ---- what was ticked ---- */

ArcShareChoice *
arc_share_choice_new (void)
{
  ArcShareChoice *choice = g_new0 (ArcShareChoice, 1);

  choice->commitments = g_ptr_array_new_with_free_func (g_free);
  choice->to = g_ptr_array_new_with_free_func (g_free);
  return choice;
}

ArcShareChoice *
arc_share_choice_copy (const ArcShareChoice *choice)
{
  ArcShareChoice *copy = arc_share_choice_new ();

  copy->parts = choice->parts;
  copy->all_commitments = choice->all_commitments;
  copy->audience = choice->audience;
  copy->quotable = choice->quotable;
  for (guint i = 0; i < choice->commitments->len; i++)
    g_ptr_array_add (copy->commitments, g_strdup (choice->commitments->pdata[i]));
  for (guint i = 0; i < choice->to->len; i++)
    g_ptr_array_add (copy->to, g_strdup (choice->to->pdata[i]));
  return copy;
}

void
arc_share_choice_free (ArcShareChoice *choice)
{
  if (!choice)
    return;
  g_ptr_array_unref (choice->commitments);
  g_ptr_array_unref (choice->to);
  g_free (choice);
}

gboolean
arc_share_choice_is_empty (const ArcShareChoice *choice)
{
  return !choice->parts && !choice->all_commitments && choice->commitments->len == 0;
}

static gboolean
is_chosen (const ArcShareChoice *choice, const char *id)
{
  if (choice->all_commitments)
    return TRUE;
  for (guint i = 0; i < choice->commitments->len; i++)
    if (g_strcmp0 (choice->commitments->pdata[i], id) == 0)
      return TRUE;
  return FALSE;
}

/* ---- the value ---- */

ArcShare *
arc_share_new (void)
{
  ArcShare *share = g_new0 (ArcShare, 1);

  share->entry = arc_entry_new ();
  share->loop = arc_loop_new ();
  share->look_backs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_look_back_free);
  share->chain = g_strdup ("");
  return share;
}

ArcShare *
arc_share_copy (const ArcShare *share)
{
  ArcShare *copy = g_memdup2 (share, sizeof *share);

  copy->entry = arc_entry_copy (share->entry);
  copy->loop = arc_loop_copy (share->loop);
  copy->look_backs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_look_back_free);
  for (guint i = 0; i < share->look_backs->len; i++)
    g_ptr_array_add (copy->look_backs, arc_look_back_copy (share->look_backs->pdata[i]));
  copy->chain = g_strdup (share->chain);
  return copy;
}

void
arc_share_free (ArcShare *share)
{
  if (!share)
    return;
  arc_entry_free (share->entry);
  arc_loop_free (share->loop);
  g_ptr_array_unref (share->look_backs);
  g_free (share->chain);
  g_free (share);
}

/* ---- making one ---- */

static gint64
noon_of (ArcDay day)
{
  return arc_day_start (day, "UTC", 0) + NOON_US;
}

/* A part that is empty is not shared: nobody is told that there is nothing. */
static ArcParts
copy_parts (ArcEntry *to, const ArcEntry *from, ArcParts parts)
{
  ArcParts copied = 0;

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if ((parts & (1u << i)) && *from->section[i]) {
      arc_entry_set_section (to, i, from->section[i]);
      copied |= 1u << i;
    }
  if ((parts & ARC_PART_TITLE) && *from->title) {
    arc_entry_set_title (to, from->title);
    copied |= ARC_PART_TITLE;
  }
  if ((parts & ARC_PART_TOPIC) && *from->topic) {
    arc_entry_set_topic (to, from->topic);
    copied |= ARC_PART_TOPIC;
  }
  for (guint i = 0; (parts & ARC_PART_TAGS) && i < from->tags->len; i++)
    if (arc_entry_add_tag (to, from->tags->pdata[i]))
      copied |= ARC_PART_TAGS;
  if ((parts & ARC_PART_OUTCOME) && from->outcome != ARC_OUTCOME_NOT_SAID) {
    to->outcome = from->outcome;
    copied |= ARC_PART_OUTCOME;
  }
  if ((parts & ARC_PART_EVIDENCE) && from->evidence != ARC_EVIDENCE_NONE) {
    arc_entry_set_evidence (to, from->evidence, from->evidence_amount, from->evidence_unit);
    to->evidence_per = from->evidence_per;
    copied |= ARC_PART_EVIDENCE;
  }
  return copied;
}

/* Without the times of writing, and due when it is asked about: its own day, or the entry's. */
static ArcCommitment *
share_commitment (const ArcCommitment *commitment, ArcDay look_back_on)
{
  ArcCommitment *copy = arc_commitment_copy (commitment);

  g_clear_pointer (&copy->entry_id, g_free);
  copy->created_us = copy->modified_us = 0;
  if (!arc_day_is_set (copy->due))
    copy->due = look_back_on;
  return copy;
}

static ArcBarrier *
share_barrier (const ArcBarrier *barrier)
{
  ArcBarrier *copy = arc_barrier_copy (barrier);

  g_clear_pointer (&copy->entry_id, g_free);
  copy->created_us = copy->modified_us = 0;
  return copy;
}

static void
copy_loop (ArcShare *share, const ArcLoop *loop, const ArcShareChoice *choice)
{
  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];

    if (commitment->id && is_chosen (choice, commitment->id))
      g_ptr_array_add (share->loop->commitments, share_commitment (commitment, loop->look_back_on));
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    const ArcBarrier *barrier = loop->barriers->pdata[i];

    if (barrier->id && is_chosen (choice, barrier->id))
      g_ptr_array_add (share->loop->barriers, share_barrier (barrier));
  }
}

/* The last answer about @commitment_id (NULL: the entry as a whole): the day and what was said. */
static void
copy_look_back (ArcShare *share, const GPtrArray *look_backs, const char *commitment_id)
{
  const ArcLookBack *last = NULL;
  ArcLookBack *copy;

  for (guint i = 0; i < look_backs->len; i++) {
    const ArcLookBack *look_back = look_backs->pdata[i];

    if (g_strcmp0 (look_back->commitment_id, commitment_id) == 0 &&
        (look_back->did != ARC_DID_NOT_SAID || look_back->helped != ARC_HELPED_NOT_SAID) &&
        (!last || look_back->at_us >= last->at_us))
      last = look_back;
  }
  if (!last)
    return;
  copy = arc_look_back_new (NULL);
  copy->commitment_id = g_strdup (commitment_id);
  copy->at_us = noon_of (arc_day_of (last->at_us, last->zone, 0));
  copy->did = last->did;
  copy->helped = last->helped;
  g_ptr_array_add (share->look_backs, copy);
}

ArcShare *
arc_share_make (const ArcEntry *entry, const ArcLoop *loop, const GPtrArray *look_backs, ArcDay day,
                const char *chain, const ArcShareChoice *choice)
{
  ArcShare *share = arc_share_new ();

  share->parts = copy_parts (share->entry, entry, choice->parts);
  share->entry->occurred_us = noon_of (day);
  share->day = day;
  share->quotable = choice->quotable;
  g_free (share->chain);
  share->chain = g_strdup (chain ? chain : "");
  if (loop)
    copy_loop (share, loop, choice);
  if (look_backs && (share->parts & ARC_PART_CHANGE))
    copy_look_back (share, look_backs, NULL);
  for (guint i = 0; look_backs && i < share->loop->commitments->len; i++)
    copy_look_back (share, look_backs, ((ArcCommitment *) share->loop->commitments->pdata[i])->id);
  return share;
}

/* ---- rules ---- */

ArcParts
arc_parts_of_entry (const ArcEntry *entry)
{
  ArcParts parts = 0;

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (*entry->section[i])
      parts |= 1u << i;
  return parts | (*entry->title ? ARC_PART_TITLE : 0) | (*entry->topic ? ARC_PART_TOPIC : 0) |
         (entry->tags->len > 0 ? ARC_PART_TAGS : 0) |
         (entry->outcome != ARC_OUTCOME_NOT_SAID ? ARC_PART_OUTCOME : 0) |
         (entry->evidence != ARC_EVIDENCE_NONE ? ARC_PART_EVIDENCE : 0);
}

static const ArcCommitment *
find_commitment (const ArcShare *share, const char *id)
{
  for (guint i = 0; i < share->loop->commitments->len; i++) {
    const ArcCommitment *commitment = share->loop->commitments->pdata[i];

    if (g_strcmp0 (commitment->id, id) == 0)
      return commitment;
  }
  return NULL;
}

/* Ids of what hangs on it: sound, and each only once. */
static gboolean
has_sound_ids (const ArcShare *share)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < share->loop->commitments->len; i++) {
    const ArcCommitment *commitment = share->loop->commitments->pdata[i];

    if (!arc_id_is_valid (commitment->id) || commitment->entry_id ||
        !g_hash_table_add (seen, commitment->id))
      return FALSE;
  }
  for (guint i = 0; i < share->loop->barriers->len; i++) {
    const ArcBarrier *barrier = share->loop->barriers->pdata[i];

    if (!arc_id_is_valid (barrier->id) || barrier->entry_id ||
        !g_hash_table_add (seen, barrier->id))
      return FALSE;
  }
  return TRUE;
}

static gboolean
has_sound_look_backs (const ArcShare *share)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < share->look_backs->len; i++) {
    const ArcLookBack *look_back = share->look_backs->pdata[i];
    const char *about = look_back->commitment_id ? look_back->commitment_id : "";

    if (look_back->id || look_back->entry_id || *look_back->note ||
        !g_hash_table_add (seen, (gpointer) about) ||
        (*about ? !find_commitment (share, about) : !(share->parts & ARC_PART_CHANGE)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_consistent (const ArcShare *share)
{
  const ArcEntry *entry = share->entry;

  return !entry->id && !entry->revision && !entry->parent && entry->lens == ARC_LENS_INDIVIDUAL &&
         !*entry->zone && arc_parts_of_entry (entry) == share->parts && arc_day_is_set (share->day) &&
         entry->occurred_us == noon_of (share->day) &&
         !arc_day_is_set (share->loop->look_back_on) && !share->loop->continues &&
         (!*share->chain || arc_id_is_valid (share->chain)) && has_sound_ids (share) &&
         has_sound_look_backs (share);
}

gboolean
arc_share_validate (const ArcShare *share, GError **error)
{
  if (!arc_entry_validate (share->entry, error) || !arc_loop_validate (share->loop, error))
    return FALSE;
  if (!share->parts && arc_loop_is_empty (share->loop)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Nothing of the entry is shared. Choose a section or a commitment."));
    return FALSE;
  }
  if (is_consistent (share))
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("The parts of this share do not fit together. Ask its author to share "
                          "it anew."));
  return FALSE;
}

static gboolean
same_look_backs (const ArcShare *a, const ArcShare *b)
{
  if (a->look_backs->len != b->look_backs->len)
    return FALSE;
  for (guint i = 0; i < a->look_backs->len; i++)
    if (!arc_look_back_equal (a->look_backs->pdata[i], b->look_backs->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
arc_share_equal (const ArcShare *a, const ArcShare *b)
{
  return a->parts == b->parts && a->quotable == b->quotable &&
         arc_day_compare (a->day, b->day) == 0 && g_str_equal (a->chain, b->chain) &&
         arc_entry_same_content (a->entry, b->entry) && arc_loop_equal (a->loop, b->loop) &&
         same_look_backs (a, b);
}

static gboolean
same_lines (const ArcLoop *a, const ArcLoop *b)
{
  if (a->commitments->len != b->commitments->len || a->barriers->len != b->barriers->len)
    return FALSE;
  for (guint i = 0; i < a->commitments->len; i++) {
    const ArcCommitment *one = a->commitments->pdata[i];
    const ArcCommitment *other = b->commitments->pdata[i];

    if (g_strcmp0 (one->id, other->id) != 0 || one->kind != other->kind ||
        !g_str_equal (one->text, other->text) || !g_str_equal (one->if_text, other->if_text) ||
        !g_str_equal (one->then_text, other->then_text) ||
        !g_str_equal (one->measure, other->measure))
      return FALSE;
  }
  for (guint i = 0; i < a->barriers->len; i++) {
    const ArcBarrier *one = a->barriers->pdata[i];
    const ArcBarrier *other = b->barriers->pdata[i];

    if (g_strcmp0 (one->id, other->id) != 0 || !g_str_equal (one->text, other->text))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_share_same_text (const ArcShare *a, const ArcShare *b)
{
  return a->parts == b->parts && arc_day_compare (a->day, b->day) == 0 &&
         arc_entry_same_content (a->entry, b->entry) && same_lines (a->loop, b->loop);
}

/* ---- words ---- */

char *
arc_parts_to_text (ArcParts parts)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (part_words); i++)
    if (parts & (1u << i))
      g_ptr_array_add (words, (gpointer) part_words[i]);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (",", (char **) words->pdata);
}

static gboolean
find_part (const char *word, ArcParts *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (part_words); i++)
    if (g_str_equal (part_words[i], word)) {
      *part = 1u << i;
      return TRUE;
    }
  return FALSE;
}

gboolean
arc_parts_from_text (const char *text, ArcParts *parts, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  ArcParts found = 0;

  for (guint i = 0; words[i]; i++) {
    const char *word = g_strstrip (words[i]);
    ArcParts part;

    if (!*word)
      continue;
    if (!find_part (word, &part)) {
      g_autofree char *all = arc_parts_to_text (ARC_PART_ALL);

      g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                   _ ("“%s” is no part of an entry. The parts are %s."), ARC_SHORT (word), all);
      return FALSE;
    }
    found |= part;
  }
  *parts = found;
  return TRUE;
}
