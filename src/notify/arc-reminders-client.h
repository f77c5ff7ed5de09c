/* The window's side of the daemon: is it running, switch it on and off, try it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArcRemindersStatus:
 * @running: the daemon of this journal runs in this session
 * @has_server: it could show a notification right now
 * @next_us: when the next thing falls due, microseconds UTC; 0 for never or unknown
 * @next_what: its topic, "" if it has none
 * @next_kind: "reflection", "look-back", "commitment"; "" if unknown
 * @open: how many notifications' things wait for an answer
 * @problem: (nullable): why the daemon cannot read the journal, a sentence
 *
 * The truth, as far as the daemon can tell it.
 */
typedef struct {
  gboolean running;
  gboolean has_server;
  gint64 next_us;
  char *next_what;
  char *next_kind;
  guint open;
  char *problem;
} ArcRemindersStatus;
void arc_reminders_status_free (ArcRemindersStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcRemindersStatus, arc_reminders_status_free)

/**
 * arc_reminders_get_status_async:
 * @journal_path: (nullable): as arc_journal_service_get_path(); NULL means the default journal
 *
 * Asks the daemon without starting it.
 */
void arc_reminders_get_status_async (const char *journal_path, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
/* (transfer full): also where no daemon runs; NULL with an error where one runs but fails. */
ArcRemindersStatus *arc_reminders_get_status_finish (GAsyncResult *result, GError **error);

/* Shows a notification that means nothing, starting the daemon if need be. */
void arc_reminders_send_test_async (const char *journal_path, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data);
gboolean arc_reminders_send_test_finish (GAsyncResult *result, GError **error);

/**
 * arc_reminders_set_enabled_async:
 *
 * Starts the daemon, now and with every session, or stops both. Whether reminders are wanted is a
 * setting of the journal: write %ARC_SETTING_REMINDERS ("" or "off") first, since a daemon that
 * finds it "off" leaves at once.
 */
void arc_reminders_set_enabled_async (const char *journal_path, gboolean enabled,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer data);
gboolean arc_reminders_set_enabled_finish (GAsyncResult *result, GError **error);

/* Puts all that is shown off to @until_us: "15 minutes", "tomorrow morning", "at …". */
void arc_reminders_snooze_async (const char *journal_path, gint64 until_us,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer data);
/* How many things were put off; -1 with an error. */
int arc_reminders_snooze_finish (GAsyncResult *result, GError **error);

/* Called when the daemon of this journal comes (@running) and goes, and once at first. */
typedef void (*ArcRemindersFunc) (gboolean running, gpointer data);
/* Until g_bus_unwatch_name() of what it returns. */
guint arc_reminders_watch (const char *journal_path, ArcRemindersFunc func, gpointer data);

G_END_DECLS
