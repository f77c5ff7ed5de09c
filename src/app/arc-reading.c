/* All that the reader shows of one entry, read in one go, and its words for it. */
#include "arc-reading.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-measure.h"
#include "arc-when.h"

void
arc_reading_free (ArcReading *reading)
{
  if (reading == NULL)
    return;

  g_clear_pointer (&reading->entry, arc_entry_free);
  g_clear_pointer (&reading->look_backs, g_ptr_array_unref);
  g_clear_pointer (&reading->loop, arc_loop_free);
  g_clear_pointer (&reading->earlier, arc_entry_free);
  g_clear_pointer (&reading->later, arc_entry_free);
  g_clear_pointer (&reading->team, arc_entry_team_free);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    g_clear_pointer (&reading->matches[i], g_array_unref);
  g_free (reading);
}

ArcReadingRequest *
arc_reading_request_new (const char *id, const ArcQuery *query)
{
  ArcReadingRequest *request = g_new0 (ArcReadingRequest, 1);

  request->id = g_strdup (id);
  request->query = query != NULL ? arc_query_copy (query) : NULL;

  return request;
}

void
arc_reading_request_free (gpointer data)
{
  ArcReadingRequest *request = data;

  g_clear_pointer (&request->query, arc_query_free);
  g_free (request->id);
  g_free (request);
}

/* What hangs on the entry, and its neighbours in the chain. One of them may be in the trash, or not
 * have come with an import: then the chain ends there. */
static gboolean
read_loop (ArcJournal *journal, ArcReading *reading, GError **error)
{
  g_autofree char *later = NULL;

  reading->loop = arc_journal_load_loop (journal, reading->entry->id, error);
  if (reading->loop == NULL)
    return FALSE;
  later = arc_journal_find_continuation (journal, reading->entry->id, NULL);
  if (reading->loop->continues != NULL)
    reading->earlier = arc_journal_load_entry (journal, reading->loop->continues, NULL);
  if (later != NULL)
    reading->later = arc_journal_load_entry (journal, later, NULL);
  return TRUE;
}

static gboolean
read_team (ArcJournal *journal, ArcReading *reading, GError **error)
{
  g_autoptr (GError) local = NULL;

  reading->team = arc_entry_team_read (journal, reading->entry->id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gpointer
arc_reading_read (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcReadingRequest *request = data;
  g_autoptr (ArcReading) reading = g_new0 (ArcReading, 1);
  g_autoptr (GPtrArray) revisions = NULL;

  reading->entry = arc_journal_load_entry (journal, request->id, error);
  if (reading->entry == NULL)
    return NULL;
  reading->look_backs = arc_journal_list_look_backs (journal, request->id, error);
  if (reading->look_backs == NULL)
    return NULL;
  if (!read_loop (journal, reading, error) || !read_team (journal, reading, error))
    return NULL;
  revisions = arc_journal_list_revisions (journal, request->id, error);
  if (revisions == NULL)
    return NULL;

  reading->n_edits = revisions->len > 0 ? revisions->len - 1 : 0;
  reading->day_start_h = arc_journal_get_day_start (journal);
  reading->today = arc_journal_today (journal);
  for (int i = 0; request->query != NULL && i < ARC_N_SECTIONS; i++)
    if (strlen (reading->entry->section[i]) <= ARC_READING_MATCH_BYTES)
      reading->matches[i] =
          arc_journal_find_matches (journal, request->query, reading->entry->section[i]);

  return g_steal_pointer (&reading);
}

char *
arc_reading_dup_date (const ArcReading *reading)
{
  const ArcEntry *entry = reading->entry;
  ArcDay day = arc_day_of (entry->occurred_us, entry->zone, reading->day_start_h);
  ArcDay other_year = {0};
  g_autofree char *date = arc_when_date (day, other_year);
  g_autofree char *time = arc_instant_format_local (entry->occurred_us, entry->zone, "%H:%M");

  /* Translators: a date and a time: “Friday, 20 November 2026, 14:03” */
  return g_strdup_printf (C_ ("date, time", "%s, %s"), date, time);
}

char *
arc_reading_dup_evidence (const ArcReading *reading)
{
  const ArcEntry *entry = reading->entry;
  const char *label = arc_evidence_to_label (entry->evidence);
  g_autofree char *measured = NULL;

  if (entry->evidence == ARC_EVIDENCE_NONE)
    return NULL;
  if (entry->evidence != ARC_EVIDENCE_MEASURED)
    return g_strdup (label);

  measured = arc_measure_text (entry->evidence_amount, entry->evidence_unit, entry->evidence_per);

  /* Translators: how an effect is known, and what was measured: “Measured: 25 minutes saved each
   * week” */
  return g_strdup_printf (C_ ("evidence", "%s: %s"), label, measured);
}

/* NULL for what the person did not say. */
static const char *
words_of_did (ArcDid did)
{
  switch (did) {
  case ARC_DID_YES:
    return _ ("did it");
  case ARC_DID_PARTLY:
    return _ ("did part of it");
  case ARC_DID_NOT_YET:
    return _ ("not yet done");
  case ARC_DID_NO_LONGER:
    return _ ("let it go");
  case ARC_DID_NOT_SAID:
  default:
    return NULL;
  }
}

static const char *
words_of_helped (ArcHelped helped)
{
  switch (helped) {
  case ARC_HELPED_YES:
    return _ ("it helped");
  case ARC_HELPED_PARTLY:
    return _ ("it helped in part");
  case ARC_HELPED_NO:
    return _ ("it did not help");
  case ARC_HELPED_TOO_EARLY:
    return _ ("too early to say whether it helped");
  case ARC_HELPED_NOT_SAID:
  default:
    return NULL;
  }
}

char *
arc_reading_dup_look_back (const ArcReading *reading, const ArcLookBack *look_back)
{
  ArcDay day = arc_day_of (look_back->at_us, look_back->zone, reading->day_start_h);
  g_autofree char *date = arc_when_date (day, reading->today);
  const char *did = words_of_did (look_back->did);
  const char *helped = words_of_helped (look_back->helped);

  if (did != NULL && helped != NULL)
    /* Translators: a date, then two answers: “Looked back on Friday, 27 November: did it, it
     * helped” */
    return g_strdup_printf (_ ("Looked back on %s: %s, %s"), date, did, helped);
  if (did != NULL || helped != NULL)
    return g_strdup_printf (_ ("Looked back on %s: %s"), date, did != NULL ? did : helped);

  return g_strdup_printf (_ ("Looked back on %s"), date);
}

char *
arc_reading_to_text (const ArcReading *reading)
{
  const ArcEntry *entry = reading->entry;
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *date = arc_reading_dup_date (reading);
  GString *text = g_string_new (title);

  g_string_append_printf (text, "\n%s", date);
  if (*entry->topic != '\0')
    g_string_append_printf (text, " · %s", entry->topic);
  if (entry->outcome != ARC_OUTCOME_NOT_SAID)
    g_string_append_printf (text, " · %s", arc_outcome_to_label (entry->outcome));
  g_string_append_c (text, '\n');
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    if (*entry->section[i] != '\0')
      g_string_append_printf (text, "\n%s\n%s\n", arc_section_to_label (i), entry->section[i]);

  return g_string_free (text, FALSE);
}
