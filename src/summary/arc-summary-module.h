/* Summaries as a module that is loaded on use: libstemmer, igraph and what these need would take
 * longer to start than all of arcj. */
#pragma once

#include "arc-grouping.h"

G_BEGIN_DECLS

/* Grows with each change of this struct or of a value that passes through it. */
#define ARC_SUMMARY_MODULE_VERSION 1
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
} ArcSummaryModule;

/* The module, loaded once per process; NULL with ARC_ERROR_FAILED where it is not installed.
 * In the small library arc-summary-loader, which links none of it. From any thread. */
const ArcSummaryModule *arc_summary_module_get (GError **error);

G_END_DECLS
