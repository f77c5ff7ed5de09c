/* Gathers records as text and hands them to a stream in large pieces. */
#include "arc-config.h"

#include "arc-writer.h"

#include "arc-csv.h"
#include "arc-icalendar-reminder.h"
#include "arc-icalendar.h"
#include "arc-json.h"
#include "arc-markdown.h"
#include "arc-plain.h"

#define PIECE ((gsize) 256 * 1024)

struct _ArcWriter {
  GOutputStream *stream;
  ArcFormat format;
  gboolean is_terminal;
  gboolean is_first;
  GString *buffer;
  ArcCalendarWriter *calendar; /* only while it is that format */
  ArcCalendarParts parts;
};

static gboolean
flush (ArcWriter *writer, gsize more_than, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) harmless = g_string_new (NULL);
  const GString *out = writer->buffer;

  if (writer->buffer->len <= more_than)
    return TRUE;
  /* Plain text has taken care of that, and has its own control sequences. */
  if (writer->is_terminal && writer->format != ARC_FORMAT_TEXT) {
    arc_plain_append_harmless (harmless, writer->buffer->str);
    out = harmless;
  }
  if (!g_output_stream_write_all (writer->stream, out->str, out->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (writer->buffer, 0);
  return TRUE;
}

ArcWriter *
arc_writer_new (GOutputStream *stream, ArcFormat format, gboolean is_terminal)
{
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  ArcWriter *writer = g_new0 (ArcWriter, 1);
  writer->stream = g_object_ref (stream);
  writer->format = format;
  writer->is_terminal = is_terminal;
  writer->is_first = TRUE;
  writer->buffer = g_string_new (NULL);
  writer->parts = ARC_CALENDAR_ALL;
  return writer;
}

void
arc_writer_free (ArcWriter *writer)
{
  if (writer == NULL)
    return;
  g_object_unref (writer->stream);
  arc_calendar_writer_free (writer->calendar);
  g_string_free (writer->buffer, TRUE);
  g_free (writer);
}

void
arc_writer_set_parts (ArcWriter *writer, ArcCalendarParts parts)
{
  writer->parts = parts;
}

gboolean
arc_writer_begin (ArcWriter *writer, GCancellable *cancellable, GError **error)
{
  if (writer->format == ARC_FORMAT_CSV)
    arc_csv_append_header (writer->buffer);
  if (writer->format == ARC_FORMAT_ICALENDAR) {
    writer->calendar = arc_calendar_writer_new (error);
    if (writer->calendar == NULL)
      return FALSE;
    arc_calendar_writer_begin (writer->calendar, writer->buffer);
  }
  return flush (writer, PIECE, cancellable, error);
}

gboolean
arc_writer_record (ArcWriter *writer, const ArcRecord *record, GCancellable *cancellable,
                   GError **error)
{
  switch (writer->format) {
  case ARC_FORMAT_JSONL:
    arc_json_append_record (writer->buffer, record);
    g_string_append_c (writer->buffer, '\n');
    break;
  case ARC_FORMAT_MARKDOWN:
    arc_markdown_append_record (writer->buffer, record, writer->is_first);
    break;
  case ARC_FORMAT_CSV:
    arc_csv_append_record (writer->buffer, record);
    break;
  case ARC_FORMAT_TEXT:
    if (!writer->is_first)
      g_string_append_c (writer->buffer, '\n');
    arc_plain_append_record (writer->buffer, record, writer->is_terminal);
    break;
  case ARC_FORMAT_ICALENDAR:
    arc_icalendar_append_record (writer->calendar, writer->buffer, record, writer->parts);
    break;
  }
  writer->is_first = FALSE;
  return flush (writer, PIECE, cancellable, error);
}

static gboolean
write_reminder (ArcWriter *writer, const ArcItem *item, GError **error)
{
  g_autofree char *here = arc_zone_local ();

  return !(writer->parts & ARC_CALENDAR_EVENTS) ||
         arc_icalendar_append_reminder (writer->calendar, writer->buffer, item, here, error);
}

gboolean
arc_writer_item (ArcWriter *writer, const ArcItem *item, GCancellable *cancellable, GError **error)
{
  if (item->kind == ARC_ITEM_ENTRY)
    return arc_writer_record (writer, item->record, cancellable, error);
  if (item->kind == ARC_ITEM_REMINDER && writer->format == ARC_FORMAT_ICALENDAR) {
    if (!write_reminder (writer, item, error))
      return FALSE;
  } else if (writer->format == ARC_FORMAT_JSONL) {
    arc_json_append_item (writer->buffer, item);
    g_string_append_c (writer->buffer, '\n');
  }
  return flush (writer, PIECE, cancellable, error);
}

gboolean
arc_writer_end (ArcWriter *writer, GCancellable *cancellable, GError **error)
{
  if (writer->calendar != NULL)
    arc_calendar_writer_end (writer->calendar, writer->buffer);
  return flush (writer, 0, cancellable, error) &&
         g_output_stream_flush (writer->stream, cancellable, error);
}
