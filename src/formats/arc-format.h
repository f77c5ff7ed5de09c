/* The kinds of file that entries are written to and read from. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArcFormat:
 * @ARC_FORMAT_JSONL: the interchange format, one JSON object per line; loses nothing
 * @ARC_FORMAT_MARKDOWN: to read and to edit; loses nothing either
 * @ARC_FORMAT_CSV: for spreadsheets; without look-backs and history
 * @ARC_FORMAT_TEXT: for people; cannot be read back
 * @ARC_FORMAT_ICALENDAR: for calendars; entries lose nothing
 */
typedef enum {
  ARC_FORMAT_JSONL,
  ARC_FORMAT_MARKDOWN,
  ARC_FORMAT_CSV,
  ARC_FORMAT_TEXT,
  ARC_FORMAT_ICALENDAR,
} ArcFormat;

/* "jsonl", "markdown", "csv", "text", "ics"; reading also takes "json", "md" and "icalendar". */
const char *arc_format_to_word (ArcFormat format);
gboolean arc_format_from_word (const char *word, ArcFormat *format);

/**
 * arc_format_from_name:
 * @name: (nullable): a file name
 *
 * Returns: whether the name's ending tells the format
 */
gboolean arc_format_from_name (const char *name, ArcFormat *format);

/**
 * arc_format_detect:
 * @name: (nullable): the file's name, which decides where the content does not
 * @head: (array length=length): the beginning of the content
 *
 * Returns: whether the format could be told
 */
gboolean arc_format_detect (const char *name, const char *head, gsize length, ArcFormat *format);

G_END_DECLS
