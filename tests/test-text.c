/* Texts: validity and limits, excerpts, first lines, folding, tidying, counting. */
#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"

#include <string.h>

static char *
repeated (const char *piece, gsize times)
{
  GString *text = g_string_sized_new (strlen (piece) * times);

  for (gsize i = 0; i < times; i++)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

static void
test_validate (void)
{
  static const char *const good[] = {
      "",         "a", "Grüße 😀 \u202eעברית", "a\tb\r\nc\x01\x1f\x7f", "\xef\xbf\xbe" /* U+FFFE */,
      "e\xcc\x81"};
  static const char *const bad[] = {
      "\xff", "a\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "abc\xe6\x9c"};

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (arc_text_validate (good[i], "Title", ARC_LIMIT_TITLE_CHARS, &error));
    g_assert_no_error (error);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (arc_text_validate (bad[i], "Title", ARC_LIMIT_TITLE_CHARS, &error));
    g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, "Title"));
  }
}

static void
test_limits (void)
{
  g_autofree char *fits = repeated ("ü", ARC_LIMIT_TAG_CHARS);
  g_autofree char *over = repeated ("ü", ARC_LIMIT_TAG_CHARS + 1);
  g_autofree char *big = repeated ("0123456789abcdef", ARC_LIMIT_SECTION_BYTES / 16);
  g_autofree char *bigger = g_strconcat (big, "x", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (arc_text_validate (fits, "Tag", ARC_LIMIT_TAG_CHARS, &error));
  g_assert_no_error (error);
  g_assert_false (arc_text_validate (over, "Tag", ARC_LIMIT_TAG_CHARS, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "Tag"));
  g_clear_error (&error);
  g_assert_true (arc_text_validate (big, "Action", 0, &error));
  g_assert_no_error (error);
  g_assert_false (arc_text_validate (bigger, "Action", 0, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE);
}

static void
test_excerpt (void)
{
  static const struct {
    const char *text;
    gsize max_chars;
    const char *expected;
  } table[] = {
      {NULL, 20, ""},
      {"", 20, ""},
      {"  \n\t ", 20, ""},
      {"one two", 20, "one two"},
      {"  one\r\n\ttwo  ", 20, "one two"},
      {"one\x01two", 20, "one two"},
      {"- logged the call", 40, "logged the call"},
      {"* logged the call", 40, "logged the call"},
      {"• logged the call", 40, "logged the call"},
      {"one two three", 13, "one two three"},
      {"one two three", 9, "one two…"},
      {"onetwothreefour", 5, "onet…"},
      {"今日は日本語を勉強した", 5, "今日は日…"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *got = arc_text_excerpt (table[i].text, table[i].max_chars);

    g_assert_cmpstr (got, ==, table[i].expected);
  }
}

/* Never longer than asked, never two spaces, never a line break, always valid. */
static void
test_excerpt_property (void)
{
  static const char *const pieces[] = {"a",  " ",  "\n", "word ", "本", "😀",  "\xe2\x80\xa8",
                                       "- ", "\t", "é",  "\x02",  "…",  "* ", "#"};

  for (guint i = 0; i < 20000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    int n = g_test_rand_int_range (0, 40);
    gsize max = g_test_rand_int_range (1, 30);
    g_autofree char *excerpt = NULL, *line = NULL;

    for (int j = 0; j < n; j++)
      g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    excerpt = arc_text_excerpt (text->str, max);
    line = arc_text_first_line (text->str, max);
    g_assert_true (g_utf8_validate (excerpt, -1, NULL));
    g_assert_true (g_utf8_validate (line, -1, NULL));
    g_assert_cmpint (g_utf8_strlen (excerpt, -1), <=, (glong) max);
    g_assert_cmpint (g_utf8_strlen (line, -1), <=, (glong) max);
    g_assert_null (strpbrk (excerpt, "\n\r\t\x02"));
    g_assert_null (strstr (excerpt, "  "));
    g_assert_null (strpbrk (line, "\n\r\t\x02"));
  }
}

static void
test_first_line (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } table[] = {
      {NULL, ""},
      {"", ""},
      {"\n\n  \nThe first\nThe second", "The first"},
      {"- The first\r\n- The second", "The first"},
      {"The first\rThe second", "The first"},
      {"alone", "alone"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *got = arc_text_first_line (table[i].text, 80);

    g_assert_cmpstr (got, ==, table[i].expected);
  }
}

static void
test_fold (void)
{
  static const char *const same[][2] = {
      {"CRM", "crm"},        {" Client   meeting ", "client meeting"},
      {"STRASSE", "straße"}, {"ﬁle", "FILE"},
      {"ＣＲＭ", "crm"},     {"e\xcc\x81t\xc3\xa9", "\xc3\xa9t\xc3\xa9"},
      {"ÄRGER", "ärger"},    {"a\tb", "a b"},
  };
  static const char *const differ[][2] = {{"cafe", "café"}, {"ab", "a b"}, {"本", "木"}};

  for (guint i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *a = arc_text_fold (same[i][0]);
    g_autofree char *b = arc_text_fold (same[i][1]);
    g_autofree char *again = arc_text_fold (a);

    g_assert_cmpstr (a, ==, b);
    g_assert_cmpstr (a, ==, again);
  }
  for (guint i = 0; i < G_N_ELEMENTS (differ); i++) {
    g_autofree char *a = arc_text_fold (differ[i][0]);
    g_autofree char *b = arc_text_fold (differ[i][1]);

    g_assert_cmpstr (a, !=, b);
  }
}

static void
test_tidy_label (void)
{
  static const char *const table[][2] = {
      {"", ""},
      {"  ", ""},
      {" CRM ", "CRM"},
      {"a\n\tb", "a b"},
      {"a\x01\x02"
       "b",
       "a b"},
      {"Client  Meeting", "Client Meeting"},
      {"\xc2\xa0x", "x"},
      {"日本語", "日本語"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *got = arc_text_tidy_label (table[i][0]);

    g_assert_cmpstr (got, ==, table[i][1]);
  }
}

static void
test_count_words (void)
{
  g_assert_cmpuint (arc_text_count_words (""), ==, 0);
  g_assert_cmpuint (arc_text_count_words (" \n\t"), ==, 0);
  g_assert_cmpuint (arc_text_count_words ("one"), ==, 1);
  g_assert_cmpuint (arc_text_count_words (" one  two\nthree\t"), ==, 3);
  g_assert_cmpuint (arc_text_count_words ("日本語"), ==, 3);
  g_assert_cmpuint (arc_text_count_words ("one 日本 two"), ==, 4);
}

static void
test_is_cjk (void)
{
  static const gunichar yes[] = {0x672C, 0x3042, 0x30AB, 0xD55C, 0x3105, 0x20000, 0x3400, 0xF900};
  static const gunichar no[] = {'a', 0xE9, 0xDF, 0x3B1, 0x5D0, 0x627, 0x1F600, ' ', '1', 0x0E01};

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (arc_text_is_cjk (yes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (arc_text_is_cjk (no[i]));
}

/* A message never ends within a character. */
static void
test_cut (void)
{
  g_autoptr (GString) long_text = g_string_new (NULL);
  const char *cut;

  for (guint i = 0; i < 500; i++)
    g_string_append (long_text, "𝄞");
  cut = ARC_SHORT (long_text->str);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, ARC_CUT_CHARS);
  g_assert_true (g_utf8_validate (ARC_SHORT ("\xff\xfe x"), -1, NULL));
  g_assert_cmpstr (ARC_SHORT ("a\nb"), ==, "a b");
}

/* A line of ours stays in our order, whoever's name stands in it. */
static void
test_pieces (void)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *plain = arc_text_isolate ("Ben \xe2\x80\xae Ito");
  g_autofree char *line = NULL;
  g_autofree char *turned = NULL;

  g_assert_cmpstr (plain, ==, "Ben Ito");
  g_ptr_array_add (pieces, arc_text_isolate ("בן"));
  g_ptr_array_add (pieces, g_strdup ("2 people"));
  line = arc_text_join_pieces (pieces, "Worked");
  g_assert_cmpstr (line, ==, "\xe2\x80\x8e\xe2\x81\xa8בן\xe2\x81\xa9 · 2 people");
  turned = arc_text_join_pieces (pieces, "עבד");
  g_assert_true (g_str_has_prefix (turned, "\xe2\x80\x8f"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/validate", test_validate);
  g_test_add_func ("/text/limits", test_limits);
  g_test_add_func ("/text/excerpt", test_excerpt);
  g_test_add_func ("/text/excerpt-property", test_excerpt_property);
  g_test_add_func ("/text/first-line", test_first_line);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/tidy-label", test_tidy_label);
  g_test_add_func ("/text/count-words", test_count_words);
  g_test_add_func ("/text/is-cjk", test_is_cjk);
  g_test_add_func ("/text/cut", test_cut);
  g_test_add_func ("/text/pieces", test_pieces);
  return g_test_run ();
}
