/* The application: one running instance per journal. The journal is opened by its worker before
 * GTK starts, so that neither waits for the other. */
#include "arc-application.h"

#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-appearance.h"
#include "arc-names.h"
#include "arc-preferences.h"
#include "arc-reminders-client.h"
#include "arc-share-open.h"
#include "arc-team-start-dialog.h"
#include "arc-team-sync.h"
#include "arc-window.h"

#define RESOURCES "/io/github/arcjournal/ArcJournal"
/* How long what was just shared or taken back may keep the program after its last window. */
#define FLUSH_TEAMS_MS 10000

struct _ArcApplication {
  AdwApplication parent_instance;

  char *path; /* of the journal, absolute; NULL means the default */
  ArcJournalService *service;
  ArcAppearance *appearance;
};

G_DEFINE_FINAL_TYPE (ArcApplication, arc_application, ADW_TYPE_APPLICATION)

static void
take_path (ArcApplication *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *id = NULL;

  g_free (self->path);
  self->path = g_file_get_path (file);
  if (self->path == NULL)
    self->path = g_strdup (path);

  /* Each journal but the standard one gets an instance of its own: opening it again presents that.
   */
  id = arc_names_dup_application (self->path);
  g_application_set_application_id (G_APPLICATION (self), id);
}

static ArcWindow *
add_window (ArcApplication *self)
{
  GtkWidget *window = arc_window_new (GTK_APPLICATION (self), self->service);

  gtk_window_present (GTK_WINDOW (window));

  return ARC_WINDOW (window);
}

static GtkWindow *
ensure_window (ArcApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL && !ARC_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window == NULL)
    window = GTK_WINDOW (add_window (self));

  gtk_window_present (window);

  return window;
}

static void
new_window_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_window (user_data);
}

static void
write_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  arc_window_write (ARC_WINDOW (ensure_window (user_data)));
}

/* From a notification: what waits stands on Today. */
static void
show_waiting_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (ensure_window (user_data)), "win.show-page", "s",
                              "today");
}

/* From a notification: what teammates said stands at the entry it is about. */
static void
show_entry_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (ensure_window (user_data)), "win.show-entry", "s",
                              g_variant_get_string (parameter, NULL));
}

static void
show_team_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (ensure_window (user_data)), "win.show-page", "s", "team");
}

/* "Remind me again at …": until then, in microseconds UTC. */
static void
put_off_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArcApplication *self = user_data;

  arc_reminders_snooze_async (self->path, g_variant_get_int64 (parameter), NULL, NULL, NULL);
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArcApplication *self = user_data;
  GtkWindow *window = ensure_window (self);
  GtkWidget *preferences = arc_preferences_new (self->service);

  gtk_window_set_transient_for (GTK_WINDOW (preferences), window);
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = ensure_window (user_data);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCES "/ui/arc-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, window);
  gtk_window_present (shortcuts);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = ensure_window (user_data);
  const char *developers[] = {_ ("The ARC Journal authors"), NULL};

  adw_show_about_window (window, "application-name", _ ("ARC Journal"), "application-icon",
                         ARC_APP_ID, "version", ARC_VERSION, "developer-name",
                         _ ("The ARC Journal authors"), "developers", developers, "comments",
                         _ ("Write what you did, what came of it and what you will change."),
                         "website", "https://github.com/arcjournal/arc-journal", "issue-url",
                         "https://github.com/arcjournal/arc-journal/issues", "copyright",
                         "© 2026 The ARC Journal authors", "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your name, and your address if you like */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
close_windows (ArcApplication *self)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *link = windows; link != NULL; link = link->next)
    if (ARC_IS_WINDOW (link->data))
      gtk_window_close (link->data);
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  close_windows (user_data);
}

static void
sync_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArcTeamSync *sync = arc_team_sync_get (ARC_APPLICATION (user_data)->service);

  arc_team_sync_start (sync);
  arc_team_sync_request (sync);
}

static void
start_team (ArcApplication *self, ArcTeamStart start)
{
  GtkWidget *dialog = arc_team_start_dialog_new (ensure_window (self), self->service, start);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
team_create_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_team (user_data, ARC_TEAM_START_CREATE);
}

static void
team_join_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_team (user_data, ARC_TEAM_START_JOIN);
}

static const GActionEntry actions[] = {
    {.name = "new-window", .activate = new_window_activated},
    {.name = "write", .activate = write_activated},
    {.name = "put-off", .activate = put_off_activated, .parameter_type = "x"},
    {.name = "show-waiting", .activate = show_waiting_activated},
    {.name = "show-entry", .activate = show_entry_activated, .parameter_type = "s"},
    {.name = "show-team", .activate = show_team_activated},
    {.name = "preferences", .activate = preferences_activated},
    {.name = "shortcuts", .activate = shortcuts_activated},
    {.name = "sync", .activate = sync_activated},
    {.name = "team-create", .activate = team_create_activated},
    {.name = "team-join", .activate = team_join_activated},
    {.name = "about", .activate = about_activated},
    {.name = "quit", .activate = quit_activated},
};

/* The composer has Alt+1 to Alt+3 for its steps; "win.go" is off while it is shown. */
static const struct {
  const char *action;
  const char *keys[3];
} accels[] = {
    {"win.write", {"<Control>n"}},
    {"win.find", {"<Control>f"}},
    {"win.undo", {"<Control>z"}},
    {"win.toggle-sidebar", {"F9"}},
    {"win.menu", {"F10"}},
    {"win.go::today", {"<Alt>1"}},
    {"win.go::journal", {"<Alt>2"}},
    {"win.go::commitments", {"<Alt>3"}},
    {"win.go::insights", {"<Alt>4"}},
    {"win.go::team", {"<Alt>5"}},
    {"window.close", {"<Control>w"}},
    {"app.new-window", {"<Control><Shift>n"}},
    {"app.preferences", {"<Control>comma"}},
    {"app.shortcuts", {"<Control>question", "<Control>slash"}},
    {"app.quit", {"<Control>q"}},
};

static int
arc_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  ArcApplication *self = ARC_APPLICATION (application);
  const char *path = g_getenv ("ARC_JOURNAL");

  if (g_variant_dict_contains (options, "version")) {
    g_print ("arc-journal %s\n", ARC_VERSION);
    return 0;
  }

  g_variant_dict_lookup (options, "journal", "^&ay", &path);
  if (path != NULL && *path != '\0')
    take_path (self, path);

  return G_APPLICATION_CLASS (arc_application_parent_class)
      ->handle_local_options (application, options);
}

static void
arc_application_startup (GApplication *application)
{
  ArcApplication *self = ARC_APPLICATION (application);

  if (self->path == NULL)
    self->path = arc_names_dup_standard_path ();
  self->service = arc_journal_service_new (self->path);
  arc_journal_service_open_async (self->service, NULL, NULL, NULL);

  G_APPLICATION_CLASS (arc_application_parent_class)->startup (application);

  self->appearance = arc_appearance_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           (const char **) accels[i].keys);
}

static void
arc_application_activate (GApplication *application)
{
  ensure_window (ARC_APPLICATION (application));
}

/* A share that came by e-mail. */
static void
arc_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  ArcApplication *self = ARC_APPLICATION (application);
  GtkWindow *window = ensure_window (self);

  for (int i = 0; i < n_files; i++) {
    g_autofree char *path = g_file_get_path (files[i]);

    if (path != NULL)
      arc_share_open (window, self->service, path);
  }
}

static void
teams_flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;

  arc_team_sync_flush_finish (ARC_TEAM_SYNC (source), result, NULL);
  g_application_release (application);
}

static void
arc_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  ArcApplication *self = ARC_APPLICATION (application);

  g_application_hold (G_APPLICATION (application));
  GTK_APPLICATION_CLASS (arc_application_parent_class)->window_removed (application, window);
  if (self->service != NULL && gtk_application_get_windows (application) == NULL)
    arc_team_sync_flush_async (arc_team_sync_get (self->service), FLUSH_TEAMS_MS, teams_flushed_cb,
                               g_object_ref (application));
  else
    g_application_release (G_APPLICATION (application));
}

static void
close_service (ArcJournalService *service)
{
  arc_team_sync_stop (arc_team_sync_get (service));
  arc_journal_service_close (service);
}

static void
arc_application_shutdown (GApplication *application)
{
  ArcApplication *self = ARC_APPLICATION (application);

  g_clear_object (&self->appearance);
  if (self->service != NULL)
    close_service (self->service);
  g_clear_object (&self->service);

  G_APPLICATION_CLASS (arc_application_parent_class)->shutdown (application);
}

static void
arc_application_finalize (GObject *object)
{
  ArcApplication *self = ARC_APPLICATION (object);

  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (arc_application_parent_class)->finalize (object);
}

static void
arc_application_class_init (ArcApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = arc_application_finalize;
  application_class->handle_local_options = arc_application_handle_local_options;
  application_class->startup = arc_application_startup;
  application_class->activate = arc_application_activate;
  application_class->open = arc_application_open;
  application_class->shutdown = arc_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_removed = arc_application_window_removed;
}

static void
arc_application_init (ArcApplication *self)
{
  const GOptionEntry options[] = {
      {"journal", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use another journal"), N_ ("FILE")},
      {"version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and leave"), NULL},
      G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

ArcApplication *
arc_application_new (void)
{
  return g_object_new (ARC_TYPE_APPLICATION, "application-id", ARC_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", RESOURCES, NULL);
}

void
arc_application_open_journal (ArcApplication *self, const char *path)
{
  g_autoptr (ArcJournalService) previous = NULL;

  g_return_if_fail (ARC_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  g_application_hold (G_APPLICATION (self));
  close_windows (self);
  previous = g_steal_pointer (&self->service);
  close_service (previous);
  self->service = arc_journal_service_new (path);
  add_window (self);
  g_application_release (G_APPLICATION (self));
}
