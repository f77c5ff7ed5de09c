/* Summaries as a module: what programs that do not link igraph and libstemmer get of them. */
#include "arc-summary-module.h"

#include <gmodule.h>

#include "arc-document-writer.h"
#include "arc-pdf.h"

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
    .build = arc_summary_build,
    .offer = arc_practices_offer,
    .offers_new = arc_practice_offers_new,
    .offers_free = arc_practice_offers_free,
    .offers_find = arc_practice_offers_find,
    .best = arc_practices_best,
    .recheck = arc_practice_recheck,
    .evidence = arc_evidence_sum,
    .evidence_free = arc_evidence_sum_free,
    .describe = arc_evidence_describe,
    .measure = arc_evidence_measure,
    .statements = arc_statements_of,
    .document = arc_summary_to_document,
    .playbook = arc_playbook_to_document,
    .to_text = arc_document_to_text,
    .to_markdown = arc_document_to_markdown,
    .to_html = arc_document_to_html,
    .to_pdf = arc_document_to_pdf,
};
