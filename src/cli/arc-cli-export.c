/* export. */
#include "arc-config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-cli-filter.h"
#include "arc-cli-interrupt.h"
#include "arc-cli-output.h"
#include "arc-cli.h"
#include "arc-journal-loop.h"
#include "arc-writer.h"

/* Where an export goes: a new file that takes its place when it is complete. */
typedef struct {
  char *path;    /* NULL for standard output */
  char *partial; /* NULL where @path is written directly, being no file */
  int fd;
  GOutputStream *stream;
} Target;

static void
target_clear (Target *target)
{
  g_clear_object (&target->stream);
  if (target->fd > STDERR_FILENO)
    close (target->fd);
  if (target->partial != NULL)
    g_unlink (target->partial);
  g_clear_pointer (&target->path, g_free);
  g_clear_pointer (&target->partial, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
fail_errno (const char *path, int code, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, ARC_ERROR, code == ENOSPC ? ARC_ERROR_NO_SPACE : ARC_ERROR_IO,
               _ ("Cannot write “%s”: %s"), shown, g_strerror (code));
  return FALSE;
}

static gboolean
target_open (Target *target, const char *output, GError **error)
{
  struct stat info;

  if (output == NULL || g_str_equal (output, "-")) {
    target->fd = STDOUT_FILENO;
  } else {
    /* A link keeps pointing at the file that is replaced. */
    char *real = realpath (output, NULL);
    target->path = g_strdup (real != NULL ? real : output);
    free (real);
    if (g_stat (target->path, &info) == 0 && !S_ISREG (info.st_mode)) {
      target->fd = g_open (target->path, O_WRONLY | O_CLOEXEC, 0);
    } else {
      g_autofree char *folder = g_path_get_dirname (target->path);
      g_autofree char *base = g_path_get_basename (target->path);
      g_autofree char *name = g_strdup_printf (".%s.XXXXXX", base);
      target->partial = g_build_filename (folder, name, NULL);
      target->fd = g_mkstemp_full (target->partial, O_WRONLY | O_CLOEXEC, 0600);
      if (target->fd < 0)
        g_clear_pointer (&target->partial, g_free);
    }
    if (target->fd < 0)
      return fail_errno (target->path, errno, error);
  }
  target->stream = g_unix_output_stream_new (target->fd, FALSE);
  return TRUE;
}

/* The complete file takes its place, on disk. */
static gboolean
target_finish (Target *target, GError **error)
{
  if (target->partial == NULL)
    return TRUE;
  if (fsync (target->fd) < 0 || g_rename (target->partial, target->path) < 0)
    return fail_errno (target->path, errno, error);
  g_clear_pointer (&target->partial, g_free);
  return TRUE;
}

typedef struct {
  ArcWriter *writer;
  GCancellable *cancellable;
} Export;

static gboolean
write_record (ArcRecord *record, gpointer user_data, GError **error)
{
  Export *run = user_data;

  return arc_writer_record (run->writer, record, run->cancellable, error);
}

static gboolean
write_item (ArcItem *item, gpointer user_data, GError **error)
{
  Export *run = user_data;

  return arc_writer_item (run->writer, item, run->cancellable, error);
}

/* Reminders, which a calendar has whatever entries are chosen. */
static gboolean
write_reminders (ArcJournal *journal, ArcWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) reminders = arc_journal_list_reminders (journal, error);

  for (guint i = 0; reminders != NULL && i < reminders->len; i++) {
    ArcReminder *reminder = reminders->pdata[i];
    g_autoptr (GPtrArray) firings = arc_journal_list_kept_firings (journal, reminder->id, error);
    ArcItem item = {.kind = ARC_ITEM_REMINDER, .reminder = reminder, .firings = firings};
    if (firings == NULL || !arc_writer_item (writer, &item, cancellable, error))
      return FALSE;
  }
  return reminders != NULL;
}

/* @query: (nullable): the whole journal, with all that it holds beside entries. */
static gboolean
write_all (Target *target, ArcJournal *journal, const ArcQuery *query, guint64 limit,
           gboolean with_history, ArcFormat format, ArcCalendarParts parts, gboolean is_terminal,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcWriter) writer = arc_writer_new (target->stream, format, is_terminal);
  Export run = {writer, cancellable};

  arc_writer_set_parts (writer, parts);
  if (query == NULL)
    return arc_writer_begin (writer, cancellable, error) &&
           arc_journal_foreach_item (journal, with_history, write_item, &run, cancellable, error) &&
           arc_writer_end (writer, cancellable, error) && target_finish (target, error);
  return arc_writer_begin (writer, cancellable, error) &&
         (format != ARC_FORMAT_ICALENDAR ||
          write_reminders (journal, writer, cancellable, error)) &&
         arc_journal_foreach (journal, query, limit, TRUE, with_history, write_record, &run,
                              cancellable, error) &&
         arc_writer_end (writer, cancellable, error) && target_finish (target, error);
}

static int
fail (ArcCli *cli, const Target *target, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, ARC_ERROR, ARC_ERROR_INTERRUPTED))
    return arc_cli_fail_text (cli, _ ("Interrupted. Nothing was exported."));
  if (target->path == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return ARC_CLI_FAILED;
  if (error->domain == G_IO_ERROR && target->path == NULL)
    return arc_cli_fail_text (cli, _ ("Cannot write the output: %s"), error->message);
  if (error->domain == G_IO_ERROR) {
    g_autofree char *shown = g_filename_display_name (target->path);
    return arc_cli_fail_text (cli, _ ("Cannot write “%s”: %s"), shown, error->message);
  }
  return arc_cli_fail (cli, error);
}

typedef struct {
  char *to;
  char *output;
  char *only;
  gboolean with_history;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->to);
  g_free (options->output);
  g_free (options->only);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The format asked for, or the one that the file's name means, or JSON Lines. */
static gboolean
choose_format (ArcCli *cli, const Options *options, ArcFormat *format, int *status)
{
  static const int formats[] = {ARC_FORMAT_JSONL, ARC_FORMAT_MARKDOWN, ARC_FORMAT_CSV,
                                ARC_FORMAT_ICALENDAR, -1};

  if (options->to == NULL)
    arc_format_from_name (options->output, format);
  if (!arc_cli_parse_format (cli, options->to, formats, format, status))
    return FALSE;
  if (options->with_history && *format == ARC_FORMAT_CSV) {
    *status = arc_cli_usage (cli, _ ("CSV has no place for the history; use --to jsonl."));
    return FALSE;
  }
  return TRUE;
}

/* What of a calendar is wanted. */
static gboolean
choose_parts (ArcCli *cli, const Options *options, ArcFormat format, ArcCalendarParts *parts,
              int *status)
{
  static const char *const words[] = {"journals", "todos", "events"};
  static const ArcCalendarParts values[] = {ARC_CALENDAR_JOURNALS, ARC_CALENDAR_TODOS,
                                            ARC_CALENDAR_EVENTS};

  *parts = ARC_CALENDAR_ALL;
  if (options->only == NULL)
    return TRUE;
  if (format != ARC_FORMAT_ICALENDAR) {
    *status = arc_cli_usage (cli, _ ("--only is for calendars; add --to ics."));
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], options->only)) {
      *parts = values[i];
      return TRUE;
    }
  *status =
      arc_cli_usage (cli, _ ("“%s” is not one of journals, todos and events."), options->only);
  return FALSE;
}

int
arc_cli_export (ArcCli *cli, char ***argv)
{
  g_auto (ArcCliFilter) filter = {0};
  g_auto (Options) options = {0};
  g_auto (Target) target = {0};
  GOptionEntry table[ARC_CLI_N_FILTER_OPTIONS + 5] = {0};
  g_autoptr (ArcQuery) query = arc_query_new ();
  g_autoptr (GError) error = NULL;
  ArcFormat format = ARC_FORMAT_JSONL;
  ArcCalendarParts parts;
  guint64 limit = 0;
  int status;

  arc_cli_filter_describe (&filter, table);
  table[ARC_CLI_N_FILTER_OPTIONS] = (GOptionEntry){
      "to",         0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("jsonl, markdown, csv or ics"),
      N_ ("FORMAT")};
  table[ARC_CLI_N_FILTER_OPTIONS + 1] =
      (GOptionEntry){"output",
                     0,
                     0,
                     G_OPTION_ARG_FILENAME,
                     &options.output,
                     N_ ("The file to write, instead of standard output"),
                     N_ ("FILE")};
  table[ARC_CLI_N_FILTER_OPTIONS + 2] = (GOptionEntry){"with-history",
                                                       0,
                                                       0,
                                                       G_OPTION_ARG_NONE,
                                                       &options.with_history,
                                                       N_ ("With earlier versions and the trash"),
                                                       NULL};
  table[ARC_CLI_N_FILTER_OPTIONS + 3] =
      (GOptionEntry){"only",
                     0,
                     0,
                     G_OPTION_ARG_STRING,
                     &options.only,
                     N_ ("Of a calendar: journals, todos or events"),
                     N_ ("PART")};
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !choose_format (cli, &options, &format, &status) ||
      !choose_parts (cli, &options, format, &parts, &status) ||
      !arc_cli_parse_limit (cli, filter.limit, &limit, &status))
    return status;

  g_autoptr (GCancellable) cancellable = arc_cli_interrupt_watch ();
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  if (!arc_cli_filter_apply (cli, &filter, arc_journal_today (journal), query, &status))
    return status;
  gboolean is_whole = format == ARC_FORMAT_JSONL && !arc_cli_filter_is_set (&filter);
  if (!target_open (&target, options.output, &error) ||
      !write_all (&target, journal, is_whole ? NULL : query, limit, options.with_history, format,
                  parts, cli->is_terminal && target.path == NULL, cancellable, &error))
    return fail (cli, &target, error);
  return ARC_CLI_DONE;
}
