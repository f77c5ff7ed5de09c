/* Documents as PDF: pages that break where one would break them, with a title, an outline and tags
 * that a screen reader follows. */
#pragma once

#include "arc-document.h"

G_BEGIN_DECLS

/**
 * arc_document_to_pdf:
 * @language: (nullable): "de", for hyphenation-free shaping of the right glyphs
 * @day: (nullable): "2026-11-22": the date of making that the file states; nothing else in it
 *   depends on when it is made
 *
 * A4, or US letter where the locale's paper is that. The fonts are those of the computer.
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_FAILED
 */
GBytes *arc_document_to_pdf (const ArcDocument *document, const char *language, const char *day,
                             GError **error);

G_END_DECLS
