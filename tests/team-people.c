/* People who run arcj. */
#include "team-people.h"

#include <glib/gstdio.h>
#include <string.h>

void
person_init (Person *person, const char *top, const char *name)
{
  *person = (Person){0};
  person->home = g_build_filename (top, name, NULL);
  person->journal = g_build_filename (person->home, "journal.db", NULL);
  g_mkdir_with_parents (person->home, 0700);
}

void
person_clear (Person *person)
{
  g_free (person->home);
  g_free (person->journal);
  g_free (person->out);
  g_free (person->err);
}

void
person_run_argv (Person *person, const char *const *args)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "ARC_JOURNAL", person->journal, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", person->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "ARC_KEYS", "file", TRUE);
  g_ptr_array_add (argv, (gpointer) g_getenv ("ARC_ARCJ"));
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) args[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_clear_pointer (&person->out, g_free);
  g_clear_pointer (&person->err, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &person->out, &person->err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("arcj was ended by signal %d", g_subprocess_get_term_sig (process));
  person->status = g_subprocess_get_exit_status (process);
}

char *
person_dup_line (const Person *person)
{
  return g_strndup (person->out, strcspn (person->out, "\n"));
}

gboolean
tree_holds (const char *path, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *data = NULL;
  const char *name;
  gsize length;

  if (strstr (path, text) != NULL)
    return TRUE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    if (tree_holds (child, text))
      return TRUE;
  }
  return dir == NULL && g_file_get_contents (path, &data, &length, NULL) &&
         memmem (data, length, text, strlen (text)) != NULL;
}

void
tree_copy (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (dir == NULL) {
    g_autoptr (GFile) source = g_file_new_for_path (from);
    g_autoptr (GFile) target = g_file_new_for_path (to);
    g_autoptr (GError) error = NULL;
    g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    return;
  }
  g_mkdir_with_parents (to, 0700);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    tree_copy (source, target);
  }
}

void
tree_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    tree_remove (child);
  }
  g_remove (path);
}
