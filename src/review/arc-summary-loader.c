/* Finds the module of summaries. */
#include "arc-summary-module.h"

#include "arc-module.h"

const ArcSummaryModule *
arc_summary_module_get (GError **error)
{
  static const ArcModule description = {
      .file = "arc-summary",
      .folder = "review",
      .symbol = ARC_SUMMARY_MODULE_SYMBOL,
      .version = ARC_SUMMARY_MODULE_VERSION,
  };

  return arc_module_get (&description, error);
}
