/* What hangs on an imported entry, brought together with what hangs on the stored one: of each
 * commitment, barrier, look-back and firing the later state counts, and none is lost. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-id.h"

/* ---- commitments and barriers ---- */

/* Where the two kinds of lines keep what they have in common. */
typedef struct {
  gsize id;
  gsize text;
  gsize modified_us;
  GCopyFunc copy;
} Lines;

static gpointer
copy_commitment (gconstpointer commitment, gpointer data)
{
  return arc_commitment_copy (commitment);
}

static gpointer
copy_barrier (gconstpointer barrier, gpointer data)
{
  return arc_barrier_copy (barrier);
}

static const Lines commitments = {G_STRUCT_OFFSET (ArcCommitment, id),
                                  G_STRUCT_OFFSET (ArcCommitment, text),
                                  G_STRUCT_OFFSET (ArcCommitment, modified_us), copy_commitment};
static const Lines barriers = {G_STRUCT_OFFSET (ArcBarrier, id), G_STRUCT_OFFSET (ArcBarrier, text),
                               G_STRUCT_OFFSET (ArcBarrier, modified_us), copy_barrier};

#define ID_OF(lines, line) G_STRUCT_MEMBER (char *, line, (lines)->id)
#define TEXT_OF(lines, line) G_STRUCT_MEMBER (char *, line, (lines)->text)
#define MODIFIED_OF(lines, line) G_STRUCT_MEMBER (gint64, line, (lines)->modified_us)

static gboolean
is_same_text (const char *a, const char *b)
{
  g_autofree char *one = g_strstrip (g_strdup (a));
  g_autofree char *two = g_strstrip (g_strdup (b));

  return g_str_equal (one, two);
}

/* The one of @list with the id of @line, or, if that has none, with its text. */
static gpointer
find_line (const Lines *lines, const GPtrArray *list, gpointer line)
{
  for (guint i = 0; i < list->len; i++) {
    gpointer other = list->pdata[i];

    if (ID_OF (lines, line) ? g_strcmp0 (ID_OF (lines, other), ID_OF (lines, line)) == 0
                            : is_same_text (TEXT_OF (lines, other), TEXT_OF (lines, line)))
      return other;
  }
  return NULL;
}

/* Adds to empty @merged the lines of both; returns whether @theirs said something new. What brings
 * no time of its own is as old as its entry, @default_us. */
static gboolean
merge_lines (const Lines *lines, const GPtrArray *theirs, const GPtrArray *stored,
             gint64 default_us, GPtrArray *merged)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < theirs->len; i++) {
    gpointer line = theirs->pdata[i];
    gpointer known = find_line (lines, stored, line);
    gpointer copy;

    if (!MODIFIED_OF (lines, line))
      MODIFIED_OF (lines, line) = default_us;
    if (known && find_line (lines, merged, known))
      continue;
    if (known && MODIFIED_OF (lines, known) >= MODIFIED_OF (lines, line)) {
      g_ptr_array_add (merged, lines->copy (known, NULL));
      continue;
    }
    copy = lines->copy (line, NULL);
    if (known && !ID_OF (lines, copy))
      ID_OF (lines, copy) = g_strdup (ID_OF (lines, known));
    g_ptr_array_add (merged, copy);
    changed = TRUE;
  }
  for (guint i = 0; i < stored->len; i++)
    if (!find_line (lines, merged, stored->pdata[i]))
      g_ptr_array_add (merged, lines->copy (stored->pdata[i], NULL));
  return changed;
}

static gboolean
check_ids (const ArcLoop *loop, GError **error)
{
  gboolean valid = !loop->continues || arc_id_is_valid (loop->continues);

  for (guint i = 0; i < loop->commitments->len; i++) {
    const char *id = ID_OF (&commitments, loop->commitments->pdata[i]);

    valid &= !id || arc_id_is_valid (id);
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    const char *id = ID_OF (&barriers, loop->barriers->pdata[i]);

    valid &= !id || arc_id_is_valid (id);
  }
  if (!valid)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("The id of a commitment is not a UUID. Leave it out."));
  return valid;
}

/* When something of it was changed or answered last. */
static gint64
newest_of (const ArcLoop *loop, const GPtrArray *look_backs)
{
  gint64 newest_us = G_MININT64;

  for (guint i = 0; i < loop->commitments->len; i++)
    newest_us = MAX (newest_us, MODIFIED_OF (&commitments, loop->commitments->pdata[i]));
  for (guint i = 0; i < loop->barriers->len; i++)
    newest_us = MAX (newest_us, MODIFIED_OF (&barriers, loop->barriers->pdata[i]));
  for (guint i = 0; i < look_backs->len; i++)
    newest_us = MAX (newest_us, ((const ArcLookBack *) look_backs->pdata[i])->at_us);
  return newest_us;
}

/* The day and the chain have no time of their own: they go with whoever was busy with it last. */
static gboolean
merge_day (ArcLoop *merged, const ArcLoop *theirs, const ArcLoop *stored, gboolean is_newer)
{
  const ArcLoop *day = is_newer || arc_loop_is_empty (stored) ? theirs : stored;
  const char *continues = day->continues ? day->continues : stored->continues;

  merged->look_back_on = day->look_back_on;
  merged->continues = g_strdup (continues ? continues : theirs->continues);
  return arc_day_compare (merged->look_back_on, stored->look_back_on) != 0 ||
         g_strcmp0 (merged->continues, stored->continues) != 0;
}

static gboolean
put_loop (ArcImport *import, ArcRecord *record, const GPtrArray *stored_look_backs,
          gboolean is_newer, gboolean *changed, GError **error)
{
  const char *id = record->entry->id;
  ArcLoop *theirs = record->loop;
  g_autoptr (ArcLoop) merged = arc_loop_new ();
  g_autoptr (ArcLoop) stored = NULL;
  gboolean differs;

  if (arc_loop_is_empty (theirs) && record->look_backs->len == 0)
    return TRUE;
  if (!arc_loop_validate (theirs, error) || !check_ids (theirs, error))
    return FALSE;
  stored = arc_journal_load_loop (import->journal, id, error);
  if (!stored)
    return FALSE;
  differs = merge_lines (&commitments, theirs->commitments, stored->commitments,
                         record->entry->modified_us, merged->commitments);
  differs |= merge_lines (&barriers, theirs->barriers, stored->barriers, record->entry->modified_us,
                          merged->barriers);
  is_newer |= newest_of (theirs, record->look_backs) > newest_of (stored, stored_look_backs);
  differs |= merge_day (merged, theirs, stored, is_newer);
  if (!differs)
    return TRUE;
  *changed = TRUE;
  return arc_loop_validate (merged, error) &&
         arc_loop_table_put (import->journal, id, merged, TRUE, error);
}

/* ---- look-backs ---- */

/* The same file brings the same id again. */
static char *
id_for_look_back (const ArcLookBack *look_back)
{
  g_autofree char *says =
      g_strdup_printf ("look-back %s %s %" G_GINT64_FORMAT " %d %d %s", look_back->entry_id,
                       look_back->commitment_id ? look_back->commitment_id : "", look_back->at_us,
                       look_back->did, look_back->helped, look_back->note);

  return arc_id_for_content (says, strlen (says));
}

static gboolean
complete_look_back (ArcImport *import, const char *entry_id, ArcLookBack *look_back, GError **error)
{
  g_free (look_back->entry_id);
  look_back->entry_id = g_strdup (entry_id);
  if (!look_back->id)
    look_back->id = id_for_look_back (look_back);
  if (!look_back->at_us)
    look_back->at_us = import->begun_us;
  if (!*look_back->zone) {
    g_free (look_back->zone);
    look_back->zone = g_strdup (import->zone);
  }
  if (arc_id_is_valid (look_back->id))
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("The id of a look-back is not a UUID. Leave it out."));
  return FALSE;
}

static const ArcLookBack *
find_look_back (const GPtrArray *stored, const char *id)
{
  for (guint i = 0; i < stored->len; i++)
    if (g_str_equal (((const ArcLookBack *) stored->pdata[i])->id, id))
      return stored->pdata[i];
  return NULL;
}

/* A later answer, or one that answers what was left open. */
static gboolean
says_more (const ArcLookBack *look_back, const ArcLookBack *stored)
{
  if (look_back->at_us != stored->at_us)
    return look_back->at_us > stored->at_us;
  return (look_back->did != ARC_DID_NOT_SAID && stored->did == ARC_DID_NOT_SAID) ||
         (look_back->helped != ARC_HELPED_NOT_SAID && stored->helped == ARC_HELPED_NOT_SAID) ||
         (*look_back->note && !*stored->note);
}

static gboolean
put_look_backs (ArcImport *import, ArcRecord *record, const GPtrArray *stored, gboolean *changed,
                GError **error)
{
  for (guint i = 0; i < record->look_backs->len; i++) {
    ArcLookBack *look_back = record->look_backs->pdata[i];
    const ArcLookBack *known = find_look_back (stored, look_back->id);

    if (known && !says_more (look_back, known))
      continue;
    *changed = TRUE;
    if (!arc_look_back_table_put (import->journal, look_back, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- firings ---- */

gboolean
arc_import_put_firings (ArcImport *import, GPtrArray *firings, const char *owner_id,
                        const GPtrArray *owned, gboolean *changed, GError **error)
{
  for (guint i = 0; i < firings->len; i++) {
    ArcFiring *firing = firings->pdata[i];
    gboolean is_owned = !firing->subject_id || g_str_equal (firing->subject_id, owner_id);

    if (!firing->subject_id)
      firing->subject_id = g_strdup (owner_id);
    for (guint k = 0; owned && k < owned->len; k++)
      is_owned |= g_strcmp0 (ID_OF (&commitments, owned->pdata[k]), firing->subject_id) == 0;
    /* Of a commitment that is not there, nothing falls due. */
    if (is_owned && !arc_firing_table_merge (import->journal, firing, changed, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- together ---- */

gboolean
arc_import_put_hanging (ArcImport *import, ArcRecord *record, ArcImported *how, GError **error)
{
  const char *id = record->entry->id;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) owned = NULL;
  gboolean changed = FALSE;

  if (arc_loop_is_empty (record->loop) && record->look_backs->len + record->firings->len == 0)
    return TRUE;
  for (guint i = 0; i < record->look_backs->len; i++)
    if (!complete_look_back (import, id, record->look_backs->pdata[i], error))
      return FALSE;
  stored = arc_journal_list_look_backs (import->journal, id, error);
  if (!stored ||
      !put_loop (import, record, stored, *how == ARC_IMPORTED_UPDATED, &changed, error) ||
      !put_look_backs (import, record, stored, &changed, error))
    return FALSE;
  if (record->firings->len > 0) {
    owned = arc_commitment_table_list (import->journal, id, error);
    if (!owned || !arc_import_put_firings (import, record->firings, id, owned, &changed, error))
      return FALSE;
  }
  if (changed && *how == ARC_IMPORTED_UNCHANGED)
    *how = ARC_IMPORTED_UPDATED;
  return TRUE;
}
