/* What the commands about commitments, barriers, reminders and goals share. */
#pragma once

#include "arc-cli.h"
#include "arc-json-text.h"
#include "arc-journal-loop.h"

G_BEGIN_DECLS

/* Opens the journal and finds the one id of that kind that @prefix begins; NULL with an error. */
ArcJournal *arc_cli_open_with (ArcCli *cli, ArcIdKind kind, const char *prefix, char **id,
                               GError **error);

/* An option that is one day ("2026-11-27", "today"); "" means none where that is allowed, and @day
 * stays as it is where @text is NULL. FALSE with @status of wrong usage. */
gboolean arc_cli_parse_one_day (ArcCli *cli, const char *text, ArcDay *day, int *status);

/* A --format of text or jsonl; FALSE with @status of wrong usage. */
gboolean arc_cli_parse_lines (ArcCli *cli, const char *word, gboolean *is_jsonl, int *status);

/* Takes @object and prints it as one line. */
void arc_cli_print_object (ArcCli *cli, JsonObject *object);

/* As much of an id as finds it again on a terminal; all of it for scripts. */
void arc_cli_print_id (ArcCli *cli, ArcJournal *journal, ArcIdKind kind, const char *id);

/* Replaces an owned text where @value was given. */
void arc_cli_take_text (char **owned, const char *value);

G_END_DECLS
