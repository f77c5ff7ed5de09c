/* From shares to statements: the sentences and bullets that people wrote, each with what is known
 * about it. Pure. */
#pragma once

#include "arc-practice.h"
#include "arc-share.h"

G_BEGIN_DECLS

typedef enum {
  ARC_STATEMENT_ACTION,
  ARC_STATEMENT_REFLECTION,
  ARC_STATEMENT_CHANGE,
  ARC_STATEMENT_COMMITMENT,
  ARC_STATEMENT_BARRIER,
  ARC_N_STATEMENT_KINDS,
} ArcStatementKind;

/* A share as summaries take it in. */
typedef struct {
  char *id;       /* the post's */
  char *revision; /* of the post */
  char *author;   /* a member's id; "" for an anonymous one */
  char *author_name;
  ArcAudience audience;
  ArcShare *share;
} ArcSharedInput;
ArcSharedInput *arc_shared_input_new (const char *id, const char *author, const char *author_name,
                                      ArcAudience audience, const ArcShare *share);
void arc_shared_input_free (ArcSharedInput *input);

/**
 * ArcStatement:
 * @id: of the share, what it is, and a hash of the text: the same whenever and wherever it is made
 * @text: one sentence or bullet, without its bullet sign, white space tidied
 * @input: the share it stands in; not owned
 * @commitment: (nullable): of a commitment, the value in @input; not owned. @barrier likewise
 */
typedef struct {
  char *id;
  ArcStatementKind kind;
  char *text;
  const ArcSharedInput *input;
  const ArcCommitment *commitment;
  const ArcBarrier *barrier;
} ArcStatement;
void arc_statement_free (ArcStatement *statement);

/* Characters of a statement; longer ones are cut at a word, with an ellipsis. */
#define ARC_STATEMENT_CHARS 600
/* Statements of one share; what follows is left out. */
#define ARC_STATEMENTS_PER_SHARE 200

/**
 * arc_statements_of:
 *
 * Lines, bullets and sentences ("z. B.", "e.g.", "3.5" and initials end none; CJK full stops do).
 * A line of the Change that is a commitment or a barrier counts once, as such. Very short ones
 * (under two words, or four characters of CJK) are left out.
 *
 * Returns: (transfer full) (element-type ArcStatement): in the order of the share
 */
GPtrArray *arc_statements_of (const ArcSharedInput *input);

/* Whether a practice is worded with the words of a statement, or with a piece of it. */
gboolean arc_statement_is_in_practice (const ArcStatement *statement, const ArcPracticeTurn *turn);

gboolean arc_statement_kind_from_word (const char *word, ArcStatementKind *kind);
const char *arc_statement_kind_to_word (ArcStatementKind kind);
const char *arc_statement_kind_to_label (ArcStatementKind kind);

G_END_DECLS
