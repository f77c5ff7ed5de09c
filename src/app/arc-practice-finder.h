/* Which practice fits what a person writes. Read and compared on the reading thread, here on this
 * computer: what is written goes nowhere. */
#pragma once

#include "arc-entry.h"
#include "arc-practices.h"

G_BEGIN_DECLS

/**
 * ArcPracticeOffer:
 * @sentence, @evidence: in words
 * @commitment: what one commits to who tries it
 * @today: the day on which it is offered
 * @ask_on: the day of the next reflection, for a commitment that nothing else gives a day
 *
 * A practice that is offered.
 */
typedef struct {
  char *team_id;
  char *team_name;
  char *practice_id;
  char *sentence;
  char *evidence;
  ArcCommitment *commitment;
  ArcDay today;
  ArcDay ask_on;
} ArcPracticeOffer;
void arc_practice_offer_free (ArcPracticeOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPracticeOffer, arc_practice_offer_free)

/**
 * ArcPracticeLibrary:
 *
 * The practices that can be offered to me: endorsed, of teams that I am in, not answered and not
 * found by me; prepared for being compared. Whoever compares does so on the reading thread.
 */
typedef struct _ArcPracticeLibrary ArcPracticeLibrary;
ArcPracticeLibrary *arc_practice_library_ref (ArcPracticeLibrary *library);
void arc_practice_library_unref (ArcPracticeLibrary *library);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPracticeLibrary, arc_practice_library_unref)

/**
 * arc_practice_library_read:
 *
 * Costs one look at the teams where there are none.
 *
 * Returns: (transfer full) (nullable): %NULL without error where there is nothing to be offered
 */
ArcPracticeLibrary *arc_practice_library_read (ArcJournal *journal, GError **error);

/**
 * arc_practice_library_find:
 * @sections: of an entry; practices that are a line of its Change already are left out
 * @topic: its topic
 *
 * Returns: (transfer full) (nullable): what fits best, if anything does
 */
ArcPracticeOffer *arc_practice_library_find (ArcPracticeLibrary *library,
                                             char *const sections[ARC_N_SECTIONS],
                                             const char *topic);
/* (transfer full) (element-type ArcPracticeOffer): the best-proven, best first. */
GPtrArray *arc_practice_library_list_best (ArcPracticeLibrary *library, guint limit);
/* Leaves out one more, by its id. */
void arc_practice_library_skip (ArcPracticeLibrary *library, const char *practice_id);
/* Whether I answered a practice already, of any team. */
gboolean arc_practice_library_has_answers (ArcPracticeLibrary *library);
/* (transfer full): the practice with this id as an offer; NULL if it cannot be offered. */
ArcPracticeOffer *arc_practice_library_make_offer (ArcPracticeLibrary *library,
                                                   const char *practice_id);

G_END_DECLS
