/* Documents on standard output or in a file. */
#pragma once

#include "arc-cli.h"
#include "arc-summary-paper.h"

G_BEGIN_DECLS

/* A --format, or what the name of --output tells; FALSE with @status of wrong usage. */
gboolean arc_cli_parse_paper (ArcCli *cli, const char *word, const char *output, ArcPaper *paper,
                              int *status);

/* Writes @document (or @json, for that format) to @output, standard output if NULL or "-". */
int arc_cli_write_document (ArcCli *cli, const ArcSummaryModule *module,
                            const ArcDocument *document, const char *json, ArcPaper paper,
                            ArcDay day, const char *output);

G_END_DECLS
