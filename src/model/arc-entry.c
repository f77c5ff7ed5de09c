/* An entry, as a plain value. */
#include "arc-config.h"
#include "arc-entry.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "arc-day.h"
#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"
#include "arc-word.h"

G_DEFINE_BOXED_TYPE (ArcEntry, arc_entry, arc_entry_copy, arc_entry_free)

static const ArcWord sections[ARC_N_SECTIONS] = {
    {"action", N_ ("Action")},
    {"reflection", N_ ("Reflection")},
    {"change", N_ ("Change")},
};
static const ArcWord outcomes[ARC_N_OUTCOMES] = {
    {NULL, N_ ("Not said")},
    {"achieved", N_ ("Achieved")},
    {"partly", N_ ("Partly")},
    {"missed", N_ ("Missed")},
};
static const ArcWord lenses[ARC_N_LENSES] = {
    {"individual", N_ ("Individual")},
    {"manager", N_ ("Manager")},
    {"executive", N_ ("Executive")},
    {"facilitator", N_ ("Facilitator")},
};
static const ArcWord evidences[ARC_N_EVIDENCE] = {
    {NULL, N_ ("Not said")},
    {"felt", N_ ("I felt it")},
    {"learned", N_ ("I learned something")},
    {"did-differently", N_ ("I did it differently")},
    {"measured", N_ ("I measured it")},
};

static const ArcWord pers[ARC_N_PER] = {
    {NULL, N_ ("Not said")},
    {"once", N_ ("Once")},
    {"time", N_ ("Each time")},
    {"week", N_ ("Each week")},
};

ArcEntry *
arc_entry_new (void)
{
  ArcEntry *entry = g_new0 (ArcEntry, 1);

  entry->zone = g_strdup ("");
  entry->title = g_strdup ("");
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    entry->section[i] = g_strdup ("");
  entry->topic = g_strdup ("");
  entry->evidence_unit = g_strdup ("");
  entry->tags = g_ptr_array_new_with_free_func (g_free);
  return entry;
}

ArcEntry *
arc_entry_copy (const ArcEntry *entry)
{
  ArcEntry *copy = g_memdup2 (entry, sizeof *entry);

  copy->id = g_strdup (entry->id);
  copy->revision = g_strdup (entry->revision);
  copy->parent = g_strdup (entry->parent);
  copy->zone = g_strdup (entry->zone);
  copy->title = g_strdup (entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    copy->section[i] = g_strdup (entry->section[i]);
  copy->topic = g_strdup (entry->topic);
  copy->evidence_unit = g_strdup (entry->evidence_unit);
  copy->tags = g_ptr_array_copy (entry->tags, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
  g_ptr_array_set_free_func (copy->tags, g_free);
  return copy;
}

void
arc_entry_free (ArcEntry *entry)
{
  if (!entry)
    return;
  g_free (entry->id);
  g_free (entry->revision);
  g_free (entry->parent);
  g_free (entry->zone);
  g_free (entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    g_free (entry->section[i]);
  g_free (entry->topic);
  g_free (entry->evidence_unit);
  g_ptr_array_unref (entry->tags);
  g_free (entry);
}

static void
replace_string (char **field, const char *text)
{
  char *old = *field;

  *field = g_strdup (text ? text : "");
  g_free (old);
}

void
arc_entry_set_title (ArcEntry *entry, const char *title)
{
  replace_string (&entry->title, title);
}

void
arc_entry_set_section (ArcEntry *entry, ArcSection section, const char *text)
{
  g_return_if_fail (section < ARC_N_SECTIONS);
  replace_string (&entry->section[section], text);
}

void
arc_entry_set_zone (ArcEntry *entry, const char *zone)
{
  replace_string (&entry->zone, zone);
}

void
arc_entry_set_topic (ArcEntry *entry, const char *topic)
{
  g_autofree char *tidy = arc_text_tidy_label (topic ? topic : "");

  replace_string (&entry->topic, tidy);
}

void
arc_entry_set_evidence (ArcEntry *entry, ArcEvidence evidence, double amount, const char *unit)
{
  gboolean measured = evidence == ARC_EVIDENCE_MEASURED;

  entry->evidence = evidence;
  /* Adding zero turns -0.0, which no two formats write alike, into 0. */
  entry->evidence_amount = measured && isfinite (amount) ? amount + 0.0 : 0;
  replace_string (&entry->evidence_unit, measured ? unit : "");
  if (!measured)
    entry->evidence_per = ARC_PER_NOT_SAID;
}

gboolean
arc_entry_has_tag (const ArcEntry *entry, const char *tag)
{
  g_autofree char *folded = arc_text_fold (tag);

  for (guint i = 0; i < entry->tags->len; i++) {
    g_autofree char *other = arc_text_fold (entry->tags->pdata[i]);

    if (g_str_equal (folded, other))
      return TRUE;
  }
  return FALSE;
}

gboolean
arc_entry_add_tag (ArcEntry *entry, const char *tag)
{
  g_autofree char *tidy = arc_text_tidy_label (tag);

  if (!*tidy || arc_entry_has_tag (entry, tidy))
    return FALSE;
  g_ptr_array_add (entry->tags, g_steal_pointer (&tidy));
  return TRUE;
}

void
arc_entry_clear_tags (ArcEntry *entry)
{
  g_ptr_array_set_size (entry->tags, 0);
}

char *
arc_entry_dup_display_title (const ArcEntry *entry)
{
  g_autofree char *given = arc_text_excerpt (entry->title, ARC_LIMIT_TITLE_CHARS);

  if (*given)
    return g_steal_pointer (&given);
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    g_autofree char *line = arc_text_first_line (entry->section[i], ARC_DERIVED_TITLE_CHARS);

    if (*line)
      return g_steal_pointer (&line);
  }
  return g_strdup (_ ("Untitled"));
}

gboolean
arc_entry_is_empty (const ArcEntry *entry)
{
  if (*entry->title)
    return FALSE;
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (*entry->section[i])
      return FALSE;
  return TRUE;
}

gboolean
arc_entry_same_content (const ArcEntry *a, const ArcEntry *b)
{
  g_autofree char *tags_a = NULL;
  g_autofree char *tags_b = NULL;

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (!g_str_equal (a->section[i], b->section[i]))
      return FALSE;
  if (a->occurred_us != b->occurred_us || a->outcome != b->outcome || a->lens != b->lens ||
      a->evidence != b->evidence || a->evidence_per != b->evidence_per ||
      a->evidence_amount != b->evidence_amount || !g_str_equal (a->zone, b->zone) ||
      !g_str_equal (a->title, b->title) || !g_str_equal (a->topic, b->topic) ||
      !g_str_equal (a->evidence_unit, b->evidence_unit))
    return FALSE;
  tags_a = arc_entry_dup_tags_text (a);
  tags_b = arc_entry_dup_tags_text (b);
  return g_str_equal (tags_a, tags_b);
}

static gboolean
validate_tags (const ArcEntry *entry, GError **error)
{
  if (entry->tags->len > ARC_LIMIT_TAGS) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                 _ ("There are more than %d tags. Remove some."), ARC_LIMIT_TAGS);
    return FALSE;
  }
  for (guint i = 0; i < entry->tags->len; i++)
    if (!arc_text_validate (entry->tags->pdata[i], _ ("A tag"), ARC_LIMIT_TAG_CHARS, error))
      return FALSE;
  return TRUE;
}

static gboolean
validate_time (const ArcEntry *entry, GError **error)
{
  gint64 first_us = arc_day_start ((ArcDay){ARC_LIMIT_FIRST_YEAR, 1, 1}, "UTC", 0);
  gint64 end_us = arc_day_start ((ArcDay){ARC_LIMIT_LAST_YEAR + 1, 1, 1}, "UTC", 0);

  if (entry->occurred_us < first_us || entry->occurred_us >= end_us) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("The date is out of range. It has to be between the years %d and %d."),
                 ARC_LIMIT_FIRST_YEAR, ARC_LIMIT_LAST_YEAR);
    return FALSE;
  }
  if (*entry->zone && !arc_zone_is_valid (entry->zone)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("“%s” is not a time zone. Use a name such as Europe/Berlin."),
                 ARC_SHORT (entry->zone));
    return FALSE;
  }
  return TRUE;
}

static gboolean
validate_amount (const ArcEntry *entry, GError **error)
{
  /* Neither SQL nor JSON can hold the others. */
  if (isfinite (entry->evidence_amount))
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
               _ ("The measured amount is not a number. Give one such as 25."));
  return FALSE;
}

gboolean
arc_entry_validate (const ArcEntry *entry, GError **error)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (!arc_text_validate (entry->section[i], arc_section_to_label (i), 0, error))
      return FALSE;
  return arc_text_validate (entry->title, _ ("The title"), ARC_LIMIT_TITLE_CHARS, error) &&
         arc_text_validate (entry->topic, _ ("The topic"), ARC_LIMIT_TOPIC_CHARS, error) &&
         arc_text_validate (entry->evidence_unit, _ ("The unit"), ARC_LIMIT_UNIT_CHARS, error) &&
         arc_text_validate (entry->zone, _ ("The time zone"), ARC_LIMIT_TAG_CHARS, error) &&
         validate_tags (entry, error) && validate_amount (entry, error) &&
         validate_time (entry, error);
}

char *
arc_entry_dup_tags_text (const ArcEntry *entry)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entry->tags->len; i++) {
    if (i > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, entry->tags->pdata[i]);
  }
  return g_string_free (text, FALSE);
}

void
arc_entry_set_tags_text (ArcEntry *entry, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  arc_entry_clear_tags (entry);
  for (guint i = 0; lines[i]; i++)
    arc_entry_add_tag (entry, lines[i]);
}

ARC_DEFINE_WORDS (ArcSection, section, sections)
ARC_DEFINE_WORDS (ArcOutcome, outcome, outcomes)
ARC_DEFINE_WORDS (ArcLens, lens, lenses)
ARC_DEFINE_WORDS (ArcEvidence, evidence, evidences)
ARC_DEFINE_WORDS (ArcPer, per, pers)
