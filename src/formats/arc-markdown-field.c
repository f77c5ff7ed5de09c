/* Short fields of an entry to and from one line of Markdown. */
#include "arc-config.h"

#include "arc-markdown-field.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "arc-day.h"
#include "arc-fail.h"
#include "arc-json-text.h"
#include "arc-limits.h"
#include "arc-text.h"

#define DATE_FORMAT "%Y-%m-%d %H:%M"

static const char *const field_names[ARC_MARKDOWN_N_FIELDS] = {
    NULL, "Date", "Outcome", "Topic", "Tags", "Lens", "Evidence",
};

static const char *const section_names[ARC_N_SECTIONS] = {"Action", "Reflection", "Change"};

const char *
arc_markdown_field_name (ArcMarkdownField field)
{
  return field_names[field];
}

gboolean
arc_markdown_field_from_name (const char *name, ArcMarkdownField *field)
{
  for (guint i = ARC_MARKDOWN_DATE; i < ARC_MARKDOWN_N_FIELDS; i++)
    if (g_ascii_strcasecmp (field_names[i], name) == 0) {
      *field = i;
      return TRUE;
    }
  return FALSE;
}

/* ---- showing ---- */

static char *
show_date (const ArcEntry *entry)
{
  g_autofree char *local = arc_instant_format_local (entry->occurred_us, entry->zone, DATE_FORMAT);

  return g_strdup_printf ("%s (%s)", local, *entry->zone != '\0' ? entry->zone : "UTC");
}

static char *
show_tags (const ArcEntry *entry)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < entry->tags->len; i++) {
    if (i > 0)
      g_string_append (out, ", ");
    for (const char *c = entry->tags->pdata[i]; *c != '\0'; c++) {
      if (*c == ',' || *c == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }
  }
  return g_string_free (out, FALSE);
}

static char *
show_evidence (const ArcEntry *entry)
{
  if (entry->evidence == ARC_EVIDENCE_NONE)
    return NULL;
  if (entry->evidence != ARC_EVIDENCE_MEASURED)
    return g_strdup (arc_evidence_to_word (entry->evidence));

  GString *out = g_string_new (arc_evidence_to_word (entry->evidence));
  g_autofree char *unit = arc_text_tidy_label (entry->evidence_unit);
  g_string_append (out, ", ");
  arc_json_text_append_number (out, entry->evidence_amount);
  if (*unit != '\0')
    g_string_append_printf (out, " %s", unit);
  return g_string_free (out, FALSE);
}

char *
arc_markdown_field_show (const ArcEntry *entry, ArcMarkdownField field)
{
  g_autofree char *shown = NULL;

  switch (field) {
  case ARC_MARKDOWN_TITLE:
    shown = arc_text_tidy_label (entry->title);
    break;
  case ARC_MARKDOWN_DATE:
    shown = show_date (entry);
    break;
  case ARC_MARKDOWN_OUTCOME:
    shown = g_strdup (arc_outcome_to_word (entry->outcome));
    break;
  case ARC_MARKDOWN_TOPIC:
    shown = arc_text_tidy_label (entry->topic);
    break;
  case ARC_MARKDOWN_TAGS:
    shown = show_tags (entry);
    break;
  case ARC_MARKDOWN_LENS:
    if (entry->lens != ARC_LENS_INDIVIDUAL)
      shown = g_strdup (arc_lens_to_word (entry->lens));
    break;
  case ARC_MARKDOWN_EVIDENCE:
    shown = show_evidence (entry);
    break;
  case ARC_MARKDOWN_N_FIELDS:
    g_return_val_if_reached (NULL);
  }
  return shown != NULL && *shown != '\0' ? g_steal_pointer (&shown) : NULL;
}

char *
arc_markdown_untitled (const ArcEntry *entry)
{
  return arc_instant_format_local (entry->occurred_us, entry->zone, DATE_FORMAT);
}

/* ---- reading ---- */

/* "2026-11-20 14:03 (Europe/Berlin)"; without a zone, that of the entry or of this computer. */
static gboolean
read_date (ArcEntry *entry, const char *shown, gint64 now_us, GError **error)
{
  g_autofree char *text = g_strdup (shown);
  g_autofree char *zone = *entry->zone != '\0' ? g_strdup (entry->zone) : arc_zone_local ();
  char *open = strrchr (text, '(');

  if (open != NULL && g_str_has_suffix (open, ")")) {
    g_free (zone);
    zone = g_strstrip (g_strndup (open + 1, strlen (open) - 2));
    *open = '\0';
    if (!arc_zone_is_valid (zone))
      return ARC_FAIL_SHOWING (
          error, _ ("“%s” is not a time zone. Use a name such as Europe/Berlin."), zone);
  }
  if (!arc_instant_parse (text, zone, now_us, &entry->occurred_us, error))
    return FALSE;
  arc_entry_set_zone (entry, zone);
  return TRUE;
}

static void
read_tags (ArcEntry *entry, const char *shown)
{
  g_autoptr (GString) tag = g_string_new (NULL);

  arc_entry_clear_tags (entry);
  for (const char *c = shown;; c++) {
    if (*c == '\0' || *c == ',') {
      arc_entry_add_tag (entry, tag->str);
      g_string_truncate (tag, 0);
      if (*c == '\0')
        break;
    } else {
      if (*c == '\\' && (c[1] == ',' || c[1] == '\\'))
        c++;
      g_string_append_c (tag, *c);
    }
  }
}

/* "felt", or "measured, 25 minutes saved". */
static gboolean
read_evidence (ArcEntry *entry, const char *shown, GError **error)
{
  gsize length = strcspn (shown, ",: \t");
  g_autofree char *word = g_ascii_strdown (shown, length);
  const char *rest = shown + length + strspn (shown + length, ",: \t");
  ArcEvidence evidence;
  double amount = 0;
  char *end = (char *) rest;

  if (!arc_evidence_from_word (word, &evidence))
    return ARC_FAIL_SHOWING (error,
                             _ ("“%s” is no evidence. Write felt, learned, did-differently, or "
                                "“measured, 25 minutes”."),
                             shown);
  if (evidence == ARC_EVIDENCE_MEASURED && *rest != '\0') {
    amount = g_ascii_strtod (rest, &end);
    if (end == rest || !isfinite (amount))
      return ARC_FAIL_SHOWING (error, _ ("“%s” does not begin with a number."), rest);
  }
  arc_entry_set_evidence (entry, evidence, amount, end + strspn (end, " \t"));
  return TRUE;
}

static gboolean
read_choice (ArcEntry *entry, ArcMarkdownField field, const char *shown, GError **error)
{
  g_autofree char *word = g_ascii_strdown (shown, -1);

  if (field == ARC_MARKDOWN_OUTCOME)
    return arc_outcome_from_word (word, &entry->outcome) ||
           ARC_FAIL_SHOWING (error, _ ("“%s” is not an outcome: achieved, partly or missed."),
                             shown);
  return arc_lens_from_word (word, &entry->lens) ||
         ARC_FAIL_SHOWING (error,
                           _ ("“%s” is not a lens: individual, manager, executive or facilitator."),
                           shown);
}

static void
empty (ArcEntry *entry, ArcMarkdownField field)
{
  switch (field) {
  case ARC_MARKDOWN_TITLE:
    arc_entry_set_title (entry, NULL);
    break;
  case ARC_MARKDOWN_OUTCOME:
    entry->outcome = ARC_OUTCOME_NOT_SAID;
    break;
  case ARC_MARKDOWN_TOPIC:
    arc_entry_set_topic (entry, "");
    break;
  case ARC_MARKDOWN_TAGS:
    arc_entry_clear_tags (entry);
    break;
  case ARC_MARKDOWN_LENS:
    entry->lens = ARC_LENS_INDIVIDUAL;
    break;
  case ARC_MARKDOWN_EVIDENCE:
    arc_entry_set_evidence (entry, ARC_EVIDENCE_NONE, 0, NULL);
    break;
  case ARC_MARKDOWN_DATE:
  case ARC_MARKDOWN_N_FIELDS:
    break;
  }
}

gboolean
arc_markdown_field_read (ArcEntry *entry, ArcMarkdownField field, const char *shown, gint64 now_us,
                         GError **error)
{
  g_autofree char *now_shown = arc_markdown_field_show (entry, field);

  if (g_strcmp0 (now_shown, shown) == 0)
    return TRUE;
  if (shown == NULL) {
    empty (entry, field);
    return TRUE;
  }
  switch (field) {
  case ARC_MARKDOWN_TITLE:
    arc_entry_set_title (entry, shown);
    return TRUE;
  case ARC_MARKDOWN_DATE:
    return read_date (entry, shown, now_us, error);
  case ARC_MARKDOWN_TOPIC:
    arc_entry_set_topic (entry, shown);
    return TRUE;
  case ARC_MARKDOWN_TAGS:
    read_tags (entry, shown);
    return TRUE;
  case ARC_MARKDOWN_OUTCOME:
  case ARC_MARKDOWN_LENS:
    return read_choice (entry, field, shown, error);
  case ARC_MARKDOWN_EVIDENCE:
    return read_evidence (entry, shown, error);
  case ARC_MARKDOWN_N_FIELDS:
    break;
  }
  g_return_val_if_reached (FALSE);
}

static gboolean
equal_tags (const ArcEntry *a, const ArcEntry *b)
{
  g_autofree char *tags_a = arc_entry_dup_tags_text (a);
  g_autofree char *tags_b = arc_entry_dup_tags_text (b);

  return g_str_equal (tags_a, tags_b);
}

gboolean
arc_markdown_field_equal (const ArcEntry *a, const ArcEntry *b, ArcMarkdownField field)
{
  switch (field) {
  case ARC_MARKDOWN_TITLE:
    return g_str_equal (a->title, b->title);
  case ARC_MARKDOWN_DATE:
    return a->occurred_us == b->occurred_us && g_str_equal (a->zone, b->zone);
  case ARC_MARKDOWN_OUTCOME:
    return a->outcome == b->outcome;
  case ARC_MARKDOWN_TOPIC:
    return g_str_equal (a->topic, b->topic);
  case ARC_MARKDOWN_TAGS:
    return equal_tags (a, b);
  case ARC_MARKDOWN_LENS:
    return a->lens == b->lens;
  case ARC_MARKDOWN_EVIDENCE:
    return a->evidence == b->evidence && a->evidence_amount == b->evidence_amount &&
           g_str_equal (a->evidence_unit, b->evidence_unit) && a->evidence_per == b->evidence_per;
  case ARC_MARKDOWN_N_FIELDS:
    break;
  }
  g_return_val_if_reached (FALSE);
}

/* ---- structure ---- */

gboolean
arc_markdown_is_section (const char *line, gsize length, ArcSection *section)
{
  if (length < 3 || memcmp (line, "## ", 3) != 0)
    return FALSE;
  while (length > 3 && g_ascii_isspace (line[length - 1]))
    length--;
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (length - 3 == strlen (section_names[i]) &&
        memcmp (line + 3, section_names[i], length - 3) == 0) {
      *section = i;
      return TRUE;
    }
  return FALSE;
}

gboolean
arc_markdown_is_structure (const char *line, gsize length)
{
  ArcSection section;
  gsize hint = strlen (ARC_MARKDOWN_HINT);

  if (length >= 1 && line[0] == '#' && (length == 1 || line[1] == ' ' || line[1] == '\r'))
    return TRUE;
  return arc_markdown_is_section (line, length, &section) ||
         (length >= hint && memcmp (line, ARC_MARKDOWN_HINT, hint) == 0);
}

const char *
arc_markdown_section_name (ArcSection section)
{
  return section_names[section];
}
