/* A sync that is killed at any moment is finished by the next, and the members end with the same.
 * ARC_KILLS says how often; ARC_SEED begins the series. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "team-world.h"

#define KILLS 12
#define MEMBERS 3
/* After its first sync a worker lives no longer than this. */
#define LIFE_US 60000

/* Starts a worker on a member's journal, and kills it some time after its first sync. */
static void
work_and_die (const char *path, guint32 seed, guint life_us)
{
  g_autofree char *number = g_strdup_printf ("%u", seed);
  const char *argv[] = {g_getenv ("ARC_SYNC_WORKER"), path, number, NULL};
  g_autoptr (GError) error = NULL;
  char sign;
  int out, status;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, &sign, 1), ==, 1);
  g_usleep (life_us);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  close (out);
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("ARC_KILLS");
  const char *given = g_getenv ("ARC_SEED");
  guint kills = wanted != NULL ? (guint) atoi (wanted) : KILLS;
  guint32 seed = given != NULL ? (guint32) strtoul (given, NULL, 10) : (guint32) g_test_rand_int ();
  g_autoptr (TeamWorld) world = team_world_new (MEMBERS, seed, TRUE);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < kills; i++) {
    guint member = i % MEMBERS;
    work_and_die (world->members[member].path, seed + i,
                  g_rand_int_range (world->random, 0, LIFE_US));
    arc_test_assert_sound (world->members[member].journal);
    /* What the others find in the meantime is never an error. */
    team_world_sync_only (world, (member + 1) % MEMBERS);
    if (i % 10 == 9 || i + 1 == kills) {
      team_world_quiet (world);
      team_world_assert_equal (world);
    }
  }
  g_print ("# killed %u times\n", kills);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/team/kill", test_kill);
  return g_test_run ();
}
