/* Between the files that read insights; inside src/journal only. */
#pragma once

#include "arc-journal-insights.h"
#include "arc-journal-private.h"

G_BEGIN_DECLS

/* What an entry measured. */
typedef struct {
  char *entry_id;
  char *unit;
  ArcPer per;
  double amount;
} ArcInsightMeasured;
void arc_insight_measured_free (ArcInsightMeasured *measured);

/* Which entry continues which: chains of entries are loops. */
typedef struct {
  GStringChunk *ids;
  GHashTable *earlier;   /* id -> id of the entry that it continues, or of its loop's first */
  GHashTable *continued; /* ids that another entry continues */
} ArcChains;

gboolean arc_chains_read (ArcJournal *journal, ArcChains *chains, GError **error);
/* The id of the loop that the entry is in: that of its first entry, or @entry_id itself. */
const char *arc_chains_root (ArcChains *chains, const char *entry_id);
gboolean arc_chains_is_continued (ArcChains *chains, const char *entry_id);
void arc_chains_clear (ArcChains *chains);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArcChains, arc_chains_clear)

/* Fill their parts of @insights. */
gboolean arc_insights_read_loops (ArcJournal *journal, ArcChains *chains, ArcInsights *insights,
                                  GCancellable *cancellable, GError **error);
gboolean arc_insights_read_commitments (ArcJournal *journal, ArcInsights *insights, GError **error);
gboolean arc_insights_read_labels (ArcJournal *journal, ArcInsights *insights,
                                   GCancellable *cancellable, GError **error);
gboolean arc_insights_read_goals (ArcJournal *journal, ArcInsights *insights, GError **error);
/* @measured: (element-type ArcInsightMeasured): in the order of time (arc-insight-measured.c) */
void arc_insights_sum_evidence (ArcInsights *insights, ArcChains *chains,
                                const GPtrArray *measured);

G_END_DECLS
