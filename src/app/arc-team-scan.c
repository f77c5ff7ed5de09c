/* Commitments and barriers that a team shares, gathered a page at a time. */
#include "arc-team-scan.h"

#include "arc-share-reading.h"

/* Shares read at a time, and looked at before somebody asks for older ones. */
#define CHUNK 200
#define FIRST_SHARES 2000

/* What one scan gathers. */
typedef struct {
  GPtrArray *commitments;
  GPtrArray *barriers;
  GPtrArray *members;
  GPtrArray *turns; /* of ArcPosted */
  char *me;
  ArcDay today;
} Found;

struct _ArcTeamScan {
  GObject parent_instance;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *team_id;
  Found *found; /* what is shown */
  guint most;   /* shares to look at */
  gboolean more;
  gboolean active;
  gboolean stale;
  gboolean running;
  GError *error;
};

enum {
  SCANNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcTeamScan, arc_team_scan, G_TYPE_OBJECT)

void
arc_team_commitment_free (ArcTeamCommitment *commitment)
{
  if (commitment == NULL)
    return;
  g_free (commitment->share_id);
  g_free (commitment->author_name);
  g_clear_pointer (&commitment->commitment, arc_commitment_free);
  g_free (commitment);
}

gboolean
arc_team_commitment_equal (const ArcTeamCommitment *a, const ArcTeamCommitment *b)
{
  return g_str_equal (a->share_id, b->share_id) && g_str_equal (a->author_name, b->author_name) &&
         a->did == b->did && a->helped == b->helped &&
         arc_commitment_equal (a->commitment, b->commitment);
}

static Found *
found_new (void)
{
  Found *found = g_new0 (Found, 1);

  found->commitments = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_commitment_free);
  found->barriers = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_barrier_free);
  return found;
}

static void
found_free (Found *found)
{
  if (found == NULL)
    return;
  g_clear_pointer (&found->commitments, g_ptr_array_unref);
  g_clear_pointer (&found->barriers, g_ptr_array_unref);
  g_clear_pointer (&found->members, g_ptr_array_unref);
  g_clear_pointer (&found->turns, g_ptr_array_unref);
  g_free (found->me);
  g_free (found);
}

/* ---- a chunk, on the reading thread ------------------------------------------------------- */

typedef struct {
  ArcTeamScan *scan;
  char *team_id;
  Found *found; /* passed from chunk to chunk */
  guint looked_at;
  gint64 before;
  gboolean at_end;
} Walk;

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_object_unref (walk->scan);
  g_free (walk->team_id);
  g_clear_pointer (&walk->found, found_free);
  g_free (walk);
}

static void
add_commitments (Found *found, const ArcPosted *posted)
{
  const ArcShare *share = posted->share;

  for (guint i = 0; i < share->loop->commitments->len; i++) {
    const ArcCommitment *shared = share->loop->commitments->pdata[i];
    ArcTeamCommitment *commitment = g_new0 (ArcTeamCommitment, 1);

    commitment->share_id = g_strdup (posted->post->id);
    commitment->author_name = g_strdup (posted->author_name);
    commitment->is_mine = posted->is_mine;
    commitment->commitment = arc_commitment_copy (shared);
    for (guint j = 0; j < share->look_backs->len; j++) {
      const ArcLookBack *look_back = share->look_backs->pdata[j];

      if (g_strcmp0 (look_back->commitment_id, shared->id) == 0) {
        commitment->did = look_back->did;
        commitment->helped = look_back->helped;
      }
    }
    g_ptr_array_add (found->commitments, commitment);
  }
}

static gboolean
read_team (ArcJournal *journal, const Walk *walk, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, TRUE, error);
  g_autoptr (ArcTeam) team = NULL;
  Found *found = walk->found;

  if (teams == NULL)
    return FALSE;
  team = arc_teams_find (teams, walk->team_id);
  found->me = g_strdup (team != NULL ? team->me : "");
  found->today = arc_journal_today (journal);
  found->members = arc_journal_list_members (journal, walk->team_id, error);
  if (found->members == NULL)
    return FALSE;
  found->turns = arc_journal_list_posts (journal, walk->team_id, ARC_POST_BARRIER, NULL, error);
  return found->turns != NULL;
}

static gpointer
read_chunk (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Walk *walk = data;
  ArcShareFilter filter = {
      .team_id = walk->team_id, .before_position = walk->before, .limit = CHUNK};
  g_autoptr (GPtrArray) briefs = NULL;

  if (walk->found->members == NULL && !read_team (journal, walk, error))
    return NULL;
  briefs = arc_journal_list_shares (journal, &filter, error);
  if (briefs == NULL)
    return NULL;
  for (guint i = 0; i < briefs->len; i++) {
    const ArcShareBrief *brief = briefs->pdata[i];

    add_commitments (walk->found, brief->posted);
    arc_team_barriers_add (walk->found->barriers, brief->posted, walk->found->turns,
                           walk->found->members, walk->found->me);
    walk->before = brief->position;
  }
  walk->looked_at += briefs->len;
  walk->at_end = briefs->len < CHUNK;
  return GINT_TO_POINTER (TRUE);
}

/* ---- the walk ----------------------------------------------------------------------------- */

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const ArcTeamCommitment *one = *(const ArcTeamCommitment *const *) a;
  const ArcTeamCommitment *other = *(const ArcTeamCommitment *const *) b;
  gboolean one_is_set = arc_day_is_set (one->commitment->due);
  gboolean other_is_set = arc_day_is_set (other->commitment->due);

  if (one_is_set != other_is_set)
    return one_is_set ? -1 : 1;
  return arc_day_compare (one->commitment->due, other->commitment->due);
}

static void begin (ArcTeamScan *self);
static void read_on (ArcTeamScan *self, Walk *walk);

static void
finish (ArcTeamScan *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->running = FALSE;
  g_signal_emit (self, signals[SCANNED], 0);
  begin (self);
}

static void
chunk_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Walk *walk = user_data;
  g_autoptr (ArcTeamScan) self = g_object_ref (walk->scan);
  GError *error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (self->service == NULL) {
    g_clear_error (&error);
    return;
  }
  if (error != NULL) {
    finish (self, error);
    return;
  }
  if (!walk->at_end && walk->looked_at < self->most) {
    Walk *next = g_new0 (Walk, 1);

    *next = *walk;
    next->scan = g_object_ref (self);
    next->team_id = g_strdup (walk->team_id);
    walk->found = NULL;
    read_on (self, next);
    return;
  }
  found_free (self->found);
  self->found = g_steal_pointer (&walk->found);
  self->more = !walk->at_end;
  g_ptr_array_sort (self->found->commitments, compare_due);
  finish (self, NULL);
}

/* Takes @walk. */
static void
read_on (ArcTeamScan *self, Walk *walk)
{
  arc_journal_service_read_async (self->service, read_chunk, walk, walk_free, NULL,
                                  self->cancellable, chunk_read, walk);
}

static void
begin (ArcTeamScan *self)
{
  Walk *walk = NULL;

  if (!self->active || !self->stale || self->running || self->service == NULL)
    return;
  self->stale = FALSE;
  self->running = TRUE;
  walk = g_new0 (Walk, 1);
  walk->scan = g_object_ref (self);
  walk->team_id = g_strdup (self->team_id);
  walk->found = found_new ();
  read_on (self, walk);
}

static void
journal_changed (ArcTeamScan *self)
{
  self->stale = TRUE;
  begin (self);
}

/* ---- the object --------------------------------------------------------------------------- */

static void
arc_team_scan_dispose (GObject *object)
{
  ArcTeamScan *self = ARC_TEAM_SCAN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_team_scan_parent_class)->dispose (object);
}

static void
arc_team_scan_finalize (GObject *object)
{
  ArcTeamScan *self = ARC_TEAM_SCAN (object);

  g_free (self->team_id);
  g_clear_pointer (&self->found, found_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (arc_team_scan_parent_class)->finalize (object);
}

static void
arc_team_scan_class_init (ArcTeamScanClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_team_scan_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_team_scan_finalize;
  signals[SCANNED] = g_signal_new ("scanned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
arc_team_scan_init (ArcTeamScan *self)
{
  self->cancellable = g_cancellable_new ();
  self->most = FIRST_SHARES;
  self->stale = TRUE;
}

ArcTeamScan *
arc_team_scan_new (ArcJournalService *service, const char *team_id)
{
  ArcTeamScan *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_TEAM_SCAN, NULL);
  self->service = g_object_ref (service);
  self->team_id = g_strdup (team_id);
  g_signal_connect_object (service, "changed", G_CALLBACK (journal_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
arc_team_scan_set_active (ArcTeamScan *self, gboolean active)
{
  g_return_if_fail (ARC_IS_TEAM_SCAN (self));

  self->active = active;
  begin (self);
}

void
arc_team_scan_look_further (ArcTeamScan *self)
{
  g_return_if_fail (ARC_IS_TEAM_SCAN (self));

  self->most = self->most > G_MAXUINT / 2 ? G_MAXUINT : self->most * 2;
  journal_changed (self);
}

gboolean
arc_team_scan_is_done (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self), FALSE);

  return self->found != NULL;
}

const GError *
arc_team_scan_get_error (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self), NULL);

  return self->error;
}

gboolean
arc_team_scan_has_more (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self), FALSE);

  return self->more;
}

const GPtrArray *
arc_team_scan_get_commitments (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self) && self->found != NULL, NULL);

  return self->found->commitments;
}

const GPtrArray *
arc_team_scan_get_barriers (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self) && self->found != NULL, NULL);

  return self->found->barriers;
}

GPtrArray *
arc_team_scan_get_members (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self) && self->found != NULL, NULL);

  return self->found->members;
}

const char *
arc_team_scan_get_me (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self) && self->found != NULL, NULL);

  return self->found->me;
}

ArcDay
arc_team_scan_get_today (ArcTeamScan *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_SCAN (self) && self->found != NULL, (ArcDay){0});

  return self->found->today;
}
