/* Notices that the entry being edited was changed or deleted by somebody else. */
#include "arc-entry-watch.h"

struct _ArcEntryWatch {
  GObject parent_instance;

  ArcJournalService *service;
  char *id;
  char *revision;
  gboolean paused;
  gboolean missed; /* something changed while paused */
  GCancellable *cancellable;
};

enum {
  SIGNAL_ELSEWHERE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcEntryWatch, arc_entry_watch, G_TYPE_OBJECT)

/* Returns the revision. */
static gpointer
load_revision (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, data, error);

  return entry != NULL ? g_strdup (entry->revision) : NULL;
}

static void
revision_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcEntryWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *revision =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  gboolean deleted = g_error_matches (error, ARC_ERROR, ARC_ERROR_NOT_FOUND);

  /* Whatever else went wrong, or that the question is outdated, says nothing about the entry. */
  if (error != NULL && !deleted)
    return;
  if (self->paused) {
    self->missed = TRUE;
    return;
  }
  if (deleted || g_strcmp0 (revision, self->revision) != 0)
    g_signal_emit (self, signals[SIGNAL_ELSEWHERE], 0, deleted);
}

static void
cancel (ArcEntryWatch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
look (ArcEntryWatch *self)
{
  if (self->id == NULL)
    return;
  if (self->paused) {
    self->missed = TRUE;
    return;
  }
  cancel (self);
  self->cancellable = g_cancellable_new ();
  arc_journal_service_read_async (self->service, load_revision, g_strdup (self->id), g_free, g_free,
                                  self->cancellable, revision_loaded, g_object_ref (self));
}

static void
arc_entry_watch_dispose (GObject *object)
{
  ArcEntryWatch *self = ARC_ENTRY_WATCH (object);

  cancel (self);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_entry_watch_parent_class)->dispose (object);
}

static void
arc_entry_watch_finalize (GObject *object)
{
  ArcEntryWatch *self = ARC_ENTRY_WATCH (object);

  g_free (self->id);
  g_free (self->revision);
  G_OBJECT_CLASS (arc_entry_watch_parent_class)->finalize (object);
}

static void
arc_entry_watch_class_init (ArcEntryWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = arc_entry_watch_dispose;
  object_class->finalize = arc_entry_watch_finalize;

  signals[SIGNAL_ELSEWHERE] =
      g_signal_new ("elsewhere", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
arc_entry_watch_init (ArcEntryWatch *self)
{
}

ArcEntryWatch *
arc_entry_watch_new (ArcJournalService *service)
{
  ArcEntryWatch *self = g_object_new (ARC_TYPE_ENTRY_WATCH, NULL);

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), self);

  self->service = g_object_ref (service);
  g_signal_connect_object (service, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  return self;
}

void
arc_entry_watch_set_entry (ArcEntryWatch *self, const char *id, const char *revision)
{
  g_return_if_fail (ARC_IS_ENTRY_WATCH (self));

  cancel (self);
  g_free (self->id);
  g_free (self->revision);
  self->id = g_strdup (id);
  self->revision = g_strdup (revision);
}

void
arc_entry_watch_set_paused (ArcEntryWatch *self, gboolean paused)
{
  g_return_if_fail (ARC_IS_ENTRY_WATCH (self));

  if (self->paused == paused)
    return;
  self->paused = paused;
  if (paused || !self->missed)
    return;
  self->missed = FALSE;
  look (self);
}
