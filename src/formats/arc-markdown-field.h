/* The short fields of an entry as people read and write them in the head of a Markdown page. For
 * arc-markdown*.c only. */
#pragma once

#include "arc-entry.h"

G_BEGIN_DECLS

typedef enum {
  ARC_MARKDOWN_TITLE,
  ARC_MARKDOWN_DATE,
  ARC_MARKDOWN_OUTCOME,
  ARC_MARKDOWN_TOPIC,
  ARC_MARKDOWN_TAGS,
  ARC_MARKDOWN_LENS,
  ARC_MARKDOWN_EVIDENCE,
  ARC_MARKDOWN_N_FIELDS,
} ArcMarkdownField;

/* "Date", "Outcome", … The title has no name, it is the heading. */
const char *arc_markdown_field_name (ArcMarkdownField field);
gboolean arc_markdown_field_from_name (const char *name, ArcMarkdownField *field);

/* (transfer full) (nullable): the field on one line; NULL where there is nothing to say. */
char *arc_markdown_field_show (const ArcEntry *entry, ArcMarkdownField field);

/**
 * arc_markdown_field_read:
 * @shown: (nullable): the field on one line; %NULL empties it (a date stays as it is)
 *
 * Leaves @entry as it is where it already shows @shown, so that nothing inexact replaces what is
 * exact.
 */
gboolean arc_markdown_field_read (ArcEntry *entry, ArcMarkdownField field, const char *shown,
                                  gint64 now_us, GError **error);

gboolean arc_markdown_field_equal (const ArcEntry *a, const ArcEntry *b, ArcMarkdownField field);

/* (transfer full): the heading of an entry that has no title. */
char *arc_markdown_untitled (const ArcEntry *entry);

/**
 * arc_markdown_is_structure:
 *
 * Whether @line, without any backslashes before it, would be taken for more than text: a heading of
 * an entry or section, or a hint of a template.
 */
gboolean arc_markdown_is_structure (const char *line, gsize length);

/* Whether @line is the heading of a section. */
gboolean arc_markdown_is_section (const char *line, gsize length, ArcSection *section);

/* "Action", "Reflection", "Change": fixed, not translated. */
const char *arc_markdown_section_name (ArcSection section);

#define ARC_MARKDOWN_COMMENT "<!-- arc-journal "
#define ARC_MARKDOWN_HINT "<!-- arc: "
#define ARC_MARKDOWN_COMMENT_END "-->"

G_END_DECLS
