/* Writing an entry in the person's own text editor. */
#pragma once

#include "arc-cli.h"

G_BEGIN_DECLS

/* A page that was edited. */
typedef struct {
  ArcEntry *entry; /* what the page says */
  char *path;      /* the file, still there: removed by arc_cli_edited_discard() */
} ArcCliEdited;

/**
 * arc_cli_editor_run:
 * @base: what the page shows at first
 * @edited: (out caller-allocates)
 *
 * Opens $VISUAL or $EDITOR on a file that only its owner can read, and waits.
 *
 * Returns: whether there is something to save; else @status is the exit status, and why was said
 */
gboolean arc_cli_editor_run (ArcCli *cli, const ArcEntry *base, gint64 now_us, ArcCliEdited *edited,
                             int *status);

/* Removes the file: its text is safe in the journal. */
void arc_cli_edited_discard (ArcCliEdited *edited);

/**
 * arc_cli_edited_keep:
 *
 * Moves the file to the journal's folder, where it survives a restart, and says where it is.
 *
 * Returns: the exit status of a failure because of @error
 */
int arc_cli_edited_keep (ArcCli *cli, ArcCliEdited *edited, const GError *error);

void arc_cli_edited_clear (ArcCliEdited *edited);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArcCliEdited, arc_cli_edited_clear)

G_END_DECLS
