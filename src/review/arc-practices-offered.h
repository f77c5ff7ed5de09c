/* What was offered to me, and what I did with it before it is an answer: a private note beside the
 * journal, which nobody else ever gets. */
#pragma once

#include "arc-practices.h"

G_BEGIN_DECLS

/* What a text that is being written is called here: its entry's id, or its draft's while there is
 * no entry. */

/**
 * arc_practices_take:
 * @team_id: the practice's
 * @text_id: the text that the line was put into
 * @line: the line, as arc_practice_to_commitment() has it
 *
 * “I'll try it” in a text that is not saved yet. It becomes an answer by arc_practices_settle().
 */
gboolean arc_practices_take (ArcJournal *journal, const char *team_id, const char *practice_id,
                             const char *text_id, const char *line, GError **error);
/* Not to be offered again in this text. */
gboolean arc_practices_pass (ArcJournal *journal, const char *team_id, const char *practice_id,
                             const char *text_id, GError **error);
/* Whether something was taken or passed over in this text. */
gboolean arc_practices_was_offered (ArcJournal *journal, const char *text_id, gboolean *offered,
                                    GError **error);

/**
 * arc_practices_settle:
 * @text_id: the text that was saved, as @entry_id
 * @is_done: whether nothing more of it waits to be saved
 *
 * What was taken into the text and is a commitment of the entry, by exactly its line, is being
 * tried from now on. What is not there any more is forgotten once @is_done.
 */
gboolean arc_practices_settle (ArcJournal *journal, const char *text_id, const char *entry_id,
                               gboolean is_done, GError **error);
/* The text was thrown away. */
gboolean arc_practices_drop_text (ArcJournal *journal, const char *text_id, GError **error);

/* When a practice was shown on the first page last. */
typedef struct {
  ArcDay day;
  gboolean is_closed; /* dismissed or answered there */
} ArcPracticeShown;
/* (element-type utf8 ArcPracticeShown): by the practice's id. */
GHashTable *arc_practices_list_shown (ArcJournal *journal, GError **error);
gboolean arc_practices_set_shown (ArcJournal *journal, const char *team_id, const char *practice_id,
                                  ArcPracticeShown shown, GError **error);

G_END_DECLS
