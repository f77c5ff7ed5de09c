/* A share: the copy of chosen parts of one entry that a team may see. */
#pragma once

#include "arc-entry.h"
#include "arc-look-back.h"
#include "arc-loop.h"
#include "arc-post.h"

G_BEGIN_DECLS

/* Parts of an entry, each chosen by itself. */
typedef enum {
  ARC_PART_ACTION = 1 << ARC_SECTION_ACTION,
  ARC_PART_REFLECTION = 1 << ARC_SECTION_REFLECTION,
  ARC_PART_CHANGE = 1 << ARC_SECTION_CHANGE,
  ARC_PART_TITLE = 1 << 3,
  ARC_PART_TOPIC = 1 << 4,
  ARC_PART_TAGS = 1 << 5,
  ARC_PART_OUTCOME = 1 << 6,
  ARC_PART_EVIDENCE = 1 << 7,
  ARC_PART_SECTIONS = ARC_PART_ACTION | ARC_PART_REFLECTION | ARC_PART_CHANGE,
  ARC_PART_ALL = (1 << 8) - 1,
} ArcParts;

/**
 * ArcShareChoice:
 * @commitments: (element-type utf8): ids of the commitments and barriers to share
 * @all_commitments: all that hang on the entry, instead
 * @to: (element-type utf8): members' ids, for %ARC_AUDIENCE_NAMED
 * @quotable: may be quoted outside the team
 *
 * What the writer ticked. Nothing is ticked in a new one.
 */
typedef struct {
  ArcParts parts;
  GPtrArray *commitments;
  gboolean all_commitments;
  ArcAudience audience;
  GPtrArray *to;
  gboolean quotable;
} ArcShareChoice;
ArcShareChoice *arc_share_choice_new (void);
ArcShareChoice *arc_share_choice_copy (const ArcShareChoice *choice);
void arc_share_choice_free (ArcShareChoice *choice);
/* Whether it shares nothing. */
gboolean arc_share_choice_is_empty (const ArcShareChoice *choice);

/**
 * ArcShare:
 * @parts: which of @entry's fields are shared; the others are empty
 * @entry: what is shared; its id, revision, lens, zone, times of writing are not
 *   (entry->occurred_us is noon UTC of @day)
 * @loop: the shared commitments and barriers, with their states; no day, no chain
 * @look_backs: (element-type ArcLookBack): the last answer for each shared commitment, and for the
 *   entry if its Change is shared; without notes
 * @day: when it happened
 * @chain: the same for all shares of one loop of entries, tells nothing else; "" if none
 *
 * What a reader gets to see. Ids of commitments and barriers are those of the writer's journal.
 */
typedef struct {
  ArcParts parts;
  ArcEntry *entry;
  ArcLoop *loop;
  GPtrArray *look_backs;
  gboolean quotable;
  ArcDay day;
  char *chain;
} ArcShare;

#define ARC_TYPE_SHARE (arc_share_get_type ())
GType arc_share_get_type (void);
ArcShare *arc_share_new (void);
ArcShare *arc_share_copy (const ArcShare *share);
void arc_share_free (ArcShare *share);

/**
 * arc_share_make:
 * @loop: (nullable): what hangs on @entry
 * @look_backs: (nullable) (element-type ArcLookBack): all of @entry's
 * @day: arc_day_of() of the entry
 * @chain: (nullable): see ArcShare
 *
 * The copy that readers would get: the chosen parts and not a byte more. A title that was not
 * chosen is empty; show arc_entry_dup_display_title(), which takes the first shared section.
 * Lines of a shared Change whose commitment was not ticked stay as text without a kind.
 *
 * Returns: (transfer full)
 */
ArcShare *arc_share_make (const ArcEntry *entry, const ArcLoop *loop, const GPtrArray *look_backs,
                          ArcDay day, const char *chain, const ArcShareChoice *choice);
/* Every rule and limit of what came from elsewhere. */
gboolean arc_share_validate (const ArcShare *share, GError **error);
gboolean arc_share_equal (const ArcShare *a, const ArcShare *b);
/* Whether readers find the same words in both; states, dates and answers may differ. */
gboolean arc_share_same_text (const ArcShare *a, const ArcShare *b);

/* What there is in @entry to be shared. */
ArcParts arc_parts_of_entry (const ArcEntry *entry);
/* "action,change,topic": the words of --sections. */
char *arc_parts_to_text (ArcParts parts);
gboolean arc_parts_from_text (const char *text, ArcParts *parts, GError **error);

/**
 * arc_share_find_names:
 * @names: (element-type utf8): of teammates
 *
 * Where names of teammates stand in @text as whole words, whatever their case: full names, and
 * their words of three letters or more.
 *
 * Returns: (transfer full) (element-type guint): pairs of byte offsets, start and end, ascending
 */
GArray *arc_share_find_names (const char *text, const GPtrArray *names);
/* (transfer full): @names, to be looked for in many texts. */
GHashTable *arc_share_prepare_names (const GPtrArray *names);
/* (transfer full): @text with “…” in place of names, but for words in lower case: many a name is a
 * word too. */
char *arc_share_hide_names (const char *text, GHashTable *prepared);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcShareChoice, arc_share_choice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcShare, arc_share_free)

G_END_DECLS
