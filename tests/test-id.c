/* Ids: layout, order, distinctness, content ids, what counts as one. */
#include "arc-id.h"

#include <string.h>

#define NOW_US G_GINT64_CONSTANT (1795183391123456) /* 2026-11-20T13:23:11.123456Z or so */

static void
assert_canonical (const char *id, char version)
{
  g_assert_cmpuint (strlen (id), ==, ARC_ID_LENGTH);
  for (guint i = 0; i < ARC_ID_LENGTH; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23)
      g_assert_cmpint (id[i], ==, '-');
    else
      g_assert_nonnull (strchr ("0123456789abcdef", id[i]));
  g_assert_cmpint (id[14], ==, version);
  g_assert_nonnull (strchr ("89ab", id[19]));
  g_assert_true (arc_id_is_valid (id));
}

static gint64
time_of (const char *id)
{
  g_autofree char *hex = g_strdup_printf ("%.8s%.4s", id, id + 9);

  return g_ascii_strtoll (hex, NULL, 16);
}

static void
test_layout (void)
{
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *id = arc_id_new (NOW_US + i * 1000000);

    assert_canonical (id, '7');
    g_assert_cmpint (time_of (id), ==, NOW_US / 1000 + i * 1000);
  }
}

static void
test_odd_clocks (void)
{
  const gint64 odd[] = {0, 1, -1, G_MININT64, G_MAXINT64, -86400 * G_GINT64_CONSTANT (1000000)};

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    g_autofree char *id = arc_id_new (odd[i]);

    assert_canonical (id, '7');
  }
}

static void
test_order (void)
{
  g_autofree char *last = arc_id_new (NOW_US + G_GINT64_CONSTANT (1000000000));

  for (guint i = 0; i < 20000; i++) {
    g_autofree char *id = arc_id_new (NOW_US + G_GINT64_CONSTANT (1000000000));

    g_assert_cmpstr (last, <, id);
    g_free (last);
    last = g_steal_pointer (&id);
  }
}

static gpointer
make_many (gpointer data)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 5000; i++)
    g_ptr_array_add (ids, arc_id_new (NOW_US));
  return ids;
}

static void
test_threads (void)
{
  GThread *threads[4];
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ids", make_many, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autoptr (GPtrArray) ids = g_thread_join (threads[i]);

    for (guint j = 0; j < ids->len; j++)
      g_assert_true (g_hash_table_add (seen, g_strdup (ids->pdata[j])));
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 4 * 5000);
}

static void
test_content (void)
{
  g_autofree char *a = arc_id_for_content ("abc", 3);
  g_autofree char *again = arc_id_for_content ("abc", 3);
  g_autofree char *longer = arc_id_for_content ("abc\0d", 5);
  g_autofree char *with_nul = arc_id_for_content ("abc\0", 4);
  g_autofree char *empty = arc_id_for_content ("", 0);

  assert_canonical (a, '8');
  assert_canonical (empty, '8');
  g_assert_cmpstr (a, ==, again);
  g_assert_cmpstr (a, !=, longer);
  g_assert_cmpstr (a, !=, with_nul);
  g_assert_cmpstr (longer, !=, with_nul);
  /* SHA-256 of "abc" begins ba7816bf 8f01cfea: the id must stay so for ever. */
  g_assert_true (g_str_has_prefix (a, "ba7816bf-8f01-8fea-"));
}

static void
test_valid (void)
{
  static const char *const good[] = {
      "0192f3a0-7b1c-7def-8123-456789abcdef",
      "ba7816bf-8f01-8fea-8141-40de5dae2223",
  };
  static const char *const bad[] = {
      "",
      "0192f3a0",
      "0192F3A0-7B1C-7DEF-8123-456789ABCDEF",
      "0192f3a0-7b1c-7def-8123-456789abcde",
      "0192f3a0-7b1c-7def-8123-456789abcdef0",
      "0192f3a07b1c7def8123456789abcdef",
      "0192f3a0-7b1c-7def-8123-456789abcdeg",
      "0192f3a0 7b1c-7def-8123-456789abcdef",
      " 0192f3a0-7b1c-7def-8123-456789abcdef",
      "0192f3a0-7b1c-7def-8123-456789abcdef\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (arc_id_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (arc_id_is_valid (bad[i]));
}

static void
test_prefix (void)
{
  static const char *const good[] = {"0",
                                     "f",
                                     "F",
                                     "0192f3a0",
                                     "0192f3a0-",
                                     "0192F3A0-7b1c",
                                     "0192f3a0-7b1c-7def-8123-456789abcdef"};
  static const char *const bad[] = {
      "", "g", "0192 ", "%", "_", "*", "'", "0192f3a0-7b1c-7def-8123-456789abcdef0", "ä"};

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (arc_id_is_prefix (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (arc_id_is_prefix (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/layout", test_layout);
  g_test_add_func ("/id/odd-clocks", test_odd_clocks);
  g_test_add_func ("/id/order", test_order);
  g_test_add_func ("/id/threads", test_threads);
  g_test_add_func ("/id/content", test_content);
  g_test_add_func ("/id/valid", test_valid);
  g_test_add_func ("/id/prefix", test_prefix);
  return g_test_run ();
}
