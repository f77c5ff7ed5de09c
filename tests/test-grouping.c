/* Words, neighbours and groups of statements. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "arc-error.h"
#include "arc-grouping.h"
#include "arc-tokens.h"

/* ---- help ---- */

typedef struct {
  char *id;
  char *text;
  char *label;
} Line;

static void
line_free (Line *line)
{
  g_free (line->id);
  g_free (line->text);
  g_free (line->label);
  g_free (line);
}

static GPtrArray *
lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
}

static void
add_line (GPtrArray *lines, const char *text, const char *label)
{
  Line *line = g_new0 (Line, 1);

  line->id = g_strdup_printf ("s%04u", lines->len);
  line->text = g_strdup (text);
  line->label = g_strdup (label);
  g_ptr_array_add (lines, line);
}

/* What a small team might say about a few things; @n statements. */
static GPtrArray *
make_lines (guint n)
{
  static const char *const things[] = {
      "the weekly report",   "the client call", "the shared calendar", "the backup of the server",
      "the travel expenses", "the new search",  "the code review"};
  static const char *const says[] = {"I prepare %s a day earlier",
                                     "Preparing %s earlier saved me twenty minutes",
                                     "We should write down how %s works",
                                     "Nobody told me that %s had changed",
                                     "Ask a colleague to look at %s first",
                                     "%s took much longer than planned",
                                     "I will block an hour for %s each Monday"};
  GPtrArray *lines = lines_new ();

  for (guint i = 0; i < n; i++) {
    const char *thing = things[i % G_N_ELEMENTS (things)];
    g_auto (GStrv) parts = g_strsplit (says[(i / 7) % G_N_ELEMENTS (says)], "%s", 2);
    g_autofree char *text = g_strdup_printf ("%s%s%s%s", parts[0], thing, parts[1],
                                             i % 3 == 0   ? ""
                                             : i % 3 == 1 ? " now"
                                                          : ", as far as I can tell");
    add_line (lines, text, thing);
  }
  return lines;
}

static ArcStatementIndex *
index_of (const GPtrArray *lines)
{
  ArcStatementIndex *index = arc_statement_index_new ();

  for (guint i = 0; i < lines->len; i++) {
    const Line *line = lines->pdata[i];
    g_assert_true (arc_statement_index_add (index, line->id, line->text));
  }
  return index;
}

static ArcGrouping *
group (ArcStatementIndex *index, const ArcGroupingHints *hints)
{
  g_autoptr (GError) error = NULL;
  ArcGrouping *grouping = arc_grouping_new (index, hints, NULL, NULL, &error);

  g_assert_no_error (error);
  return grouping;
}

/* The same in every locale. */
static void
append_number (GString *text, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.9f", number));
}

/* All of a grouping as text, to be compared. */
static char *
tell (const ArcGrouping *grouping)
{
  GString *text = g_string_new (NULL);

  for (guint g = 0; g < grouping->groups->len; g++) {
    const ArcGroup *one = grouping->groups->pdata[g];
    g_autofree char *keywords = g_strjoinv (",", one->keywords);

    g_string_append_printf (text, "%s %s [%s] ", one->key, one->label_id, keywords);
    append_number (text, one->cohesion);
    for (guint i = 0; i < one->members->len; i++)
      g_string_append_printf (text, " %s", (char *) one->members->pdata[i]);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

static char *
tell_index (ArcStatementIndex *index, const ArcGroupingHints *hints)
{
  g_autoptr (ArcGrouping) grouping = group (index, hints);

  return tell (grouping);
}

static char *
tell_pairs (ArcStatementIndex *index)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) pairs = arc_statement_index_list_pairs (index, 0.05, 100000);

  for (guint i = 0; i < pairs->len; i++) {
    const ArcStatementPair *pair = &g_array_index (pairs, ArcStatementPair, i);
    g_string_append_printf (text, "\n%s %s ", pair->a, pair->b);
    append_number (text, pair->similarity);
  }
  return g_string_free (text, FALSE);
}

static const ArcGroup *
group_of (const ArcGrouping *grouping, const char *id)
{
  const ArcGroup *found = g_hash_table_lookup (grouping->group_of, id);

  g_assert_nonnull (found);
  return found;
}

static void
shuffle (GPtrArray *lines, GRand *rand)
{
  for (guint i = lines->len; i > 1; i--) {
    guint other = (guint) g_rand_int_range (rand, 0, (gint32) i);
    gpointer kept = lines->pdata[i - 1];
    lines->pdata[i - 1] = lines->pdata[other];
    lines->pdata[other] = kept;
  }
}

/* ---- words ---- */

static void
assert_terms (const char *text, ArcLanguage language, const char *expected)
{
  g_autoptr (ArcTokens) tokenizer = arc_tokens_new ();
  const GArray *tokens = arc_tokens_split (tokenizer, text, language);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    g_string_append_printf (told, "%s%s", i > 0 ? " " : "",
                            g_array_index (tokens, ArcToken, i).term);
  g_assert_cmpstr (told->str, ==, expected);
}

static void
test_tokens (void)
{
  assert_terms ("", ARC_LANGUAGE_ENGLISH, "");
  assert_terms ("…!? 🙂", ARC_LANGUAGE_ENGLISH, "");
  assert_terms ("Meetings meeting MEETING's", ARC_LANGUAGE_ENGLISH, "meet meet meet");
  assert_terms ("Besprechungen, Besprechung", ARC_LANGUAGE_GERMAN, "besprech besprech");
  assert_terms ("l’été d'Émile", ARC_LANGUAGE_FRENCH, "ete emil");
  /* Whether composed or not, and full-width forms too. */
  assert_terms ("re\xcc\x81sume\xcc\x81 r\xc3\xa9sum\xc3\xa9", ARC_LANGUAGE_UNKNOWN,
                "resume resume");
  assert_terms ("ＡＢＣ abc", ARC_LANGUAGE_UNKNOWN, "abc abc");
  assert_terms ("проверки проверка", ARC_LANGUAGE_RUSSIAN, "проверк проверк");
  assert_terms ("会議の準備", ARC_LANGUAGE_UNKNOWN, "会議 議の の準 準備");
  assert_terms ("a 会 b", ARC_LANGUAGE_UNKNOWN, "a 会 b");
  assert_terms ("plan会議plan", ARC_LANGUAGE_UNKNOWN, "plan 会議 plan");
  /* Marks that turn the direction are not seen, so they cannot make a word another. */
  assert_terms ("re\xe2\x80\xaeport \xe2\x81\xa6report\xe2\x81\xa9", ARC_LANGUAGE_ENGLISH,
                "report report");
  assert_terms ("good\xff\xfe"
                "bad \xc3",
                ARC_LANGUAGE_UNKNOWN, "good bad");
}

static void
test_token_places (void)
{
  const char *text = "Über „Pläne“ reden";
  g_autoptr (ArcTokens) tokenizer = arc_tokens_new ();
  const GArray *tokens = arc_tokens_split (tokenizer, text, ARC_LANGUAGE_GERMAN);
  const ArcToken *token = &g_array_index (tokens, ArcToken, 1);
  g_autofree char *word = g_strndup (text + token->start, token->end - token->start);

  g_assert_cmpuint (tokens->len, ==, 3);
  g_assert_cmpstr (word, ==, "Pläne");
  g_assert_cmpstr (token->term, ==, "plan");
}

static void
test_languages (void)
{
  static const struct {
    const char *text;
    ArcLanguage language;
  } cases[] = {
      {"I will write the report before the meeting", ARC_LANGUAGE_ENGLISH},
      {"Wir haben das mit dem Kunden nicht besprochen", ARC_LANGUAGE_GERMAN},
      {"Nous avons fait une liste avec les clients", ARC_LANGUAGE_FRENCH},
      {"No sabía que el informe era para los clientes", ARC_LANGUAGE_SPANISH},
      {"Non ho capito che il cliente era già qui", ARC_LANGUAGE_ITALIAN},
      {"Eu não sei se ele fez uma lista para mim", ARC_LANGUAGE_PORTUGUESE},
      {"Ik heb het niet met de klant besproken", ARC_LANGUAGE_DUTCH},
      {"Jag har inte pratat med kunden om det", ARC_LANGUAGE_SWEDISH},
      {"Мы не говорили с клиентом об этом", ARC_LANGUAGE_RUSSIAN},
      {"لم نتحدث مع العميل عن هذا", ARC_LANGUAGE_ARABIC},
      {"Δεν μιλήσαμε με τον πελάτη", ARC_LANGUAGE_GREEK},
      {"हमने ग्राहक से बात नहीं की", ARC_LANGUAGE_HINDI},
      {"Müşteri ile bu konuda çok konuştuk", ARC_LANGUAGE_TURKISH},
      {"Reset password", ARC_LANGUAGE_UNKNOWN},
      {"会議の準備", ARC_LANGUAGE_UNKNOWN},
      {"", ARC_LANGUAGE_UNKNOWN},
      {"\xff\xff", ARC_LANGUAGE_UNKNOWN},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (arc_language_get_name (arc_language_detect (cases[i].text)), ==,
                     arc_language_get_name (cases[i].language));
}

/* Every language that is named is one that the library of stems has. */
static void
test_stemmers (void)
{
  for (guint language = 1; language < ARC_N_LANGUAGES; language++)
    g_assert_nonnull (arc_language_get_name (language));
  assert_terms ("walking", ARC_LANGUAGE_ENGLISH, "walk");
  assert_terms ("laufen", ARC_LANGUAGE_GERMAN, "lauf");
  assert_terms ("juoksemme", ARC_LANGUAGE_FINNISH, "juoks");
  assert_terms ("kitaplar", ARC_LANGUAGE_TURKISH, "kitap");
}

/* ---- groups ---- */

static void
test_tiny (void)
{
  g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();
  g_autoptr (ArcGrouping) none = group (index, NULL);
  g_autoptr (GArray) found = arc_statement_index_find (index, "report", 3);

  g_assert_cmpuint (none->groups->len, ==, 0);
  g_assert_cmpuint (found->len, ==, 0);

  g_assert_true (arc_statement_index_add (index, "a", "Write the report on Monday"));
  g_assert_false (arc_statement_index_add (index, "a", "something else"));
  g_assert_cmpstr (arc_statement_index_get_text (index, "a"), ==, "Write the report on Monday");
  g_autoptr (ArcGrouping) one = group (index, NULL);
  g_assert_cmpuint (one->groups->len, ==, 1);
  g_assert_cmpstr (group_of (one, "a")->key, ==, "a");
  g_assert_cmpstr (group_of (one, "a")->label_id, ==, "a");

  g_assert_true (arc_statement_index_add (index, "b", "Write the report on Monday"));
  g_autoptr (ArcGrouping) same = group (index, NULL);
  g_assert_cmpuint (same->groups->len, ==, 1);
  g_assert_cmpfloat (group_of (same, "a")->cohesion, >, 0.95);

  g_assert_true (arc_statement_index_add (index, "c", "Kaffee kochen"));
  g_assert_true (arc_statement_index_add (index, "d", ""));
  g_autoptr (ArcGrouping) four = group (index, NULL);
  g_assert_true (group_of (four, "a") == group_of (four, "b"));
  g_assert_true (group_of (four, "a") != group_of (four, "c"));
  g_assert_cmpuint (four->groups->len, ==, 3);
}

/* However many say the same: also where its words are too frequent to find others by. */
static void
test_all_equal (void)
{
  static const guint sizes[] = {2, 300, 5000};

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();

    for (guint i = 0; i < sizes[s]; i++) {
      g_autofree char *id = g_strdup_printf ("%u", i);
      arc_statement_index_add (index, id, i % 2 == 0 ? "Write tests first" : "write tests first!");
    }
    g_autoptr (ArcGrouping) grouping = group (index, NULL);
    g_assert_cmpuint (grouping->groups->len, ==, 1);
    const ArcStatementLink apart[] = {{"0", "1"}};
    const ArcGroupingHints hints = {.apart = apart, .n_apart = 1};
    g_autoptr (ArcGrouping) parted = group (index, &hints);
    g_assert_true (group_of (parted, "0") != group_of (parted, "1"));
  }
}

static void
test_all_different (void)
{
  g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();

  for (guint i = 0; i < 300; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);
    g_autofree char *text = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
    arc_statement_index_add (index, id, text);
  }
  g_autoptr (ArcGrouping) grouping = group (index, NULL);
  g_assert_cmpuint (grouping->groups->len, >, 250);
}

static void
test_topics (void)
{
  g_autoptr (GPtrArray) lines = make_lines (140);
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  g_autoptr (ArcGrouping) grouping = group (index, NULL);
  guint n_members = 0;

  for (guint g = 0; g < grouping->groups->len; g++) {
    const ArcGroup *one = grouping->groups->pdata[g];

    g_assert_cmpstr (one->label_id, ==, one->members->pdata[0]);
    g_assert_cmpfloat (one->cohesion, >=, 0);
    g_assert_cmpfloat (one->cohesion, <=, 1);
    g_assert_cmpuint (g_strv_length (one->keywords), <=, 5);
    for (guint i = 0; i < one->members->len; i++)
      g_assert_true (group_of (grouping, one->members->pdata[i]) == one);
    n_members += one->members->len;
  }
  g_assert_cmpuint (n_members, ==, lines->len);
  g_assert_cmpuint (grouping->groups->len, <, 70);
}

/* A statement that makes a heading comes before one that rambles, if that is not much nearer to
 * all. */
static void
test_headings (void)
{
  g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();

  arc_statement_index_add (
      index, "rambling",
      "Peer reviews of the design, peer reviews of the code and peer reviews of the plan found the "
      "faults, so that we hold peer reviews of the design, of the code and of the plan each month, "
      "since what each of the reviews of a peer found early cost less than faults found late");
  arc_statement_index_add (index, "design", "Peer reviews of the design found the faults early");
  arc_statement_index_add (index, "code", "Hold peer reviews of the code each month");
  arc_statement_index_add (index, "plan", "Faults found by peer reviews of the plan cost less");
  arc_statement_index_add (index, "late", "Each month we found faults of the plan late");
  arc_statement_index_add (index, "cost", "Peer reviews of the plan cost less each month");
  g_autoptr (ArcGrouping) grouping = group (index, NULL);
  g_assert_cmpuint (grouping->groups->len, ==, 1);
  g_assert_cmpstr (group_of (grouping, "code")->label_id, ==, "cost");

  /* What is not UTF-8 has a length, too. */
  g_autoptr (ArcStatementIndex) odd = arc_statement_index_new ();
  arc_statement_index_add (odd, "odd", "Peer reviews of the plan cost less \xf4");
  g_autoptr (ArcGrouping) one = group (odd, NULL);
  g_assert_cmpstr (group_of (one, "odd")->label_id, ==, "odd");
}

static gboolean
stop (double fraction, gpointer user_data)
{
  guint *left = user_data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  return (*left)-- > 1;
}

/* Stopped wherever it can be, and then done all the same. */
static void
test_stopped (void)
{
  g_autoptr (GPtrArray) lines = make_lines (600);
  g_autoptr (ArcStatementIndex) fresh = index_of (lines);
  g_autofree char *expected = tell_index (fresh, NULL);

  for (guint steps = 1; steps < 8; steps++) {
    g_autoptr (ArcStatementIndex) index = index_of (lines);
    g_autoptr (GError) error = NULL;
    guint left = steps;
    g_autoptr (ArcGrouping) grouping = arc_grouping_new (index, NULL, stop, &left, &error);
    g_autofree char *told = NULL;

    if (grouping == NULL)
      g_assert_error (error, ARC_ERROR, ARC_ERROR_INTERRUPTED);
    else
      g_assert_cmpuint (steps, >, 3);
    told = tell_index (index, NULL);
    g_assert_cmpstr (told, ==, expected);
  }
}

/* ---- always the same ---- */

static void
test_orders (void)
{
  g_autoptr (GPtrArray) lines = make_lines (200);
  g_autoptr (ArcStatementIndex) first = index_of (lines);
  g_autofree char *expected = tell_index (first, NULL);
  g_autofree char *again = tell_index (first, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  g_assert_cmpstr (again, ==, expected);
  for (guint i = 0; i < 5; i++) {
    g_autoptr (ArcStatementIndex) index = NULL;
    g_autofree char *told = NULL;

    shuffle (lines, rand);
    index = index_of (lines);
    told = tell_index (index, NULL);
    g_assert_cmpstr (told, ==, expected);
  }
}

static void
test_locales (void)
{
  static const char *const locales[] = {"C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8"};
  g_autoptr (GPtrArray) lines = make_lines (100);
  g_autofree char *expected = NULL;

  add_line (lines, "IĞDIR İzmir ığdır I will write it down", "");
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++) {
    g_autoptr (ArcStatementIndex) index = NULL;
    g_autofree char *told = NULL;

    /* Not every locale is installed everywhere; the two of C are. */
    if (setlocale (LC_ALL, locales[i]) == NULL)
      continue;
    index = index_of (lines);
    told = tell_index (index, NULL);
    if (expected == NULL)
      expected = g_steal_pointer (&told);
    else
      g_assert_cmpstr (told, ==, expected);
  }
  setlocale (LC_ALL, "C.UTF-8");
}

static gpointer
group_in_thread (gpointer data)
{
  g_autoptr (ArcStatementIndex) index = index_of (data);

  return tell_index (index, NULL);
}

static void
test_threads (void)
{
  g_autoptr (GPtrArray) lines = make_lines (300);
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  g_autofree char *expected = tell_index (index, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("group", group_in_thread, lines);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autofree char *told = g_thread_join (threads[i]);
    g_assert_cmpstr (told, ==, expected);
  }
}

/* Statements come and go; the index is then as one that was made at once of what is left. */
static void
test_grown (void)
{
  g_autoptr (GPtrArray) lines = make_lines (400);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (ArcStatementIndex) grown = arc_statement_index_new ();
  g_autoptr (GHashTable) inside = g_hash_table_new (NULL, NULL);

  /* Some that say nothing of their language, which follows from the others. */
  add_line (lines, "Berichte Kunden Protokolle", "");
  add_line (lines, "Das ist nicht mit den Kunden besprochen und wir haben keine Berichte", "");
  add_line (lines, "会議の準備を早くする", "");
  add_line (lines, "早く会議を準備する", "");
  for (guint round = 0; round < 40; round++) {
    guint changes = (guint) g_rand_int_range (rand, 1, round < 10 ? 60 : 6);

    for (guint i = 0; i < changes; i++) {
      Line *line = lines->pdata[g_rand_int_range (rand, 0, (gint32) lines->len)];

      if (g_hash_table_remove (inside, line)) {
        g_assert_true (arc_statement_index_remove (grown, line->id));
        g_assert_false (arc_statement_index_remove (grown, line->id));
      } else {
        g_assert_true (arc_statement_index_add (grown, line->id, line->text));
        g_hash_table_add (inside, line);
      }
    }
    g_autoptr (ArcStatementIndex) fresh = arc_statement_index_new ();
    for (guint i = 0; i < lines->len; i++) {
      const Line *line = lines->pdata[i];
      if (g_hash_table_contains (inside, line))
        arc_statement_index_add (fresh, line->id, line->text);
    }
    g_assert_cmpuint (arc_statement_index_get_size (grown), ==, g_hash_table_size (inside));
    g_autofree char *grown_pairs = tell_pairs (grown);
    g_autofree char *fresh_pairs = tell_pairs (fresh);
    g_autofree char *grown_groups = tell_index (grown, NULL);
    g_autofree char *fresh_groups = tell_index (fresh, NULL);
    g_assert_cmpstr (grown_pairs, ==, fresh_pairs);
    g_assert_cmpstr (grown_groups, ==, fresh_groups);
  }
}

/* The same where words are so frequent that they find nobody by themselves. */
static void
test_grown_large (void)
{
  g_autoptr (GPtrArray) lines = make_lines (2300);
  g_autoptr (ArcStatementIndex) grown = index_of (lines);
  g_autofree char *before = tell_pairs (grown);

  for (guint round = 0; round < 3; round++) {
    g_autoptr (ArcStatementIndex) fresh = NULL;
    g_autofree char *grown_pairs = NULL;
    g_autofree char *fresh_pairs = NULL;

    for (guint i = 0; i < 5; i++) {
      const Line *line = lines->pdata[lines->len - 1];
      g_assert_true (arc_statement_index_remove (grown, line->id));
      g_ptr_array_set_size (lines, (gint) lines->len - 1);
    }
    fresh = index_of (lines);
    grown_pairs = tell_pairs (grown);
    fresh_pairs = tell_pairs (fresh);
    g_assert_cmpstr (grown_pairs, ==, fresh_pairs);
    g_assert_cmpstr (grown_pairs, !=, before);
  }
}

/* ---- what people know and say ---- */

static GHashTable *
keys_of (const ArcGrouping *grouping)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id;
  gpointer one;

  g_hash_table_iter_init (&iter, grouping->group_of);
  while (g_hash_table_iter_next (&iter, &id, &one))
    g_hash_table_insert (keys, g_strdup (id), g_strdup (((ArcGroup *) one)->key));
  return keys;
}

static void
test_previous (void)
{
  g_autoptr (GPtrArray) lines = make_lines (300);
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  g_autoptr (ArcGrouping) before = group (index, NULL);
  g_autoptr (GHashTable) keys = keys_of (before);
  ArcGroupingHints hints = {.previous = keys};
  guint moved = 0;

  for (guint i = 0; i < 30; i++) {
    g_autofree char *id = g_strdup_printf ("new%u", i);
    arc_statement_index_add (index, id, "The printer on the second floor jams with thick paper");
  }
  g_autoptr (ArcGrouping) after = group (index, &hints);
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = lines->pdata[i];
    moved += !g_str_equal (group_of (after, line->id)->key, g_hash_table_lookup (keys, line->id));
  }
  /* A few may, where the new ones changed what is rare. */
  g_assert_cmpuint (moved * 20, <=, lines->len);
  g_assert_null (g_hash_table_lookup (keys, group_of (after, "new0")->key));
  g_assert_cmpuint (group_of (after, "new0")->members->len, ==, 30);
}

/* Keys name groups: no two have the same. */
static void
assert_keys_differ (const ArcGrouping *grouping)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint g = 0; g < grouping->groups->len; g++)
    g_assert_true (g_hash_table_add (seen, ((ArcGroup *) grouping->groups->pdata[g])->key));
}

static void
test_corrections (void)
{
  g_autoptr (GPtrArray) lines = make_lines (200);
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 30; round++) {
    ArcStatementLink together[12];
    ArcStatementLink apart[12];
    ArcGroupingHints hints = {NULL, together, 0, apart, 0};
    g_autoptr (ArcGrouping) before = group (index, NULL);

    for (guint i = 0; i < 12; i++) {
      const Line *a = lines->pdata[g_rand_int_range (rand, 0, 100)];
      const Line *b = lines->pdata[g_rand_int_range (rand, 0, 100)];
      /* Of the same group: those are the ones that a person takes apart. */
      const ArcGroup *one = before->groups->pdata[g_rand_int_range (rand, 0, 3)];
      const char *c = one->members->pdata[0];
      const char *d = one->members->pdata[one->members->len - 1 - i % (one->members->len - 1)];

      together[hints.n_together++] = (ArcStatementLink){a->id, b->id};
      if (!g_str_equal (c, d))
        apart[hints.n_apart++] = (ArcStatementLink){c, d};
    }
    /* First those that contradict nothing. */
    hints.n_together = round % 2 == 0 ? 0 : hints.n_together;
    g_autoptr (ArcGrouping) after = group (index, &hints);
    assert_keys_differ (after);
    for (guint i = 0; i < hints.n_together; i++)
      g_assert_true (group_of (after, together[i].a) == group_of (after, together[i].b));
    for (guint i = 0; i < hints.n_apart && hints.n_together == 0; i++)
      g_assert_true (group_of (after, apart[i].a) != group_of (after, apart[i].b));
  }
}

/* The same of an order of corrections; and those about statements that are gone do nothing. */
static void
test_corrections_odd (void)
{
  g_autoptr (GPtrArray) lines = make_lines (140);
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  const ArcStatementLink apart[] = {
      {"s0000", "s0007"}, {"gone", "s0001"}, {NULL, NULL}, {"s0002", "s0002"}, {"s0000", "s0014"}};
  const ArcStatementLink turned[] = {{"s0014", "s0000"}, {"s0007", "s0000"}};
  const ArcStatementLink both[] = {{"s0000", "s0007"}};
  ArcGroupingHints hints = {NULL, NULL, 0, apart, G_N_ELEMENTS (apart)};
  g_autofree char *first = tell_index (index, &hints);

  hints.apart = turned;
  hints.n_apart = G_N_ELEMENTS (turned);
  g_autofree char *second = tell_index (index, &hints);
  g_assert_cmpstr (first, ==, second);

  /* Where both are asked for, what belongs together stays. */
  hints.together = both;
  hints.n_together = 1;
  g_autoptr (ArcGrouping) grouping = group (index, &hints);
  g_assert_true (group_of (grouping, "s0000") == group_of (grouping, "s0007"));
  g_assert_true (group_of (grouping, "s0000") != group_of (grouping, "s0014"));
}

/* ---- what looks alike ---- */

static void
test_pairs_and_find (void)
{
  g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();

  arc_statement_index_add (index, "a", "Send the agenda before the meeting");
  arc_statement_index_add (index, "b", "I send an agenda before each meeting");
  arc_statement_index_add (index, "c", "Turn off notifications while writing");
  arc_statement_index_add (index, "d", "Ask the client for written approval");
  g_autoptr (GArray) pairs = arc_statement_index_list_pairs (index, ARC_SIMILAR, 10);
  const ArcStatementPair *pair = &g_array_index (pairs, ArcStatementPair, 0);
  g_assert_cmpuint (pairs->len, ==, 1);
  g_assert_cmpstr (pair->a, ==, "a");
  g_assert_cmpstr (pair->b, ==, "b");

  g_autoptr (GArray) found = arc_statement_index_find (index, "notification was off", 1);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (g_array_index (found, ArcStatementMatch, 0).id, ==, "c");
  g_autoptr (GArray) nothing = arc_statement_index_find (index, "zzz", 5);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_autoptr (GArray) few = arc_statement_index_list_pairs (index, 0, 1);
  g_assert_cmpuint (few->len, ==, 1);
}

/* ---- hostile texts ---- */

static void
test_hostile (void)
{
  g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();
  g_autofree char *long_word = g_strnfill (10000, 'x');
  g_autofree char *huge = g_strnfill (10 * 1024 * 1024, 'y');
  g_autoptr (GString) marks = g_string_new ("a");
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 5000; i++)
    g_string_append (marks, i % 2 == 0 ? "\xcc\x81" : "\xe2\x80\xae");
  for (gsize i = 0; i < 10 * 1024 * 1024; i += 8)
    huge[i] = ' ';
  arc_statement_index_add (index, "long", long_word);
  arc_statement_index_add (index, "huge", huge);
  arc_statement_index_add (index, "marks", marks->str);
  arc_statement_index_add (index, "markup", "<script>alert(1)</script> & \"quoted\" %s %n");
  arc_statement_index_add (index, "joiners", "'''' ’’’’ a'''b \xe2\x80\x8d\xe2\x80\x8d");
  arc_statement_index_add (index, "unspaced", "ไทยไทยไทย 한국어 \xf0\xa0\x80\x80\xf0\xa0\x80\x81");
  for (guint i = 0; i < 200; i++) {
    g_autofree char *id = g_strdup_printf ("random%u", i);

    g_string_truncate (bytes, 0);
    for (guint j = 0; j < 200; j++)
      g_string_append_c (bytes, (char) g_rand_int_range (rand, 1, 256));
    arc_statement_index_add (index, id, bytes->str);
  }
  g_autoptr (ArcGrouping) grouping = group (index, NULL);
  g_assert_cmpuint (g_hash_table_size (grouping->group_of), ==, 206);
  for (guint g = 0; g < grouping->groups->len; g++) {
    const ArcGroup *one = grouping->groups->pdata[g];
    for (guint i = 0; one->keywords[i] != NULL; i++) {
      g_assert_true (g_utf8_validate (one->keywords[i], -1, NULL));
      g_assert_null (strstr (one->keywords[i], "\xe2\x80\xae"));
    }
  }
}

/* ---- against people's own labels ---- */

/* The value of a member whose text has no escapes, as in our file; NULL otherwise. */
static char *
dup_member (const char *line, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\"%s\": \"", name);
  const char *at = strstr (line, start);
  const char *end;

  if (at == NULL)
    return NULL;
  at += strlen (start);
  end = strchr (at, '"');
  return end != NULL && memchr (at, '\\', end - at) == NULL ? g_strndup (at, end - at) : NULL;
}

static GPtrArray *
read_shared (const char *name, const char *text_member, const char *label_member)
{
  const char *folder = g_getenv ("ARC_SHARED_DATA");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) rows = NULL;
  GPtrArray *lines;

  if (path == NULL || !g_file_get_contents (path, &all, NULL, NULL)) {
    g_autofree char *why = g_strdup_printf ("%s is not there", name);
    g_test_skip (why);
    return NULL;
  }
  lines = lines_new ();
  rows = g_strsplit (all, "\n", -1);
  for (guint i = 0; rows[i] != NULL; i++) {
    g_autofree char *text = dup_member (rows[i], text_member);
    g_autofree char *label = label_member != NULL ? dup_member (rows[i], label_member) : NULL;

    if (text != NULL)
      add_line (lines, text, label != NULL ? label : "");
  }
  return lines;
}

/* B³ by Bagga and Baldwin (1998): for each statement, how much of its group has its label, and how
 * much of its label is in its group; means over all statements. */
static double
measure_b_cubed (const GPtrArray *lines, const ArcGrouping *grouping, double *precision,
                 double *recall)
{
  g_autoptr (GHashTable) label_sizes = g_hash_table_new (g_str_hash, g_str_equal);

  *precision = *recall = 0;
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = lines->pdata[i];
    guint size = GPOINTER_TO_UINT (g_hash_table_lookup (label_sizes, line->label));
    g_hash_table_insert (label_sizes, line->label, GUINT_TO_POINTER (size + 1));
  }
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = lines->pdata[i];
    const ArcGroup *one = group_of (grouping, line->id);
    guint same = 0;

    for (guint m = 0; m < one->members->len; m++) {
      const Line *other = lines->pdata[atoi ((char *) one->members->pdata[m] + 1)];
      same += g_str_equal (line->label, other->label);
    }
    *precision += (double) same / one->members->len / lines->len;
    *recall += (double) same / GPOINTER_TO_UINT (g_hash_table_lookup (label_sizes, line->label)) /
               lines->len;
  }
  return 2 * *precision * *recall / (*precision + *recall);
}

/* @n words that nobody ever said. */
static GPtrArray *
make_words (GRand *rand, guint n)
{
  static const char consonants[] = "bdfgklmnprstvz";
  static const char vowels[] = "aeiou";
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++) {
    char word[7] = "";

    for (guint c = 0; c < 6; c += 2) {
      word[c] = consonants[g_rand_int_range (rand, 0, sizeof consonants - 1)];
      word[c + 1] = vowels[g_rand_int_range (rand, 0, sizeof vowels - 1)];
    }
    g_ptr_array_add (words, g_strdup (word));
  }
  return words;
}

/* Each statement has a few of its topic's words among words of everybody's: that two have a word in
 * common may be chance, what many around both have is not. */
static void
test_chance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) everybody = make_words (rand, 300);
  g_autoptr (GPtrArray) lines = lines_new ();
  double precision;
  double recall;
  double f1;

  for (guint topic = 0; topic < 20; topic++) {
    g_autoptr (GPtrArray) own = make_words (rand, 10);
    g_autofree char *label = g_strdup_printf ("%u", topic);

    for (guint i = 0; i < 30; i++) {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint w = 0; w < 7; w++) {
        const GPtrArray *from = w % 2 == 1 ? own : everybody;
        g_string_append_printf (text, "%s ",
                                (char *) from->pdata[g_rand_int_range (rand, 0, from->len)]);
      }
      add_line (lines, text->str, label);
    }
  }
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  g_autoptr (ArcGrouping) grouping = group (index, NULL);
  f1 = measure_b_cubed (lines, grouping, &precision, &recall);
  g_test_message ("precision %.3f recall %.3f F1 %.3f", precision, recall, f1);
  g_assert_cmpfloat (f1, >=, 0.58);
}

static void
test_labels (void)
{
  g_autoptr (GPtrArray) lines = read_shared ("clinc150-statements.jsonl", "text", "label");
  double precision;
  double recall;
  double f1;

  if (lines == NULL)
    return;
  g_assert_cmpuint (lines->len, >, 4000);
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  g_autoptr (ArcGrouping) grouping = group (index, NULL);
  f1 = measure_b_cubed (lines, grouping, &precision, &recall);
  g_test_message ("precision %.3f recall %.3f F1 %.3f", precision, recall, f1);
  g_assert_cmpfloat (f1, >=, 0.58);
}

/* Texts of another kind, long and technical: the largest groups hold together. */
static void
test_lessons (void)
{
  g_autoptr (GPtrArray) lines = read_shared ("nasa-lessons.jsonl", "lessons_learned", NULL);

  if (lines == NULL)
    return;
  g_assert_cmpuint (lines->len, >, 100);
  g_autoptr (ArcStatementIndex) index = index_of (lines);
  g_autoptr (ArcGrouping) grouping = group (index, NULL);
  for (guint g = 0; g < 5; g++) {
    const ArcGroup *one = grouping->groups->pdata[g];

    g_assert_cmpuint (one->members->len, >=, 2);
    g_assert_cmpuint (one->members->len, <=, lines->len / 5);
    g_assert_cmpuint (g_strv_length (one->keywords), >=, 1);
    g_assert_cmpfloat (one->cohesion, >, 0.03);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grouping/tokens", test_tokens);
  g_test_add_func ("/grouping/token-places", test_token_places);
  g_test_add_func ("/grouping/languages", test_languages);
  g_test_add_func ("/grouping/stemmers", test_stemmers);
  g_test_add_func ("/grouping/tiny", test_tiny);
  g_test_add_func ("/grouping/all-equal", test_all_equal);
  g_test_add_func ("/grouping/all-different", test_all_different);
  g_test_add_func ("/grouping/topics", test_topics);
  g_test_add_func ("/grouping/headings", test_headings);
  g_test_add_func ("/grouping/stopped", test_stopped);
  g_test_add_func ("/grouping/orders", test_orders);
  g_test_add_func ("/grouping/locales", test_locales);
  g_test_add_func ("/grouping/threads", test_threads);
  g_test_add_func ("/grouping/grown", test_grown);
  g_test_add_func ("/grouping/grown-large", test_grown_large);
  g_test_add_func ("/grouping/previous", test_previous);
  g_test_add_func ("/grouping/corrections", test_corrections);
  g_test_add_func ("/grouping/corrections-odd", test_corrections_odd);
  g_test_add_func ("/grouping/pairs-and-find", test_pairs_and_find);
  g_test_add_func ("/grouping/hostile", test_hostile);
  g_test_add_func ("/grouping/chance", test_chance);
  g_test_add_func ("/grouping/labels", test_labels);
  g_test_add_func ("/grouping/lessons", test_lessons);
  return g_test_run ();
}
