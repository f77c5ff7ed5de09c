/* import. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "arc-cli-file.h"
#include "arc-cli-interrupt.h"
#include "arc-cli-output.h"
#include "arc-cli-schedule.h"
#include "arc-cli-team.h"
#include "arc-cli.h"
#include "arc-day.h"
#include "arc-record-reader.h"

/* Rejected lines that are shown one by one. */
#define MAX_SHOWN 20
/* Between two signs of life, and before the first. */
#define PROGRESS_US G_GINT64_CONSTANT (1000000)

typedef struct {
  ArcCli *cli;
  ArcJournal *journal;
  ArcImport *import; /* from the first record to the first rejected one: then nothing is kept */
  GCancellable *cancellable;
  guint64 counts[3]; /* by ArcImported */
  guint64 n_records;
  guint64 n_rejected;
  GPtrArray *rejections; /* the first ones, as lines */
  gboolean has_progress; /* whether a person watches stderr */
  gboolean has_shown;
  gint64 next_us;
} Import;

static void
show_progress (Import *run)
{
  if (!run->has_progress || run->n_records % 64 != 0)
    return;
  gint64 now_us = g_get_monotonic_time ();
  if (now_us < run->next_us)
    return;
  run->next_us = now_us + PROGRESS_US / 5;
  run->has_shown = TRUE;
  g_autofree char *text =
      g_strdup_printf (ngettext ("%lu record read …", "%lu records read …", run->n_records),
                       (gulong) run->n_records);
  fprintf (stderr, "\r\033[K%s", text);
}

static void
end_progress (Import *run)
{
  if (run->has_shown)
    fputs ("\r\033[K", stderr);
  run->has_shown = FALSE;
}

static gboolean
take_item (ArcItem *item, guint64 line, gpointer user_data, GError **error)
{
  Import *run = user_data;
  ArcImported how;

  run->n_records++;
  show_progress (run);
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  if (item->kind == ARC_ITEM_REMINDER && !arc_cli_schedule_check (item->reminder, error))
    return FALSE;
  if (run->n_rejected > 0)
    return TRUE;
  /* Only now: a slow pipe is not to hold up other programs before its first record. */
  if (run->import == NULL && (run->import = arc_import_begin (run->journal, error)) == NULL)
    return FALSE;
  if (!arc_import_add_item (run->import, item, &how, error))
    return FALSE;
  run->counts[how]++;
  return TRUE;
}

static void
take_rejection (guint64 line, const char *why, gpointer user_data)
{
  Import *run = user_data;

  run->n_records++;
  run->n_rejected++;
  /* From here on the rest is only looked at, without holding up other programs. */
  g_clear_pointer (&run->import, arc_import_free);
  if (run->rejections->len < MAX_SHOWN)
    g_ptr_array_add (run->rejections, g_strdup_printf (_ ("line %lu: %s"), (gulong) line, why));
}

static int
report_rejections (Import *run)
{
  for (guint i = 0; i < run->rejections->len; i++)
    arc_cli_note ("%s", (char *) run->rejections->pdata[i]);
  gulong n_more = run->n_rejected - run->rejections->len;
  if (n_more > 0)
    arc_cli_note (ngettext ("and %lu more", "and %lu more", n_more), n_more);
  return arc_cli_fail_text (run->cli,
                            ngettext ("%lu record was rejected, so nothing was imported.",
                                      "%lu records were rejected, so nothing was imported.",
                                      run->n_rejected),
                            (gulong) run->n_rejected);
}

static void
report_success (Import *run)
{
  g_autofree char *added =
      g_strdup_printf (ngettext ("%lu added", "%lu added", run->counts[ARC_IMPORTED_ADDED]),
                       (gulong) run->counts[ARC_IMPORTED_ADDED]);
  g_autofree char *unchanged = g_strdup_printf (
      ngettext ("%lu unchanged", "%lu unchanged", run->counts[ARC_IMPORTED_UNCHANGED]),
      (gulong) run->counts[ARC_IMPORTED_UNCHANGED]);
  g_autofree char *updated =
      g_strdup_printf (ngettext ("%lu updated", "%lu updated", run->counts[ARC_IMPORTED_UPDATED]),
                       (gulong) run->counts[ARC_IMPORTED_UPDATED]);
  g_autofree char *rejected = g_strdup_printf (ngettext ("%lu rejected", "%lu rejected", 0), 0ul);

  /* Translators: how many entries were added, unchanged, updated, rejected. */
  arc_cli_print (run->cli, _ ("%s, %s, %s, %s"), added, unchanged, updated, rejected);
  arc_cli_print (run->cli, "\n");
}

static gboolean
is_interruption (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, ARC_ERROR, ARC_ERROR_INTERRUPTED);
}

static int
fail (Import *run, const GError *error)
{
  g_clear_pointer (&run->import, arc_import_free);
  if (is_interruption (error))
    return arc_cli_fail_text (run->cli, _ ("Interrupted. Nothing was imported."));
  return arc_cli_fail (run->cli, error);
}

/* Reads everything; the transaction is open when it returns without a rejected record. */
static int
run_import (Import *run, GInputStream *stream, const ArcReadOptions *options)
{
  g_autoptr (GError) error = NULL;

  gboolean ok = arc_record_reader_run (stream, options, take_item, take_rejection, run,
                                       run->cancellable, &error);
  end_progress (run);
  if (!ok)
    return fail (run, error);
  /* A name that no record knows is the likeliest cause of rejected records. */
  if (options->mapping != NULL && run->n_records > 0 &&
      !arc_mapping_check_used (options->mapping, &error))
    return arc_cli_usage (run->cli, "%s", error->message);
  if (run->n_rejected > 0)
    return report_rejections (run);
  if (g_cancellable_set_error_if_cancelled (run->cancellable, &error) ||
      (run->import != NULL && !arc_import_commit (run->import, &error)))
    return fail (run, error);
  report_success (run);
  return ARC_CLI_DONE;
}

int
arc_cli_import (ArcCli *cli, char ***argv)
{
  static const int formats[] = {ARC_FORMAT_JSONL, ARC_FORMAT_CSV, ARC_FORMAT_MARKDOWN,
                                ARC_FORMAT_ICALENDAR, -1};
  g_autofree char *from = NULL;
  g_autofree char *map = NULL;
  const GOptionEntry table[] = {
      {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("jsonl, csv, markdown or ics"), N_ ("FORMAT")},
      {"map", 0, 0, G_OPTION_ARG_STRING, &map,
       N_ ("Which field goes where: event=action,lesson=reflection"), N_ ("FIELD=SECTION,…")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ArcMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *zone = arc_zone_local ();
  ArcReadOptions options = {.zone = zone, .now_us = g_get_real_time ()};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_format (cli, from, formats, &options.format, &status))
    return status;
  if (from == NULL && arc_cli_is_share_file ((*argv)[0]))
    return arc_cli_import_share (cli, (*argv)[0]);
  if (map != NULL && (mapping = arc_mapping_parse (map, &error)) == NULL)
    return arc_cli_usage (cli, "%s", error->message);
  options.has_format = from != NULL;
  options.mapping = mapping;
  options.name = g_str_equal ((*argv)[0], "-") ? NULL : (*argv)[0];

  g_autoptr (GCancellable) cancellable = arc_cli_interrupt_watch ();
  g_autoptr (GInputStream) stream = arc_cli_open_file ((*argv)[0], &error);
  g_autoptr (ArcJournal) journal =
      stream != NULL ? arc_cli_open (cli, ARC_CLI_CREATE, &error) : NULL;
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (GPtrArray) rejections = g_ptr_array_new_with_free_func (g_free);
  Import run = {
      .cli = cli,
      .journal = journal,
      .cancellable = cancellable,
      .rejections = rejections,
      .has_progress = isatty (STDERR_FILENO),
      .next_us = g_get_monotonic_time () + PROGRESS_US,
  };
  status = run_import (&run, stream, &options);
  g_clear_pointer (&run.import, arc_import_free);
  return status;
}
