/* Starts the window: translations, then the application. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "arc-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (ArcApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ARC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name (_ ("ARC Journal"));
  application = arc_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
