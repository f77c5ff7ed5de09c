/* What a person types into search, taken apart: a table of inputs, and inputs made to break it. */
#include "arc-limits.h"
#include "arc-query.h"

#include <string.h>

static const ArcDay today = {2026, 11, 20};

static void
append_labels (GString *text, const char *mark, GPtrArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, " %s(%s)", mark, (char *) labels->pdata[i]);
}

static void
append_outcomes (GString *text, const char *mark, guint outcomes)
{
  for (int i = 0; i < ARC_N_OUTCOMES; i++)
    if (outcomes & (1u << i))
      g_string_append_printf (text, " %s(%d)", mark, i);
}

/* The query as one line, for comparing. */
static char *
describe (const ArcQuery *query)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++) {
    const ArcQueryTerm *term = query->terms->pdata[i];

    g_string_append_printf (text, " %s%s%s", term->negated ? "-" : "", term->text,
                            term->prefix ? "*" : "");
    if (strchr (term->text, ' '))
      g_string_append (text, "!");
  }
  append_labels (text, "tag", query->tags);
  append_labels (text, "-tag", query->not_tags);
  append_labels (text, "topic", query->topics);
  append_labels (text, "-topic", query->not_topics);
  append_outcomes (text, "outcome", query->outcomes);
  append_outcomes (text, "-outcome", query->not_outcomes);
  if (query->has_after)
    g_string_append_printf (text, " after(%04d-%02d-%02d)", query->after.year, query->after.month,
                            query->after.day);
  if (query->has_before)
    g_string_append_printf (text, " before(%04d-%02d-%02d)", query->before.year,
                            query->before.month, query->before.day);
  return g_string_free (text, FALSE);
}

static void
test_table (void)
{
  static const char *const table[][2] = {
      {"", ""},
      {"   \t\n", ""},
      {"report", " report"},
      {"report client", " report client"},
      {"\"weekly report\" client", " weekly report! client"},
      {"-client", " -client"},
      {"-\"weekly report\"", " -weekly report!"},
      {"re*", " re*"},
      {"-re*", " -re*"},
      {"日*", " 日*"},
      {"\"unclosed phrase", " unclosed phrase!"},
      {"tag:crm", " tag(crm)"},
      {"tag:CRM", " tag(crm)"},
      {"tag:\"Client Meeting\"", " tag(client meeting)"},
      {"-tag:crm", " -tag(crm)"},
      {"tag:a tag:b", " tag(a) tag(b)"},
      {"topic:crm topic:sales", " topic(crm) topic(sales)"},
      {"-topic:\"Team work\"", " -topic(team work)"},
      {"outcome:achieved", " outcome(1)"},
      {"outcome:partly outcome:missed", " outcome(2) outcome(3)"},
      {"-outcome:missed", " -outcome(3)"},
      {"after:2026-11-01", " after(2026-11-01)"},
      {"before:2026-11-01", " before(2026-11-01)"},
      {"after:2026-10 before:2026-11", " after(2026-10-01) before(2026-11-01)"},
      {"after:today", " after(2026-11-20)"},
      {"before:yesterday", " before(2026-11-19)"},
      {"after:2026", " after(2026-01-01)"},
      {"report tag:crm -client", " report -client tag(crm)"},
      {"AND", " AND"},
      {"a OR b", " a OR b"},
      {"NEAR(a b)", " NEAR(a b)"},
      {"col:x", " col:x"},
      {"http://example.org/a", " http://example.org/a"},
      {"e-mail", " e-mail"},
      {"TAG:crm", " tag(crm)"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcQuery) query = arc_query_parse (table[i][0], today);
    g_autofree char *got = describe (query);

    if (strcmp (got, table[i][1]) != 0)
      g_error ("“%s” became “%s”, expected “%s”", table[i][0], got, table[i][1]);
    if (table[i][1][0] == '\0')
      g_assert_true (arc_query_is_empty (query));
    else
      g_assert_false (arc_query_is_empty (query));
  }
}

/* What fits no rule is taken as words, or left out: never an error, never a filter. */
static void
test_misfits (void)
{
  static const char *const table[] = {"\"",
                                      "\"\"",
                                      "-",
                                      "--",
                                      "*",
                                      "-*",
                                      "outcome:great",
                                      "before:soon",
                                      "after:",
                                      "tag:",
                                      "tag:\"\"",
                                      "topic:",
                                      "outcome:",
                                      ":",
                                      "tag:\"",
                                      "-\"",
                                      "\"\"\"",
                                      "-tag:",
                                      "(",
                                      ")",
                                      "^",
                                      "{a b}",
                                      "a+b",
                                      "'",
                                      ";--",
                                      "\\",
                                      "-before:2026-01-01"};

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcQuery) query = arc_query_parse (table[i], today);

    g_assert_cmpuint (query->tags->len, ==, 0);
    g_assert_cmpuint (query->not_tags->len, ==, 0);
    g_assert_cmpuint (query->topics->len, ==, 0);
    g_assert_cmpuint (query->outcomes, ==, 0);
    g_assert_false (query->has_after);
    for (guint j = 0; j < query->terms->len; j++)
      g_assert_cmpstr (((ArcQueryTerm *) query->terms->pdata[j])->text, !=, "");
  }
  /* One letter and a star would match half the journal. */
  {
    g_autoptr (ArcQuery) query = arc_query_parse ("r*", today);

    for (guint j = 0; j < query->terms->len; j++)
      g_assert_false (((ArcQueryTerm *) query->terms->pdata[j])->prefix);
  }
}

static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ArcQuery) query = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "w%u ", i);
  query = arc_query_parse (text->str, today);
  g_assert_cmpuint (query->terms->len, <=, ARC_LIMIT_QUERY_TERMS);
  g_assert_cmpuint (query->terms->len, >, 0);
}

/* Any bytes at all: no crash, only valid text comes out, copies are equal. */
static void
test_random (void)
{
  static const char *const pieces[] = {
      "\"",   "-",    "*",      "tag:", "topic:", "outcome:", "before:", " ", "2026", "word", "本",
      "\xff", "\xc3", "after:", ":",    "\t",     "(",        "AND",     "'", "\\",   "\x01"};

  for (guint i = 0; i < 30000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (ArcQuery) query = NULL, copy = NULL;
    g_autofree char *a = NULL, *b = NULL;
    int n = g_test_rand_int_range (0, 20);

    for (int j = 0; j < n; j++)
      if (g_test_rand_int_range (0, 8) == 0)
        g_string_append_c (text, (char) g_test_rand_int_range (1, 256));
      else
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    query = arc_query_parse (text->str, today);
    copy = arc_query_copy (query);
    a = describe (query);
    b = describe (copy);
    g_assert_true (g_utf8_validate (a, -1, NULL));
    g_assert_cmpstr (a, ==, b);
  }
}

static void
test_filters (void)
{
  g_autoptr (ArcQuery) query = arc_query_new ();
  g_autofree char *got = NULL;

  g_assert_true (arc_query_is_empty (query));
  arc_query_add_tag (query, " Client  Meeting ");
  arc_query_add_topic (query, "CRM");
  arc_query_add_outcome (query, ARC_OUTCOME_PARTLY);
  arc_query_set_after (query, (ArcDay){2026, 1, 2});
  arc_query_set_before (query, (ArcDay){2026, 3, 4});
  got = describe (query);
  g_assert_cmpstr (got, ==,
                   " tag(client meeting) topic(crm) outcome(2) after(2026-01-02)"
                   " before(2026-03-04)");
  g_assert_false (arc_query_is_empty (query));
}

static void
test_only_negations_are_not_empty (void)
{
  static const char *const table[] = {"-word", "-tag:a", "-topic:b", "-outcome:missed"};

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcQuery) query = arc_query_parse (table[i], today);

    g_assert_false (arc_query_is_empty (query));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/table", test_table);
  g_test_add_func ("/query/misfits", test_misfits);
  g_test_add_func ("/query/long", test_long);
  g_test_add_func ("/query/random", test_random);
  g_test_add_func ("/query/filters", test_filters);
  g_test_add_func ("/query/negations", test_only_negations_are_not_empty);
  return g_test_run ();
}
