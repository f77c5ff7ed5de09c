/* Practices that were offered: notes in the sync state of their team, each + a practice's id. */
#include "arc-config.h"
#include "arc-practices-offered.h"

#include <string.h>

#include "arc-journal-loop.h"

/* The text it was taken into, a line feed, the line. */
#define STATE_TAKEN "offer-taken/"
/* The texts in which it was passed over, one a line, the last ones last. */
#define STATE_PASSED "offer-passed/"
/* The day on which it was shown, and a mark where it was answered or dismissed then. */
#define STATE_SHOWN "offer-shown/"
#define CLOSED_MARK " closed"
/* Texts that are remembered of one practice. */
#define MAX_PASSED 50

typedef struct {
  char *team_id;
  char *practice_id;
  char *value;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->team_id);
  g_free (note->practice_id);
  g_free (note->value);
  g_free (note);
}

/* (element-type Note): of all teams. */
static GPtrArray *
list_notes (ArcJournal *journal, const char *prefix, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (note_free);
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);

  for (guint i = 0; teams && i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];
    g_autoptr (GHashTable) state = arc_journal_list_sync_state (journal, team->id, prefix, error);
    GHashTableIter iter;
    gpointer key, value;

    if (!state)
      return NULL;
    g_hash_table_iter_init (&iter, state);
    while (g_hash_table_iter_next (&iter, &key, &value)) {
      Note *note = g_new0 (Note, 1);

      note->team_id = g_strdup (team->id);
      note->practice_id = g_strdup ((const char *) key + strlen (prefix));
      note->value = g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value));
      g_ptr_array_add (notes, note);
    }
  }
  return teams ? g_steal_pointer (&notes) : NULL;
}

/* @value: (nullable): %NULL removes it. */
static gboolean
set_note (ArcJournal *journal, const char *team_id, const char *prefix, const char *practice_id,
          const char *value, GError **error)
{
  g_autofree char *key = g_strconcat (prefix, practice_id, NULL);
  g_autoptr (GBytes) bytes = value ? g_bytes_new (value, strlen (value)) : NULL;

  return arc_journal_set_sync_state (journal, team_id, key, bytes, error);
}

/* The line that was taken into this text; NULL if it was another text. */
static const char *
get_line (const Note *note, const char *text_id)
{
  gsize length = strlen (text_id);

  return g_str_has_prefix (note->value, text_id) && note->value[length] == '\n'
             ? note->value + length + 1
             : NULL;
}

static gboolean
has_passed (const Note *note, const char *text_id)
{
  g_auto (GStrv) texts = g_strsplit (note->value, "\n", -1);

  return g_strv_contains ((const char *const *) texts, text_id);
}

gboolean
arc_practices_take (ArcJournal *journal, const char *team_id, const char *practice_id,
                    const char *text_id, const char *line, GError **error)
{
  g_autofree char *value = g_strconcat (text_id, "\n", line, NULL);

  return set_note (journal, team_id, STATE_TAKEN, practice_id, value, error);
}

gboolean
arc_practices_pass (ArcJournal *journal, const char *team_id, const char *practice_id,
                    const char *text_id, GError **error)
{
  g_autofree char *key = g_strconcat (STATE_PASSED, practice_id, NULL);
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GBytes) bytes = arc_journal_get_sync_state (journal, team_id, key, &read_error);
  g_autofree char *value = NULL;
  g_auto (GStrv) texts = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);
  guint n;

  if (read_error) {
    g_propagate_error (error, g_steal_pointer (&read_error));
    return FALSE;
  }
  value =
      bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");
  texts = g_strsplit (value, "\n", -1);
  n = g_strv_length (texts);
  for (guint i = n >= MAX_PASSED ? n - MAX_PASSED + 1 : 0; i < n; i++)
    if (*texts[i] && !g_str_equal (texts[i], text_id))
      g_string_append_printf (kept, "%s\n", texts[i]);
  g_string_append (kept, text_id);
  return set_note (journal, team_id, STATE_PASSED, practice_id, kept->str, error);
}

gboolean
arc_practices_was_offered (ArcJournal *journal, const char *text_id, gboolean *offered,
                           GError **error)
{
  g_autoptr (GPtrArray) taken = list_notes (journal, STATE_TAKEN, error);
  g_autoptr (GPtrArray) passed = taken ? list_notes (journal, STATE_PASSED, error) : NULL;

  *offered = FALSE;
  if (!passed)
    return FALSE;
  for (guint i = 0; i < taken->len && !*offered; i++)
    *offered = get_line (taken->pdata[i], text_id) != NULL;
  for (guint i = 0; i < passed->len && !*offered; i++)
    *offered = has_passed (passed->pdata[i], text_id);
  return TRUE;
}

/* ---- settling ---- */

static const char *
find_commitment_id (const ArcLoop *loop, const char *line)
{
  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];

    if (g_str_equal (commitment->text, line))
      return commitment->id;
  }
  return NULL;
}

/* A practice that is gone, or a team that I am not in any more, is nobody's concern. */
static gboolean
follow (ArcJournal *journal, const Note *note, const char *commitment_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (arc_practices_follow (journal, note->practice_id, commitment_id, &local_error) ||
      g_error_matches (local_error, ARC_ERROR, ARC_ERROR_NOT_FOUND) ||
      g_error_matches (local_error, ARC_ERROR, ARC_ERROR_INVALID))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
settle_note (ArcJournal *journal, const Note *note, const char *line, const ArcLoop *loop,
             const char *entry_id, gboolean is_done, GError **error)
{
  const char *commitment_id = find_commitment_id (loop, line);

  if (commitment_id && !follow (journal, note, commitment_id, error))
    return FALSE;
  /* What was taken after the text was handed over to be saved waits for the next time. */
  if (!commitment_id && !is_done)
    return arc_practices_take (journal, note->team_id, note->practice_id, entry_id, line, error);
  return set_note (journal, note->team_id, STATE_TAKEN, note->practice_id, NULL, error) &&
         arc_practices_pass (journal, note->team_id, note->practice_id, entry_id, error);
}

gboolean
arc_practices_settle (ArcJournal *journal, const char *text_id, const char *entry_id,
                      gboolean is_done, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (ArcLoop) loop = NULL;

  if (!arc_journal_has_teams (journal))
    return TRUE;
  notes = list_notes (journal, STATE_TAKEN, error);
  if (!notes)
    return FALSE;
  for (guint i = 0; i < notes->len; i++) {
    const char *line = get_line (notes->pdata[i], text_id);

    if (!line)
      line = get_line (notes->pdata[i], entry_id);
    if (!line)
      continue;
    if (!loop)
      loop = arc_journal_load_loop (journal, entry_id, error);
    if (!loop || !settle_note (journal, notes->pdata[i], line, loop, entry_id, is_done, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_practices_drop_text (ArcJournal *journal, const char *text_id, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;

  if (!arc_journal_has_teams (journal))
    return TRUE;
  notes = list_notes (journal, STATE_TAKEN, error);
  for (guint i = 0; notes && i < notes->len; i++) {
    const Note *note = notes->pdata[i];

    if (get_line (note, text_id) &&
        !set_note (journal, note->team_id, STATE_TAKEN, note->practice_id, NULL, error))
      return FALSE;
  }
  return notes != NULL;
}

/* ---- on the first page ---- */

GHashTable *
arc_practices_list_shown (ArcJournal *journal, GError **error)
{
  g_autoptr (GPtrArray) notes = list_notes (journal, STATE_SHOWN, error);
  GHashTable *shown = NULL;

  if (!notes)
    return NULL;
  shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < notes->len; i++) {
    const Note *note = notes->pdata[i];
    ArcPracticeShown one = {.is_closed = g_str_has_suffix (note->value, CLOSED_MARK)};

    note->value[strcspn (note->value, " ")] = '\0';
    if (arc_day_from_text (note->value, &one.day))
      g_hash_table_insert (shown, g_strdup (note->practice_id), g_memdup2 (&one, sizeof one));
  }
  return shown;
}

gboolean
arc_practices_set_shown (ArcJournal *journal, const char *team_id, const char *practice_id,
                         ArcPracticeShown shown, GError **error)
{
  g_autofree char *day = arc_day_to_text (shown.day);
  g_autofree char *value = g_strconcat (day, shown.is_closed ? CLOSED_MARK : NULL, NULL);

  return set_note (journal, team_id, STATE_SHOWN, practice_id, value, error);
}
