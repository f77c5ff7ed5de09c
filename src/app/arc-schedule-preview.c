/* What a schedule would do: in words, and its next five times. */
#include "arc-schedule-preview.h"

#include <glib/gi18n.h>

#include "arc-reflections.h"

ArcPreviewRequest *
arc_preview_request_new (const ArcReminder *reminder, gint64 now_us, const char *here)
{
  ArcPreviewRequest *request = g_new0 (ArcPreviewRequest, 1);

  request->reminder = arc_reminder_copy (reminder);
  request->now_us = now_us;
  request->here = g_strdup (here);
  return request;
}

void
arc_preview_request_free (ArcPreviewRequest *request)
{
  if (request == NULL)
    return;
  arc_reminder_free (request->reminder);
  g_free (request->here);
  g_free (request);
}

void
arc_schedule_preview_free (ArcSchedulePreview *preview)
{
  if (preview == NULL)
    return;
  g_free (preview->sentence);
  g_free (preview->problem);
  g_free (preview);
}

char *
arc_schedule_sentence (const ArcReminder *reminder)
{
  g_autofree char *words = arc_rule_describe (reminder->rule);
  g_autofree char *time =
      g_strdup_printf ("%02d:%02d", reminder->at_s / 3600, reminder->at_s / 60 % 60);

  if (*reminder->zone != '\0')
    /* Translators: how often, the time, and its zone: “every Friday at 15:30 (Europe/Berlin)” */
    return g_strdup_printf (_ ("%1$s at %2$s (%3$s)"), words, time, reminder->zone);
  /* Translators: how often, and the time: “every Friday at 15:30” */
  return g_strdup_printf (_ ("%1$s at %2$s"), words, time);
}

static gboolean
fill_times (ArcSchedulePreview *preview, const ArcPreviewRequest *request, const GPtrArray *firings,
            GError **error)
{
  g_autoptr (GArray) times = NULL;

  if (!arc_reminder_check (request->reminder, error))
    return FALSE;
  times = arc_reminder_expand (request->reminder, request->here, request->now_us, ARC_PREVIEW_TIMES,
                               error);
  if (times == NULL)
    return FALSE;
  preview->n_times = times->len;
  for (guint i = 0; i < times->len; i++) {
    preview->times[i] = g_array_index (times, ArcOccurrence, i);
    preview->skipped[i] =
        arc_occurrence_is_skipped (request->reminder, &preview->times[i], firings);
  }
  return TRUE;
}

gpointer
arc_schedule_preview_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  const ArcPreviewRequest *request = data;
  g_autoptr (ArcSchedulePreview) preview = NULL;
  ArcDay today = arc_day_of (request->now_us, request->here, 0);
  g_autoptr (GPtrArray) firings = arc_reflections_read_firings (journal, today, error);
  g_autoptr (GError) problem = NULL;

  if (firings == NULL)
    return NULL;
  preview = g_new0 (ArcSchedulePreview, 1);
  if (fill_times (preview, request, firings, &problem))
    preview->sentence = arc_schedule_sentence (request->reminder);
  else
    preview->problem = g_strdup (problem->message);
  return g_steal_pointer (&preview);
}
