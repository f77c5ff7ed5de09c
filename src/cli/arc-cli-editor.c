/* Runs a text editor on an entry as Markdown. Whatever fails, what was typed stays in a file. */
#include "arc-config.h"

#include "arc-cli-editor.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-markdown.h"

/* (transfer full): a folder for a short-lived file that nobody else reads. */
static char *
dup_folder (ArcCli *cli)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");

  if (runtime != NULL && g_access (runtime, W_OK) == 0)
    return g_strdup (runtime);
  g_autofree char *journal = arc_cli_dup_journal_path (cli);
  g_autofree char *folder = g_path_get_dirname (journal);
  g_mkdir_with_parents (folder, 0700);
  return g_steal_pointer (&folder);
}

/* (nullable): the command to run, by the shell, with the file behind it. */
static const char *
get_editor (void)
{
  const char *names[] = {"VISUAL", "EDITOR"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *editor = g_getenv (names[i]);
    if (editor != NULL && *editor != '\0')
      return editor;
  }
  /* "editor" is Debian's choice, "vi" is everywhere; but not where nobody sits. */
  if (!isatty (STDIN_FILENO))
    return NULL;
  g_autofree char *found = g_find_program_in_path ("editor");
  return found != NULL ? "editor" : "vi";
}

static char *
write_page (ArcCli *cli, const GString *page, GError **error)
{
  g_autofree char *folder = dup_folder (cli);
  g_autofree char *path = g_build_filename (folder, "arc-journal-entry-XXXXXX.md", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("Cannot make a file in “%s”: %s"), folder,
                 g_strerror (errno));
    return NULL;
  }
  const char *from = page->str;
  gsize left = page->len;
  while (left > 0) {
    gssize written = write (fd, from, left);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      break;
    from += written;
    left -= written;
  }
  int failed = left > 0 ? errno : 0;
  if (close (fd) < 0 && failed == 0)
    failed = errno;
  if (failed != 0) {
    g_unlink (path);
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("Cannot write “%s”: %s"), path,
                 g_strerror (failed));
    return NULL;
  }
  return g_steal_pointer (&path);
}

/* The editor has the terminal: Ctrl+C there is the editor's. */
static gboolean
run_editor (const char *editor, const char *path, GError **error)
{
  g_autofree char *script = g_strdup_printf ("%s \"$1\"", editor);
  char *argv[] = {(char *) "/bin/sh", (char *) "-c", script, (char *) "sh", (char *) path, NULL};
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  struct sigaction old_int, old_quit;
  int wait_status = 0;

  sigaction (SIGINT, &ignore, &old_int);
  sigaction (SIGQUIT, &ignore, &old_quit);
  gboolean ok =
      g_spawn_sync (NULL, argv, NULL, G_SPAWN_CHILD_INHERITS_STDIN | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                    NULL, NULL, NULL, NULL, &wait_status, error);
  sigaction (SIGINT, &old_int, NULL);
  sigaction (SIGQUIT, &old_quit, NULL);
  if (ok && !g_spawn_check_wait_status (wait_status, NULL)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED, _ ("The editor “%s” did not end well."),
                 editor);
    return FALSE;
  }
  return ok;
}

void
arc_cli_edited_clear (ArcCliEdited *edited)
{
  g_clear_pointer (&edited->entry, arc_entry_free);
  g_clear_pointer (&edited->path, g_free);
}

void
arc_cli_edited_discard (ArcCliEdited *edited)
{
  g_unlink (edited->path);
}

int
arc_cli_edited_keep (ArcCli *cli, ArcCliEdited *edited, const GError *error)
{
  g_autofree char *journal = arc_cli_dup_journal_path (cli);
  g_autofree char *folder = g_path_get_dirname (journal);
  g_autofree char *kept = g_build_filename (folder, "unsaved-XXXXXX.md", NULL);
  g_autofree char *text = NULL;
  const char *path = edited->path;
  gsize length;

  /* A copy, since the folders may be on different file systems. */
  int fd = g_mkstemp_full (kept, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) {
    gboolean is_copied = g_file_get_contents (edited->path, &text, &length, NULL) &&
                         write (fd, text, length) == (gssize) length && fsync (fd) == 0;
    close (fd);
    g_unlink (is_copied ? edited->path : kept);
    if (is_copied)
      path = kept;
  }
  return arc_cli_fail_text (cli, _ ("%s Your text is kept in “%s”."), error->message, path);
}

/* Takes in what the editor left; whether it is something to save. */
static gboolean
read_page (ArcCli *cli, const ArcEntry *base, const char *page, gint64 now_us, ArcCliEdited *edited,
           int *status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (edited->path, &text, &length, &error)) {
    *status = arc_cli_fail (cli, error);
    return FALSE;
  }
  if (length == strlen (page) && memcmp (text, page, length) == 0) {
    arc_cli_edited_discard (edited);
    *status = arc_cli_fail_text (cli, _ ("Nothing was changed, so nothing was saved."));
    return FALSE;
  }
  edited->entry = arc_markdown_parse_template (text, length, base, now_us, &error);
  if (edited->entry == NULL) {
    *status = arc_cli_edited_keep (cli, edited, error);
    return FALSE;
  }
  if (arc_entry_is_empty (edited->entry)) {
    arc_cli_edited_discard (edited);
    *status = arc_cli_fail_text (cli, _ ("Nothing was written, so nothing was saved."));
    return FALSE;
  }
  return TRUE;
}

gboolean
arc_cli_editor_run (ArcCli *cli, const ArcEntry *base, gint64 now_us, ArcCliEdited *edited,
                    int *status)
{
  g_autoptr (GString) page = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *editor = get_editor ();

  if (editor == NULL) {
    *status = arc_cli_fail_text (
        cli, _ ("There is no editor. Set EDITOR, or give the text with --action."));
    return FALSE;
  }
  arc_markdown_append_template (page, base);
  edited->path = write_page (cli, page, &error);
  if (edited->path == NULL) {
    *status = arc_cli_fail (cli, error);
    return FALSE;
  }
  if (!run_editor (editor, edited->path, &error)) {
    g_autofree char *text = NULL;
    gboolean is_untouched =
        g_file_get_contents (edited->path, &text, NULL, NULL) && g_strcmp0 (text, page->str) == 0;
    if (is_untouched)
      arc_cli_edited_discard (edited);
    *status = is_untouched ? arc_cli_fail (cli, error) : arc_cli_edited_keep (cli, edited, error);
    return FALSE;
  }
  return read_page (cli, base, page->str, now_us, edited, status);
}
