/* Names of formats, and telling them apart by what a file begins with. */
#include "arc-format.h"

#include <string.h>

#define CALENDAR "BEGIN:VCALENDAR"

static const struct {
  const char *word;
  ArcFormat format;
} words[] = {
    {"jsonl", ARC_FORMAT_JSONL},         {"json", ARC_FORMAT_JSONL},
    {"ndjson", ARC_FORMAT_JSONL},        {"markdown", ARC_FORMAT_MARKDOWN},
    {"md", ARC_FORMAT_MARKDOWN},         {"csv", ARC_FORMAT_CSV},
    {"text", ARC_FORMAT_TEXT},           {"ics", ARC_FORMAT_ICALENDAR},
    {"icalendar", ARC_FORMAT_ICALENDAR}, {"ical", ARC_FORMAT_ICALENDAR},
};

const char *
arc_format_to_word (ArcFormat format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].format == format)
      return words[i].word;
  g_return_val_if_reached (NULL);
}

gboolean
arc_format_from_word (const char *word, ArcFormat *format)
{
  g_return_val_if_fail (word != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, word) == 0) {
      *format = words[i].format;
      return TRUE;
    }
  return FALSE;
}

gboolean
arc_format_from_name (const char *name, ArcFormat *format)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot == NULL || strchr (dot, '/') != NULL || g_ascii_strcasecmp (dot, ".text") == 0)
    return FALSE;
  return arc_format_from_word (dot + 1, format);
}

gboolean
arc_format_detect (const char *name, const char *head, gsize length, ArcFormat *format)
{
  gsize i = 0;

  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (head[i]))
    i++;

  if (i < length && (head[i] == '{' || head[i] == '[')) {
    *format = ARC_FORMAT_JSONL;
    return TRUE;
  }
  if (length - i >= strlen (CALENDAR) &&
      g_ascii_strncasecmp (head + i, CALENDAR, strlen (CALENDAR)) == 0) {
    *format = ARC_FORMAT_ICALENDAR;
    return TRUE;
  }
  if (arc_format_from_name (name, format))
    return TRUE;
  if (i + 1 < length && head[i] == '#' && head[i + 1] == ' ') {
    *format = ARC_FORMAT_MARKDOWN;
    return TRUE;
  }

  const char *end = memchr (head + i, '\n', length - i);
  gsize first_line = end != NULL ? (gsize) (end - head) - i : length - i;
  if (memchr (head + i, ',', first_line) != NULL || memchr (head + i, ';', first_line) != NULL ||
      memchr (head + i, '\t', first_line) != NULL) {
    *format = ARC_FORMAT_CSV;
    return TRUE;
  }
  return FALSE;
}
