/* CSV by RFC 4180, as spreadsheets write and read it. */
#pragma once

#include "arc-lines.h"
#include "arc-record.h"

G_BEGIN_DECLS

/* ---- writing ---- */

void arc_csv_append_header (GString *out);

/**
 * arc_csv_append_record:
 *
 * Appends one row. A cell that a spreadsheet could take for a formula gets an apostrophe in front,
 * which arc_csv_to_record() takes away again. Look-backs and revisions have no place in a row.
 */
void arc_csv_append_record (GString *out, const ArcRecord *record);

/* ---- reading ---- */

/**
 * arc_csv_find_separator:
 * @line: the first line of a file
 *
 * Returns: ',', ';' or a tab: what the line has most of, outside quotes
 */
char arc_csv_find_separator (const char *line, gsize length);

/**
 * arc_csv_next_row:
 * @row: (out) (transfer full) (element-type utf8): the cells; %NULL at the end
 * @line: (out): number of the line on which the row begins
 * @fault: (out) (transfer full): a sentence if this row cannot be read, which then has no cells
 *
 * Steps over blank lines.
 *
 * Returns: %FALSE with an error of reading
 */
gboolean arc_csv_next_row (ArcLines *lines, char separator, GPtrArray **row, guint64 *line,
                           char **fault, GCancellable *cancellable, GError **error);

/* Whether a header row has columns of ours, so that no mapping is needed. */
gboolean arc_csv_is_own (GPtrArray *header);

/**
 * arc_csv_to_record:
 * @header: the names of the columns, as arc_csv_append_header() writes them, in any order
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID, naming the column
 */
ArcRecord *arc_csv_to_record (GPtrArray *header, GPtrArray *row, GError **error);

G_END_DECLS
