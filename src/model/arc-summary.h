/* A summary: what a team's shares of a period say, each line with the statements it rests on. */
#pragma once

#include "arc-day.h"
#include "arc-equivalent.h"
#include "arc-post.h"
#include "arc-practice.h"
#include "arc-saying.h"

G_BEGIN_DECLS

/**
 * ArcQuote:
 * @id: of the statement; @share_id: where it stands
 * @author: a member's id, @author_name, both "" if it must not be said
 * @is_withdrawn: its share was revoked: @text is "" then, and stays so
 */
typedef struct {
  char *id;
  char *share_id;
  char *author;
  char *author_name;
  char *text;
  gboolean quotable;
  gboolean is_withdrawn;
} ArcQuote;

/* The parts of a summary, in this order. */
typedef enum {
  ARC_SUMMARY_WORKED,
  ARC_SUMMARY_DID_NOT,
  ARC_SUMMARY_BARRIERS,
  ARC_SUMMARY_COMMITMENTS,
  ARC_SUMMARY_ALIKE,  /* pairs, where there are no groups */
  ARC_SUMMARY_TOPICS, /* by topic and outcome, where there are no groups */
  ARC_SUMMARY_EQUIVALENTS,
  ARC_SUMMARY_PRACTICES,
  ARC_SUMMARY_CHANGED, /* since the last summary */
  ARC_N_SUMMARY_PARTS,
} ArcSummaryPart;

/* Pieces of evidence that stand in one line. */
#define ARC_EVIDENCE_SAYINGS 2

/**
 * ArcSummaryLine:
 * @key: of the group, stays from one summary to the next
 * @text: what it says: a real statement, a person's heading, or a sentence made of figures
 * @evidence: in words
 * @text_says, @practice, @equivalent, @measured: what @text is made of, where it is not somebody's
 *   words: a phrase, a practice (its wording alone), an equivalent of a figure; these are what a
 *   summary keeps, and @text is made of them in the reader's language
 * @evidence_says, @note_says: the same of @evidence and @note
 * @quotes: (element-type ArcQuote): what it rests on, the most typical first
 * @unquoted: (element-type utf8): ids of more statements that it rests on; of a draft alone, for
 *   corrections that are about all of them
 * @for_it, @against, @people, @bound: what speaks for it and against, how many people, how sure (a
 * lower bound); 0 where they must not be said
 * @owner: of a barrier; @due: of a commitment or a barrier's next step
 * @note: how an equivalent is calculated; what changed
 */
typedef struct {
  char *key;
  char *text;
  ArcSaid text_says;
  ArcPracticeTurn *practice;
  ArcEquivalent *equivalent;
  ArcMeasured *measured;
  char *evidence;
  ArcSaying evidence_says[ARC_EVIDENCE_SAYINGS];
  GPtrArray *quotes;
  GPtrArray *unquoted;
  double for_it;
  double against;
  guint people;
  double bound;
  char *owner;
  ArcDay due;
  char *note;
  ArcSaid note_says;
} ArcSummaryLine;

/**
 * ArcSummary:
 * @version: 1, and one more for each correction after it was published
 * @group_size: the least number of people that a figure outside may be about; 0 if it is not said
 * @sharers: how many people shared, @members: of how many; both 0 if the figure must not be shown
 * @parts: (element-type ArcSummaryLine): by ArcSummaryPart
 * @kept, @open, @overdue: commitments
 * @focus: a behaviour proposed for the next session; "" for none
 * @left_out: what was not taken in and why, in a sentence; "" if nothing
 */
typedef struct {
  char *title;
  char *team_name;
  char *topic;
  ArcAudience audience;
  ArcDay since;
  ArcDay until;
  ArcDay made_on;
  guint version;
  guint group_size;
  guint sharers;
  guint members;
  guint shares;
  guint statements;
  gboolean is_grouped;
  GPtrArray *parts[ARC_N_SUMMARY_PARTS];
  guint kept;
  guint open;
  guint overdue;
  char *focus;
  char *left_out;
} ArcSummary;

ArcQuote *arc_quote_new (void);
void arc_quote_free (ArcQuote *quote);
ArcSummaryLine *arc_summary_line_new (const char *key, const char *text);
ArcSummaryLine *arc_summary_line_copy (const ArcSummaryLine *line);
void arc_summary_line_free (ArcSummaryLine *line);

/* Somebody's words, or a phrase of the program's: each takes the place of what stood there. */
void arc_summary_line_set_text (ArcSummaryLine *line, const char *text);
void arc_summary_line_say_text (ArcSummaryLine *line, ArcSaid said);
void arc_summary_line_set_practice (ArcSummaryLine *line, const ArcPracticeTurn *turn);
/* With how it is calculated as note. FALSE, and nothing is changed, if the units do not fit. */
gboolean arc_summary_line_set_equivalent (ArcSummaryLine *line, const ArcEquivalent *equivalent,
                                          const ArcMeasured *measured);
/* At most ARC_EVIDENCE_SAYINGS; 0 for none. */
void arc_summary_line_say_evidence (ArcSummaryLine *line, const ArcSaying *sayings,
                                    guint n_sayings);
void arc_summary_line_set_note (ArcSummaryLine *line, const char *note);
void arc_summary_line_say_note (ArcSummaryLine *line, ArcSaid said);
/* How many lines come before the first that says a figure once more than is shown at first
 * (ARC_EQUIVALENTS_SHOWN); all of them where there is none. */
guint arc_summary_count_best (const GPtrArray *lines);

/* How much of what was said speaks for one side: for a line, or against one that did not work. */
typedef struct {
  double part;
  double whole;
  gboolean is_against;
} ArcVerdict;

/**
 * arc_summary_line_weigh:
 * @verdict: (out)
 *
 * Returns: %FALSE where a bar would say nothing: in parts that nobody judges, and under three
 * voices
 */
gboolean arc_summary_line_weigh (ArcSummaryPart part, const ArcSummaryLine *line,
                                 ArcVerdict *verdict);
/* (transfer full): "Most speak for it · 16 voices". A voice may be half for it and half against, so
 * that it says no figures but the voices. */
char *arc_verdict_say (const ArcVerdict *verdict);

ArcSummary *arc_summary_new (void);
ArcSummary *arc_summary_copy (const ArcSummary *summary);
void arc_summary_free (ArcSummary *summary);

/**
 * arc_summary_outside:
 * @members: (nullable) (element-type ArcMember): who is not to be named in it, beside those who
 *   are named in @summary as authors and owners
 *
 * The summary as it may leave the team: no names, also not within what is quoted, where “…” stands
 * for them, no words but those of quotable shares, no figure
 * about fewer people than the group size, and no id. Other lines keep their evidence and say that
 * the words stay in the team; those of which nothing is left are not there.
 */
ArcSummary *arc_summary_outside (const ArcSummary *summary, const GPtrArray *members);
typedef gboolean (*ArcQuoteFunc) (const ArcQuote *quote, gpointer user_data);
/* Takes the words of these statements out, for good. Whether any were there. */
gboolean arc_summary_withdraw_if (ArcSummary *summary, ArcQuoteFunc is_gone, gpointer user_data);
/* Takes the words of a revoked share out, for good. Whether anything was there. */
gboolean arc_summary_withdraw (ArcSummary *summary, const char *share_id);
/* (transfer full) (element-type ArcQuote, not owned): whose words appear, by author. */
GPtrArray *arc_summary_list_quotes (const ArcSummary *summary);

/* The line and quote texts are foreign: escape them where they are shown. */
const char *arc_summary_part_to_label (ArcSummaryPart part);
const char *arc_summary_part_to_word (ArcSummaryPart part);
gboolean arc_summary_part_from_word (const char *word, ArcSummaryPart *part);

/* Every rule and limit of what came from elsewhere. */
gboolean arc_summary_validate (const ArcSummary *summary, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSummary, arc_summary_free)

G_END_DECLS
