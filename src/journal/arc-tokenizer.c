/* The FTS5 tokenizer and the excerpt function. */
#include "arc-tokenizer.h"

#include <string.h>

#include "arc-journal.h"
#include "arc-text.h"

/* Folded by hand: letters whose parts Unicode does not call diacritics. Lower case only, since
 * unicode61 has folded case before. */
static const struct {
  const char *from;
  const char *to;
} folds[] = {
    {"ß", "ss"}, {"ẞ", "ss"}, {"ł", "l"}, {"ø", "o"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"},
    {"æ", "ae"}, {"œ", "oe"}, {"ħ", "h"}, {"ı", "i"}, {"ŧ", "t"}, {"ſ", "s"},
};

struct _ArcTokenizer {
  fts5_tokenizer parent;
  Fts5Tokenizer *unicode61;
};

typedef int (*Fts5TokenFunc) (void *context, int flags, const char *token, int length, int start,
                              int end);

/* Passes tokens of unicode61 on, folded, with offsets moved to the whole text. */
typedef struct {
  void *context;
  Fts5TokenFunc token;
  int offset;
} Run;

/* ---- folding ---- */

static gboolean
append_folded (GString *out, const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++) {
    if (g_str_has_prefix (p, folds[i].from)) {
      g_string_append (out, folds[i].to);
      return TRUE;
    }
  }
  return FALSE;
}

/* Full-width forms of ASCII, U+FF01 to U+FF5E, to what a keyboard types. */
static gboolean
append_narrow (GString *out, gunichar c)
{
  if (c < 0xff01 || c > 0xff5e)
    return FALSE;
  g_string_append_c (out, g_ascii_tolower (c - 0xff01 + '!'));
  return TRUE;
}

static gboolean
is_ascii (const char *text, int length)
{
  for (int i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static int
pass_on (void *context, int flags, const char *token, int length, int start, int end)
{
  Run *run = context;
  g_autoptr (GString) out = NULL;
  g_autofree char *copy = NULL;

  if (is_ascii (token, length))
    return run->token (run->context, flags, token, length, start + run->offset, end + run->offset);
  copy = g_strndup (token, length);
  out = g_string_sized_new (length);
  for (const char *p = copy; *p; p = g_utf8_next_char (p))
    if (!append_folded (out, p) && !append_narrow (out, g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return run->token (run->context, flags, out->str, out->len, start + run->offset,
                     end + run->offset);
}

/* ---- cutting ---- */

/* Whether the character at @p stands alone. The shortest way out first: most text has no such
 * character, and those start at U+1100, whose first byte is 0xE1. */
static gboolean
is_alone (const char *p, const char *end, gunichar *character)
{
  if ((guchar) *p < 0xe1)
    return FALSE;
  *character = g_utf8_get_char_validated (p, end - p);
  if (*character == (gunichar) -1 || *character == (gunichar) -2)
    return FALSE;
  return arc_text_is_cjk (*character);
}

/* Half-width kana, with a voicing mark behind it, are compared in their usual form. */
static int
emit_alone (Run *run, const char *text, const char *p, const char *end, int flags,
            const char **next)
{
  g_autofree char *normal = NULL;
  const char *after = g_utf8_next_char (p);
  gunichar mark;

  if (is_alone (p, end, &mark) && mark >= 0xff66 && mark <= 0xff9f && after < end &&
      is_alone (after, end, &mark) && (mark == 0xff9e || mark == 0xff9f))
    after = g_utf8_next_char (after);
  *next = after;
  normal = g_utf8_normalize (p, after - p, G_NORMALIZE_ALL_COMPOSE);
  if (!normal)
    return SQLITE_OK;
  return run->token (run->context, flags, normal, strlen (normal), p - text, after - text);
}

static int
tokenize (ArcTokenizer *tokenizer, void *context, int flags, const char *text, int length,
          Fts5TokenFunc token)
{
  const char *end = text + length;
  const char *start = text;
  Run run = {context, token, 0};

  for (const char *p = text;; p++) {
    gunichar character;
    int code = SQLITE_OK;

    if (p < end && !is_alone (p, end, &character))
      continue;
    if (p > start) {
      run.offset = start - text;
      code = tokenizer->parent.xTokenize (tokenizer->unicode61, &run, flags, start, p - start,
                                          pass_on);
    }
    if (code != SQLITE_OK || p >= end)
      return code;
    code = emit_alone (&run, text, p, end, 0, &start);
    if (code != SQLITE_OK)
      return code;
    p = start - 1;
  }
}

/* ---- FTS5's side of it ---- */

static int
create_tokenizer (void *api, const char **arguments, int n_arguments, Fts5Tokenizer **out)
{
  static const char *options[] = {"remove_diacritics", "2"};
  ArcTokenizer *tokenizer = g_new0 (ArcTokenizer, 1);
  void *context = NULL;
  int code = ((fts5_api *) api)->xFindTokenizer (api, "unicode61", &context, &tokenizer->parent);

  if (code == SQLITE_OK)
    code =
        tokenizer->parent.xCreate (context, options, G_N_ELEMENTS (options), &tokenizer->unicode61);
  if (code != SQLITE_OK)
    g_clear_pointer (&tokenizer, g_free);
  *out = (Fts5Tokenizer *) tokenizer;
  return code;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
  arc_tokenizer_free ((ArcTokenizer *) tokenizer);
}

static int
run_tokenizer (Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
               Fts5TokenFunc token)
{
  return tokenize ((ArcTokenizer *) tokenizer, context, flags, text, length, token);
}

/* ---- the excerpt: arc_excerpt(search), around the first match in a section ---- */

#define TOKENS_BEFORE 5
#define TOKENS_AFTER 22
#define MAX_EXCERPT_BYTES 2000
/* Columns of the search table that are sections: action, reflection, change. */
#define FIRST_SECTION 1
#define LAST_SECTION 3

typedef struct {
  int column;
  int first; /* token */
  int n;     /* tokens */
} Match;

typedef struct {
  GArray *matches; /* of Match, in the chosen column */
  int from;        /* tokens [from, to) are shown */
  int to;
  int token;      /* the next one's number */
  guint match;    /* the next one to mark */
  int start_byte; /* of the first token shown, -1 before */
  int shown_byte; /* what has been written so far */
  int open_until; /* token after the open mark, or -1 */
  int text_length;
  const char *text;
  GString *out;
} Excerpt;

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *left = a;
  const Match *right = b;

  return left->first != right->first ? left->first - right->first : right->n - left->n;
}

static GArray *
collect_matches (const Fts5ExtensionApi *api, Fts5Context *fts)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));
  int n = 0;
  int best = LAST_SECTION + 1;

  api->xInstCount (fts, &n);
  for (int i = 0; i < n; i++) {
    int phrase;
    Match match;

    if (api->xInst (fts, i, &phrase, &match.column, &match.first) != SQLITE_OK ||
        match.column < FIRST_SECTION || match.column > LAST_SECTION || match.column > best)
      continue;
    if (match.column < best)
      g_array_set_size (matches, 0);
    best = match.column;
    match.n = api->xPhraseSize (fts, phrase);
    g_array_append_val (matches, match);
  }
  g_array_sort (matches, compare_matches);
  return matches;
}

/* A mark that stands in the person's own text; it must not pass for one of ours. */
static gboolean
is_match_mark (const char *p, const char *end)
{
  const gsize length = strlen (ARC_MATCH_START);

  return (gsize) (end - p) >= length &&
         (memcmp (p, ARC_MATCH_START, length) == 0 || memcmp (p, ARC_MATCH_END, length) == 0);
}

/* Text in one line: control characters and line ends become blanks, marks go. */
static void
append_plain (Excerpt *excerpt, int to_byte)
{
  for (; excerpt->shown_byte < to_byte; excerpt->shown_byte++) {
    const char *p = excerpt->text + excerpt->shown_byte;
    guchar c = *p;

    if (is_match_mark (p, excerpt->text + to_byte)) {
      excerpt->shown_byte += strlen (ARC_MATCH_START) - 1;
      continue;
    }
    /* A word can be megabytes long; cut between characters. */
    if (excerpt->out->len >= MAX_EXCERPT_BYTES && (c & 0xc0) != 0x80)
      break;
    g_string_append_c (excerpt->out, c < 0x20 || c == 0x7f ? ' ' : (char) c);
  }
  excerpt->shown_byte = MAX (excerpt->shown_byte, to_byte);
}

static int
show_token (void *context, int flags, const char *token, int length, int start, int end)
{
  Excerpt *excerpt = context;
  int number = excerpt->token;

  if (flags & FTS5_TOKEN_COLOCATED)
    return SQLITE_OK;
  excerpt->token++;
  if (number < excerpt->from)
    return SQLITE_OK;
  if (number >= excerpt->to)
    return SQLITE_DONE;
  if (excerpt->start_byte < 0)
    excerpt->start_byte = excerpt->shown_byte = excerpt->from == 0 ? 0 : start;
  append_plain (excerpt, start);
  while (excerpt->match < excerpt->matches->len) {
    Match *match = &g_array_index (excerpt->matches, Match, excerpt->match);

    if (match->first > number)
      break;
    if (match->first == number) {
      if (excerpt->open_until < 0)
        g_string_append (excerpt->out, ARC_MATCH_START);
      excerpt->open_until = MAX (excerpt->open_until, number + match->n);
    }
    excerpt->match++;
  }
  append_plain (excerpt, end);
  if (excerpt->open_until >= 0 && number + 1 >= excerpt->open_until) {
    g_string_append (excerpt->out, ARC_MATCH_END);
    excerpt->open_until = -1;
  }
  return SQLITE_OK;
}

static void
excerpt_function (const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context,
                  int n_values, sqlite3_value **values)
{
  g_autoptr (GArray) matches = collect_matches (api, fts);
  Excerpt excerpt = {.matches = matches, .start_byte = -1, .open_until = -1};
  Match *first;

  if (matches->len == 0) {
    sqlite3_result_null (context);
    return;
  }
  first = &g_array_index (matches, Match, 0);
  if (api->xColumnText (fts, first->column, &excerpt.text, &excerpt.text_length) != SQLITE_OK) {
    sqlite3_result_null (context);
    return;
  }
  excerpt.from = MAX (first->first - TOKENS_BEFORE, 0);
  excerpt.to = first->first + TOKENS_AFTER;
  excerpt.out = g_string_new (excerpt.from > 0 ? "…" : NULL);
  api->xTokenize (fts, excerpt.text, excerpt.text_length, &excerpt, show_token);
  if (excerpt.open_until >= 0)
    g_string_append (excerpt.out, ARC_MATCH_END);
  if (excerpt.token >= excerpt.to)
    g_string_append (excerpt.out, "…");
  else
    append_plain (&excerpt, excerpt.text_length);
  sqlite3_result_text64 (context, excerpt.out->str, excerpt.out->len, SQLITE_TRANSIENT,
                         SQLITE_UTF8);
  g_string_free (excerpt.out, TRUE);
}

/* ---- public ---- */

static fts5_api *
find_api (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step (statement);
  }
  sqlite3_finalize (statement);
  return api;
}

ArcTokenizer *
arc_tokenizer_register (sqlite3 *db)
{
  static fts5_tokenizer methods = {create_tokenizer, delete_tokenizer, run_tokenizer};
  fts5_api *api = find_api (db);
  Fts5Tokenizer *tokenizer = NULL;

  if (!api || api->xCreateTokenizer (api, ARC_TOKENIZER_NAME, api, &methods, NULL) != SQLITE_OK ||
      api->xCreateFunction (api, "arc_excerpt", NULL, excerpt_function, NULL) != SQLITE_OK)
    return NULL;
  create_tokenizer (api, NULL, 0, &tokenizer);
  return (ArcTokenizer *) tokenizer;
}

void
arc_tokenizer_free (ArcTokenizer *tokenizer)
{
  if (!tokenizer)
    return;
  tokenizer->parent.xDelete (tokenizer->unicode61);
  g_free (tokenizer);
}

typedef struct {
  ArcTokenFunc func;
  gpointer data;
} PlainRun;

static int
call_plain (void *context, int flags, const char *token, int length, int start, int end)
{
  PlainRun *run = context;

  return run->func (run->data, token, length, start, end) ? SQLITE_OK : SQLITE_DONE;
}

void
arc_tokenizer_run (ArcTokenizer *tokenizer, const char *text, gsize length, ArcTokenFunc func,
                   gpointer data)
{
  PlainRun run = {func, data};

  tokenize (tokenizer, &run, FTS5_TOKENIZE_DOCUMENT, text, MIN (length, G_MAXINT), call_plain);
}
