/* Entries for benchmarks: made from a seed, the same every time, with words as people use them. */
#include "corpus.h"

#include <math.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"

#define VOCABULARY 40000
#define N_TAGS 400
#define N_TOPICS 40
#define LAST_US G_GINT64_CONSTANT (1795000000000000) /* November 2026 */
#define MAX_YEARS 30

static const char *const common[] = {
    "the",    "to",      "and",     "a",       "of",       "in",     "it",       "I",
    "was",    "for",     "that",    "with",    "on",       "we",     "had",      "my",
    "not",    "this",    "from",    "before",  "customer", "report", "meeting",  "call",
    "list",   "team",    "client",  "system",  "filter",   "export", "week",     "first",
    "asked",  "found",   "saved",   "opened",  "again",    "which",  "because",  "after",
    "time",   "minutes", "entered", "contact", "pipeline", "board",  "template", "manager",
    "showed", "learned", "next",    "Monday",  "Friday",   "field",
};

static const char *const german[] = {
    "Straße",   "Übergabe", "prüfen", "größer", "Kündigung", "Besprechung", "Rückfrage",
    "Verträge", "Maßnahme", "öffnen", "für",    "zurück",    "Schlüssel",   "Gespräch",
};

static const char *const kanji[] = {"日", "本", "語", "会", "議", "報", "告", "書", "顧", "客",
                                    "電", "話", "確", "認", "勉", "強", "改", "善", "時", "間",
                                    "予", "定", "管", "理", "人", "作", "業", "今", "週", "明"};

static const char *const syllables[] = {"ra",  "ten", "mo",   "li", "ver", "sa",
                                        "con", "di",  "por",  "ta", "ble", "ning",
                                        "re",  "fo",  "stan", "gu", "pre", "cor"};

/* SplitMix64 (Steele, Lea, Flood 2014). */
static guint64
next_random (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static double
next_unit (guint64 *state)
{
  return (double) (next_random (state) >> 11) / (double) (G_GUINT64_CONSTANT (1) << 53);
}

static guint
next_below (guint64 *state, guint n)
{
  return (guint) (next_random (state) % n);
}

/* A rank below @n by Zipf's law with exponent 1. */
static guint
next_rank (guint64 *state, guint n)
{
  return (guint) exp (next_unit (state) * log (n + 1.0)) - 1;
}

static void
append_word (GString *text, guint rank)
{
  guint64 state = rank;

  if (rank < G_N_ELEMENTS (common)) {
    g_string_append (text, common[rank]);
  } else if (rank % 29 == 3) {
    g_string_append (text, german[rank / 29 % G_N_ELEMENTS (german)]);
    if (rank / 29 >= G_N_ELEMENTS (german))
      g_string_append (text, syllables[rank / 29 % G_N_ELEMENTS (syllables)]);
  } else if (rank % 37 == 5) {
    for (guint i = 0; i < 2 + rank % 2; i++)
      g_string_append (text, kanji[next_below (&state, G_N_ELEMENTS (kanji))]);
  } else {
    for (guint i = 0; i < 2 + next_below (&state, 3); i++)
      g_string_append (text, syllables[next_below (&state, G_N_ELEMENTS (syllables))]);
    g_string_append_printf (text, "%c%c", 'a' + rank % 26, 'a' + rank / 26 % 26);
  }
}

static void
append_sentences (GString *text, guint64 *state, guint n_words)
{
  for (guint i = 0; i < n_words; i++) {
    append_word (text, next_rank (state, VOCABULARY));
    if (i + 1 == n_words)
      g_string_append_c (text, '.');
    else if (i % 11 == 10)
      g_string_append (text, i % 3 == 0 ? ".\n" : ". ");
    else
      g_string_append_c (text, ' ');
  }
}

static void
fill_section (ArcEntry *entry, ArcSection section, guint64 *state, guint least, guint most,
              const char *extra)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_sentences (text, state, least + next_below (state, most - least));
  if (extra)
    g_string_append_printf (text, " %s", extra);
  arc_entry_set_section (entry, section, text->str);
}

static gint64
time_of (guint64 *state, guint64 index, guint64 n_entries)
{
  gint64 days = MIN ((gint64) n_entries, MAX_YEARS * 365);
  gint64 day = (gint64) (index * (double) days / (double) n_entries);
  gint64 start_us = LAST_US - days * ARC_US_PER_DAY;

  start_us -= start_us % ARC_US_PER_DAY;
  return start_us + day * ARC_US_PER_DAY +
         (7 * 3600 + next_below (state, 11 * 3600)) * ARC_US_PER_SECOND +
         next_below (state, 1000000);
}

static char *
next_id (guint64 *state, gint64 at_us)
{
  guint64 a = next_random (state), b = next_random (state);

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint) ((at_us / 1000) >> 16), (guint) ((at_us / 1000) & 0xffff),
                          (guint) (a & 0xfff), (guint) (0x8000 | (a >> 16 & 0x3fff)),
                          b & G_GUINT64_CONSTANT (0xffffffffffff));
}

static void
add_labels (ArcEntry *entry, guint64 *state)
{
  g_autoptr (GString) topic = g_string_new ("Topic ");
  guint n_tags = next_below (state, 4);

  append_word (topic, 100 + next_rank (state, N_TOPICS));
  arc_entry_set_topic (entry, topic->str);
  for (guint i = 0; i < n_tags; i++) {
    g_autoptr (GString) tag = g_string_new (NULL);

    append_word (tag, 200 + next_rank (state, N_TAGS));
    arc_entry_add_tag (entry, tag->str);
  }
}

ArcRecord *
corpus_record (guint64 seed, guint64 index, guint64 n_entries)
{
  guint64 state = seed * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d) + index;
  ArcEntry *entry = arc_entry_new ();
  guint64 rare_every = MAX (n_entries / 20, 50);

  next_random (&state);
  entry->occurred_us = time_of (&state, index, n_entries);
  entry->created_us = entry->modified_us = entry->occurred_us + 600 * ARC_US_PER_SECOND;
  entry->id = next_id (&state, entry->created_us);
  entry->revision = next_id (&state, entry->created_us);
  arc_entry_set_zone (entry, "Europe/Berlin");
  fill_section (entry, ARC_SECTION_ACTION, &state, 12, 60,
                index % rare_every == 7 ? CORPUS_RARE_WORD : NULL);
  fill_section (entry, ARC_SECTION_REFLECTION, &state, 8, 45,
                next_below (&state, 100) == 0 ? CORPUS_MIDDLE_WORD : NULL);
  fill_section (entry, ARC_SECTION_CHANGE, &state, 5, 18, NULL);
  if (next_below (&state, 3) == 0) {
    g_autoptr (GString) title = g_string_new (NULL);

    append_sentences (title, &state, 3 + next_below (&state, 5));
    arc_entry_set_title (entry, title->str);
  }
  entry->outcome = next_rank (&state, ARC_N_OUTCOMES);
  entry->lens = next_rank (&state, ARC_N_LENSES);
  add_labels (entry, &state);
  return arc_record_new (entry);
}
