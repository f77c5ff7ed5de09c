/* How search cuts text into words: unicode61 without diacritics, but each Chinese, Japanese or
 * Korean character by itself, and ß, ł, ø, full-width forms … folded to what people type. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The name by which the schema refers to it. */
#define ARC_TOKENIZER_NAME "arc"

/* The tokenizer for use outside of FTS5. */
typedef struct _ArcTokenizer ArcTokenizer;

/**
 * ArcTokenFunc:
 * @token: not NUL-terminated
 * @start: byte of the text at which it begins, @end: after its last byte
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*ArcTokenFunc) (gpointer data, const char *token, gsize length, gsize start,
                                  gsize end);

/**
 * arc_tokenizer_register:
 *
 * Makes the tokenizer, and the SQL function arc_excerpt(), known to @db. Every connection that
 * touches the search table needs it.
 *
 * Returns: (transfer full): %NULL if this SQLite has no FTS5
 */
ArcTokenizer *arc_tokenizer_register (sqlite3 *db);
void arc_tokenizer_free (ArcTokenizer *tokenizer);
void arc_tokenizer_run (ArcTokenizer *tokenizer, const char *text, gsize length, ArcTokenFunc func,
                        gpointer data);

G_END_DECLS
