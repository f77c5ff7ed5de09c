/* The two places where the text of a person's keys can be kept. For arc-keys.c only.
 *
 * Texts are secret: what is returned was made by sodium_malloc(), and goes by sodium_free(). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a text, with its closing NUL. */
#define ARC_KEY_TEXT_BYTES 512

/* ---- a file (arc-key-file.c): one line a team, mode 0600 ---- */

/* (transfer full): "JOURNAL.keys" */
char *arc_key_file_dup_path (const char *journal_path);
/* NULL without error where there is no file, or no such team in it. */
char *arc_key_file_get (const char *path, const char *team_id, GError **error);
/* @text NULL: takes the team out; the file goes with its last team. */
gboolean arc_key_file_put (const char *path, const char *team_id, const char *text, GError **error);

/* ---- the Secret Service (arc-key-ring.c) ---- */

typedef enum {
  ARC_KEY_RING_DONE,
  ARC_KEY_RING_ABSENT, /* no session bus, no service on it, no collection, no answer in time */
  ARC_KEY_RING_LOCKED, /* asking for its password would show a window, which nobody may be at */
} ArcKeyRing;

/* None of them starts a bus, shows a prompt, or takes more than some seconds. */
/* @text: (out): NULL with ARC_KEY_RING_DONE where the service does not know the keys. */
ArcKeyRing arc_key_ring_get (const char *journal_path, const char *team_id, char **text);
ArcKeyRing arc_key_ring_put (const char *journal_path, const char *team_id, const char *text);
ArcKeyRing arc_key_ring_delete (const char *journal_path, const char *team_id);

G_END_DECLS
