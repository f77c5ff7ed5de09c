/* What the tests of the window share: waiting for a condition, finding what a person sees, and a
 * journal behind it. Every wait has an end; no test waits for time. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* In place of gtk_test_init(): as the application starts, but without animations. */
void arc_test_init (int *argc, char ***argv);

/* After this long a wait is a failure. */
#ifdef __SANITIZE_ADDRESS__
#define ARC_TEST_PATIENCE_S 120
#else
#define ARC_TEST_PATIENCE_S 20
#endif

/* ---- waiting ---- */

gboolean arc_test_give_up_cb (gpointer late);

/* Runs the main loop until @condition holds. */
#define ARC_TEST_WAIT_UNTIL(condition)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean late_ = FALSE;                                                                        \
    guint source_ = g_timeout_add_seconds (ARC_TEST_PATIENCE_S, arc_test_give_up_cb, &late_);      \
    while (!(condition) && !late_)                                                                 \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (late_)                                                                                     \
      g_error ("waited %d s in vain for %s", ARC_TEST_PATIENCE_S, #condition);                     \
    g_source_remove (source_);                                                                     \
  }                                                                                                \
  G_STMT_END

/* Runs the main loop until nothing more is at hand. */
void arc_test_settle (void);

/* ---- finding ---- */

typedef gboolean (*ArcTestMatch) (GtkWidget *widget, const char *text);

/* A label with exactly this text. */
gboolean arc_test_is_label (GtkWidget *widget, const char *text);
/* A button of any kind with this label or tooltip. */
gboolean arc_test_is_button (GtkWidget *widget, const char *text);
/* Of the type with this name, and of none that is derived from it. */
gboolean arc_test_is_type (GtkWidget *widget, const char *type);
/* A label or text view that has this text in it. */
gboolean arc_test_shows_text (GtkWidget *widget, const char *text);

/* (transfer none) (nullable): the first mapped widget from @root on, in the order of the tree. */
GtkWidget *arc_test_find (GtkWidget *root, ArcTestMatch match, const char *text);
/* As above, the widget whose number (from 0) this is. */
GtkWidget *arc_test_find_nth (GtkWidget *root, ArcTestMatch match, const char *text, guint number);
/* (transfer none): waits until there is one. */
GtkWidget *arc_test_wait_for (GtkWidget *root, ArcTestMatch match, const char *text);
void arc_test_wait_gone (GtkWidget *root, ArcTestMatch match, const char *text);
/* The width below which it cannot be made, in pixels. */
int arc_test_min_width (GtkWidget *widget);
/* (transfer none) (nullable): the first mapped window of this type, by name. */
GtkWidget *arc_test_find_window (const char *type);
/* (transfer none): waits until there is one. */
GtkWidget *arc_test_wait_window (const char *type);
/* (transfer none): the child of the template of class @type with this id. */
GtkWidget *arc_test_child (GtkWidget *widget, GType type, const char *id);

/* ---- acting ---- */

/* Waits for the button until it can be pressed, and presses it: a toggle becomes active. */
void arc_test_click (GtkWidget *root, const char *label);
/* Waits for the dialog that asks where to save, and gives it the file @name in @folder. */
void arc_test_save_as (const char *folder, const char *name);
/* Does what @trigger ("<Alt>1", "Return") stands for at @widget: by the nearest shortcut of it or
 * those around it. Returns whether there is one. */
gboolean arc_test_press (GtkWidget *widget, const char *trigger);

/* Types at the end of the first text view that a person can write in. */
void arc_test_type (GtkWidget *root, const char *text);

/* ---- a journal ---- */

/* (transfer full): the path of a journal that does not exist yet, in a folder of its own. */
char *arc_test_journal_path (void);
/* (transfer full): an open journal at @path. */
ArcJournalService *arc_test_service (const char *path);
/* Runs @func on the writing thread, after what was asked for before, and waits for its result. */
gpointer arc_test_call (ArcJournalService *service, ArcJournalFunc func, gpointer data);
/* Closes and lets go of it, and of what still refers to it. */
void arc_test_service_end (ArcJournalService *service);

/* (transfer none): a window of this size with @page below a toast overlay, as in the application.
 */
GtkWidget *arc_test_show (GtkWidget *page, int width_px, int height_px);

G_END_DECLS
