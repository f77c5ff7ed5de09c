/* What a person typed into search, taken apart. Knows nothing of SQL or FTS syntax. */
#pragma once

#include "arc-day.h"
#include "arc-entry.h"

G_BEGIN_DECLS

/* One word or phrase to find. */
typedef struct {
  char *text; /* as typed, without quotes, minus or star */
  gboolean negated;
  gboolean prefix;
} ArcQueryTerm;

/**
 * ArcQuery:
 *
 * All conditions hold at once. Labels are folded (arc_text_fold()). Several tags, topics: every
 * tag must be there; any of the topics and any of the outcomes may be.
 */
typedef struct {
  GPtrArray *terms;      /* of ArcQueryTerm */
  GPtrArray *tags;       /* of char* */
  GPtrArray *not_tags;   /* of char* */
  GPtrArray *topics;     /* of char* */
  GPtrArray *not_topics; /* of char* */
  guint outcomes;        /* bits 1 << ArcOutcome; 0 means any */
  guint not_outcomes;    /* bits 1 << ArcOutcome */
  gboolean has_after;    /* from the beginning of this day */
  ArcDay after;
  gboolean has_before; /* up to, not with, this day */
  ArcDay before;
} ArcQuery;

/**
 * arc_query_new:
 *
 * Returns: (transfer full): a query that every entry meets
 */
ArcQuery *arc_query_new (void);

/**
 * arc_query_parse:
 * @text: anything at all; invalid UTF-8 is repaired
 * @today: what "today" means in before: and after:
 *
 * Words, "phrases", -not, prefix* (two letters at least, one if Chinese, Japanese or Korean), tag:,
 * topic:, outcome:, before:/after: (each also negated with a minus but for dates); values may be
 * quoted. Whatever does not fit is taken as words. Never fails.
 *
 * Returns: (transfer full)
 */
ArcQuery *arc_query_parse (const char *text, ArcDay today);

ArcQuery *arc_query_copy (const ArcQuery *query);
void arc_query_free (ArcQuery *query);
/* Whether every entry meets it. */
gboolean arc_query_is_empty (const ArcQuery *query);

/* Conditions added by filters; labels need not be folded. */
void arc_query_add_tag (ArcQuery *query, const char *tag);
void arc_query_add_topic (ArcQuery *query, const char *topic);
void arc_query_add_outcome (ArcQuery *query, ArcOutcome outcome);
void arc_query_set_after (ArcQuery *query, ArcDay first);
void arc_query_set_before (ArcQuery *query, ArcDay day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcQuery, arc_query_free)

G_END_DECLS
