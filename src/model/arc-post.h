/* A post: what one member puts before others of the team. The one thing that transports carry. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  ARC_POST_SHARE,       /* the copy of chosen parts of an entry */
  ARC_POST_ANSWER,      /* to a share: suggestion, thanks, I'll try it, ask for a look-back */
  ARC_POST_BARRIER,     /* a turn of a shared barrier: an owner, a next step, a state */
  ARC_POST_FOCUS,       /* one behaviour that a manager asks for */
  ARC_POST_FOCUS_REPLY, /* yes, or a counter-proposal */
  ARC_POST_SUMMARY,     /* a published summary */
  ARC_POST_PRACTICE,    /* a state of a practice */
  ARC_POST_TRIAL,       /* what became of a practice that someone tried */
  ARC_POST_CORRECTION,  /* of the grouping */
  ARC_POST_EQUIVALENT,  /* a named conversion of the team */
  ARC_POST_OTHER,       /* of a newer version: kept and passed over */
  ARC_N_POST_KINDS,
} ArcPostKind;

/* Who can read it, beside its author and those in ArcPost.to. */
typedef enum {
  ARC_AUDIENCE_TEAM,
  ARC_AUDIENCE_MANAGERS,
  ARC_AUDIENCE_NAMED, /* nobody else */
  ARC_N_AUDIENCES,
} ArcAudience;

/**
 * ArcPost:
 * @id: never changes; random, tells no time
 * @author: a member's id
 * @revision: id of this state; random
 * @replaces: (element-type utf8): every earlier revision of this post: whichever of them turns up
 *   later is old. The last is the parent
 * @to: (element-type utf8): members who can read it beside @audience
 * @subject: (nullable): the post it is about
 * @at_us: when it was made by its author's clock: to be shown, never to decide
 * @body: JSON, by @kind (formats/arc-json-team.h); valid UTF-8
 *
 * Two devices of one person can make two revisions, none of which replaces the other: both stay.
 * Nothing here depends on a clock or on the order of arrival: what a team's members see follows
 * from the set of posts alone.
 */
typedef struct {
  char *id;
  char *author;
  char *revision;
  GPtrArray *replaces;
  ArcPostKind kind;
  ArcAudience audience;
  GPtrArray *to;
  char *subject;
  gint64 at_us;
  char *body;
} ArcPost;

#define ARC_TYPE_POST (arc_post_get_type ())
GType arc_post_get_type (void);
/* With ids of its own, random (UUIDv4). */
ArcPost *arc_post_new (ArcPostKind kind, const char *author);
ArcPost *arc_post_copy (const ArcPost *post);
void arc_post_free (ArcPost *post);
/* Gives it a new revision, and keeps the present one in @replaces. */
void arc_post_advance (ArcPost *post);
/* @post replaces @other too, and all that that replaces: for the next revision of the two. */
void arc_post_merge (ArcPost *post, const ArcPost *other);
/* The last of @replaces, or NULL. */
const char *arc_post_get_parent (const ArcPost *post);

/* Bytes that a post's body may have; the sections shared with it are shorter. */
#define ARC_LIMIT_POST_BYTES (1024 * 1024)
/* Revisions that a post remembers; older ones are forgotten. */
#define ARC_LIMIT_POST_REVISIONS 1000

/* Every rule and limit that holds for all kinds; FALSE with ARC_ERROR_INVALID or _TOO_LARGE. */
gboolean arc_post_validate (const ArcPost *post, GError **error);

/* The post @id of @author is revoked: no text, no time. It wins over every state of the post. */
typedef struct {
  char *id;
  char *author;
} ArcGone;
ArcGone *arc_gone_new (const char *id, const char *author);
void arc_gone_free (ArcGone *gone);

/* Words of files and scripts. */
const char *arc_post_kind_to_word (ArcPostKind kind);
/* ARC_POST_OTHER for a word that is not known. */
ArcPostKind arc_post_kind_from_word (const char *word);
const char *arc_audience_to_word (ArcAudience audience);
gboolean arc_audience_from_word (const char *word, ArcAudience *audience);
const char *arc_audience_to_label (ArcAudience audience);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPost, arc_post_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcGone, arc_gone_free)

G_END_DECLS
