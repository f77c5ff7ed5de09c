/* The journal's side of teams: what I share, what others share with me, what waits to be sent.
 *
 * As in arc-journal.h: functions belong to the thread that opened the journal, and fail with a
 * GError of ARC_ERROR that can be shown. Nothing here knows a key, a file or a server. */
#pragma once

#include "arc-journal.h"
#include "arc-reply.h"
#include "arc-share.h"
#include "arc-team.h"

G_BEGIN_DECLS

/* ---- teams and members (arc-team-table.c) ----------------------------------------------- */

/* (element-type ArcTeam): by name; those I left are not among them unless @with_left. */
GPtrArray *arc_journal_list_teams (ArcJournal *journal, gboolean with_left, GError **error);
/* Whether there is a team, in any state but left; cheap. */
gboolean arc_journal_has_teams (ArcJournal *journal);
/* The one team that @name (any case) or a prefix of its id names; the only one if @name is NULL;
 * ARC_ERROR_NOT_FOUND or ARC_ERROR_AMBIGUOUS, saying what there is. */
ArcTeam *arc_journal_find_team (ArcJournal *journal, const char *name, GError **error);
/* Adds or changes. ARC_ERROR_INVALID for what is no id, or no name. */
gboolean arc_journal_save_team (ArcJournal *journal, const ArcTeam *team, GError **error);
/* Forgets the team and every word that its members shared, for good (arc_journal_scrub()). */
gboolean arc_journal_forget_team (ArcJournal *journal, const char *team_id, GError **error);

/* (element-type ArcMember): members first, then those who ask, then those who were; by name. */
GPtrArray *arc_journal_list_members (ArcJournal *journal, const char *team_id, GError **error);
/* The one member that @name (whole name or its beginning, any case) or a prefix of an id names. */
ArcMember *arc_journal_find_member (ArcJournal *journal, const char *team_id, const char *name,
                                    GError **error);
/**
 * arc_journal_set_members:
 * @members: (element-type ArcMember): all of them, asking ones too
 *
 * Of members who are no longer in (left, removed, not in the list) every post vanishes from the
 * journal; should they come back, their posts are pulled anew.
 */
gboolean arc_journal_set_members (ArcJournal *journal, const char *team_id,
                                  const GPtrArray *members, GError **error);

/* What a transport wants to find again: roster, sequences, what it read already. Never a key.
 * NULL without error where there is none; a NULL value removes. */
GBytes *arc_journal_get_sync_state (ArcJournal *journal, const char *team_id, const char *key,
                                    GError **error);
gboolean arc_journal_set_sync_state (ArcJournal *journal, const char *team_id, const char *key,
                                     GBytes *value, GError **error);
/* (element-type utf8 GBytes): those whose key begins with @prefix. */
GHashTable *arc_journal_list_sync_state (ArcJournal *journal, const char *team_id,
                                         const char *prefix, GError **error);

/* ---- posts (arc-post-table.c) ------------------------------------------------------------ */

/* One revision of a post that I could read, and cannot any more: it went to fewer readers. */
typedef struct {
  char *id;
  char *author;
  char *revision;
} ArcLost;
ArcLost *arc_lost_new (const char *id, const char *author, const char *revision);
void arc_lost_free (ArcLost *lost);

/**
 * ArcPostBatch:
 * @posts: (element-type ArcPost): verified to be by their authors
 * @shares: (element-type ArcShare) (nullable elements): what a post of kind share holds; beside
 *   @posts, same length; NULL for other kinds
 * @gone: (element-type ArcGone): verified likewise
 * @lost: (element-type ArcLost): revisions that their authors no longer offer to me; they are not
 *   gone for good
 * @state: (element-type utf8 GBytes): sync state to be written with them; NULL value removes
 */
typedef struct {
  GPtrArray *posts;
  GPtrArray *shares;
  GPtrArray *gone;
  GPtrArray *lost;
  GHashTable *state;
} ArcPostBatch;
ArcPostBatch *arc_post_batch_new (void);
void arc_post_batch_free (ArcPostBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPostBatch, arc_post_batch_free)

/* What a batch changed. */
typedef struct {
  guint added;
  guint changed;
  guint removed;
  guint conflicts; /* posts with more than one latest revision now */
} ArcPostCounts;

/**
 * arc_journal_apply_posts:
 * @counts: (inout) (nullable): added to
 *
 * Takes in what others (or another device of mine) posted, in one transaction. Idempotent, and
 * the same whatever the order: a revision that a known one replaces is passed over, a post that
 * is gone stays gone. A post belongs to its id and its author together: someone else's post or
 * revocation under the same id is another one and changes nothing of the first. What those
 * posted who have left or were removed is passed over.
 */
gboolean arc_journal_apply_posts (ArcJournal *journal, const char *team_id, ArcPostBatch *batch,
                                  ArcPostCounts *counts, GError **error);

/* I am no manager any more: what others shared with managers, and not with me by name, vanishes. */
gboolean arc_journal_forget_for_managers (ArcJournal *journal, const char *team_id, GError **error);

/**
 * arc_journal_put_post:
 * @share: (nullable): what a post of kind share holds
 *
 * Stores a post of mine, new or advanced (arc_post_advance()), for the next sync.
 */
gboolean arc_journal_put_post (ArcJournal *journal, const char *team_id, const ArcPost *post,
                               const ArcShare *share, GError **error);
/* Takes a post of mine back: its words leave this journal now, and the others' with the next sync.
 */
gboolean arc_journal_revoke_post (ArcJournal *journal, const char *team_id, const char *post_id,
                                  GError **error);

/* Replaces the body of this revision of a post by somebody else, in this journal alone: words that
 * their writer took back leave it, until the author's next revision comes. */
gboolean arc_journal_blank_post (ArcJournal *journal, const char *team_id, const ArcPost *post,
                                 const char *body, GError **error);

/**
 * arc_journal_find_gone:
 * @gone: (out): whether this post was taken back, or its author is no longer in the team
 *
 * What is merely not here (it has not arrived, or is not for me) is not gone.
 */
gboolean arc_journal_find_gone (ArcJournal *journal, const char *team_id, const char *post_id,
                                const char *author, gboolean *gone, GError **error);

/* A post with what the journal knows of it. @share is NULL for other kinds. */
typedef struct {
  char *team_id;
  char *team_name;
  char *author_name;
  ArcPost *post;
  ArcShare *share;
  gint64 received_us; /* by this journal's clock; 0 for mine */
  gboolean is_mine;
  gboolean is_read;   /* reviewed by me; never leaves the journal */
  gboolean is_latest; /* no other latest revision stands beside it: FALSE marks a conflict */
} ArcPosted;
#define ARC_TYPE_POSTED (arc_posted_get_type ())
GType arc_posted_get_type (void);
ArcPosted *arc_posted_copy (const ArcPosted *posted);
void arc_posted_free (ArcPosted *posted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPosted, arc_posted_free)

/* The latest revisions of a post (usually one); empty if there is none. Of one author: me, or the
 * one whose post came first. */
GPtrArray *arc_journal_load_post (ArcJournal *journal, const char *post_id, GError **error);
/* (element-type ArcPosted): posts of @kind in a team (NULL: in all), by id; those about @subject
 * if that is given. Of every author. */
GPtrArray *arc_journal_list_posts (ArcJournal *journal, const char *team_id, ArcPostKind kind,
                                   const char *subject, GError **error);
/* The one id of a post that @prefix begins; ARC_ERROR_NOT_FOUND or _AMBIGUOUS. @kind -1: any. */
char *arc_journal_resolve_post (ArcJournal *journal, int kind, const char *prefix, GError **error);

/* ---- the outbox ---- */

/**
 * ArcOutbox:
 * @live: (element-type ArcPost): every post of mine that stands; only of those that @changed names
 *   unless all were asked for
 * @changed: (element-type utf8): ids of posts that were not sent yet in their present revision
 * @gone: (element-type utf8): ids of all posts of mine that were ever revoked
 * @gone_changed: whether one of them was not sent yet
 */
typedef struct {
  GPtrArray *live;
  GPtrArray *changed;
  GPtrArray *gone;
  gboolean gone_changed;
} ArcOutbox;
void arc_outbox_free (ArcOutbox *outbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcOutbox, arc_outbox_free)
ArcOutbox *arc_journal_load_outbox (ArcJournal *journal, const char *team_id, gboolean all,
                                    GError **error);
/* How many posts and revocations wait in all teams; cheap. */
guint arc_journal_count_outbox (ArcJournal *journal);
/* They are where the others can get them: in this revision. With @state as in ArcPostBatch. */
gboolean arc_journal_mark_sent (ArcJournal *journal, const char *team_id, const ArcOutbox *outbox,
                                GHashTable *state, GError **error);

/* ---- shares (arc-share-table.c) ------------------------------------------------------------ */

/**
 * arc_journal_share_entry:
 * @post_id: (nullable): of an own share of the same entry to be changed; NULL makes a new one
 * @body: the canonical body of @share
 *
 * Remembers what was chosen, so that the dialog can show it again, and puts the post.
 *
 * Returns: (transfer full): the post's id
 */
char *arc_journal_share_entry (ArcJournal *journal, const char *team_id, const char *entry_id,
                               const ArcShareChoice *choice, const ArcShare *share,
                               const char *body, const char *post_id, GError **error);

/* What of an entry is shared, and where. */
typedef struct {
  char *post_id;
  char *team_id;
  char *team_name;
  ArcShareChoice *choice;
  gint64 shared_us;
  gboolean is_sent;
  gboolean is_stale; /* what was chosen reads differently in the entry now */
} ArcEntryShare;
void arc_entry_share_free (ArcEntryShare *share);
/* (element-type ArcEntryShare): of one entry, by team. */
GPtrArray *arc_journal_list_entry_shares (ArcJournal *journal, const char *entry_id,
                                          GError **error);
/* (element-type utf8 guint): entry id -> ArcParts that any team sees, for a list's indicator. */
GHashTable *arc_journal_list_shared_entries (ArcJournal *journal, GError **error);
/* The entry of my own share; NULL without error if it is not known here. */
char *arc_journal_find_shared_entry (ArcJournal *journal, const char *post_id, GError **error);
/* (element-type utf8 GBytes): ids of my shares whose commitments, barriers or look-backs may have
 * changed since arc_journal_forget_answered() was called with them. Cheap: with what changed. */
GHashTable *arc_journal_list_answered (ArcJournal *journal, const char *team_id, GError **error);
/* They were looked at; what changed while they were stays noted. */
gboolean arc_journal_forget_answered (ArcJournal *journal, const char *team_id,
                                      GHashTable *answered, GError **error);
/* The loop's name for shares (ArcShare.chain) of this entry in this team: derived from the first
 * entry of the loop and a secret of this journal. */
char *arc_journal_dup_chain (ArcJournal *journal, const char *team_id, const char *entry_id,
                             GError **error);

/* Which shares to list. Zero-initialised: all of every team, newest first. */
typedef struct {
  const char *team_id;
  const char *author; /* member's id */
  const char *topic;
  int outcome; /* ArcOutcome, or 0 */
  ArcDay since;
  ArcDay until;
  gboolean unread_only; /* by others, and not reviewed yet */
  gboolean mine_only;
  gboolean others_only;
  const ArcQuery *query;  /* (nullable): words, as in search */
  gint64 before_position; /* a page: below this position; 0 for the first */
  guint limit;            /* 0: all */
} ArcShareFilter;
/* A share in a list; @posted->share holds all of it. */
typedef struct {
  gint64 position;
  char *excerpt; /* with marks, as in ArcBrief; the start of the first section without a query */
  ArcPosted *posted;
} ArcShareBrief;
void arc_share_brief_free (ArcShareBrief *brief);
/* (element-type ArcShareBrief) */
GPtrArray *arc_journal_list_shares (ArcJournal *journal, const ArcShareFilter *filter,
                                    GError **error);

/* An entry of mine, or what someone else shared: one of the two is NULL. */
typedef struct {
  ArcBrief *entry;
  ArcShareBrief *share;
} ArcFoundEither;
void arc_found_either_free (ArcFoundEither *found);
/**
 * arc_journal_search_together:
 * @before_position: only what stands below this position; %G_MAXINT64 for the first page
 * @limit: at most so many, or one more
 *
 * Entries and the shares of others in one list, as arc_journal_search().
 *
 * Returns: (transfer full) (element-type ArcFoundEither): newest first
 */
GPtrArray *arc_journal_search_together (ArcJournal *journal, const ArcQuery *query,
                                        gint64 before_position, guint limit, GError **error);

/* Shares by others that were not reviewed yet. @team_id NULL: in all teams. */
guint arc_journal_count_unread_shares (ArcJournal *journal, const char *team_id);
/* Reviewed, or not; private to this journal. */
gboolean arc_journal_set_share_read (ArcJournal *journal, const char *post_id, gboolean read,
                                     GError **error);
gboolean arc_journal_set_all_read (ArcJournal *journal, const char *team_id, GError **error);

/* ---- what was said to me (arc-reply-table.c) ----------------------------------------------- */

/* An answer, a turn of a barrier of mine, a request: new to me, and not dismissed. */
typedef struct {
  ArcPosted *posted;
  char *entry_id;    /* (nullable): my entry that it is about */
  char *entry_title; /* "" if there is none */
  gboolean is_told;  /* a notification was shown */
} ArcNews;
void arc_news_free (ArcNews *news);
/* (element-type ArcNews): oldest first; only what was not told yet if @untold_only. */
GPtrArray *arc_journal_list_news (ArcJournal *journal, gboolean untold_only, GError **error);
gboolean arc_journal_set_news_told (ArcJournal *journal, const char *post_id, GError **error);
/* FALSE with @error set if it cannot be known. */
gboolean arc_journal_is_news_dismissed (ArcJournal *journal, const char *post_id, GError **error);
gboolean arc_journal_dismiss_news (ArcJournal *journal, const char *post_id, GError **error);
/* (element-type ArcPosted): all answers to shares of this entry, oldest first. */
GPtrArray *arc_journal_list_answers (ArcJournal *journal, const char *entry_id, GError **error);

/* ---- what I am about to say ---- */

/* A suggestion that is being typed, so that it outlives the program. Private to this journal: no
 * transport and no export has it. NULL or "" forgets it. */
gboolean arc_journal_keep_suggestion (ArcJournal *journal, const char *team_id,
                                      const char *share_id, const char *text, GError **error);
/* (transfer full): "" if there is none. */
char *arc_journal_dup_suggestion (ArcJournal *journal, const char *team_id, const char *share_id);

/* ---- files that were set aside ---- */

typedef struct {
  char *team_id;
  char *place;   /* file name, relative to the team's folder */
  char *message; /* a sentence */
  gint64 at_us;
} ArcSetAside;
void arc_set_aside_free (ArcSetAside *set_aside);
/* One for each place; TRUE in @is_new if it was not known with this message. */
gboolean arc_journal_set_aside (ArcJournal *journal, const ArcSetAside *set_aside, gboolean *is_new,
                                GError **error);
gboolean arc_journal_clear_set_aside (ArcJournal *journal, const char *team_id, const char *place,
                                      GError **error);
GPtrArray *arc_journal_list_set_aside (ArcJournal *journal, const char *team_id, GError **error);

/* After words were taken back: they leave the search index and the WAL too (FTS optimize,
 * checkpoint with truncation). Outside any transaction. Remembered in the journal until it was
 * done, and cheap where there is nothing to do: call it after each sync. */
gboolean arc_journal_scrub (ArcJournal *journal, GError **error);

G_END_DECLS
