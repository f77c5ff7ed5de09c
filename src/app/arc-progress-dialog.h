/* Long work: a dialog with progress and a way to stop, shown only when it takes a while. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Counts of a work in progress: written by the worker, read by the dialog. */
typedef struct _ArcProgress ArcProgress;

ArcProgress *arc_progress_new (void);
ArcProgress *arc_progress_ref (ArcProgress *progress);
void arc_progress_unref (ArcProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcProgress, arc_progress_unref)

/* From any thread. A @total of 0 is not known. */
void arc_progress_set (ArcProgress *progress, guint64 done, guint64 total);

#define ARC_TYPE_PROGRESS_DIALOG (arc_progress_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcProgressDialog, arc_progress_dialog, ARC, PROGRESS_DIALOG,
                      AdwMessageDialog)

/**
 * arc_progress_dialog_new:
 * @heading: what is being done, plain text
 * @progress: (nullable): followed while the dialog is shown
 * @cancellable: cancelled when the person stops the work
 *
 * Appears by itself after a moment, unless it was finished before.
 *
 * Returns: (transfer none): owned by GTK until arc_progress_dialog_finish()
 */
ArcProgressDialog *arc_progress_dialog_new (GtkWindow *parent, const char *heading,
                                            ArcProgress *progress, GCancellable *cancellable);

/* The work is done: the dialog goes. */
void arc_progress_dialog_finish (ArcProgressDialog *self);

/**
 * arc_report_dialog_show:
 * @heading: plain text
 * @body: plain text
 * @lines: (nullable) (element-type utf8): details, one a line
 *
 * Says how a long work ended, where a toast is too small.
 */
void arc_report_dialog_show (GtkWindow *parent, const char *heading, const char *body,
                             GPtrArray *lines);

G_END_DECLS
