/* Entries on standard output. */
#pragma once

#include "arc-cli.h"
#include "arc-format.h"
#include "arc-share.h"

G_BEGIN_DECLS

/* A --format out of @allowed (ended by -1); @format stays as it is where @word is NULL. FALSE with
 * @status of wrong usage. */
gboolean arc_cli_parse_format (ArcCli *cli, const char *word, const int *allowed, ArcFormat *format,
                               int *status);

/* One record in a format. Looks the same everywhere but on a terminal, where it is harmless. */
void arc_cli_print_record (ArcCli *cli, const ArcRecord *record, ArcFormat format,
                           gboolean is_first);

/* A share as its readers get it. */
void arc_cli_print_share (ArcCli *cli, const ArcShare *share);

/* Text with the marks of matches (ARC_MATCH_START …), which become bold text, or nothing. */
void arc_cli_print_marked (ArcCli *cli, const char *text);

/* Lines of a list: id (short on a terminal), day, title, and the excerpt if @has_excerpt. */
void arc_cli_print_brief (ArcCli *cli, ArcJournal *journal, const ArcBrief *brief,
                          gboolean has_excerpt);

G_END_DECLS
