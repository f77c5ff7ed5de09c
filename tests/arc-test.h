/* What the tests of the journal share: places, clocks, entries, and a journal told as text. */
#pragma once

#include "arc-journal.h"

G_BEGIN_DECLS

#define ARC_TEST_NOW G_GINT64_CONSTANT (1795183391000000) /* 2026-11-20T14:03:11Z */
#define ARC_TEST_HOUR (G_GINT64_CONSTANT (3600) * 1000000)
#define ARC_TEST_DAY (24 * ARC_TEST_HOUR)

/* A clock that a test moves. Each reading adds @step_us. */
typedef struct {
  gint64 now_us;
  gint64 step_us;
} ArcTestClock;

gint64 arc_test_clock_read (gpointer clock);

/* (transfer full): @name in a new, empty folder; the folder goes with the test's home. */
char *arc_test_path (const char *name);

/* Open and assert that it worked. @clock may be NULL. */
ArcJournal *arc_test_open (const char *path, ArcTestClock *clock);

/* (transfer full): an entry with these sections, any of which may be NULL. */
ArcEntry *arc_test_entry (const char *action, const char *reflection, const char *change);

/* Save and assert that it worked and what it did. */
void arc_test_save (ArcJournal *journal, ArcEntry *entry, ArcSaved expected);

/* Save an entry of one action (and, where @occurred_us is not 0, its time). (transfer full): id. */
char *arc_test_add (ArcJournal *journal, const char *action, gint64 occurred_us);

/* Assert that arc_journal_check() finds nothing. */
void arc_test_assert_sound (ArcJournal *journal);

/* Assert that @error is of ARC_ERROR with this code, and a whole sentence; then clear it. */
void arc_test_assert_sentence (GError **error, int code);

/* (transfer full): the entry as lines of text; equal text means equal values. */
char *arc_test_describe_entry (const ArcEntry *entry);

/* (transfer full): all entries with history and trash, months, labels, drafts, settings. */
char *arc_test_describe (ArcJournal *journal);

/* (transfer full): ids found, newest first, by their first section, joined with "|". */
char *arc_test_search (ArcJournal *journal, const char *query);

/* (transfer full): SHA-256 of a file and its mode, or "none". */
char *arc_test_fingerprint (const char *path);

/* Writes the file where it lies, as some programs that synchronise do; asserts that it worked.
 * g_file_set_contents_full() would leave the end of a longer one that was there. */
void arc_test_write_in_place (const char *path, gconstpointer data, gsize length);

/* Runs SQL on the file behind the journal's back; asserts that it worked. */
void arc_test_sql (const char *path, const char *sql);
/* (transfer full): first column of the first row as text, or NULL. */
char *arc_test_sql_text (const char *path, const char *sql);

G_END_DECLS
