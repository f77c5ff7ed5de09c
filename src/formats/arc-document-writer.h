/* Documents as files: text, Markdown, HTML. (PDF: src/pdf.) */
#pragma once

#include "arc-document.h"

G_BEGIN_DECLS

/* (transfer full): for a terminal; lines of at most @width columns. */
char *arc_document_to_text (const ArcDocument *document, guint width);

/* (transfer full): CommonMark; foreign text cannot become markup. */
char *arc_document_to_markdown (const ArcDocument *document);

/**
 * arc_document_to_html:
 * @language: (nullable): as in HTML's lang: "de"; the words of the program are in it
 * @rtl: whether it is written from right to left
 *
 * One file that needs no other and runs nothing; it prints well, and follows a dark desktop.
 *
 * Returns: (transfer full)
 */
char *arc_document_to_html (const ArcDocument *document, const char *language, gboolean rtl);

G_END_DECLS
