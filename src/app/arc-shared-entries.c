/* Which entries some team sees something of. Read whole: it is a row for each share. */
#include "arc-shared-entries.h"

#include <glib/gi18n.h>

#include "arc-journal-team.h"

struct _ArcSharedEntries {
  GObject parent_instance;

  ArcJournalService *service; /* weak: it owns this */
  GHashTable *parts;          /* entry id -> ArcParts */
  char *team;                 /* the name of the only one, or NULL */
  gboolean is_reading;
  gboolean read_again;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcSharedEntries, arc_shared_entries, G_TYPE_OBJECT)

typedef struct {
  GHashTable *parts;
  char *team;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->parts, g_hash_table_unref);
  g_free (found->team);
  g_free (found);
}

static gpointer
read_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) teams = NULL;
  Found *found = g_new0 (Found, 1);

  if (!arc_journal_has_teams (journal))
    return found;
  found->parts = arc_journal_list_shared_entries (journal, error);
  teams = found->parts != NULL ? arc_journal_list_teams (journal, FALSE, error) : NULL;
  if (teams == NULL) {
    found_free (found);
    return NULL;
  }
  if (teams->len == 1)
    found->team = g_strdup (((const ArcTeam *) teams->pdata[0])->name);
  return found;
}

static gboolean
same_parts (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, value;

  if (a == NULL || b == NULL)
    return a == b;
  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (b, key) || g_hash_table_lookup (b, key) != value)
      return FALSE;
  return TRUE;
}

static void read_all (ArcSharedEntries *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcSharedEntries) self = user_data;
  Found *found = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, NULL);

  self->is_reading = FALSE;
  if (found != NULL &&
      (!same_parts (self->parts, found->parts) || g_strcmp0 (self->team, found->team) != 0)) {
    g_clear_pointer (&self->parts, g_hash_table_unref);
    self->parts = g_steal_pointer (&found->parts);
    g_free (self->team);
    self->team = g_steal_pointer (&found->team);
    g_signal_emit (self, signals[CHANGED], 0);
  }
  g_clear_pointer (&found, found_free);
  if (self->read_again)
    read_all (self);
}

static void
read_all (ArcSharedEntries *self)
{
  self->read_again = self->is_reading;
  if (self->is_reading || self->service == NULL)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, read_func, NULL, NULL, found_free, NULL, read_cb,
                                  g_object_ref (self));
}

static void
arc_shared_entries_dispose (GObject *object)
{
  ArcSharedEntries *self = ARC_SHARED_ENTRIES (object);

  g_clear_weak_pointer (&self->service);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->team, g_free);

  G_OBJECT_CLASS (arc_shared_entries_parent_class)->dispose (object);
}

static void
arc_shared_entries_class_init (ArcSharedEntriesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_shared_entries_dispose;

  signals[CHANGED] = g_signal_new ("changed", ARC_TYPE_SHARED_ENTRIES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
arc_shared_entries_init (ArcSharedEntries *self)
{
}

ArcSharedEntries *
arc_shared_entries_get (ArcJournalService *service)
{
  ArcSharedEntries *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_get_data (G_OBJECT (service), "arc-shared-entries");
  if (self != NULL)
    return self;

  self = g_object_new (ARC_TYPE_SHARED_ENTRIES, NULL);
  g_set_weak_pointer (&self->service, service);
  g_signal_connect_object (service, "changed", G_CALLBACK (read_all), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (service), "arc-shared-entries", self, g_object_unref);
  read_all (self);
  return self;
}

static void
add_part (GString *text, guint parts, ArcParts part, const char *label)
{
  if (parts & (guint) part)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", label);
}

char *
arc_shared_entries_dup_note (ArcSharedEntries *self, const char *entry_id)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint parts = 0;

  g_return_val_if_fail (ARC_IS_SHARED_ENTRIES (self), NULL);

  if (self->parts == NULL || entry_id == NULL || !g_hash_table_contains (self->parts, entry_id))
    return NULL;
  parts = GPOINTER_TO_UINT (g_hash_table_lookup (self->parts, entry_id));
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    add_part (text, parts, 1 << i, arc_section_to_label (i));
  if (self->team != NULL && text->len > 0)
    /* Translators: the name of a team, and the sections that it sees. */
    return g_strdup_printf (_ ("Shared with %s: %s"), self->team, text->str);
  if (self->team != NULL)
    /* Translators: the name of a team. */
    return g_strdup_printf (_ ("Shared with %s"), self->team);
  if (text->len > 0)
    /* Translators: the sections that teams see. */
    return g_strdup_printf (_ ("Shared: %s"), text->str);
  return g_strdup (_ ("Shared with a team"));
}
