/* A strict check of JSON text, and a writer for json-glib's tree. */
#include "arc-config.h"

#include "arc-json-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "arc-error.h"

/* Deeper than any record of ours, shallower than any stack. */
#define MAX_DEPTH 64

typedef struct {
  const char *text;
  const char *at;
  const char *end;
  const char *problem; /* translated; NULL for a plain syntax error */
} Check;

static gboolean check_value (Check *check, int depth);

static gboolean
complain (Check *check, const char *problem)
{
  check->problem = problem;
  return FALSE;
}

static void
skip_blanks (Check *check)
{
  while (check->at < check->end &&
         (*check->at == ' ' || *check->at == '\t' || *check->at == '\r' || *check->at == '\n'))
    check->at++;
}

static gboolean
take (Check *check, char c)
{
  if (check->at == check->end || *check->at != c)
    return FALSE;
  check->at++;
  return TRUE;
}

static gboolean
take_word (Check *check, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (check->end - check->at) < length || memcmp (check->at, word, length) != 0)
    return FALSE;
  check->at += length;
  return TRUE;
}

/* The four digits after "\u"; -1 if they are not hexadecimal. */
static int
take_hex (Check *check)
{
  int value = 0;

  if (check->end - check->at < 4)
    return -1;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (*check->at);
    if (digit < 0)
      return -1;
    value = value * 16 + digit;
    check->at++;
  }
  return value;
}

static gboolean
check_escape (Check *check)
{
  if (check->at == check->end)
    return FALSE;
  char c = *check->at++;
  if (c != 'u')
    return c != '\0' && strchr ("\"\\/bfnrt", c) != NULL;

  int unit = take_hex (check);
  if (unit < 0)
    return FALSE;
  if (unit == 0)
    return complain (check, _ ("A text holds the character NUL (\\u0000), which cannot be kept."));
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return complain (check, _ ("A text holds half of a surrogate pair."));
  if (unit >= 0xd800 && unit <= 0xdbff) {
    int low = take_word (check, "\\u") ? take_hex (check) : -1;
    if (low < 0xdc00 || low > 0xdfff)
      return complain (check, _ ("A text holds half of a surrogate pair."));
  }
  return TRUE;
}

static gboolean
check_string (Check *check)
{
  if (!take (check, '"'))
    return FALSE;
  while (check->at < check->end) {
    guchar c = (guchar) *check->at;
    if (c == '"') {
      check->at++;
      return TRUE;
    }
    if (c < 0x20)
      return FALSE;
    check->at++;
    if (c == '\\' && !check_escape (check))
      return FALSE;
  }
  return FALSE;
}

static gsize
take_digits (Check *check)
{
  const char *from = check->at;

  while (check->at < check->end && g_ascii_isdigit (*check->at))
    check->at++;
  return check->at - from;
}

static gboolean
check_number (Check *check)
{
  const char *from = check->at;
  gboolean is_whole = TRUE;

  take (check, '-');
  if (!take (check, '0') && take_digits (check) == 0)
    return FALSE;
  if (take (check, '.')) {
    is_whole = FALSE;
    if (take_digits (check) == 0)
      return FALSE;
  }
  if (take (check, 'e') || take (check, 'E')) {
    is_whole = FALSE;
    if (!take (check, '+'))
      take (check, '-');
    if (take_digits (check) == 0)
      return FALSE;
  }

  /* json-glib makes -1 of a whole number that is too large, and infinity of 1e999. */
  g_autofree char *number = g_strndup (from, check->at - from);
  if (is_whole ? !g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, NULL, NULL) &&
                     strcmp (number, "-0") != 0
               : !isfinite (g_ascii_strtod (number, NULL)))
    return complain (check, _ ("A number is too large."));
  return TRUE;
}

static gboolean
check_members (Check *check, gboolean is_object, int depth)
{
  char close = is_object ? '}' : ']';

  check->at++;
  skip_blanks (check);
  if (take (check, close))
    return TRUE;
  for (;;) {
    if (is_object) {
      skip_blanks (check);
      if (!check_string (check))
        return FALSE;
      skip_blanks (check);
      if (!take (check, ':'))
        return FALSE;
    }
    if (!check_value (check, depth + 1))
      return FALSE;
    if (take (check, close))
      return TRUE;
    if (!take (check, ','))
      return FALSE;
  }
}

/* A value with the blanks around it. */
static gboolean
check_value (Check *check, int depth)
{
  gboolean ok;

  if (depth > MAX_DEPTH)
    return complain (check, _ ("Values are nested too deeply."));
  skip_blanks (check);
  if (check->at == check->end)
    return FALSE;
  switch (*check->at) {
  case '{':
  case '[':
    ok = check_members (check, *check->at == '{', depth);
    break;
  case '"':
    ok = check_string (check);
    break;
  case 't':
    ok = take_word (check, "true");
    break;
  case 'f':
    ok = take_word (check, "false");
    break;
  case 'n':
    ok = take_word (check, "null");
    break;
  default:
    ok = check_number (check);
  }
  if (ok)
    skip_blanks (check);
  return ok;
}

JsonNode *
arc_json_text_parse (const char *text, gsize length, GError **error)
{
  Check check = {text, text, text + length, NULL};
  const char *bad;

  if (!g_utf8_validate_len (text, length, &bad)) {
    if (*bad == '\0' && bad < text + length)
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                           _ ("A text holds the character NUL, which cannot be kept."));
    else
      g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                   _ ("This is not valid UTF-8, from byte %zu on."), (gsize) (bad - text) + 1);
    return NULL;
  }

  if (!check_value (&check, 0) || check.at != check.end) {
    if (check.problem != NULL)
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, check.problem);
    else if (check.at >= check.end)
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                           _ ("This is not valid JSON: it ends too early."));
    else
      g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                   _ ("This is not valid JSON, from byte %zu on."), (gsize) (check.at - text) + 1);
    return NULL;
  }

  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  if (!json_parser_load_from_data (parser, text, length, &parse_error)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("This is not valid JSON: %s"),
                 parse_error->message);
    return NULL;
  }
  return json_parser_steal_root (parser);
}

static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *from = text; *from != '\0';) {
    gsize plain = 0;
    while ((guchar) from[plain] >= 0x20 && from[plain] != '"' && from[plain] != '\\')
      plain++;
    g_string_append_len (out, from, plain);
    from += plain;
    if (*from == '\0')
      break;

    static const char shorts[] = "\"\\\b\f\n\r\t";
    const char *found = strchr (shorts, *from);
    if (found != NULL) {
      g_string_append_c (out, '\\');
      g_string_append_c (out, "\"\\bfnrt"[found - shorts]);
    } else {
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *from);
    }
    from++;
  }
  g_string_append_c (out, '"');
}

void
arc_json_text_append_number (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* 2^53: up to here every whole number is exact. */
  if (number == floor (number) && fabs (number) < 9007199254740992.0) {
    g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
    return;
  }
  static const char *const formats[] = {"%.15g", "%.16g", "%.17g"};
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_ascii_formatd (buffer, sizeof buffer, formats[i], number);
    if (g_ascii_strtod (buffer, NULL) == number)
      break;
  }
  g_string_append (out, buffer);
}

static void
append_object (GString *out, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean is_first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value)) {
    if (!is_first)
      g_string_append_c (out, ',');
    is_first = FALSE;
    append_string (out, name);
    g_string_append_c (out, ':');
    arc_json_text_append (out, value);
  }
  g_string_append_c (out, '}');
}

static void
append_array (GString *out, JsonArray *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    arc_json_text_append (out, json_array_get_element (array, i));
  }
  g_string_append_c (out, ']');
}

static void
append_scalar (GString *out, JsonNode *node)
{
  switch (json_node_get_value_type (node)) {
  case G_TYPE_STRING:
    append_string (out, json_node_get_string (node));
    break;
  case G_TYPE_INT64:
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
    break;
  case G_TYPE_DOUBLE:
    arc_json_text_append_number (out, json_node_get_double (node));
    break;
  case G_TYPE_BOOLEAN:
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
    break;
  default:
    g_assert_not_reached ();
  }
}

void
arc_json_text_append (GString *out, JsonNode *node)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    append_object (out, json_node_get_object (node));
    break;
  case JSON_NODE_ARRAY:
    append_array (out, json_node_get_array (node));
    break;
  case JSON_NODE_VALUE:
    append_scalar (out, node);
    break;
  case JSON_NODE_NULL:
    g_string_append (out, "null");
    break;
  default:
    g_assert_not_reached ();
  }
}
