/* Rules for the texts a person types. */
#include "arc-config.h"
#include "arc-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"

gboolean
arc_text_validate (const char *text, const char *field, gsize max_chars, GError **error)
{
  gsize length = strlen (text);

  if (!g_utf8_validate (text, length, NULL)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("%s is not valid UTF-8 text. Save it as UTF-8 and try again."), field);
    return FALSE;
  }
  if (max_chars == 0 && length > ARC_LIMIT_SECTION_BYTES) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("%s is longer than %d MiB. Split it into several entries."), field,
                 ARC_LIMIT_SECTION_BYTES / (1024 * 1024));
    return FALSE;
  }
  if (max_chars > 0 && length > max_chars && (gsize) g_utf8_strlen (text, length) > max_chars) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("%s is longer than %u characters. Shorten it."), field, (guint) max_chars);
    return FALSE;
  }
  return TRUE;
}

static gboolean
is_blank (gunichar c)
{
  /* The last two mark matches in excerpts (ARC_MATCH_START). */
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0xfdd0 || c == 0xfdd1;
}

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

static const char *
skip_list_mark (const char *text)
{
  while (*text && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  if ((*text == '-' || *text == '*' || *text == '+') && text[1] == ' ')
    return text + 2;
  if (g_str_has_prefix (text, "• "))
    return text + strlen ("• ");
  return text;
}

/* Makes room for the closing "…" where @out is full, and cuts it after the last space if that loses
 * less than a quarter. */
static void
cut_at_word (GString *out, gboolean is_full)
{
  const char *space;

  if (is_full && out->len > 0)
    g_string_truncate (out, g_utf8_find_prev_char (out->str, out->str + out->len) - out->str);
  space = g_strrstr (out->str, " ");

  if (space && (gsize) (space - out->str) > out->len * 3 / 4)
    g_string_truncate (out, space - out->str);
  g_string_append (out, "…");
}

static char *
shorten (const char *text, gsize max_chars, gboolean one_line)
{
  GString *out = g_string_new (NULL);
  gboolean space = FALSE;
  gsize n = 0;

  for (const char *p = skip_list_mark (text ? text : ""); *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (one_line && out->len > 0 && is_line_break (c))
      break;
    if (is_blank (c)) {
      space = out->len > 0;
      continue;
    }
    if (n + space >= max_chars) {
      cut_at_word (out, n >= max_chars);
      break;
    }
    if (space)
      g_string_append_c (out, ' ');
    n += space + 1;
    space = FALSE;
    g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

char *
arc_text_excerpt (const char *text, gsize max_chars)
{
  return shorten (text, max_chars, FALSE);
}

char *
arc_text_first_line (const char *text, gsize max_chars)
{
  return shorten (text, max_chars, TRUE);
}

const char *
arc_text_cut (const char *text, char *buffer)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *cut = arc_text_excerpt (valid, ARC_CUT_CHARS);

  g_strlcpy (buffer, cut, ARC_CUT_BYTES);
  return buffer;
}

char *
arc_text_tidy_label (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_blank (c)) {
      space = out->len > 0;
      continue;
    }
    if (space)
      g_string_append_c (out, ' ');
    space = FALSE;
    g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

char *
arc_text_fold (const char *text)
{
  g_autofree char *tidy = arc_text_tidy_label (text);
  g_autofree char *normal = g_utf8_normalize (tidy, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal ? normal : tidy, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

/* Embeddings, overrides and isolates, which reach beyond the text that they stand in. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char *
arc_text_clean (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_direction_control (c))
      continue;
    if (is_blank (c) || is_line_break (c)) {
      space = out->len > 0;
      continue;
    }
    if (space)
      g_string_append_c (out, ' ');
    space = FALSE;
    g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

/* Hebrew, Arabic and their neighbours, with the forms for presentation, and the old scripts. */
static gboolean
goes_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
         (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff) || c == 0x200f;
}

static gboolean
has_from_right (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (goes_left (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

char *
arc_text_isolate (const char *text)
{
  g_autofree char *clean = arc_text_clean (text);

  return has_from_right (clean) ? g_strconcat ("\xe2\x81\xa8", clean, "\xe2\x81\xa9", NULL)
                                : g_steal_pointer (&clean);
}

char *
arc_text_join_pieces (const GPtrArray *pieces, const char *own)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? " · " : "", (const char *) pieces->pdata[i]);
  /* A mark: what decides on a line's direction does not look past an isolate. */
  if (has_from_right (line->str))
    g_string_prepend (line, has_from_right (own) ? "\xe2\x80\x8f" : "\xe2\x80\x8e");
  return g_string_free (line, FALSE);
}

guint64
arc_text_count_words (const char *text)
{
  guint64 words = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

    if (c >= 0x1100 && arc_text_is_cjk (c)) {
      words++;
      inside = FALSE;
    } else if (is_blank (c)) {
      inside = FALSE;
    } else if (!inside) {
      words++;
      inside = TRUE;
    }
  }
  return words;
}

gboolean
arc_text_is_cjk (gunichar c)
{
  return (c >= 0x1100 && c <= 0x11ff)       /* Hangul Jamo */
         || (c >= 0x2e80 && c <= 0x2fdf)    /* radicals */
         || (c >= 0x3005 && c <= 0x3007)    /* iteration mark, closing mark, zero */
         || (c >= 0x3021 && c <= 0x3029)    /* Hangzhou numerals */
         || (c >= 0x3041 && c <= 0x318f)    /* kana, bopomofo, Hangul compatibility */
         || (c >= 0x31a0 && c <= 0x31ff)    /* bopomofo and kana extensions */
         || (c >= 0x3400 && c <= 0x4dbf)    /* Han extension A */
         || (c >= 0x4e00 && c <= 0x9fff)    /* Han */
         || (c >= 0xa960 && c <= 0xa97f)    /* Hangul Jamo extended A */
         || (c >= 0xac00 && c <= 0xd7ff)    /* Hangul syllables */
         || (c >= 0xf900 && c <= 0xfaff)    /* Han compatibility */
         || (c >= 0xff66 && c <= 0xff9f)    /* half-width kana */
         || (c >= 0x1b000 && c <= 0x1b16f)  /* kana supplements */
         || (c >= 0x20000 && c <= 0x3ffff); /* Han extensions B and later */
}
