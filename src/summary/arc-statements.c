/* Cutting shared texts into statements. */
#include "arc-config.h"
#include "arc-statements.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-text.h"
#include "arc-word.h"

/* Hexadecimal digits of a text's hash in a statement's id. */
#define HASH_DIGITS 16
/* Nobody wraps lines shorter than this. */
#define WRAPPED_BYTES 45
/* Bytes from which on a piece of a sentence is somebody's and no turn of phrase. */
#define SAME_BYTES 15

static const ArcWord statement_kinds[ARC_N_STATEMENT_KINDS] = {
    {"action", N_ ("Action")},         {"reflection", N_ ("Reflection")}, {"change", N_ ("Change")},
    {"commitment", N_ ("Commitment")}, {"barrier", N_ ("Barrier")},
};
ARC_DEFINE_WORDS (ArcStatementKind, statement_kind, statement_kinds)

void
arc_statement_free (ArcStatement *statement)
{
  if (!statement)
    return;
  g_free (statement->id);
  g_free (statement->text);
  g_free (statement);
}

/* ---- sentences ---- */

static gboolean
is_full_stop (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061F /* Arabic ? */ ||
         c == 0x06D4 /* Urdu . */ || c == 0x0964 /* danda */ || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F;
}

static gboolean
is_cjk_stop (gunichar c)
{
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

static gboolean
is_closing (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || c == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION ||
         type == G_UNICODE_FINAL_PUNCTUATION;
}

/* Whether the word that ends at @stop (a full stop) is an abbreviation, an initial or a number
 * before which no sentence ends: "z. B.", "e.g.", "3. May", "A. Weber". */
static gboolean
is_abbreviation (const char *start, const char *stop)
{
  static const char *const known[] = {"approx", "bzw",  "ca",   "cf",  "d.h", "dr",  "e.g", "etc",
                                      "evtl",   "ggf",  "i.e",  "inc", "mr",  "mrs", "ms",  "no",
                                      "nr",     "p.ex", "prof", "st",  "u.a", "usw", "vgl", "vs"};
  const char *word = stop;
  g_autofree char *folded = NULL;
  glong chars;

  while (word > start) {
    const char *previous = g_utf8_prev_char (word);

    if (g_unichar_isspace (g_utf8_get_char (previous)) || *previous == '(')
      break;
    word = previous;
  }
  chars = g_utf8_strlen (word, stop - word);
  if (chars == 0 || chars > 8)
    return FALSE;
  if (chars == 1 && g_unichar_isalpha (g_utf8_get_char (word)))
    return TRUE;
  if (chars <= 2 && g_ascii_isdigit (*word) && g_ascii_isdigit (stop[-1]))
    return TRUE;
  /* Not by the language that the program speaks, which cuts Turkish readers’ summaries elsewhere.
   */
  folded = g_utf8_casefold (word, stop - word);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (folded, known[i]))
      return TRUE;
  return FALSE;
}

/* The end of the sentence that begins at @start, at most @end. */
static const char *
find_sentence_end (const char *start, const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    const char *after;

    if (!is_full_stop (c))
      continue;
    after = g_utf8_next_char (p);
    while (after < end &&
           (is_full_stop (g_utf8_get_char (after)) || is_closing (g_utf8_get_char (after))))
      after = g_utf8_next_char (after);
    if (is_cjk_stop (c) || after >= end)
      return after;
    if (!g_unichar_isspace (g_utf8_get_char (after)) || (c == '.' && is_abbreviation (start, p)))
      continue;
    return after;
  }
  return end;
}

/* ---- statements ---- */

/* Whether a text says enough to be compared: two words, or four characters of CJK. */
static gboolean
says_something (const char *text)
{
  guint letters = 0, words = 0, cjk = 0;
  gboolean in_word = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (arc_text_is_cjk (c))
      cjk++;
    if (g_unichar_isalnum (c)) {
      letters++;
      words += !in_word;
    }
    in_word = g_unichar_isalnum (c) || g_unichar_ismark (c);
  }
  return cjk >= 4 || (words >= 2 && letters >= 4);
}

/* Past a number, letter or Roman numeral that counts the points of a list: "1.", "b)", "(iv)". */
static const char *
skip_enumerator (const char *text)
{
  const char *p = text + (*text == '(');
  gsize length = strspn (p, "0123456789");

  if (length == 0)
    length = strspn (p, "ivxIVX");
  if (length == 0)
    length = g_ascii_isalpha (*p) ? 1 : 0;
  if (length == 0 || length > 4 || (p[length] != '.' && p[length] != ')') ||
      !g_ascii_isspace (p[length + 1]))
    return text;
  return p + length + 2;
}

typedef struct {
  const ArcSharedInput *input;
  GPtrArray *list;
  GHashTable *seen; /* ids */
} Cutter;

/* Adds @text as a statement, unless it says nothing, or the share said it already. */
static void
add_statement (Cutter *cutter, ArcStatementKind kind, const char *text,
               const ArcCommitment *commitment, const ArcBarrier *barrier)
{
  g_autofree char *tidy =
      arc_text_excerpt (skip_enumerator (text + strspn (text, " ")), ARC_STATEMENT_CHARS);
  g_autofree char *folded = NULL;
  g_autofree char *hash = NULL;
  ArcStatement *statement;
  char *id;

  if (cutter->list->len >= ARC_STATEMENTS_PER_SHARE || !says_something (tidy))
    return;
  folded = arc_text_fold (tidy);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);
  id = g_strdup_printf ("%s/%s/%.*s", cutter->input->id, arc_statement_kind_to_word (kind),
                        HASH_DIGITS, hash);
  if (!g_hash_table_add (cutter->seen, g_strdup (id))) {
    g_free (id);
    return;
  }
  statement = g_new0 (ArcStatement, 1);
  statement->id = id;
  statement->kind = kind;
  statement->text = g_steal_pointer (&tidy);
  statement->input = cutter->input;
  statement->commitment = commitment;
  statement->barrier = barrier;
  g_ptr_array_add (cutter->list, statement);
}

/* Whether @line (of a Change) is one of the share's commitments or barriers. */
static gboolean
is_loop_line (const ArcLoop *loop, const char *line)
{
  return arc_loop_find_commitment (loop, line) || arc_loop_find_barrier (loop, line);
}

/* Lines that were wrapped by hand belong to one sentence: a line that begins in lower case, after
 * a long one that ended none, continues it. Short ones are a list. */
static gboolean
continues_line (const GString *paragraph, gsize last_length, const char *line)
{
  gunichar first = g_utf8_get_char (line), last;

  if (paragraph->len == 0 || last_length < WRAPPED_BYTES || !g_unichar_islower (first))
    return FALSE;
  last = g_utf8_get_char (g_utf8_prev_char (paragraph->str + paragraph->len));
  return !is_full_stop (last) && last != ':' && last != ';';
}

static void
cut_paragraph (Cutter *cutter, ArcStatementKind kind, GString *paragraph)
{
  const char *end = paragraph->str + paragraph->len;

  for (const char *start = paragraph->str; start < end;) {
    const char *stop = find_sentence_end (start, end);
    g_autofree char *sentence = g_strndup (start, stop - start);

    add_statement (cutter, kind, sentence, NULL, NULL);
    start = stop;
  }
  g_string_truncate (paragraph, 0);
}

static void
cut_section (Cutter *cutter, ArcStatementKind kind, const char *text)
{
  g_autoptr (GString) paragraph = g_string_new (NULL);
  gsize last_length = 0;
  const char *next;

  for (const char *line = text; *line; line = next) {
    gsize length = strcspn (line, "\n");
    g_autofree char *copy = g_strndup (line, length);

    next = line + length + (line[length] == '\n');
    g_strstrip (copy);
    if (!continues_line (paragraph, last_length, copy))
      cut_paragraph (cutter, kind, paragraph);
    if (cutter->list->len >= ARC_STATEMENTS_PER_SHARE)
      return;
    if (kind == ARC_STATEMENT_CHANGE && is_loop_line (cutter->input->share->loop, copy))
      continue;
    last_length = length;
    if (paragraph->len > 0)
      g_string_append_c (paragraph, ' ');
    g_string_append (paragraph, copy);
  }
  cut_paragraph (cutter, kind, paragraph);
}

GPtrArray *
arc_statements_of (const ArcSharedInput *input)
{
  static const ArcStatementKind kinds[ARC_N_SECTIONS] = {
      ARC_STATEMENT_ACTION, ARC_STATEMENT_REFLECTION, ARC_STATEMENT_CHANGE};
  const ArcShare *share = input->share;
  Cutter cutter = {input, g_ptr_array_new_with_free_func ((GDestroyNotify) arc_statement_free),
                   g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)};

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (share->parts & (1u << i))
      cut_section (&cutter, kinds[i], share->entry->section[i]);
  for (guint i = 0; i < share->loop->commitments->len; i++) {
    const ArcCommitment *commitment = share->loop->commitments->pdata[i];

    add_statement (&cutter, ARC_STATEMENT_COMMITMENT, commitment->text, commitment, NULL);
  }
  for (guint i = 0; i < share->loop->barriers->len; i++) {
    const ArcBarrier *barrier = share->loop->barriers->pdata[i];

    add_statement (&cutter, ARC_STATEMENT_BARRIER, barrier->text, NULL, barrier);
  }
  g_hash_table_unref (cutter.seen);
  return cutter.list;
}

gboolean
arc_statement_is_in_practice (const ArcStatement *statement, const ArcPracticeTurn *turn)
{
  const char *const said[] = {turn->when, turn->doing, turn->so_that};
  g_autofree char *folded = arc_text_fold (statement->text);
  gsize end = strlen (folded);

  while (end > 0 && g_ascii_ispunct (folded[end - 1]))
    folded[--end] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (said); i++) {
    g_autofree char *own = arc_text_fold (said[i]);
    gsize length = strlen (own);

    while (length > 0 && g_ascii_ispunct (own[length - 1]))
      own[--length] = '\0';
    if ((end > 0 && strstr (own, folded)) || (length >= SAME_BYTES && strstr (folded, own)))
      return TRUE;
  }
  return FALSE;
}
