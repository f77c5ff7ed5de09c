/* fuzz-query SECONDS SEED: anything at all as a query, over anything at all as texts.
 *
 * No search errors; a phrase taken from a text finds it; what find_matches() marks lies inside the
 * text, whole characters only. Prints the input that broke a rule, as bytes. */
#include <stdlib.h>
#include <string.h>

#include "arc-test.h"

#define ENTRIES 60
#define ENTRY_LIFE 400 /* searches, then other texts */

static const char *const pieces[] = {
    "\"",
    "-",
    "*",
    "tag:",
    "topic:",
    "outcome:",
    "before:",
    "after:",
    " ",
    " ",
    " ",
    "word",
    "本",
    "日本",
    "ß",
    "é",
    "e\xcc\x81",
    "ł",
    "ｗ",
    "ｶﾞ",
    "한",
    "😀",
    "'",
    "(",
    ")",
    "AND ",
    "OR ",
    "NOT ",
    "NEAR(",
    "^",
    "{",
    "}",
    "+",
    ":",
    "\\",
    ";",
    "%",
    "_",
    "\t",
    "\n",
    "\x01",
    "\xee\x80\x80",
    "\xef\xb7\x90",
    "\xe2\x80\x8b",
    "2026",
    "2026-11-20",
    "today",
    "missed",
    "x",
    "İ",
    "ﬁ",
    "\xf4\x8f\xbf\xbf",
    "\xcc\x81",
    "ͅ",
    "\xef\xbf\xbe",
    "٣",
    "½",
    "a",
    "b",
    "c",
    "ab",
    "abc",
};

static char *
scribble (GRand *random, gboolean valid)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_rand_int_range (random, 0, 14);

  for (int i = 0; i < n; i++)
    if (g_rand_int_range (random, 0, 5) == 0)
      g_string_append_c (text, (char) g_rand_int_range (random, 1, 256));
    else if (g_rand_int_range (random, 0, 8) == 0)
      g_string_append_unichar (text, g_rand_int_range (random, 1, 0xd800));
    else
      g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  return valid ? g_utf8_make_valid (text->str, -1) : g_strdup (text->str);
}

static void
give_up (const char *what, const char *text, const char *other)
{
  g_autofree char *a = g_strescape (text, NULL);
  g_autofree char *b = g_strescape (other ? other : "", NULL);

  g_printerr ("%s: \"%s\" \"%s\"\n", what, a, b);
  exit (1);
}

static void
check_matches (ArcJournal *journal, const ArcQuery *query, const char *words, const char *text)
{
  g_autoptr (GArray) ranges = arc_journal_find_matches (journal, query, text);
  gsize last = 0, length = strlen (text);

  for (guint i = 0; i < ranges->len; i++) {
    ArcRange range = g_array_index (ranges, ArcRange, i);

    if (range.start < last || range.end <= range.start || range.end > length ||
        !g_utf8_validate (text + range.start, range.end - range.start, NULL))
      give_up ("marks outside or across characters", words, text);
    last = range.end;
  }
}

static void
check_briefs (GPtrArray *found, const char *words)
{
  gint64 last = G_MAXINT64;

  for (guint i = 0; i < found->len; i++) {
    const ArcBrief *brief = found->pdata[i];
    int depth = 0;

    if (brief->position >= last)
      give_up ("not newest first", words, NULL);
    last = brief->position;
    if (!g_utf8_validate (brief->excerpt, -1, NULL) || !g_utf8_validate (brief->title, -1, NULL))
      give_up ("an excerpt that is not text", words, brief->excerpt);
    for (const char *p = brief->excerpt; *p; p = g_utf8_next_char (p)) {
      depth += g_str_has_prefix (p, ARC_MATCH_START) - g_str_has_prefix (p, ARC_MATCH_END);
      if (depth < 0 || depth > 1)
        give_up ("marks that do not pair", words, brief->excerpt);
    }
    if (depth != 0)
      give_up ("marks that do not pair", words, brief->excerpt);
  }
}

static guint
search (ArcJournal *journal, const char *words, GPtrArray *texts)
{
  g_autoptr (ArcQuery) query = arc_query_parse (words, (ArcDay){2026, 11, 20});
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = arc_journal_search (journal, query, G_MAXINT64, 1000, &error);

  if (error)
    give_up (error->message, words, NULL);
  check_briefs (found, words);
  for (guint i = 0; i < texts->len; i++)
    check_matches (journal, query, words, texts->pdata[i]);
  return found->len;
}

static ArcJournal *
fill (GRand *random, GPtrArray *texts)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcJournal *journal = arc_test_open (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcImport) import = arc_import_begin (journal, &error);

  g_ptr_array_set_size (texts, 0);
  for (guint i = 0; i < ENTRIES && !error; i++) {
    g_autofree char *text = scribble (random, TRUE);
    g_autofree char *label = scribble (random, TRUE);
    g_autoptr (ArcRecord) record = arc_record_new (arc_test_entry (text, "r", NULL));

    record->entry->occurred_us = ARC_TEST_NOW - i * ARC_TEST_HOUR;
    arc_entry_set_topic (record->entry, label);
    arc_entry_add_tag (record->entry, label);
    arc_import_add (import, record, NULL, &error);
    g_ptr_array_add (texts, g_strdup (text));
  }
  if (!error)
    arc_import_commit (import, &error);
  if (error)
    give_up (error->message, "", NULL);
  return journal;
}

/* A whole text as a phrase finds at least itself, if there is a word in it at all. */
static void
search_own_text (ArcJournal *journal, const char *text, GPtrArray *texts)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);
  g_autofree char *quoted = g_strconcat ("\"", plain, "\"", NULL);
  g_autoptr (ArcQuery) query = arc_query_parse (quoted, (ArcDay){2026, 11, 20});
  g_autoptr (GArray) ranges = arc_journal_find_matches (journal, query, text);
  guint found = search (journal, quoted, texts);

  /* Two ways to look, one answer. */
  if (ranges->len > 0 && found == 0)
    give_up ("a text is not found by itself", text, quoted);
}

int
main (int argc, char **argv)
{
  gint64 end_us;
  guint32 seed;
  guint64 searches = 0;
  g_autoptr (GRand) random = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  ArcJournal *journal = NULL;

  if (argc != 3) {
    g_printerr ("Usage: fuzz-query SECONDS SEED\n");
    return 2;
  }
  end_us = g_get_monotonic_time () + atoi (argv[1]) * G_USEC_PER_SEC;
  seed = (guint32) strtoul (argv[2], NULL, 10);
  random = g_rand_new_with_seed (seed);
  for (; g_get_monotonic_time () < end_us; searches++) {
    g_autofree char *words = scribble (random, FALSE);

    if (searches % ENTRY_LIFE == 0) {
      g_clear_pointer (&journal, arc_journal_close);
      journal = fill (random, texts);
      arc_test_assert_sound (journal);
      for (guint i = 0; i < texts->len; i++)
        search_own_text (journal, texts->pdata[i], texts);
    }
    search (journal, words, texts);
  }
  g_clear_pointer (&journal, arc_journal_close);
  g_print ("%" G_GUINT64_FORMAT " searches, seed %u\n", searches, seed);
  return 0;
}
