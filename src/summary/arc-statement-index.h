/* Statements, prepared for comparison: words, counts and nearest neighbours, kept up to date while
 * statements come and go. An index that grew bit by bit equals one that was made at once. Pure: no
 * I/O, no clock, nothing random; the order of adding, the locale and the thread do not matter.
 *
 * An index belongs to one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ArcStatementIndex ArcStatementIndex;

/**
 * ArcSummaryProgress:
 * @fraction: 0 to 1
 *
 * Called now and then by long work, on the thread that does it.
 *
 * Returns: whether to go on; %FALSE ends the work with %ARC_ERROR_INTERRUPTED
 */
typedef gboolean (*ArcSummaryProgress) (double fraction, gpointer user_data);

/* Two statements that look alike; ids belong to the index. @similarity: 0 (nothing in common)
 * to 1 (the same words). In a pair @a sorts before @b. */
typedef struct {
  const char *a;
  const char *b;
  double similarity;
} ArcStatementPair;

/* A statement that was found. */
typedef struct {
  const char *id;
  double similarity;
} ArcStatementMatch;

ArcStatementIndex *arc_statement_index_new (void);
void arc_statement_index_free (ArcStatementIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcStatementIndex, arc_statement_index_free)

/**
 * arc_statement_index_add:
 * @id: valid UTF-8, not empty; unique in the index
 * @text: any bytes up to the NUL
 *
 * Both are copied.
 *
 * Returns: %FALSE if a statement with this id is there already (it stays as it was)
 */
gboolean arc_statement_index_add (ArcStatementIndex *index, const char *id, const char *text);

/* Takes a statement out; FALSE if there is none with that id. */
gboolean arc_statement_index_remove (ArcStatementIndex *index, const char *id);

/* How many statements there are. */
guint arc_statement_index_get_size (ArcStatementIndex *index);

/* (transfer container) (element-type utf8): the ids of all statements, sorted; they belong to the
 * index and hold while their statements are in it. */
GPtrArray *arc_statement_index_list_ids (ArcStatementIndex *index);

/* (transfer none) (nullable): the text of the statement. */
const char *arc_statement_index_get_text (ArcStatementIndex *index, const char *id);

/**
 * arc_statement_index_refresh:
 * @progress: (nullable)
 *
 * Brings weights and neighbours up to date: the long part of grouping, in time near-linear in the
 * number of statements. Done by itself where it is needed; by itself it is for progress and cancel.
 *
 * Returns: %FALSE with %ARC_ERROR_INTERRUPTED; the index can go on being used
 */
gboolean arc_statement_index_refresh (ArcStatementIndex *index, ArcSummaryProgress progress,
                                      gpointer user_data, GError **error);

/**
 * arc_statement_index_list_pairs:
 * @min_similarity: %ARC_SIMILAR is "these look alike"
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type ArcStatementPair): the most similar first
 */
GArray *arc_statement_index_list_pairs (ArcStatementIndex *index, double min_similarity,
                                        guint limit);
#define ARC_SIMILAR 0.3

/**
 * arc_statement_index_find:
 * @text: any bytes up to the NUL
 *
 * The statements most like a text that is not in the index, in the time of a keystroke.
 *
 * Returns: (transfer full) (element-type ArcStatementMatch): the most similar first; none that has
 *   no word in common
 */
GArray *arc_statement_index_find (ArcStatementIndex *index, const char *text, guint limit);

G_END_DECLS
