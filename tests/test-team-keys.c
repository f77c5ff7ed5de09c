/* Keys: made, kept in a file, found, forgotten; what a key ring answers. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-id.h"
#include "arc-keys.h"
#include "arc-test.h"

static void
assert_same (const ArcKeys *a, const ArcKeys *b)
{
  g_assert_cmpstr (a->person_id, ==, b->person_id);
  g_assert_cmpstr (a->device_id, ==, b->device_id);
  g_assert_cmpmem (a->sign_public, 32, b->sign_public, 32);
  g_assert_cmpmem (a->box_public, 32, b->box_public, 32);
  g_assert_cmpmem (a->device_public, 32, b->device_public, 32);
  g_assert_cmpmem (a->sign_secret, crypto_sign_SECRETKEYBYTES, b->sign_secret,
                   crypto_sign_SECRETKEYBYTES);
  g_assert_cmpmem (a->box_secret, 32, b->box_secret, 32);
  g_assert_cmpmem (a->device_secret, crypto_sign_SECRETKEYBYTES, b->device_secret,
                   crypto_sign_SECRETKEYBYTES);
}

static void
save (const ArcKeys *keys, const char *path, const char *team_id, ArcKeyStore expected)
{
  g_autoptr (GError) error = NULL;
  ArcKeyStore store = -1;

  arc_keys_save (keys, path, team_id, &store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store, ==, expected);
}

static ArcKeys *
load (const char *path, const char *team_id, ArcKeyStore expected)
{
  g_autoptr (GError) error = NULL;
  ArcKeyStore store = -1;
  ArcKeys *keys = arc_keys_load (path, team_id, &store, &error);

  g_assert_no_error (error);
  g_assert_cmpint (store, ==, expected);
  return keys;
}

static void
assert_none (const char *path, const char *team_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (arc_keys_load (path, team_id, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

static void
test_file (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autofree char *file = g_strconcat (path, ".keys", NULL);
  g_autofree char *first = arc_id_new_random ();
  g_autofree char *second = arc_id_new_random ();
  g_autoptr (ArcKeys) mine = arc_keys_new ();
  g_autoptr (ArcKeys) other = arc_keys_new ();
  g_autoptr (GError) error = NULL;

  g_setenv ("ARC_KEYS", "file", TRUE);
  assert_none (path, first);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  save (mine, path, first, ARC_KEY_STORE_FILE);
  assert_mode (file, 0600);
  save (other, path, second, ARC_KEY_STORE_FILE);
  {
    g_autoptr (ArcKeys) found = load (path, first, ARC_KEY_STORE_FILE);
    g_autoptr (ArcKeys) too = load (path, second, ARC_KEY_STORE_FILE);
    assert_same (found, mine);
    assert_same (too, other);
  }
  /* Again and replaced: one line a team. */
  save (other, path, first, ARC_KEY_STORE_FILE);
  {
    g_autoptr (ArcKeys) found = load (path, first, ARC_KEY_STORE_FILE);
    assert_same (found, other);
  }
  g_assert_true (arc_keys_delete (path, first, &error));
  assert_none (path, first);
  {
    g_autoptr (ArcKeys) too = load (path, second, ARC_KEY_STORE_FILE);
    assert_same (too, other);
  }
  g_assert_true (arc_keys_delete (path, second, &error));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (arc_keys_delete (path, second, &error));
}

/* What came back from a backup with other permissions, is damaged, or is no file of ours. */
static void
test_odd_files (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autofree char *file = g_strconcat (path, ".keys", NULL);
  g_autofree char *elsewhere = g_strconcat (path, ".elsewhere", NULL);
  g_autofree char *team_id = arc_id_new_random ();
  g_autoptr (ArcKeys) mine = arc_keys_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *cut = NULL;
  gsize length;

  save (mine, path, team_id, ARC_KEY_STORE_FILE);
  g_chmod (file, 0644);
  {
    g_autoptr (ArcKeys) found = load (path, team_id, ARC_KEY_STORE_FILE);
    assert_same (found, mine);
  }
  assert_mode (file, 0600);
  g_assert_true (g_file_get_contents (file, &text, &length, NULL));
  cut = g_strndup (text, length - 20);
  g_assert_true (g_file_set_contents (file, cut, -1, NULL));
  g_assert_null (arc_keys_load (path, team_id, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (file, "something else\n", -1, NULL));
  g_assert_null (arc_keys_load (path, team_id, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_IO);
  /* Nothing of it is lost by saving over it. */
  g_assert_false (arc_keys_save (mine, path, team_id, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_IO);

  g_assert_true (g_file_set_contents (elsewhere, text, -1, NULL));
  g_unlink (file);
  g_assert_cmpint (symlink (elsewhere, file), ==, 0);
  g_assert_null (arc_keys_load (path, team_id, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_IO);
}

/* Without a session bus the file is taken, at once and without starting one. */
static void
test_no_bus (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autofree char *team_id = arc_id_new_random ();
  g_autoptr (ArcKeys) mine = arc_keys_new ();
  gint64 before_us = g_get_monotonic_time ();

  g_unsetenv ("ARC_KEYS");
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  assert_none (path, team_id);
  save (mine, path, team_id, ARC_KEY_STORE_FILE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "autolaunch:", TRUE);
  save (mine, path, team_id, ARC_KEY_STORE_FILE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all", TRUE);
  save (mine, path, team_id, ARC_KEY_STORE_FILE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  /* A bus that is asked in vain costs its patience, which is seconds. */
  g_assert_cmpint (g_get_monotonic_time () - before_us, <, 4 * G_USEC_PER_SEC);
  {
    g_autoptr (ArcKeys) found = load (path, team_id, ARC_KEY_STORE_FILE);
    assert_same (found, mine);
  }
  g_setenv ("ARC_KEYS", "file", TRUE);
}

static void
test_fingerprint (void)
{
  guint8 sign_public[32], box_public[32];

  for (guint i = 0; i < 32; i++) {
    sign_public[i] = i;
    box_public[i] = 255 - i;
  }
  g_autofree char *first = arc_fingerprint (sign_public, box_public);
  g_assert_true (g_regex_match_simple ("^([0-9]{5} ){5}[0-9]{5}$", first, 0, 0));
  box_public[31] ^= 1;
  g_autofree char *second = arc_fingerprint (sign_public, box_public);
  g_assert_cmpstr (first, !=, second);
}

/* ---- a key ring ---- */

/* In a session of its own with a key ring that is open (with-key-ring.sh). */
static void
test_ring (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autofree char *file = g_strconcat (path, ".keys", NULL);
  g_autofree char *team_id = arc_id_new_random ();
  g_autofree char *other_id = arc_id_new_random ();
  g_autoptr (ArcKeys) mine = arc_keys_new ();
  g_autoptr (GError) error = NULL;

  save (mine, path, team_id, ARC_KEY_STORE_SECRET_SERVICE);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  {
    g_autoptr (ArcKeys) found = load (path, team_id, ARC_KEY_STORE_SECRET_SERVICE);
    assert_same (found, mine);
  }
  assert_none (path, other_id);
  /* What was in a file before there was a key ring moves. */
  g_setenv ("ARC_KEYS", "file", TRUE);
  save (mine, path, other_id, ARC_KEY_STORE_FILE);
  g_unsetenv ("ARC_KEYS");
  {
    g_autoptr (ArcKeys) found = load (path, other_id, ARC_KEY_STORE_FILE);
    save (found, path, other_id, ARC_KEY_STORE_SECRET_SERVICE);
  }
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (arc_keys_delete (path, team_id, &error));
  g_assert_no_error (error);
  assert_none (path, team_id);
  {
    g_autoptr (ArcKeys) found = load (path, other_id, ARC_KEY_STORE_SECRET_SERVICE);
    assert_same (found, mine);
  }
}

/* Locked: a sentence, and no prompt that nobody would see. */
static void
test_locked (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autofree char *file = g_strconcat (path, ".keys", NULL);
  g_autofree char *team_id = arc_id_new_random ();
  g_autoptr (ArcKeys) mine = arc_keys_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) alias = NULL;
  const char *collection;

  save (mine, path, team_id, ARC_KEY_STORE_SECRET_SERVICE);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  alias = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                       "org.freedesktop.Secret.Service", "ReadAlias",
                                       g_variant_new ("(s)", "default"), G_VARIANT_TYPE ("(o)"),
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (alias, "(&o)", &collection);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                       "org.freedesktop.Secret.Service", "Lock",
                                       g_variant_new ("(^ao)", (const char *[]){collection, NULL}),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (arc_keys_load (path, team_id, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_false (arc_keys_save (mine, path, team_id, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("ARC_TEST_KEY_RING") != NULL) {
    g_test_add_func ("/team/keys/ring", test_ring);
    g_test_add_func ("/team/keys/locked", test_locked);
    return g_test_run ();
  }
  g_test_add_func ("/team/keys/file", test_file);
  g_test_add_func ("/team/keys/odd-files", test_odd_files);
  g_test_add_func ("/team/keys/no-bus", test_no_bus);
  g_test_add_func ("/team/keys/fingerprint", test_fingerprint);
  return g_test_run ();
}
