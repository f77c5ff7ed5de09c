/* Search: what is found and in which order, filters, inputs made to break it, match ranges. */
#include "arc-test.h"

#include <locale.h>
#include <string.h>

typedef struct {
  char *path;
  ArcJournal *journal;
} Fixture;

static void
add (ArcJournal *journal, const char *action, gint64 occurred_us, const char *tags,
     const char *topic, ArcOutcome outcome)
{
  g_autoptr (ArcEntry) entry = arc_test_entry (action, NULL, NULL);

  entry->occurred_us = occurred_us;
  entry->outcome = outcome;
  arc_entry_set_tags_text (entry, tags);
  arc_entry_set_topic (entry, topic);
  arc_test_save (journal, entry, ARC_SAVED_NEW);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_path ("journal.db");
  fixture->journal = arc_test_open (fixture->path, NULL);
}

/* Six entries; saved in another order than they happened. */
static void
set_up_some (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  add (fixture->journal, "weekly report alpha", ARC_TEST_NOW, "crm\nClient Meeting", "CRM",
       ARC_OUTCOME_ACHIEVED);
  add (fixture->journal, "weekly report beta", ARC_TEST_NOW - 30 * ARC_TEST_DAY, "crm", "Sales",
       ARC_OUTCOME_PARTLY);
  add (fixture->journal, "report weekly gamma", ARC_TEST_NOW - 10 * ARC_TEST_DAY, "", "CRM",
       ARC_OUTCOME_MISSED);
  add (fixture->journal, "nothing delta", ARC_TEST_NOW - 400 * ARC_TEST_DAY, "client meeting", "",
       ARC_OUTCOME_NOT_SAID);
  add (fixture->journal, "reporting epsilon", ARC_TEST_NOW - 20 * ARC_TEST_DAY, "other", "sales",
       ARC_OUTCOME_ACHIEVED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_test_assert_sound (fixture->journal);
  arc_journal_close (fixture->journal);
  g_free (fixture->path);
}

#define A "weekly report alpha"
#define B "weekly report beta"
#define C "report weekly gamma"
#define D "nothing delta"
#define E "reporting epsilon"

static void
test_queries (Fixture *fixture, gconstpointer data)
{
  static const char *const table[][2] = {
      {"report", A "|" C "|" B},
      {"REPORT", A "|" C "|" B},
      {"report weekly", A "|" C "|" B},
      {"\"weekly report\"", A "|" B},
      {"\"report weekly\"", C},
      {"report -beta", A "|" C},
      {"report -\"weekly report\"", C},
      {"repo*", A "|" C "|" E "|" B},
      {"re*", A "|" C "|" E "|" B},
      {"\"weekly rep*\"", ""},
      {"tag:crm", A "|" B},
      {"tag:CRM", A "|" B},
      {"tag:\"client meeting\"", A "|" D},
      {"tag:crm tag:\"Client  Meeting\"", A},
      {"tag:client", ""},
      {"tag:cr", ""},
      {"-tag:crm", C "|" E "|" D},
      {"topic:crm", A "|" C},
      {"topic:sales", E "|" B},
      {"topic:crm topic:sales", A "|" C "|" E "|" B},
      {"-topic:crm", E "|" B "|" D},
      {"outcome:achieved", A "|" E},
      {"outcome:achieved outcome:missed", A "|" C "|" E},
      {"-outcome:achieved", C "|" B "|" D},
      {"after:2026-11-01", A "|" C},
      {"before:2026-11-01", E "|" B "|" D},
      {"after:2026-10 before:2026-11", E "|" B},
      {"after:2026-11-20", A},
      {"before:2026-11-20", C "|" E "|" B "|" D},
      {"before:2026", D},
      {"after:2027", ""},
      {"report tag:crm after:2026-11-01", A},
      {"-report", E "|" D},
      {"-nothing", A "|" C "|" E "|" B},
      {"-report -reporting -tag:other", D},
      {"", A "|" C "|" E "|" B "|" D},
      {"nosuchword", ""},
      {"report nosuchword", ""},
      {"report -nosuchword", A "|" C "|" B},
      {"topic:crm -outcome:missed report", A},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *got = arc_test_search (fixture->journal, table[i][0]);

    if (strcmp (got, table[i][1]) != 0)
      g_error ("“%s” found “%s”, expected “%s”", table[i][0], got, table[i][1]);
  }
}

/* Each text is found by each of its queries, and by none of the others. */
static void
test_languages (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    const char *found_by; /* separated by | */
    const char *not_by;
  } table[] = {
      {"今日は日本語を勉強した", "本語|勉強|日本語|今日|日|今*|\"日本語を勉強\"|した",
       "語本|強勉|英語|今本"},
      {"meeting in the café", "cafe|café|CAFÉ|caf*|cafe\xcc\x81", "coffee"},
      {"in der Straße", "strasse|Straße|STRASSE|straße|stra*", "strase"},
      {"Łódź i żółw", "lodz|łódź|ŁÓDŹ|zolw|żółw", "odz"},
      {"smørrebrød på Ærø", "smorrebrod|SMØRREBRØD|smørre*|aero|ærø|pa", "brod"},
      {"ＣＲＭ ｒｅｐｏｒｔ １２３", "crm|CRM|report|123|ＣＲＭ|rep*", "rm"},
      {"한국어 공부했다", "한국|국어|공부|한국어", "국한"},
      {"mixed英語text", "mixed|英語|text|英", "mixedtext|語英"},
      {"ｶﾀｶﾅとカタカナ", "カタカナ|ｶﾀｶﾅ|カナ", "ヒラ"},
      {"naïve coöperation résumé", "naive|cooperation|resume|résumé", "naiv"},
      {"e-mail to o'neill@example.org", "e-mail|mail|o'neill|neill|example.org|\"e mail\"",
       "email"},
      {"version 2.0.1 costs 1,234.50 €", "2.0.1|1,234.50|1,234|version", "2.01"},
      {"C++ and C# in foo_bar", "C++|c#|foo_bar", "cplusplus"},
      {"кофе Ёлка", "КОФЕ|ёлка", "кофеин"},
      {"ΟΔΟΣ Σίσυφος", "οδος|Σίσυφος", "Σίσυφ"},
      {"שלום עולם", "שלום|עולם", "שלו"},
      {"İstanbul ISTANBUL ıstanbul", "istanbul|İstanbul", "stanbul"},
      {"emoji 😀 in text", "emoji|text", "smile"},
      {"𠮷野家 and 𝔘nicode", "𠮷野|野家", "野吉"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    add (fixture->journal, table[i].text, ARC_TEST_NOW - i * ARC_TEST_DAY, "", "",
         ARC_OUTCOME_NOT_SAID);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_auto (GStrv) found_by = g_strsplit (table[i].found_by, "|", -1);
    g_auto (GStrv) not_by = g_strsplit (table[i].not_by, "|", -1);

    for (guint j = 0; found_by[j]; j++) {
      g_autofree char *got = arc_test_search (fixture->journal, found_by[j]);

      if (!strstr (got, table[i].text)) {
        g_test_message ("“%s” does not find “%s”", found_by[j], table[i].text);
        g_test_fail ();
      }
    }
    for (guint j = 0; not_by[j]; j++) {
      g_autofree char *got = arc_test_search (fixture->journal, not_by[j]);

      if (strstr (got, table[i].text)) {
        g_test_message ("“%s” finds “%s”", not_by[j], table[i].text);
        g_test_fail ();
      }
    }
  }
}

/* All fields are searched: title, sections, tags and topic as words. */
static void
test_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("inaction", "inreflection", "inchange");
  static const char *const words[] = {"intitle",  "inaction", "inreflection",
                                      "inchange", "intag",    "intopic"};

  arc_entry_set_title (entry, "intitle");
  arc_entry_add_tag (entry, "the intag");
  arc_entry_set_topic (entry, "intopic");
  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *got = arc_test_search (fixture->journal, words[i]);

    g_assert_cmpstr (got, ==, "inaction");
  }
}

/* Text cannot pass for a filter's token, nor a label for another. */
static void
test_no_pretending (Fixture *fixture, gconstpointer data)
{
  g_autofree char *facets = NULL, *got = NULL;

  add (fixture->journal, "real", ARC_TEST_NOW, "secret", "topic", ARC_OUTCOME_MISSED);
  facets = arc_test_sql_text (fixture->path, "SELECT facets FROM entry");
  add (fixture->journal, facets, ARC_TEST_NOW - ARC_TEST_DAY, "", "", ARC_OUTCOME_NOT_SAID);
  got = arc_test_search (fixture->journal, "tag:secret");
  g_assert_cmpstr (got, ==, "real");
  g_free (got);
  got = arc_test_search (fixture->journal, "outcome:missed");
  g_assert_cmpstr (got, ==, "real");
  g_free (got);
  got = arc_test_search (fixture->journal, "outcome:achieved");
  g_assert_cmpstr (got, ==, "");
}

static void
test_labels_apart (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = {"a b",  "a", "b", "ab",  "a-b",  "a_b", "日本",
                                       "本日", "ü", "u", "C",   "C++",  "C#",  "!",
                                       "?",    "😀", "😃", "x:y", "\"q\""};

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    add (fixture->journal, labels[i], ARC_TEST_NOW - i * ARC_TEST_DAY, labels[i], labels[i],
         ARC_OUTCOME_NOT_SAID);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autoptr (ArcQuery) by_tag = arc_query_new ();
    g_autoptr (ArcQuery) by_topic = arc_query_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) tagged = NULL, topical = NULL;

    arc_query_add_tag (by_tag, labels[i]);
    arc_query_add_topic (by_topic, labels[i]);
    tagged = arc_journal_search (fixture->journal, by_tag, G_MAXINT64, 100, &error);
    g_assert_no_error (error);
    topical = arc_journal_search (fixture->journal, by_topic, G_MAXINT64, 100, &error);
    g_assert_no_error (error);
    if (tagged->len != 1 || topical->len != 1)
      g_error ("label “%s” is carried by one entry, but %u by tag and %u by topic were found",
               labels[i], tagged->len, topical->len);
    g_assert_cmpint (((ArcBrief *) tagged->pdata[0])->occurred_us, ==,
                     ARC_TEST_NOW - i * ARC_TEST_DAY);
  }
}

static void
assert_no_error_from (ArcJournal *journal, const char *text)
{
  g_autoptr (ArcQuery) query = arc_query_parse (text, (ArcDay){2026, 11, 20});
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = arc_journal_search (journal, query, G_MAXINT64, 50, &error);
  g_autoptr (GArray) matches = NULL;

  if (error)
    g_error ("“%s”: %s", text, error->message);
  g_assert_nonnull (found);
  matches = arc_journal_find_matches (journal, query, "weekly report 日本 \"x\"");
  g_assert_nonnull (matches);
}

static void
test_never_errors (Fixture *fixture, gconstpointer data)
{
  static const char *const table[] = {
      "\"",
      "\"\"",
      "\"\"\"",
      "AND",
      "OR",
      "NOT",
      "NEAR",
      "NEAR(",
      "NEAR/2",
      "*",
      "**",
      "a*b",
      "col:x",
      "title:x",
      "facets:x",
      "{a b}:c",
      "^a",
      "a+b",
      "(",
      ")",
      "((",
      "-",
      "--",
      "- -",
      "-*",
      "-\"",
      "'",
      ";",
      "\\",
      "%",
      "_",
      "\x01",
      "\xff\xfe",
      "a\"b",
      "a\"*",
      "\"a\"*",
      ":",
      "::",
      "tag:",
      "tag::",
      "tag:*",
      "tag:\"",
      "before:",
      "after:x",
      "before:9999",
      "???",
      "!!!",
      "…",
      "😀",
      "\xcc\x81",
      "\xe2\x80\x8b",
      "a AND b",
      "a NOT b",
      "NOT a",
      "tag:\"a\"b\"",
      "-tag:",
      "outcome:",
      "-outcome:x",
      "after:0000-00-00",
      "after:2026-99",
      "本*",
      "*本",
      "-本",
      "\"本 a\"",
      "rank",
      "search:x",
      "\xef\xbf\xbd",
      "ß*",
      "İ",
      "a*",
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    assert_no_error_from (fixture->journal, table[i]);
}

static void
test_long_inputs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *one_word = g_strnfill (10240, 'a');
  g_autofree char *quotes = g_strnfill (10240, '"');
  g_autofree char *stars = g_strnfill (10240, '*');
  g_autofree char *minuses = g_strnfill (10240, '-');
  g_autoptr (GString) kanji = g_string_new (NULL);
  g_autoptr (GString) phrases = g_string_new (NULL);
  g_autoptr (GString) tags = g_string_new (NULL);
  g_autoptr (GString) negated = g_string_new (NULL);

  while (words->len < 10240)
    g_string_append_printf (words, "w%u* ", (guint) words->len);
  while (kanji->len < 10240)
    g_string_append (kanji, "日本語");
  while (phrases->len < 10240)
    g_string_append_printf (phrases, "\"a b c %u\" ", (guint) phrases->len);
  while (tags->len < 10240)
    g_string_append_printf (tags, "tag:t%u topic:u%u ", (guint) tags->len, (guint) tags->len);
  while (negated->len < 10240)
    g_string_append_printf (negated, "-n%u ", (guint) negated->len);
  assert_no_error_from (fixture->journal, words->str);
  assert_no_error_from (fixture->journal, one_word);
  assert_no_error_from (fixture->journal, quotes);
  assert_no_error_from (fixture->journal, stars);
  assert_no_error_from (fixture->journal, minuses);
  assert_no_error_from (fixture->journal, kanji->str);
  assert_no_error_from (fixture->journal, phrases->str);
  assert_no_error_from (fixture->journal, tags->str);
  assert_no_error_from (fixture->journal, negated->str);
}

static void
test_random_inputs (Fixture *fixture, gconstpointer data)
{
  static const char *const pieces[] = {
      "\"", "-",    "*",      "tag:",   "topic:", "outcome:", "before:",  " ",    "2026", "weekly",
      "本", "\xff", "after:", "report", ":",      "(",        ")",        "AND ", " OR ", "NEAR(",
      "^",  "'",    "{",      "}",      "+",      "\\",       "\xcc\x81", "ß"};

  for (guint i = 0; i < 5000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    int n = g_test_rand_int_range (1, 15);

    for (int j = 0; j < n; j++)
      if (g_test_rand_int_range (0, 6) == 0)
        g_string_append_c (text, (char) g_test_rand_int_range (1, 256));
      else
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    assert_no_error_from (fixture->journal, text->str);
  }
}

/* Page by page gives the same as all at once. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcQuery) query = arc_query_parse ("common", (ArcDay){2026, 11, 20});
  gint64 before = G_MAXINT64;
  guint seen = 0;

  for (guint i = 0; i < 57; i++)
    add (fixture->journal, "common word", ARC_TEST_NOW - (i % 7) * ARC_TEST_DAY, "", "", 0);
  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) page = arc_journal_search (fixture->journal, query, before, 10, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (page->len, <=, 10);
    for (guint i = 0; i < page->len; i++) {
      const ArcBrief *brief = page->pdata[i];

      g_assert_cmpint (brief->position, <, before);
      before = brief->position;
    }
    seen += page->len;
    if (page->len < 10)
      break;
  }
  g_assert_cmpuint (seen, ==, 57);
}

static void
test_excerpt_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcQuery) query = arc_query_parse ("needle", (ArcDay){2026, 11, 20});
  g_autoptr (GString) hay = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;
  const char *excerpt;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (hay, "straw%u%s", i, i == 400 ? " a NEEDLE\n\nhere " : " ");
  add (fixture->journal, hay->str, ARC_TEST_NOW, "", "", 0);
  found = arc_journal_search (fixture->journal, query, G_MAXINT64, 10, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  excerpt = ((ArcBrief *) found->pdata[0])->excerpt;
  g_assert_nonnull (strstr (excerpt, ARC_MATCH_START "NEEDLE" ARC_MATCH_END));
  g_assert_null (strchr (excerpt, '\n'));
  g_assert_cmpuint (strlen (excerpt), <, 1000);
}

/* Marks in the person's own text cannot unbalance those of the search. */
static void
test_excerpt_of_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcQuery) query = arc_query_parse ("needle", (ArcDay){2026, 11, 20});
  g_autoptr (GPtrArray) found = NULL;
  int depth = 0;

  add (fixture->journal,
       ARC_MATCH_END " a " ARC_MATCH_START " needle " ARC_MATCH_START ARC_MATCH_END " b",
       ARC_TEST_NOW, "", "", 0);
  found = arc_journal_search (fixture->journal, query, G_MAXINT64, 10, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  for (const char *p = ((ArcBrief *) found->pdata[0])->excerpt; *p; p = g_utf8_next_char (p)) {
    depth += g_str_has_prefix (p, ARC_MATCH_START) - g_str_has_prefix (p, ARC_MATCH_END);
    g_assert_cmpint (depth, >=, 0);
    g_assert_cmpint (depth, <=, 1);
  }
  g_assert_cmpint (depth, ==, 0);
}

static void
test_find_matches (Fixture *fixture, gconstpointer data)
{
  static const char *const table[][3] = {
      {"report", "a report, Reports, REPORT", "report|REPORT"},
      {"report*", "a report, Reports", "report|Reports"},
      {"\"weekly report\"", "weekly report; weekly x report", "weekly report"},
      {"本語", "日本語と本", "本語"},
      {"cafe", "the Café", "Café"},
      {"strasse", "Die Straße", "Straße"},
      {"-report", "a report", ""},
      {"report tag:x", "a report", "report"},
      {"", "a report", ""},
      {"a b", "a b", "a|b"},
      {"\"a b\" b", "a b", "a b"},
      {"tag:report", "a report", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcQuery) query = arc_query_parse (table[i][0], (ArcDay){2026, 11, 20});
    g_autoptr (GArray) ranges = arc_journal_find_matches (fixture->journal, query, table[i][1]);
    g_autoptr (GString) got = g_string_new (NULL);
    gsize last = 0;

    for (guint j = 0; j < ranges->len; j++) {
      ArcRange range = g_array_index (ranges, ArcRange, j);

      g_assert_cmpuint (range.start, <, range.end);
      g_assert_cmpuint (range.start, >=, last);
      last = range.end;
      g_string_append_printf (got, "%s%.*s", j > 0 ? "|" : "", (int) (range.end - range.start),
                              table[i][1] + range.start);
    }
    if (strcmp (got->str, table[i][2]) != 0)
      g_error ("“%s” in “%s” marks “%s”, expected “%s”", table[i][0], table[i][1], got->str,
               table[i][2]);
  }
}

static gboolean
collect (ArcRecord *record, gpointer user_data, GError **error)
{
  GString *text = user_data;

  g_string_append_printf (text, "%s|", record->entry->section[0]);
  return text->len < 1000;
}

static gboolean
fail (ArcRecord *record, gpointer user_data, GError **error)
{
  g_set_error (error, ARC_ERROR, ARC_ERROR_IO, "The printer is out of paper.");
  return FALSE;
}

static gboolean
stop (ArcRecord *record, gpointer user_data, GError **error)
{
  (*(guint *) user_data)++;
  return FALSE;
}

static void
test_foreach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcQuery) query = arc_query_parse ("report", (ArcDay){2026, 11, 20});
  g_autoptr (ArcQuery) all = arc_query_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint calls = 0;

  arc_journal_foreach (fixture->journal, query, 0, FALSE, FALSE, collect, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, A "|" C "|" B "|");
  g_string_truncate (text, 0);
  arc_journal_foreach (fixture->journal, query, 2, FALSE, FALSE, collect, text, NULL, &error);
  g_assert_cmpstr (text->str, ==, A "|" C "|");
  g_string_truncate (text, 0);
  arc_journal_foreach (fixture->journal, all, 0, TRUE, FALSE, collect, text, NULL, &error);
  g_assert_cmpstr (text->str, ==, D "|" B "|" E "|" C "|" A "|");
  g_string_truncate (text, 0);
  arc_journal_foreach (fixture->journal, all, 2, TRUE, TRUE, collect, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, D "|" B "|");

  g_assert_false (
      arc_journal_foreach (fixture->journal, all, 0, FALSE, FALSE, fail, NULL, NULL, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (
      arc_journal_foreach (fixture->journal, all, 0, FALSE, FALSE, stop, &calls, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (calls, ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (arc_journal_foreach (fixture->journal, all, 0, FALSE, FALSE, collect, text,
                                       cancellable, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INTERRUPTED);
  /* And writing is possible afterwards. */
  g_free (arc_test_add (fixture->journal, "x", 0));
}

typedef struct {
  Fixture *fixture;
  guint n;
} Writing;

static gboolean
write_while_reading (ArcRecord *record, gpointer user_data, GError **error)
{
  Writing *writing = user_data;
  g_autoptr (ArcJournal) other = arc_test_open (writing->fixture->path, NULL);

  g_free (arc_test_add (other, "written meanwhile", ARC_TEST_NOW - 15 * ARC_TEST_DAY));
  writing->n++;
  return TRUE;
}

/* One snapshot: what others write meanwhile does not show. */
static void
test_foreach_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcQuery) all = arc_query_new ();
  g_autoptr (GError) error = NULL;
  Writing writing = {fixture, 0};

  arc_journal_foreach (fixture->journal, all, 0, FALSE, TRUE, write_while_reading, &writing, NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpuint (writing.n, ==, 5);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 10);
}

/* What was edited is found by its new words only. */
static void
test_after_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("oldword", NULL, NULL);
  g_autofree char *old = NULL, *new = NULL, *tag = NULL;

  arc_entry_add_tag (entry, "oldtag");
  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "newword");
  arc_entry_clear_tags (entry);
  arc_test_save (fixture->journal, entry, ARC_SAVED_CHANGED);
  old = arc_test_search (fixture->journal, "oldword");
  new = arc_test_search (fixture->journal, "newword");
  tag = arc_test_search (fixture->journal, "tag:oldtag");
  g_assert_cmpstr (old, ==, "");
  g_assert_cmpstr (new, ==, "newword");
  g_assert_cmpstr (tag, ==, "");
}

#define ADD(name, set, func) g_test_add ("/search/" name, Fixture, NULL, set, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("queries", set_up_some, test_queries);
  ADD ("languages", set_up, test_languages);
  ADD ("fields", set_up, test_fields);
  ADD ("no-pretending", set_up, test_no_pretending);
  ADD ("labels-apart", set_up, test_labels_apart);
  ADD ("never-errors", set_up_some, test_never_errors);
  ADD ("long-inputs", set_up_some, test_long_inputs);
  ADD ("random-inputs", set_up_some, test_random_inputs);
  ADD ("pages", set_up, test_pages);
  ADD ("excerpt-marks", set_up, test_excerpt_marks);
  ADD ("excerpt-of-marks", set_up, test_excerpt_of_marks);
  ADD ("find-matches", set_up, test_find_matches);
  ADD ("foreach", set_up_some, test_foreach);
  ADD ("foreach-snapshot", set_up_some, test_foreach_snapshot);
  ADD ("after-edit", set_up, test_after_edit);
  return g_test_run ();
}
