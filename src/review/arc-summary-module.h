/* Summaries as a module that is loaded on use: libstemmer, igraph and what these need would take
 * longer to start than all of arcj. */
#pragma once

#include "arc-summary-document.h"

G_BEGIN_DECLS

#define ARC_SUMMARY_MODULE_SYMBOL "arc_summary_module"

typedef struct {
  guint version;
  ArcStatementIndex *(*index_new) (void);
  void (*index_free) (ArcStatementIndex *);
  gboolean (*index_add) (ArcStatementIndex *, const char *, const char *);
  gboolean (*index_remove) (ArcStatementIndex *, const char *);
  GArray *(*index_list_pairs) (ArcStatementIndex *, double, guint);
  GArray *(*index_find) (ArcStatementIndex *, const char *, guint);
  ArcGrouping *(*group) (ArcStatementIndex *, const ArcGroupingHints *, ArcSummaryProgress,
                         gpointer, GError **);
  void (*grouping_free) (ArcGrouping *);
  ArcSummary *(*build) (const ArcSummaryInput *, ArcSummaryProgress, gpointer, GError **);
  const ArcPracticeInput *(*offer) (const GPtrArray *, const char *, const char *, const char *);
  ArcPracticeOffers *(*offers_new) (const GPtrArray *);
  void (*offers_free) (ArcPracticeOffers *);
  const ArcPracticeInput *(*offers_find) (ArcPracticeOffers *, const char *, const char *,
                                          GHashTable *);
  GPtrArray *(*best) (const GPtrArray *, guint);
  ArcSaid (*recheck) (const ArcPracticeInput *, ArcDay);
  ArcEvidenceSum *(*evidence) (const GPtrArray *, const GPtrArray *);
  void (*evidence_free) (ArcEvidenceSum *);
  char *(*describe) (const ArcEvidenceSum *, guint);
  GPtrArray *(*measure) (const GPtrArray *);
  GPtrArray *(*statements) (const ArcSharedInput *);
  ArcDocument *(*document) (const ArcSummary *, gboolean);
  ArcDocument *(*playbook) (const GPtrArray *, const char *, guint, ArcDay);
  char *(*to_text) (const ArcDocument *, guint);
  char *(*to_markdown) (const ArcDocument *);
  char *(*to_html) (const ArcDocument *, const char *, gboolean);
  GBytes *(*to_pdf) (const ArcDocument *, const char *, const char *, GError **);
} ArcSummaryModule;

/* The number grows with each change of what passes through; the sizes tell two builds apart also
 * where somebody forgot to count. */
#define ARC_SUMMARY_MODULE_VERSION                                                                 \
  ((guint) ((6u << 16) + sizeof (ArcSummaryModule) + sizeof (ArcSummary) +                         \
            sizeof (ArcSummaryInput) + sizeof (ArcSharedInput) + sizeof (ArcPracticeInput) +       \
            sizeof (ArcEvidenceSum) + sizeof (ArcGroupingHints) + sizeof (ArcGrouping)))

/* The module, loaded once per process; NULL with ARC_ERROR_FAILED where it is not installed.
 * In the small library arc-summary-loader, which links none of it. From any thread. */
const ArcSummaryModule *arc_summary_module_get (GError **error);

G_END_DECLS
