/* Several journals may be open at once, each with a window and a daemon of its own. */
#include "arc-config.h"
#include "arc-names.h"

#include "arc-journal.h"

#define DIGEST_CHARS 16

char *
arc_names_dup_standard_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "arc-journal", "journal.db", NULL);
}

char *
arc_names_dup_application (const char *path)
{
  g_autofree char *standard = arc_names_dup_standard_path ();
  g_autofree char *chosen = path ? g_strdup (path) : arc_journal_default_path ();
  g_autofree char *absolute = g_canonicalize_filename (chosen, NULL);
  g_autofree char *digest = NULL;

  if (g_str_equal (absolute, standard))
    return g_strdup (ARC_APP_ID);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1);
  digest[DIGEST_CHARS] = '\0';
  return g_strconcat (ARC_APP_ID, ".J", digest, NULL);
}

char *
arc_names_dup_reminders (const char *path)
{
  g_autofree char *application = arc_names_dup_application (path);

  return g_strconcat (application, ".Reminders", NULL);
}

char *
arc_names_dup_object_path (const char *application_id)
{
  char *path = g_strconcat ("/", application_id, NULL);

  return g_strdelimit (g_strdelimit (path, ".", '/'), "-", '_');
}
