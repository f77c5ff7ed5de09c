/* What changed between two states of a text, word by word. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ARC_DIFF_SAME,
  ARC_DIFF_REMOVED,
  ARC_DIFF_ADDED,
} ArcDiffKind;

/* A run of text: bytes [start, end) of the text before (removed), or of the text after. */
typedef struct {
  ArcDiffKind kind;
  gsize start;
  gsize end;
} ArcDiffPiece;

/**
 * arc_diff_texts:
 * @before: valid UTF-8
 * @after: valid UTF-8
 *
 * A longest common subsequence of words and the spaces between them. Texts that differ in too much
 * for that are compared by lines, and as a last resort as a whole, so that time and memory are
 * bounded (about 4 million comparisons).
 *
 * Returns: (transfer full) (element-type ArcDiffPiece): in reading order, neighbours of one kind
 * joined; what is not removed makes @after, what is not added makes @before
 */
GArray *arc_diff_texts (const char *before, const char *after);

/**
 * arc_diff_count_words:
 * @pieces: of arc_diff_texts() for the same texts
 * @added: (out): words only in @after
 * @removed: (out): words only in @before
 */
void arc_diff_count_words (const GArray *pieces, const char *before, const char *after,
                           guint64 *added, guint64 *removed);

G_END_DECLS
