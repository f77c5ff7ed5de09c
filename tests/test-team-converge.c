/* Whatever happens to the files between them, the members of a team end with the same: random
 * edits, revokes, answers, roles, offline periods, files late, torn, doubled, out of order, copies
 * of conflicts, clocks wrong by days. The seed of a run that fails is printed. ARC_SOAK makes it
 * long; ARC_SEED begins the series. */
#include <stdlib.h>
#include <string.h>

#include "team-world.h"

#define RUNS 4
#define SOAK_RUNS 200
/* Steps of a run; every tenth run of a long campaign has very many shares. */
#define STEPS 60
#define MANY_SHARES 1000
#define MEMBERS 3

typedef struct {
  TeamWorld *world;
  gboolean offline[MEMBERS];
  guint written;
} Run;

static guint
pick (Run *run, guint n)
{
  return (guint) g_rand_int_range (run->world->random, 0, n);
}

static ArcAudience
pick_audience (Run *run)
{
  return pick (run, 3) == 0 ? ARC_AUDIENCE_MANAGERS : ARC_AUDIENCE_TEAM;
}

/* One or more sections; perhaps the outcome, the title. */
static ArcParts
pick_parts (Run *run)
{
  ArcParts parts = 1 << pick (run, ARC_N_SECTIONS);

  return parts | (pick (run, ARC_PART_ALL + 1) & ARC_PART_ALL);
}

/* ---- what members do ---- */

static void
share_new (Run *run, guint member)
{
  g_autofree char *text = g_strdup_printf ("Text %u of %u", ++run->written, member);
  g_autofree char *entry_id = team_world_write (run->world, member, text);

  g_free (
      team_world_share (run->world, member, entry_id, pick_parts (run), pick_audience (run), NULL));
}

/* (nullable) (transfer full): one of those that @member has of @kind; of their own if @mine. */
static ArcPosted *
pick_post (Run *run, guint member, ArcPostKind kind, gboolean mine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = arc_journal_list_posts (run->world->members[member].journal,
                                                      run->world->team_id, kind, NULL, &error);
  g_autoptr (GPtrArray) fit = g_ptr_array_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    if (((const ArcPosted *) all->pdata[i])->is_mine == mine)
      g_ptr_array_add (fit, all->pdata[i]);
  return fit->len > 0 ? arc_posted_copy (fit->pdata[pick (run, fit->len)]) : NULL;
}

static void
edit (Run *run, guint member)
{
  ArcJournal *journal = run->world->members[member].journal;
  g_autoptr (ArcPosted) posted = pick_post (run, member, ARC_POST_SHARE, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *entry_id = NULL;
  g_autofree char *text = g_strdup_printf ("Edited %u", ++run->written);
  g_autoptr (ArcEntry) entry = NULL;
  ArcSaved saved;

  if (posted == NULL)
    return;
  entry_id = arc_journal_find_shared_entry (journal, posted->post->id, &error);
  g_assert_no_error (error);
  entry = arc_journal_load_entry (journal, entry_id, &error);
  g_assert_no_error (error);
  arc_entry_set_section (entry, pick (run, ARC_N_SECTIONS), text);
  arc_journal_save_entry (journal, entry, NULL, &saved, &error);
  g_assert_no_error (error);
  g_free (team_world_share (run->world, member, entry_id, pick_parts (run), pick_audience (run),
                            posted->post->id));
}

static void
take_back (Run *run, guint member)
{
  g_autoptr (ArcPosted) posted =
      pick_post (run, member, pick (run, 4) == 0 ? ARC_POST_ANSWER : ARC_POST_SHARE, TRUE);
  g_autoptr (GError) error = NULL;

  if (posted == NULL)
    return;
  arc_team_unshare (run->world->members[member].journal, posted->post->id, NULL, &error);
  g_assert_no_error (error);
}

static void
answer (Run *run, guint member)
{
  g_autoptr (ArcPosted) posted = pick_post (run, member, ARC_POST_SHARE, FALSE);
  g_autofree char *text = g_strdup_printf ("Answer %u", ++run->written);
  g_autoptr (ArcAnswer) said = arc_answer_new (pick (run, ARC_N_ANSWERS), text);
  g_autoptr (GError) error = NULL;

  if (posted == NULL)
    return;
  g_free (arc_team_answer (run->world->members[member].journal, posted->post->id, said, &error));
  g_assert_no_error (error);
}

/* A manager asks for something, or somebody says what they think of it. */
static void
focus (Run *run, guint member)
{
  ArcJournal *journal = run->world->members[member].journal;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcPosted) posted = pick_post (run, member, ARC_POST_FOCUS, FALSE);
  g_autofree char *text = g_strdup_printf ("Focus %u", ++run->written);
  g_autoptr (GError) error = NULL;

  team = arc_journal_find_team (journal, run->world->team_id, &error);
  g_assert_no_error (error);
  if (posted != NULL) {
    g_autoptr (ArcFocusReply) reply = arc_focus_reply_new (FALSE, text);
    g_free (arc_team_reply_focus (journal, posted->post->id, reply, &error));
    g_assert_no_error (error);
  } else if ((team->roles & ARC_ROLE_MANAGER) != 0) {
    g_autoptr (ArcTeamFocus) asked = arc_team_focus_new (text);
    g_free (asked->measure);
    asked->measure = g_strdup ("Calls a week");
    asked->by = (ArcDay){2026, 12, 24};
    g_free (arc_team_set_focus (journal, team->id, asked, NULL, &error));
    g_assert_no_error (error);
  }
}

/* An admin gives or takes a role. */
static void
change_role (Run *run, guint member)
{
  static const ArcRoles choices[] = {0, ARC_ROLE_MANAGER, ARC_ROLE_FACILITATOR, ARC_ROLE_ADMIN,
                                     ARC_ROLE_MANAGER | ARC_ROLE_ADMIN};
  TeamWorld *world = run->world;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (GError) error = NULL;
  guint whom = pick (run, world->n_members);

  team = arc_journal_find_team (world->members[member].journal, world->team_id, &error);
  g_assert_no_error (error);
  if ((team->roles & ARC_ROLE_ADMIN) == 0)
    return;
  arc_team_set_roles (world->members[member].journal, world->team_id, world->members[whom].id,
                      choices[pick (run, G_N_ELEMENTS (choices))], &error);
  /* The last admin stays; whoever just lost the role may not know yet. */
  if (error != NULL)
    g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
}

static void
step (Run *run)
{
  TeamWorld *world = run->world;
  guint member = pick (run, world->n_members);
  guint what = pick (run, 100);

  if (what < 30)
    share_new (run, member);
  else if (what < 45)
    edit (run, member);
  else if (what < 55)
    take_back (run, member);
  else if (what < 65)
    answer (run, member);
  else if (what < 70)
    focus (run, member);
  else if (what < 75)
    change_role (run, member);
  else if (what < 80)
    run->offline[member] = !run->offline[member];
  else if (what < 90)
    team_world_carry (world);
  else
    team_world_sync_only (world, member);
  /* Somebody who is offline writes, and syncs with their own copy of the folder. */
  if (!run->offline[member])
    team_world_collect (world, member);
}

/* ---- runs ---- */

static void
play (guint32 seed, guint steps, guint shares)
{
  Run run = {.world = team_world_new (MEMBERS, seed, FALSE)};

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < shares; i++)
    for (guint member = 0; member < MEMBERS; member++)
      share_new (&run, member);
  for (guint i = 0; i < steps; i++)
    step (&run);
  team_world_quiet (run.world);
  team_world_assert_equal (run.world);
  team_world_free (run.world);
}

static guint32
first_seed (void)
{
  const char *seed = g_getenv ("ARC_SEED");

  return seed != NULL ? (guint32) strtoul (seed, NULL, 10) : (guint32) g_test_rand_int ();
}

static void
test_converge (void)
{
  gboolean is_long = g_getenv ("ARC_SOAK") != NULL;
  const char *wanted = g_getenv ("ARC_RUNS");
  guint runs = wanted != NULL ? (guint) atoi (wanted) : is_long ? SOAK_RUNS : RUNS;
  guint32 seed = first_seed ();

  for (guint i = 0; i < runs; i++) {
    gboolean is_large = is_long && (seed + i) % 10 == 9;
    if (is_long)
      g_print ("# run %u of %u, seed %u\n", i + 1, runs, seed + i);
    play (seed + i, is_long ? 4 * STEPS : STEPS, is_large ? MANY_SHARES : 0);
  }
  g_print ("# %u runs converge\n", runs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/team/converge", test_converge);
  return g_test_run ();
}
