/* Keys in the Secret Service: the key ring that the desktop unlocks at login. */
#include "arc-config.h"

#include "arc-key-store.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

/* A service that does not answer must not keep a sync waiting for D-Bus' 25 s a call. */
#define PATIENCE_US (8 * G_USEC_PER_SEC)

static const SecretSchema schema = {
    ARC_APP_ID ".TeamKeys",
    SECRET_SCHEMA_NONE,
    {
        {"journal", SECRET_SCHEMA_ATTRIBUTE_STRING},
        {"team", SECRET_SCHEMA_ATTRIBUTE_STRING},
        {NULL, 0},
    },
};

/* Cancels what takes too long. */
typedef struct {
  GMutex mutex;
  GCond cond;
  gboolean over;
  GCancellable *cancellable;
  GThread *thread;
} Patience;

static gpointer
wait_patiently (gpointer data)
{
  Patience *patience = data;
  gint64 end_us = g_get_monotonic_time () + PATIENCE_US;

  g_mutex_lock (&patience->mutex);
  while (!patience->over)
    if (!g_cond_wait_until (&patience->cond, &patience->mutex, end_us))
      break;
  if (!patience->over)
    g_cancellable_cancel (patience->cancellable);
  g_mutex_unlock (&patience->mutex);
  return NULL;
}

static void
patience_begin (Patience *patience)
{
  g_mutex_init (&patience->mutex);
  g_cond_init (&patience->cond);
  patience->over = FALSE;
  patience->cancellable = g_cancellable_new ();
  patience->thread = g_thread_new ("key ring", wait_patiently, patience);
}

static void
patience_end (Patience *patience)
{
  g_mutex_lock (&patience->mutex);
  patience->over = TRUE;
  g_cond_signal (&patience->cond);
  g_mutex_unlock (&patience->mutex);
  g_thread_join (patience->thread);
  g_object_unref (patience->cancellable);
  g_cond_clear (&patience->cond);
  g_mutex_clear (&patience->mutex);
}

/* Whether asking for the session bus finds one: without an address GLib would start one. */
static gboolean
has_session_bus (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");

  if (address != NULL && *address != '\0')
    return !g_str_has_prefix (address, "autolaunch:");
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  return g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* Whether something has the service's name, or would be started for it. */
static gboolean
has_service (GCancellable *cancellable)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, NULL);

  for (guint i = 0; bus != NULL && i < 2; i++) {
    g_autofree const char **names = NULL;
    g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
        bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
        i == 0 ? "ListNames" : "ListActivatableNames", NULL, G_VARIANT_TYPE ("(as)"),
        G_DBUS_CALL_FLAGS_NONE, -1, cancellable, NULL);
    if (reply == NULL)
      return FALSE;
    g_variant_get (reply, "(^a&s)", &names);
    if (g_strv_contains ((const char *const *) names, "org.freedesktop.secrets"))
      return TRUE;
  }
  return FALSE;
}

static SecretService *
open_service (GCancellable *cancellable)
{
  if (!has_session_bus () || !has_service (cancellable))
    return NULL;
  return secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION,
                                   cancellable, NULL);
}

static GHashTable *
make_attributes (const char *journal_path, const char *team_id)
{
  return secret_attributes_build (&schema, "journal", journal_path, "team", team_id, NULL);
}

static ArcKeyRing
get (SecretService *service, GHashTable *attributes, GCancellable *cancellable, char **text)
{
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_sync (service, &schema, attributes, SECRET_SEARCH_NONE,
                                             cancellable, &error);
  ArcKeyRing result = error == NULL ? ARC_KEY_RING_DONE : ARC_KEY_RING_ABSENT;

  if (items != NULL && secret_item_get_locked (items->data)) {
    result = ARC_KEY_RING_LOCKED;
  } else if (items != NULL) {
    SecretValue *value = secret_item_load_secret_sync (items->data, cancellable, NULL)
                             ? secret_item_get_secret (items->data)
                             : NULL;
    gsize length = 0;
    const char *secret = value != NULL ? secret_value_get (value, &length) : NULL;
    if (secret == NULL) {
      result = ARC_KEY_RING_ABSENT;
    } else if (length < ARC_KEY_TEXT_BYTES) {
      *text = sodium_malloc (length + 1);
      memcpy (*text, secret, length);
      (*text)[length] = '\0';
    }
    g_clear_pointer (&value, secret_value_unref);
  }
  g_list_free_full (items, g_object_unref);
  return result;
}

static ArcKeyRing
put (SecretService *service, GHashTable *attributes, const char *text, GCancellable *cancellable)
{
  /* Where no collection was made yet, making one would ask for a new password. */
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_sync (
      service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, cancellable, NULL);

  if (collection == NULL)
    return ARC_KEY_RING_ABSENT;
  if (secret_collection_get_locked (collection))
    return ARC_KEY_RING_LOCKED;
  SecretValue *value = secret_value_new (text, -1, "text/plain");
  gboolean stored =
      secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                                 _ ("Keys of a team in ARC Journal"), value, cancellable, NULL);
  secret_value_unref (value);
  return stored ? ARC_KEY_RING_DONE : ARC_KEY_RING_ABSENT;
}

ArcKeyRing
arc_key_ring_get (const char *journal_path, const char *team_id, char **text)
{
  g_autoptr (GHashTable) attributes = make_attributes (journal_path, team_id);
  ArcKeyRing result = ARC_KEY_RING_ABSENT;
  Patience patience;

  *text = NULL;
  patience_begin (&patience);
  g_autoptr (SecretService) service = open_service (patience.cancellable);
  if (service != NULL)
    result = get (service, attributes, patience.cancellable, text);
  patience_end (&patience);
  return result;
}

ArcKeyRing
arc_key_ring_put (const char *journal_path, const char *team_id, const char *text)
{
  g_autoptr (GHashTable) attributes = make_attributes (journal_path, team_id);
  ArcKeyRing result = ARC_KEY_RING_ABSENT;
  Patience patience;

  patience_begin (&patience);
  g_autoptr (SecretService) service = open_service (patience.cancellable);
  if (service != NULL)
    result = put (service, attributes, text, patience.cancellable);
  patience_end (&patience);
  return result;
}

ArcKeyRing
arc_key_ring_delete (const char *journal_path, const char *team_id)
{
  g_autoptr (GHashTable) attributes = make_attributes (journal_path, team_id);
  ArcKeyRing result = ARC_KEY_RING_ABSENT;
  Patience patience;

  patience_begin (&patience);
  g_autoptr (SecretService) service = open_service (patience.cancellable);
  if (service != NULL) {
    g_autoptr (GError) error = NULL;
    secret_service_clear_sync (service, &schema, attributes, patience.cancellable, &error);
    result = error == NULL ? ARC_KEY_RING_DONE : ARC_KEY_RING_ABSENT;
  }
  patience_end (&patience);
  return result;
}
