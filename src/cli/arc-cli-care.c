/* check, backup, recover. */
#include "arc-config.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-cli-interrupt.h"
#include "arc-cli.h"

/* ---- check ---- */

int
arc_cli_check (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 0, 0, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (GPtrArray) faults = arc_journal_check (journal, &error);
  if (faults == NULL)
    return arc_cli_fail (cli, error);
  if (faults->len == 0) {
    arc_cli_print (cli, "%s\n", _ ("The journal is sound."));
    return ARC_CLI_DONE;
  }
  for (guint i = 0; i < faults->len; i++) {
    arc_cli_print_text (cli, faults->pdata[i]);
    arc_cli_print (cli, "\n");
  }
  return arc_cli_fail_text (
      cli,
      ngettext ("The journal has %u fault. “arcj recover” saves what can be saved.",
                "The journal has %u faults. “arcj recover” saves what can be saved.", faults->len),
      faults->len);
}

/* ---- backup ---- */

/* Whether something stands at @path that a backup must not replace: anything but a database. */
static gboolean
is_precious (const char *path)
{
  static const char magic[] = "SQLite format 3";
  char head[sizeof magic];
  struct stat info;

  if (g_stat (path, &info) < 0 || info.st_size == 0)
    return FALSE;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return TRUE;
  gssize got = read (fd, head, sizeof head);
  close (fd);
  return got != sizeof head || memcmp (head, magic, sizeof head) != 0;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  struct stat info_a, info_b;

  return g_stat (a, &info_a) == 0 && g_stat (b, &info_b) == 0 && info_a.st_dev == info_b.st_dev &&
         info_a.st_ino == info_b.st_ino;
}

static gboolean
is_interruption (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, ARC_ERROR, ARC_ERROR_INTERRUPTED);
}

int
arc_cli_backup (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  const char *path = (*argv)[0];
  if (g_str_equal (path, "-"))
    return arc_cli_usage (cli, _ ("A backup needs a file."));
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GCancellable) cancellable = arc_cli_interrupt_watch ();
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  if (is_same_file (path, arc_journal_get_path (journal)))
    return arc_cli_fail_text (cli, _ ("“%s” is the journal itself."), shown);
  if (is_precious (path))
    return arc_cli_fail_text (
        cli, _ ("“%s” is there already and is no backup. Choose another name."), shown);
  if (!arc_journal_backup (journal, path, cancellable, &error))
    return is_interruption (error) ? arc_cli_fail_text (cli, _ ("Interrupted. No backup was made."))
                                   : arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

/* ---- recover ---- */

int
arc_cli_recover (ArcCli *cli, char ***argv)
{
  ArcJournalOptions options = {0};
  ArcRecovered recovered = {0};
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  options.path = cli->journal_path;
  g_autoptr (GCancellable) cancellable = arc_cli_interrupt_watch ();
  if (!arc_journal_recover (&options, (*argv)[0], &recovered, cancellable, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli,
                 ngettext ("%lu entry brought into the journal.",
                           "%lu entries brought into the journal.", recovered.entries),
                 (gulong) recovered.entries);
  arc_cli_print (cli, "\n");
  if (recovered.unchanged > 0) {
    arc_cli_print (
        cli, ngettext ("%lu was there already.", "%lu were there already.", recovered.unchanged),
        (gulong) recovered.unchanged);
    arc_cli_print (cli, "\n");
  }
  if (recovered.lost > 0) {
    arc_cli_print (cli,
                   ngettext ("%lu could not be read any more.", "%lu could not be read any more.",
                             recovered.lost),
                   (gulong) recovered.lost);
    arc_cli_print (cli, "\n");
  }
  if (recovered.kept_as != NULL) {
    g_autofree char *kept = g_filename_display_name (recovered.kept_as);
    arc_cli_print (cli, _ ("The damaged journal is kept as “%s”."), kept);
    arc_cli_print (cli, "\n");
  }
  arc_recovered_clear (&recovered);
  return ARC_CLI_DONE;
}
