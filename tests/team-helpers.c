/* Two people in one team in a folder. What they do goes through the team module on the writing
 * thread of their journal, so that a test decides when. */
#include "team-helpers.h"

#include "arc-journal-loop.h"
#include "arc-practices.h"
#include "arc-team-module.h"
#include "arc-team-sync.h"
#include "window-helpers.h"

#include <glib/gstdio.h>

typedef struct {
  ArcTestTeam *team;
  const char *a;
  const char *b;
  ArcParts parts;
  ArcAudience audience;
  ArcAnswerKind kind;
} Request;

static const ArcTeamModule *
get_module (void)
{
  g_autoptr (GError) error = NULL;
  const ArcTeamModule *module = arc_team_module_get (&error);

  g_assert_no_error (error);
  return module;
}

static gpointer
create_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  ArcKeyStore store;

  return get_module ()->create (journal, request->team->folder, "Sales", "Ada Weber", &store,
                                error);
}

static gpointer
join_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  ArcKeyStore store;

  return get_module ()->join (journal, request->team->folder, "Ben Ito", &store, error);
}

static gpointer
accept_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return GINT_TO_POINTER (get_module ()->accept (journal, request->a, request->b, error));
}

static gpointer
sync_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = get_module ();
  ArcSyncReport *report = module->sync_report_new ();
  gboolean ok = module->sync (journal, NULL, report, cancellable, error);

  module->sync_report_free (report);
  return GINT_TO_POINTER (ok);
}

void
arc_test_team_sync (ArcTestPerson *person)
{
  arc_test_call (person->service, sync_func, NULL);
}

static void
person_set_up (ArcTestPerson *person)
{
  person->path = arc_test_journal_path ();
  person->service = arc_test_service (person->path);
}

static void
person_tear_down (ArcTestPerson *person)
{
  arc_test_service_end (person->service);
  g_free (person->path);
  g_free (person->me);
}

ArcTestTeam *
arc_test_people_new (void)
{
  ArcTestTeam *team = g_new0 (ArcTestTeam, 1);
  g_autoptr (GError) error = NULL;

  team->folder = g_dir_make_tmp ("arc-team-XXXXXX", &error);
  g_assert_no_error (error);
  person_set_up (&team->ada);
  person_set_up (&team->ben);
  return team;
}

ArcTestTeam *
arc_test_team_new (void)
{
  ArcTestTeam *team = arc_test_people_new ();
  Request request = {.team = team};
  g_autoptr (ArcTeam) made = arc_test_call (team->ada.service, create_func, &request);
  g_autoptr (ArcTeam) joined = NULL;

  team->team_id = g_strdup (made->id);
  team->ada.me = g_strdup (made->me);
  joined = arc_test_call (team->ben.service, join_func, &request);
  team->ben.me = g_strdup (joined->me);
  arc_test_team_sync (&team->ben);
  arc_test_team_sync (&team->ada);
  request.a = team->team_id;
  request.b = team->ben.me;
  arc_test_call (team->ada.service, accept_func, &request);
  arc_test_team_sync (&team->ada);
  arc_test_team_sync (&team->ben);
  return team;
}

void
arc_test_team_free (ArcTestTeam *team)
{
  person_tear_down (&team->ada);
  person_tear_down (&team->ben);
  g_free (team->folder);
  g_free (team->team_id);
  g_free (team);
}

static gpointer
write_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcCommitment) commitment = NULL;
  g_autoptr (ArcBarrier) barrier = NULL;

  arc_entry_set_title (entry, "Quince title");
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Asked Ben for the walnut list.");
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, "It took the whole plum afternoon.");
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "A line about cherries.");
  arc_entry_set_topic (entry, "Almonds");
  arc_entry_add_tag (entry, "hazel");
  arc_entry_set_zone (entry, "Europe/Berlin");
  entry->occurred_us = G_GINT64_CONSTANT (1795000000000000);
  entry->outcome = ARC_OUTCOME_PARTLY;
  if (!arc_journal_save_entry (journal, entry, NULL, NULL, error))
    return NULL;
  commitment = arc_commitment_new (ARC_KIND_START, "log the pear call");
  commitment->entry_id = g_strdup (entry->id);
  if (!arc_journal_save_commitment (journal, commitment, error))
    return NULL;
  barrier = arc_barrier_new ("no rights in the apricot system");
  barrier->entry_id = g_strdup (entry->id);
  if (!arc_journal_save_barrier (journal, barrier, error))
    return NULL;
  return g_strdup (entry->id);
}

char *
arc_test_team_write (ArcTestPerson *person)
{
  return arc_test_call (person->service, write_func, NULL);
}

static gpointer
share_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();

  choice->parts = request->parts;
  choice->all_commitments = TRUE;
  choice->audience = request->audience;
  return get_module ()->share (journal, request->team->team_id, request->a, choice, NULL, error);
}

char *
arc_test_team_share (ArcTestTeam *team, ArcTestPerson *person, const char *entry_id, ArcParts parts,
                     ArcAudience audience)
{
  Request request = {.team = team, .a = entry_id, .parts = parts, .audience = audience};

  return arc_test_call (person->service, share_func, &request);
}

static gpointer
answer_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  ArcAnswer *answer = arc_answer_new (request->kind, request->b);
  g_autofree char *id = get_module ()->answer (journal, request->a, answer, error);

  arc_answer_free (answer);
  return GINT_TO_POINTER (id != NULL);
}

void
arc_test_team_answer (ArcTestPerson *person, const char *share_id, ArcAnswerKind kind,
                      const char *text)
{
  Request request = {.a = share_id, .b = text, .kind = kind};

  arc_test_call (person->service, answer_func, &request);
}

static gpointer
list_shares_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) posts = arc_journal_list_posts (journal, NULL, ARC_POST_SHARE, NULL, error);

  for (guint i = posts != NULL ? posts->len : 0; i > 0; i--)
    if (((const ArcPosted *) posts->pdata[i - 1])->is_mine)
      g_ptr_array_remove_index (posts, i - 1);
  return g_steal_pointer (&posts);
}

static gpointer
count_posts_func (ArcJournal *journal, gpointer kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, NULL, GPOINTER_TO_INT (kind), NULL, error);

  return GUINT_TO_POINTER (posts != NULL ? posts->len : G_MAXUINT);
}

guint
arc_test_team_count_posts (ArcTestPerson *person, ArcPostKind kind)
{
  return GPOINTER_TO_UINT (
      arc_test_call (person->service, count_posts_func, GINT_TO_POINTER (kind)));
}

GPtrArray *
arc_test_team_list_shares (ArcTestPerson *person)
{
  return arc_test_call (person->service, list_shares_func, NULL);
}

static gpointer
list_members_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_journal_list_members (journal, data, error);
}

GPtrArray *
arc_test_team_list_members (ArcTestTeam *team, ArcTestPerson *person)
{
  return arc_test_call (person->service, list_members_func, team->team_id);
}

typedef struct {
  const char *team_id;
  const ArcPracticeTurn *turn;
} PutPractice;

static gpointer
put_practice_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const PutPractice *put = data;
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_copy (put->turn);

  return arc_practices_put_turn (journal, put->team_id, turn, error);
}

static void
replace (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by != NULL ? by : "");
}

char *
arc_test_team_put_practice (ArcTestTeam *team, ArcTestPerson *person, ArcPracticeState state,
                            const char *when, const char *doing, const char *topic,
                            const char *finder)
{
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();
  PutPractice put = {team->team_id, turn};

  turn->state = state;
  replace (&turn->when, when);
  replace (&turn->doing, doing);
  replace (&turn->topic, topic);
  replace (&turn->finder, finder);
  return arc_test_call (person->service, put_practice_func, &put);
}

gboolean
arc_test_team_is_resting (ArcTestPerson *person)
{
  return arc_team_sync_get_state (arc_team_sync_get (person->service)) != ARC_TEAM_SYNC_RUNNING;
}

void
arc_test_team_rest (ArcTestTeam *team)
{
  arc_team_sync_stop (arc_team_sync_get (team->ada.service));
  arc_team_sync_stop (arc_team_sync_get (team->ben.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&team->ada) &&
                       arc_test_team_is_resting (&team->ben));
}
