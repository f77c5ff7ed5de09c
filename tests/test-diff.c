/* What changed between two texts. */
#include "arc-diff.h"

#include <string.h>

/* Told as text: same, [-removed-], {+added+}. */
static char *
tell (const char *before, const char *after)
{
  g_autoptr (GArray) pieces = arc_diff_texts (before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const ArcDiffPiece *piece = &g_array_index (pieces, ArcDiffPiece, i);
    const char *from = piece->kind == ARC_DIFF_REMOVED ? before : after;
    g_autofree char *part = g_strndup (from + piece->start, piece->end - piece->start);

    g_string_append_printf (text,
                            piece->kind == ARC_DIFF_REMOVED ? "[-%s-]"
                            : piece->kind == ARC_DIFF_ADDED ? "{+%s+}"
                                                            : "%s",
                            part);
  }

  return g_string_free (text, FALSE);
}

static void
assert_told (const char *before, const char *after, const char *expected)
{
  g_autofree char *text = tell (before, after);

  g_assert_cmpstr (text, ==, expected);
}

/* What is not added makes the text before, what is not removed makes the text after. */
static void
assert_complete (const char *before, const char *after)
{
  g_autoptr (GArray) pieces = arc_diff_texts (before, after);
  g_autoptr (GString) old = g_string_new (NULL);
  g_autoptr (GString) new = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const ArcDiffPiece *piece = &g_array_index (pieces, ArcDiffPiece, i);
    const char *from = (piece->kind == ARC_DIFF_REMOVED ? before : after) + piece->start;
    gssize length = (gssize) (piece->end - piece->start);

    g_assert_cmpint (length, >, 0);
    if (i > 0)
      g_assert_cmpint (piece->kind, !=, (piece - 1)->kind);
    if (piece->kind != ARC_DIFF_ADDED)
      g_string_append_len (old, from, length);
    if (piece->kind != ARC_DIFF_REMOVED)
      g_string_append_len (new, from, length);
  }
  g_assert_cmpstr (old->str, ==, before);
  g_assert_cmpstr (new->str, ==, after);
}

static void
test_words (void)
{
  assert_told ("", "", "");
  assert_told ("same", "same", "same");
  assert_told ("", "new", "{+new+}");
  assert_told ("old", "", "[-old-]");
  assert_told ("log the call", "log every call", "log [-the-]{+every+} call");
  assert_told ("one two", "one two three", "one two{+ three+}");
  assert_told ("Stop it.", "Stop it!", "Stop it[-.-]{+!+}");
  assert_told ("本語を勉強", "本語を使う", "本語を[-勉強-]{+使う+}");
  assert_told ("a\r\nb", "a\nb", "a[-\r-]\nb");
}

static void
test_counts (void)
{
  const char *before = "log the call now";
  const char *after = "log every single call";
  g_autoptr (GArray) pieces = arc_diff_texts (before, after);
  guint64 added = 0, removed = 0;

  arc_diff_count_words (pieces, before, after, &added, &removed);
  g_assert_cmpuint (added, ==, 2);
  g_assert_cmpuint (removed, ==, 2);
}

static char *
random_text (guint words)
{
  static const char *const vocabulary[] = {"call", "the", "ärger", "本", " ", "\n", "log", "—"};
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words; i++)
    g_string_append_printf (text, "%s%s",
                            vocabulary[g_test_rand_int_range (0, (int) G_N_ELEMENTS (vocabulary))],
                            g_test_rand_bit () ? " " : "");

  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  for (guint i = 0; i < 300; i++) {
    g_autofree char *before = random_text ((guint) g_test_rand_int_range (0, 60));
    g_autofree char *after = random_text ((guint) g_test_rand_int_range (0, 60));

    assert_complete (before, after);
  }
}

/* Too much for words, then for lines: coarser, but complete, and soon done. */
static void
test_large (void)
{
  g_autofree char *before = random_text (60000);
  g_autofree char *after = random_text (60000);
  g_autofree char *line_before = g_strnfill (1000000, 'a');
  g_autofree char *line_after = g_strnfill (1000000, 'b');

  assert_complete (before, after);
  assert_complete (line_before, line_after);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diff/words", test_words);
  g_test_add_func ("/diff/counts", test_counts);
  g_test_add_func ("/diff/random", test_random);
  g_test_add_func ("/diff/large", test_large);

  return g_test_run ();
}
