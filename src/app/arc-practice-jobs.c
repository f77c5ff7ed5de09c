/* What a person does with a practice, and what there is of them. */
#include "arc-practice-jobs.h"

#include "arc-reflections.h"
#include "arc-share-view.h"
#include "arc-summary-module.h"
#include "arc-team-sync.h"
#include "arc-text.h"
#include "arc-undo-toast.h"
#include "arc-when.h"

#include <glib/gi18n.h>

/* Practices that newcomers start with. */
#define BEST 3

/* ---- doing -------------------------------------------------------------------------------- */

typedef enum {
  JOB_PUT,
  JOB_ANSWER,
  JOB_TRY,
  JOB_CREDIT,
  JOB_SETTLE,
} JobKind;

typedef struct {
  JobKind kind;
  char *id; /* the practice's, the team's, or of a text that was saved */
  ArcPracticeTurn *turn;
  ArcTrialResponse response;
  char *text;
  gboolean flag;
  ArcTeamSync *sync;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->id);
  g_clear_pointer (&job->turn, arc_practice_turn_free);
  g_free (job->text);
  g_object_unref (job->sync);
  g_free (job);
}

/* It asks how it went at the next reflection: an entry of its own has no other day. */
static void
try (ArcJournal *journal, const char *practice_id, GError **error)
{
  ArcDay due;

  if (arc_reflections_next_day (journal, arc_journal_today (journal), &due, error))
    arc_practices_try (journal, practice_id, NULL, due, NULL, error);
}

static gpointer
run_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  switch (job->kind) {
  case JOB_PUT:
    return arc_practices_put_turn (journal, job->id, job->turn, error);
  case JOB_ANSWER:
    arc_practices_answer (journal, job->id, job->response, job->text, error);
    return NULL;
  case JOB_TRY:
    try (journal, job->id, error);
    return NULL;
  case JOB_SETTLE:
    arc_practices_settle (journal, job->id, job->text, job->flag, error);
    return NULL;
  case JOB_CREDIT:
  default:
    arc_practices_set_credit (journal, job->id, job->flag, error);
    return NULL;
  }
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;

  arc_team_sync_request (job->sync);
  if (job->callback != NULL)
    job->callback (source, result, job->user_data);
}

/* The entry is saved, whatever becomes of the answer. */
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_free (arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error));
  if (error != NULL)
    g_message ("%s", error->message);
}

static Job *
job_new (ArcJournalService *service, JobKind kind, const char *id, GAsyncReadyCallback callback,
         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->id = g_strdup (id);
  job->sync = g_object_ref (arc_team_sync_get (service));
  job->callback = callback;
  job->user_data = user_data;
  return job;
}

static void
run (ArcJournalService *service, Job *job)
{
  arc_journal_service_write_async (service, run_func, job, job_free, g_free, NULL, ran_cb, job);
}

void
arc_practice_job_put (ArcJournalService *service, const char *team_id, const ArcPracticeTurn *turn,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (service, JOB_PUT, team_id, callback, user_data);

  job->turn = arc_practice_turn_copy (turn);
  run (service, job);
}

void
arc_practice_job_answer (ArcJournalService *service, const char *practice_id,
                         ArcTrialResponse response, const char *why, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job = job_new (service, JOB_ANSWER, practice_id, callback, user_data);

  job->response = response;
  job->text = g_strdup (why);
  run (service, job);
}

void
arc_practice_job_try (ArcJournalService *service, const char *practice_id,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  run (service, job_new (service, JOB_TRY, practice_id, callback, user_data));
}

void
arc_practice_job_credit (ArcJournalService *service, const char *practice_id, gboolean credited,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (service, JOB_CREDIT, practice_id, callback, user_data);

  job->flag = credited;
  run (service, job);
}

void
arc_practice_job_settle (ArcJournalService *service, const char *text_id, const char *entry_id,
                         gboolean is_done)
{
  Job *job = job_new (service, JOB_SETTLE, text_id, settled_cb, NULL);

  job->text = g_strdup (entry_id);
  job->flag = is_done;
  run (service, job);
}

void
arc_practice_job_done (GObject *service, GAsyncResult *result, gpointer widget)
{
  g_autoptr (GtkWidget) origin = widget;
  g_autoptr (GError) error = NULL;

  g_free (arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (service), result, &error));
  arc_toast_error (origin, error);
}

/* ---- noting, which nobody else hears of ---- */

typedef struct {
  char *team_id;
  char *practice_id;
  char *text_id;
  char *line; /* NULL: passed over */
  ArcPracticeShown shown;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->team_id);
  g_free (note->practice_id);
  g_free (note->text_id);
  g_free (note->line);
  g_free (note);
}

static gpointer
note_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Note *note = data;

  if (note->practice_id == NULL)
    arc_practices_drop_text (journal, note->text_id, error);
  else if (note->text_id == NULL)
    arc_practices_set_shown (journal, note->team_id, note->practice_id, note->shown, error);
  else if (note->line != NULL)
    arc_practices_take (journal, note->team_id, note->practice_id, note->text_id, note->line,
                        error);
  else
    arc_practices_pass (journal, note->team_id, note->practice_id, note->text_id, error);
  return NULL;
}

static void
note (ArcJournalService *service, const char *team_id, const char *practice_id, const char *text_id,
      const char *line, ArcPracticeShown shown)
{
  Note *noted = g_new0 (Note, 1);

  *noted = (Note){g_strdup (team_id), g_strdup (practice_id), g_strdup (text_id), g_strdup (line),
                  shown};
  arc_journal_service_write_async (service, note_func, noted, note_free, NULL, NULL, settled_cb,
                                   NULL);
}

void
arc_practice_job_take (ArcJournalService *service, const char *team_id, const char *practice_id,
                       const char *text_id, const char *line)
{
  note (service, team_id, practice_id, text_id, line, (ArcPracticeShown){0});
}

void
arc_practice_job_pass (ArcJournalService *service, const char *team_id, const char *practice_id,
                       const char *text_id)
{
  note (service, team_id, practice_id, text_id, NULL, (ArcPracticeShown){0});
}

void
arc_practice_job_drop_text (ArcJournalService *service, const char *text_id)
{
  note (service, NULL, NULL, text_id, NULL, (ArcPracticeShown){0});
}

void
arc_practice_job_set_shown (ArcJournalService *service, const char *team_id,
                            const char *practice_id, ArcPracticeShown shown)
{
  note (service, team_id, practice_id, NULL, NULL, shown);
}

/* ---- what there is ------------------------------------------------------------------------ */

static void
line_free (gpointer data)
{
  ArcPracticeLine *line = data;

  g_free (line->sentence);
  g_free (line->evidence);
  g_free (line->recheck);
  g_free (line);
}

void
arc_practices_info_free (ArcPracticesInfo *info)
{
  if (info == NULL)
    return;
  g_clear_pointer (&info->best, g_ptr_array_unref);
  g_clear_pointer (&info->lines, g_ptr_array_unref);
  g_clear_pointer (&info->practices, g_ptr_array_unref);
  g_clear_pointer (&info->sources, g_hash_table_unref);
  g_clear_pointer (&info->topics, g_ptr_array_unref);
  g_clear_pointer (&info->team, arc_team_info_free);
  g_free (info);
}

const ArcPracticeLine *
arc_practices_info_find (const ArcPracticesInfo *info, const char *id)
{
  for (guint i = 0; info != NULL && info->lines != NULL && id != NULL && i < info->lines->len;
       i++) {
    const ArcPracticeLine *line = info->lines->pdata[i];

    if (g_str_equal (line->practice->input->id, id))
      return line;
  }
  return NULL;
}

char *
arc_practice_say_evidence (const ArcSummaryModule *module, const ArcPractice *practice,
                           guint group_size)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  ArcEvidenceSum *sum = module->evidence (nothing, practice->input->trials);
  char *words = module->describe (sum, group_size);

  module->evidence_free (sum);
  return words;
}

static ArcPracticeLine *
line_new (const ArcSummaryModule *module, const ArcPractice *practice, guint group_size,
          ArcDay today)
{
  ArcPracticeLine *line = g_new0 (ArcPracticeLine, 1);
  ArcSaying why = {0};

  line->practice = practice;
  line->sentence = arc_practice_turn_to_sentence (practice->input->turn);
  line->evidence = arc_practice_say_evidence (module, practice, group_size);
  why.said = module->recheck (practice->input, today);
  line->recheck = why.said != ARC_SAY_NOTHING ? arc_saying_to_text (&why) : NULL;
  return line;
}

static void
source_free (gpointer data)
{
  ArcPracticeSource *source = data;

  g_free (source->title);
  g_free (source->about);
  g_free (source);
}

static ArcPracticeSource *
source_new (const ArcPosted *posted)
{
  ArcPracticeSource *source = g_new0 (ArcPracticeSource, 1);
  g_autofree char *day = arc_when_date (posted->share->day, (ArcDay){0});
  g_autofree char *topic = arc_text_isolate (posted->share->entry->topic);
  g_autofree char *author = arc_text_isolate (posted->author_name);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();

  g_ptr_array_add (pieces, posted->is_mine ? (char *) _ ("You") : author);
  g_ptr_array_add (pieces, day);
  if (*topic != '\0')
    g_ptr_array_add (pieces, topic);
  source->title = arc_share_dup_display_title (posted->share);
  source->about = arc_text_join_pieces (pieces, _ ("You"));
  return source;
}

/* What is not in this journal was not shared with its owner, or taken back. */
static gboolean
add_sources (ArcPracticesInfo *info, ArcJournal *journal, const GPtrArray *share_ids,
             GError **error)
{
  for (guint i = 0; i < share_ids->len; i++) {
    g_autoptr (GPtrArray) latest = NULL;

    if (g_hash_table_contains (info->sources, share_ids->pdata[i]))
      continue;
    latest = arc_journal_load_post (journal, share_ids->pdata[i], error);
    if (latest == NULL)
      return FALSE;
    for (guint k = 0; k < latest->len; k++) {
      const ArcPosted *posted = latest->pdata[k];

      if (posted->share != NULL && g_str_equal (posted->team_id, info->team->team->id))
        g_hash_table_replace (info->sources, g_strdup (share_ids->pdata[i]), source_new (posted));
    }
  }
  return TRUE;
}

static gboolean
read_sources (ArcPracticesInfo *info, ArcJournal *journal, GError **error)
{
  info->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, source_free);
  for (guint i = 0; i < info->practices->len; i++) {
    const ArcPractice *practice = info->practices->pdata[i];

    if (!add_sources (info, journal, practice->input->turn->shares, error))
      return FALSE;
  }
  return TRUE;
}

/* Endorsed, candidates, retired; each by its words. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  static const int ranks[] = {
      [ARC_PRACTICE_ENDORSED] = 0, [ARC_PRACTICE_CANDIDATE] = 1, [ARC_PRACTICE_RETIRED] = 2};
  const ArcPracticeLine *one = *(const ArcPracticeLine *const *) a;
  const ArcPracticeLine *other = *(const ArcPracticeLine *const *) b;
  int rank = ranks[one->practice->input->turn->state];
  int other_rank = ranks[other->practice->input->turn->state];

  if (rank != other_rank)
    return rank - other_rank;
  return g_utf8_collate (one->sentence, other->sentence);
}

static void
add_lines (ArcPracticesInfo *info, const ArcSummaryModule *module)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < info->practices->len; i++) {
    const ArcPractice *practice = info->practices->pdata[i];
    const char *topic = practice->input->turn->topic;

    g_ptr_array_add (info->lines,
                     line_new (module, practice, info->team->team->group_size, info->team->today));
    if (*topic != '\0' && g_hash_table_add (seen, arc_text_fold (topic)))
      g_ptr_array_add (info->topics, g_strdup (topic));
  }
  g_ptr_array_sort (info->lines, compare_lines);
}

static void
add_best (ArcPracticesInfo *info, const ArcSummaryModule *module)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  g_autoptr (GPtrArray) best = NULL;

  for (guint i = 0; i < info->practices->len; i++) {
    const ArcPractice *practice = info->practices->pdata[i];

    if (practice->mine != NULL && practice->mine->response != ARC_TRIAL_NOT_SAID)
      return;
    g_ptr_array_add (inputs, practice->input);
  }
  best = module->best (inputs, BEST);
  for (guint i = 0; i < best->len; i++)
    g_ptr_array_add (info->best, (gpointer) arc_practices_info_find (
                                     info, ((const ArcPracticeInput *) best->pdata[i])->id));
}

gpointer
arc_practices_info_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (ArcPracticesInfo) info = g_new0 (ArcPracticesInfo, 1);
  const ArcSummaryModule *module = arc_summary_module_get (error);

  info->team = module != NULL ? arc_team_info_read (journal, team_id, cancellable, error) : NULL;
  if (info->team == NULL || info->team->team == NULL)
    return info->team != NULL ? g_steal_pointer (&info) : NULL;
  info->may_lead =
      info->team->team->state == ARC_MEMBER_IN && arc_review_may_lead (info->team->team->roles);
  info->practices = arc_practices_list (journal, team_id, error);
  if (info->practices == NULL || !arc_practices_mark_inside (journal, info->practices, error) ||
      !read_sources (info, journal, error))
    return NULL;
  info->lines = g_ptr_array_new_with_free_func (line_free);
  info->best = g_ptr_array_new ();
  info->topics = g_ptr_array_new_with_free_func (g_free);
  add_lines (info, module);
  add_best (info, module);
  return g_steal_pointer (&info);
}
