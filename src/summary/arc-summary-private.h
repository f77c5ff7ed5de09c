/* Pieces of a summary, for the files that build it. */
#pragma once

#include "arc-summarise.h"

G_BEGIN_DECLS

/* What is being summarised. */
typedef struct {
  const ArcSummaryInput *input;
  GPtrArray *shares;         /* of ArcSharedInput, not owned: those that count, by id */
  GPtrArray *statements;     /* of ArcStatement: without dropped ones */
  GHashTable *by_id;         /* id -> ArcStatement */
  GHashTable *names;         /* id of a statement -> heading that a person gave */
  GHashTable *owned;         /* id of a statement that a person marked as barrier -> owner */
  GHashTable *previous_keys; /* id of a statement -> key in the last summary */
  ArcSummary *summary;
} ArcBuild;

/* A line made of statements (element-type ArcStatement), the first of which heads it unless a
 * person named the group. */
ArcSummaryLine *arc_build_line (ArcBuild *build, const char *key, const GPtrArray *statements);

/* Sorts the lines of a part, and leaves out those beyond what is read. */
void arc_build_sort (ArcBuild *build, ArcSummaryPart part);
/* By topic and outcome, and pairs: what there is of few statements (arc-summary-few.c). */
void arc_build_few (ArcBuild *build, ArcStatementIndex *index);

/* Whether who reads a summary for @reader may see a share for @share. */
gboolean arc_build_is_for (ArcAudience reader, ArcAudience share);
ArcQuote *arc_build_quote (const ArcStatement *statement);

/* The parts (arc-summary-parts.c). */
void arc_build_commitments (ArcBuild *build);
void arc_build_barriers (ArcBuild *build);
void arc_build_equivalents (ArcBuild *build);
void arc_build_practices (ArcBuild *build);
void arc_build_changes (ArcBuild *build);

G_END_DECLS
