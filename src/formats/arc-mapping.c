/* Foreign fields into entries. */
#include "arc-config.h"

#include "arc-mapping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-fail.h"

typedef enum {
  TARGET_ACTION,
  TARGET_REFLECTION,
  TARGET_CHANGE,
  TARGET_TITLE,
  TARGET_TOPIC,
  TARGET_TAGS,
  TARGET_OUTCOME,
  TARGET_DATE,
  TARGET_LENS,
  N_TARGETS,
} Target;

static const char *const target_words[N_TARGETS] = {
    "action", "reflection", "change", "title", "topic", "tags", "outcome", "date", "lens",
};

typedef struct {
  char *field;
  Target target;
  gboolean is_seen;
} Pair;

struct _ArcMapping {
  GPtrArray *pairs; /* of Pair */
};

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->field);
  g_free (pair);
}

static gboolean
add_pair (ArcMapping *mapping, const char *text, GError **error)
{
  /* The last "=": field names may hold one. */
  const char *equals = strrchr (text, '=');

  if (equals == NULL || equals == text)
    return ARC_FAIL_SHOWING (
        error, _ ("“%s” is not a mapping. Write field=section, as in event=action."), text);
  g_autofree char *field = g_strstrip (g_strndup (text, equals - text));
  g_autofree char *target = g_strstrip (g_strdup (equals + 1));
  for (guint i = 0; i < N_TARGETS; i++)
    if (g_str_equal (target, target_words[i])) {
      Pair *pair = g_new0 (Pair, 1);
      pair->field = g_steal_pointer (&field);
      pair->target = i;
      g_ptr_array_add (mapping->pairs, pair);
      return TRUE;
    }
  return ARC_FAIL_SHOWING (
      error,
      _ ("“%s” is not a part of an entry. Fields can go to action, reflection, change, "
         "title, topic, tags, outcome, date and lens."),
      target);
}

ArcMapping *
arc_mapping_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (ArcMapping) mapping = g_new0 (ArcMapping, 1);
  mapping->pairs = g_ptr_array_new_with_free_func (pair_free);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  if (parts[0] == NULL) {
    add_pair (mapping, "", error);
    return NULL;
  }
  for (guint i = 0; parts[i] != NULL; i++)
    if (!add_pair (mapping, parts[i], error))
      return NULL;
  return g_steal_pointer (&mapping);
}

void
arc_mapping_free (ArcMapping *mapping)
{
  if (mapping == NULL)
    return;
  g_ptr_array_unref (mapping->pairs);
  g_free (mapping);
}

static void
append_paragraph (ArcEntry *entry, ArcSection section, const char *text)
{
  if (*text == '\0')
    return;
  if (*entry->section[section] == '\0') {
    arc_entry_set_section (entry, section, text);
    return;
  }
  g_autofree char *both = g_strconcat (entry->section[section], "\n\n", text, NULL);
  arc_entry_set_section (entry, section, both);
}

static char *
join (GPtrArray *values, const char *separator)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++) {
    if (i > 0)
      g_string_append (out, separator);
    g_string_append (out, values->pdata[i]);
  }
  return g_string_free (out, FALSE);
}

/* Elements of a list are tags as they are; a text may hold several. */
static void
add_tags (ArcEntry *entry, GPtrArray *values)
{
  if (values->len != 1) {
    for (guint i = 0; i < values->len; i++)
      arc_entry_add_tag (entry, values->pdata[i]);
    return;
  }
  g_auto (GStrv) tags = g_strsplit_set (values->pdata[0], ",;", -1);
  for (guint i = 0; tags[i] != NULL; i++)
    arc_entry_add_tag (entry, tags[i]);
}

static gboolean
set_choice (ArcEntry *entry, Target target, const char *text, GError **error)
{
  g_autofree char *word = g_ascii_strdown (text, -1);

  g_strstrip (word);
  if (*word == '\0')
    return TRUE;
  if (target == TARGET_OUTCOME)
    return arc_outcome_from_word (word, &entry->outcome) ||
           ARC_FAIL_SHOWING (error, _ ("“%s” is not an outcome: achieved, partly or missed."),
                             word);
  return arc_lens_from_word (word, &entry->lens) ||
         ARC_FAIL_SHOWING (
             error, _ ("“%s” is not a lens: individual, manager, executive or facilitator."), word);
}

static gboolean
apply_pair (Pair *pair, GPtrArray *values, ArcEntry *entry, gint64 now_us, GError **error)
{
  g_autofree char *text = join (values, "\n");

  switch (pair->target) {
  case TARGET_ACTION:
  case TARGET_REFLECTION:
  case TARGET_CHANGE:
    append_paragraph (entry, ARC_SECTION_ACTION + (pair->target - TARGET_ACTION), text);
    return TRUE;
  case TARGET_TITLE:
    if (*entry->title == '\0')
      arc_entry_set_title (entry, text);
    return TRUE;
  case TARGET_TOPIC:
    if (*entry->topic == '\0')
      arc_entry_set_topic (entry, text);
    return TRUE;
  case TARGET_TAGS:
    add_tags (entry, values);
    return TRUE;
  case TARGET_DATE:
    g_strstrip (text);
    return *text == '\0' ||
           arc_instant_parse (text, entry->zone, now_us, &entry->occurred_us, error);
  case TARGET_OUTCOME:
  case TARGET_LENS:
    return set_choice (entry, pair->target, text, error);
  case N_TARGETS:
    break;
  }
  g_return_val_if_reached (FALSE);
}

ArcRecord *
arc_mapping_apply (ArcMapping *mapping, ArcMappingLookup lookup, gpointer user_data,
                   const char *zone, gint64 now_us, GError **error)
{
  g_autoptr (ArcRecord) record = arc_record_new (arc_entry_new ());

  arc_entry_set_zone (record->entry, zone);
  for (guint i = 0; i < mapping->pairs->len; i++) {
    Pair *pair = mapping->pairs->pdata[i];
    g_autoptr (GPtrArray) values = NULL;
    if (!lookup (pair->field, user_data, &values, error))
      return NULL;
    if (values == NULL)
      continue;
    pair->is_seen = TRUE;
    if (!apply_pair (pair, values, record->entry, now_us, error))
      return NULL;
  }
  return g_steal_pointer (&record);
}

gboolean
arc_mapping_check_used (ArcMapping *mapping, GError **error)
{
  for (guint i = 0; i < mapping->pairs->len; i++) {
    Pair *pair = mapping->pairs->pdata[i];
    if (!pair->is_seen)
      return ARC_FAIL_SHOWING (error, _ ("No record has a field “%s”. Look at the names in --map."),
                               pair->field);
  }
  return TRUE;
}
