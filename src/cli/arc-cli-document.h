/* Documents on standard output or in a file. */
#pragma once

#include "arc-cli.h"
#include "arc-summary-module.h"

G_BEGIN_DECLS

typedef enum {
  ARC_CLI_TEXT,
  ARC_CLI_MARKDOWN,
  ARC_CLI_HTML,
  ARC_CLI_PDF,
  ARC_CLI_JSON,
} ArcCliPaper;

/* A --format, or what the name of --output tells; FALSE with @status of wrong usage. */
gboolean arc_cli_parse_paper (ArcCli *cli, const char *word, const char *output, ArcCliPaper *paper,
                              int *status);

/* Writes @document (or @json, for that format) to @output, standard output if NULL or "-". */
int arc_cli_write_document (ArcCli *cli, const ArcSummaryModule *module,
                            const ArcDocument *document, const char *json, ArcCliPaper paper,
                            ArcDay day, const char *output);

G_END_DECLS
