/* What the tables of teams share: rows of posts and shares. Inside src/journal only. */
#pragma once

#include "arc-journal-private.h"
#include "arc-journal-team.h"

G_BEGIN_DECLS

/* ---- lists of ids as one text (arc-post-row.c) ---- */

char *arc_ids_to_text (const GPtrArray *ids);
/* (transfer full) (element-type utf8) */
GPtrArray *arc_ids_from_text (const char *text);

/* ---- rows of posts (arc-post-row.c) ---- */

/* In FROM ARC_POSTED_FROM: what arc_column_posted() reads. */
#define ARC_POSTED                                                                                 \
  "post.number, post.team_id, team.name, coalesce(member.name, ''), post.id, post.author, "        \
  "post.revision, post.replaces, post.kind, post.audience, post.readers, post.subject, "           \
  "post.at_us, post.body, post.received_us, team.me = post.author, "                               \
  "(SELECT count(*) FROM post AS other WHERE other.id = post.id AND "                              \
  "other.team_id = post.team_id AND other.author = post.author)"
#define ARC_N_POSTED 17
#define ARC_POSTED_JOINS                                                                           \
  "JOIN team ON team.id = post.team_id "                                                           \
  "LEFT JOIN member ON member.team_id = post.team_id AND member.id = post.author "

/* Reads ARC_POSTED from @column on; without the share. */
ArcPosted *arc_column_posted (sqlite3_stmt *statement, int column);
/* Runs @statement, which selects ARC_POSTED, and loads the shares. */
GPtrArray *arc_posted_collect (ArcJournal *journal, sqlite3_stmt *statement, GError **error);
/* Without error where there is no such team: "". */
char *arc_team_table_dup_me (ArcJournal *journal, const char *team_id, GError **error);

/* ---- changing posts, inside a transaction (arc-post-row.c) ---- */

/* Changes to posts whose shares are written all at once, in the order that the index likes. */
typedef struct _ArcPostChanges ArcPostChanges;
ArcPostChanges *arc_post_changes_new (ArcJournal *journal, const char *team_id);
void arc_post_changes_free (ArcPostChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPostChanges, arc_post_changes_free)
/**
 * arc_post_changes_put:
 * @share: (nullable): must live until arc_post_changes_flush()
 * @received_us: 0 for a post of mine
 * @is_sent: whether the others have it
 *
 * Stores a revision, unless it is known, replaced or gone; removes those that it replaces.
 */
gboolean arc_post_changes_put (ArcPostChanges *changes, const ArcPost *post, const ArcShare *share,
                               gint64 received_us, gboolean is_sent, GError **error);
gboolean arc_post_changes_remove (ArcPostChanges *changes, const char *id, const char *author,
                                  gboolean is_sent, GError **error);
/* One revision vanishes, without being gone for good. */
gboolean arc_post_changes_lose (ArcPostChanges *changes, const ArcLost *lost, GError **error);
/* Every post that @author ever made here vanishes, without being gone for good. */
gboolean arc_post_changes_forget_author (ArcPostChanges *changes, const char *author,
                                         GError **error);
/* Likewise what others posted for managers, and not for me by name. */
gboolean arc_post_changes_forget_for_managers (ArcPostChanges *changes, GError **error);
/* Writes the shares and their index, and adds up what changed. */
gboolean arc_post_changes_flush (ArcPostChanges *changes, ArcPostCounts *counts, GError **error);

/* ---- rows of shares (arc-share-row.c) ---- */

/* A row of share to be written. */
typedef struct {
  gint64 post; /* post.number */
  const ArcPost *of;
  const ArcShare *share;
  gboolean is_mine;
  gboolean is_read;
} ArcShareRow;

/* In FROM share: what arc_column_share() reads. */
#define ARC_SHARE                                                                                  \
  "share.day, share.parts, share.quotable, share.chain, share.loop, share.look_backs, "            \
  "share.revision, share.parent, share.created_us, share.modified_us, share.occurred_us, "         \
  "share.zone, share.outcome, share.lens, share.evidence, share.evidence_amount, "                 \
  "share.evidence_unit, share.evidence_per, share.topic, share.tags, share.title, share.action, "  \
  "share.reflection, share.change"
#define ARC_N_SHARE (6 + ARC_N_CONTENT)
ArcShare *arc_column_share (sqlite3_stmt *statement, int column);

/* The share of the post @number, NULL without error if there is none. */
ArcShare *arc_share_row_load (ArcJournal *journal, gint64 number, gboolean *is_read,
                              GError **error);
/* The position of the share of the post @number; 0 if it has none. */
gboolean arc_share_row_find (ArcJournal *journal, gint64 number, gint64 *position, GError **error);
/* Takes the row out of the index and the table. Quick in the order of positions. */
gboolean arc_share_row_remove (ArcJournal *journal, gint64 position, GError **error);
/* (element-type ArcShareRow): sorted here. */
gboolean arc_share_row_insert_all (ArcJournal *journal, GArray *rows, const char *team_id,
                                   GError **error);

/* ---- my shares of an entry (arc-entry-share-table.c) ---- */

/* Takes every share of the entry back, inside a transaction. */
gboolean arc_entry_share_table_revoke (ArcJournal *journal, const char *entry_id, GError **error);
/* Inside a transaction: what is shared of the entry (of the commitment's or the look-back's entry)
 * may have other states or answers now: arc_journal_list_answered(). */
gboolean arc_entry_share_table_note_answer (ArcJournal *journal, const char *entry_id,
                                            GError **error);
gboolean arc_entry_share_table_note_commitment (ArcJournal *journal, const char *commitment_id,
                                                GError **error);
gboolean arc_entry_share_table_note_look_back (ArcJournal *journal, const char *look_back_id,
                                               GError **error);
/* The same for a share of mine that came from another computer. */
gboolean arc_entry_share_table_note_post (ArcJournal *journal, const char *post_id, GError **error);
/* Forgets what was chosen for the entry. */
gboolean arc_entry_share_table_remove (ArcJournal *journal, const char *entry_id, GError **error);
/* Inside a transaction: stores a post of mine; takes one back. */
gboolean arc_post_table_put (ArcJournal *journal, const char *team_id, const ArcPost *post,
                             const ArcShare *share, GError **error);
gboolean arc_post_table_revoke (ArcJournal *journal, const char *team_id, const char *post_id,
                                GError **error);

/* ---- scrubbing (arc-scrub.c) ---- */

/* The running transaction took words away: arc_journal_scrub() has work to do. */
gboolean arc_scrub_later (ArcJournal *journal, GError **error);

/* ---- sync state, inside a transaction (arc-sync-table.c) ---- */

/* A NULL value removes. */
gboolean arc_sync_table_put (ArcJournal *journal, const char *team_id, const char *key,
                             GBytes *value, GError **error);
/* @state may be NULL. */
gboolean arc_sync_table_put_all (ArcJournal *journal, const char *team_id, GHashTable *state,
                                 GError **error);

/* ---- blobs ---- */

void arc_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes);
GBytes *arc_column_bytes (sqlite3_stmt *statement, int column);

G_END_DECLS
