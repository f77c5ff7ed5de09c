/* Content lines, written and read. */
#include "arc-content-line.h"

#include <string.h>

#include "arc-calendar.h"

/* Bytes of a line, without its end. */
#define WIDTH 75

/* ---- writing ---- */

static gboolean
is_character_start (char byte)
{
  return ((guchar) byte & 0xc0) != 0x80;
}

void
arc_content_line_append (GString *out, const char *name, const char *value)
{
  gsize used = strlen (name) + 1;

  g_string_append (out, name);
  g_string_append_c (out, ':');
  while (*value != '\0') {
    gsize room = used < WIDTH ? WIDTH - used : 0;
    gsize length = strnlen (value, room);
    gsize whole = length;

    while (whole > 0 && value[whole] != '\0' && !is_character_start (value[whole]))
      whole--;
    if (whole == 0 && used == 1)
      whole = length;
    g_string_append_len (out, value, whole);
    value += whole;
    used = 1;
    if (*value != '\0')
      g_string_append (out, "\r\n ");
  }
  g_string_append (out, "\r\n");
}

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *plain = arc_calendar_dup_plain (text);

  for (const char *at = plain; *at != '\0'; at++) {
    if (*at == '\n')
      g_string_append (out, "\\n");
    else if (strchr ("\\;,", *at) != NULL)
      g_string_append_printf (out, "\\%c", *at);
    else
      g_string_append_c (out, *at);
  }
}

void
arc_content_line_append_text (GString *out, const char *name, const char *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  append_escaped (value, text);
  arc_content_line_append (out, name, value->str);
}

void
arc_content_line_append_texts (GString *out, const char *name, const GPtrArray *texts)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++) {
    if (i > 0)
      g_string_append_c (value, ',');
    append_escaped (value, texts->pdata[i]);
  }
  if (texts->len > 0)
    arc_content_line_append (out, name, value->str);
}

/* ---- reading ---- */

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* Reads "name=value" at @text, where a quoted value may hold anything but quotes. Returns what
 * follows, or NULL. */
static char *
read_parameter (char *text, ArcContentLine *line)
{
  char *name = text;
  char *value;

  while (is_name_character (*text))
    text++;
  if (text == name || *text != '=')
    return NULL;
  *text++ = '\0';
  value = text;
  if (*text == '"') {
    value = ++text;
    text += strcspn (text, "\"");
    if (*text != '"')
      return NULL;
    *text++ = '\0';
  }
  /* Or more of a list of values; of no parameter that matters here. */
  for (; *text != ';' && *text != ':' && *text != '\0'; text++)
    if (*text == '"') {
      text += 1 + strcspn (text + 1, "\"");
      if (*text != '"')
        return NULL;
    }
  if (*text == '\0')
    return NULL;
  if (g_ascii_strcasecmp (name, "TZID") == 0)
    line->tzid = value;
  else if (g_ascii_strcasecmp (name, "VALUE") == 0)
    line->value_type = value;
  return text;
}

gboolean
arc_content_line_parse (char *text, ArcContentLine *line)
{
  char *at = text;

  *line = (ArcContentLine){.name = text};
  for (; is_name_character (*at); at++)
    *at = g_ascii_toupper (*at);
  if (at == text)
    return FALSE;
  while (*at == ';') {
    *at++ = '\0';
    at = read_parameter (at, line);
    if (at == NULL)
      return FALSE;
  }
  if (*at != ':')
    return FALSE;
  *at++ = '\0';
  line->value = at;
  return TRUE;
}

/* Appends the character at @value, which may be escaped; returns what follows. */
static const char *
append_plain (GString *out, const char *value)
{
  if (*value != '\\' || value[1] == '\0')
    g_string_append_c (out, *value++);
  else if (strchr ("\\;,", value[1]) != NULL)
    value++, g_string_append_c (out, *value++);
  else if (value[1] == 'n' || value[1] == 'N')
    g_string_append_c (out, '\n'), value += 2;
  else
    g_string_append_c (out, *value++);
  return value;
}

char *
arc_content_line_dup_text (const char *value)
{
  GString *out = g_string_new (NULL);

  while (*value != '\0')
    value = append_plain (out, value);
  return g_string_free (out, FALSE);
}

char *
arc_content_line_next_text (const char **value)
{
  GString *out = g_string_new (NULL);
  const char *at = *value;

  while (*at != '\0' && *at != ',')
    at = append_plain (out, at);
  *value = *at == ',' ? at + 1 : NULL;
  return g_string_free (out, FALSE);
}
