/* Summaries as a module: what programs that do not link igraph and libstemmer get of them. */
#include "arc-summary-module.h"

#include <gmodule.h>

extern const ArcSummaryModule arc_summary_module;

G_MODULE_EXPORT const ArcSummaryModule arc_summary_module = {
    .version = ARC_SUMMARY_MODULE_VERSION,
    .index_new = arc_statement_index_new,
    .index_free = arc_statement_index_free,
    .index_add = arc_statement_index_add,
    .index_remove = arc_statement_index_remove,
    .index_list_pairs = arc_statement_index_list_pairs,
    .index_find = arc_statement_index_find,
    .group = arc_grouping_new,
    .grouping_free = arc_grouping_free,
};
