/* Entries as Markdown: pleasant to read, lossless to read back.
 *
 *     # Reports for the client meeting
 *
 *     - Date: 2026-11-20 14:03 (Europe/Berlin)
 *     - Outcome: partly
 *     - Tags: reports, sales
 *
 *     <!-- arc-journal {"id":"…","revision":"…", …} -->
 *
 *     ## Action
 *
 *     I exported the list by hand because …
 *
 * The comment holds what the lines above cannot say exactly. Where a person changed a line, the
 * line counts. Lines of a text that would be taken for structure begin with a backslash. */
#pragma once

#include "arc-lines.h"
#include "arc-record.h"

G_BEGIN_DECLS

/* Appends @record; @is_first says whether nothing stands before it in the file. */
void arc_markdown_append_record (GString *out, const ArcRecord *record, gboolean is_first);

/**
 * arc_markdown_append_template:
 *
 * Appends a page for a text editor: every field and section of @entry, also the empty ones, with
 * the questions of its lens.
 */
void arc_markdown_append_template (GString *out, const ArcEntry *entry);

/**
 * arc_markdown_parse_template:
 * @text: a page of arc_markdown_append_template() after editing
 * @base: the entry it was made from: what was not touched stays exactly as it is
 * @now_us: what "now" and "today" mean in the date
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID, "line 3: …"
 */
ArcEntry *arc_markdown_parse_template (const char *text, gsize length, const ArcEntry *base,
                                       gint64 now_us, GError **error);

typedef struct _ArcMarkdownReader ArcMarkdownReader;

/* @lines must outlive the reader. */
ArcMarkdownReader *arc_markdown_reader_new (ArcLines *lines);
void arc_markdown_reader_free (ArcMarkdownReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcMarkdownReader, arc_markdown_reader_free)

/**
 * arc_markdown_reader_next:
 * @record: (out) (transfer full): the next entry; %NULL at the end or with a fault
 * @line: (out): where the entry or the fault stands; 0 at the end
 * @fault: (out) (transfer full): a sentence, if the entry cannot be read
 *
 * Returns: %FALSE with an error of reading
 */
gboolean arc_markdown_reader_next (ArcMarkdownReader *reader, ArcRecord **record, guint64 *line,
                                   char **fault, GCancellable *cancellable, GError **error);

G_END_DECLS
