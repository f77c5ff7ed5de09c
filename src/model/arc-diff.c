/* What changed between two states of a text, word by word. */
#include "arc-diff.h"

#include <string.h>

#include "arc-text.h"

/* A word that stays says more than the space beside it. */
#define WORD_WEIGHT 4

/* Cells of the table of the longest common subsequence: one byte each. */
#define MOST_CELLS (4 * 1000 * 1000)

/* A word, a run of white space, a line: whatever is compared as one. */
typedef struct {
  const char *text;
  gsize start;
  gsize length;
  guint hash;
  guint weight; /* what it counts when it stays */
} Token;

typedef enum {
  BY_WORDS,
  BY_LINES,
} Cut;

enum {
  BOTH,
  BEFORE,
  AFTER,
};

static gboolean
is_word_break (gunichar character)
{
  return g_unichar_isspace (character) || g_unichar_ispunct (character) ||
         arc_text_is_cjk (character);
}

/* A run of one or more letters, or a single other character. */
static const char *
end_of_word (const char *at)
{
  const char *end = at;

  while (*end != '\0' && !is_word_break (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return end > at ? end : g_utf8_next_char (at);
}

static const char *
end_of_line (const char *at)
{
  const char *end = strchr (at, '\n');

  return end != NULL ? end + 1 : at + strlen (at);
}

static guint
hash_bytes (const char *text, gsize length)
{
  guint hash = 5381;

  for (gsize i = 0; i < length; i++)
    hash = hash * 33 + (guchar) text[i];

  return hash;
}

static GArray *
cut (const char *text, Cut how)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  for (const char *at = text; *at != '\0';) {
    const char *end = how == BY_WORDS ? end_of_word (at) : end_of_line (at);
    gsize length = (gsize) (end - at);
    gunichar first = g_utf8_get_char (at);
    gboolean counts = how == BY_LINES || !is_word_break (first) || arc_text_is_cjk (first);
    Token token = {at, (gsize) (at - text), length, hash_bytes (at, length),
                   counts ? WORD_WEIGHT : 1};

    g_array_append_val (tokens, token);
    at = end;
  }

  return tokens;
}

static gboolean
same (const Token *a, const Token *b)
{
  return a->hash == b->hash && a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

/* Joins it to the piece before where it continues that. */
static void
add_piece (GArray *pieces, ArcDiffKind kind, gsize start, gsize end)
{
  ArcDiffPiece piece = {kind, start, end};
  ArcDiffPiece *last =
      pieces->len > 0 ? &g_array_index (pieces, ArcDiffPiece, pieces->len - 1) : NULL;

  if (start == end)
    return;
  if (last != NULL && last->kind == kind && last->end == start)
    last->end = end;
  else
    g_array_append_val (pieces, piece);
}

/* For each pair of beginnings, which step a longest common subsequence takes. Row by row from the
 * end, with two rows of lengths. */
static guint8 *
steps_of (const Token *before, gsize n_before, const Token *after, gsize n_after)
{
  guint8 *steps = g_malloc0 (n_before * n_after);
  g_autofree guint *next = g_new0 (guint, n_after + 1);
  g_autofree guint *row = g_new0 (guint, n_after + 1);

  for (gsize i = n_before; i-- > 0;) {
    guint *swap = NULL;

    for (gsize j = n_after; j-- > 0;) {
      if (same (&before[i], &after[j])) {
        row[j] = next[j + 1] + before[i].weight;
        steps[i * n_after + j] = BOTH;
      } else if (next[j] >= row[j + 1]) {
        row[j] = next[j];
        steps[i * n_after + j] = BEFORE;
      } else {
        row[j] = row[j + 1];
        steps[i * n_after + j] = AFTER;
      }
    }
    swap = next;
    next = row;
    row = swap;
  }

  return steps;
}

static void
compare (GArray *pieces, const Token *before, gsize n_before, const Token *after, gsize n_after)
{
  g_autofree guint8 *steps = NULL;
  gsize i = 0, j = 0;

  if (n_before > 0 && n_after > 0)
    steps = steps_of (before, n_before, after, n_after);

  while (i < n_before || j < n_after) {
    guint8 step = i == n_before ? AFTER : j == n_after ? BEFORE : steps[i * n_after + j];

    if (step == BOTH)
      add_piece (pieces, ARC_DIFF_SAME, after[j].start, after[j].start + after[j].length);
    else if (step == BEFORE)
      add_piece (pieces, ARC_DIFF_REMOVED, before[i].start, before[i].start + before[i].length);
    else
      add_piece (pieces, ARC_DIFF_ADDED, after[j].start, after[j].start + after[j].length);
    i += step != AFTER;
    j += step != BEFORE;
  }
}

/* %FALSE when too much differs. */
static gboolean
try_cut (GArray *pieces, const char *before, const char *after, Cut how)
{
  g_autoptr (GArray) a = cut (before, how);
  g_autoptr (GArray) b = cut (after, how);
  const Token *ta = (const Token *) (gpointer) a->data;
  const Token *tb = (const Token *) (gpointer) b->data;
  gsize shorter = MIN (a->len, b->len);
  gsize head = 0, tail = 0, n_a = 0, n_b = 0;

  while (head < shorter && same (&ta[head], &tb[head]))
    head++;
  while (tail < shorter - head && same (&ta[a->len - 1 - tail], &tb[b->len - 1 - tail]))
    tail++;
  n_a = a->len - head - tail;
  n_b = b->len - head - tail;
  if (n_b > 0 && n_a > MOST_CELLS / n_b)
    return FALSE;

  if (head > 0)
    add_piece (pieces, ARC_DIFF_SAME, 0, tb[head - 1].start + tb[head - 1].length);
  compare (pieces, ta + head, n_a, tb + head, n_b);
  if (tail > 0)
    add_piece (pieces, ARC_DIFF_SAME, tb[b->len - tail].start, strlen (after));

  return TRUE;
}

GArray *
arc_diff_texts (const char *before, const char *after)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (ArcDiffPiece));

  g_return_val_if_fail (before != NULL && after != NULL, pieces);

  if (!try_cut (pieces, before, after, BY_WORDS) && !try_cut (pieces, before, after, BY_LINES)) {
    add_piece (pieces, ARC_DIFF_REMOVED, 0, strlen (before));
    add_piece (pieces, ARC_DIFF_ADDED, 0, strlen (after));
  }

  return pieces;
}

void
arc_diff_count_words (const GArray *pieces, const char *before, const char *after, guint64 *added,
                      guint64 *removed)
{
  g_return_if_fail (pieces != NULL);

  *added = 0;
  *removed = 0;
  for (guint i = 0; i < pieces->len; i++) {
    const ArcDiffPiece *piece = &g_array_index (pieces, ArcDiffPiece, i);
    const char *from = piece->kind == ARC_DIFF_REMOVED ? before : after;
    g_autofree char *text = g_strndup (from + piece->start, piece->end - piece->start);

    if (piece->kind == ARC_DIFF_ADDED)
      *added += arc_text_count_words (text);
    else if (piece->kind == ARC_DIFF_REMOVED)
      *removed += arc_text_count_words (text);
  }
}
