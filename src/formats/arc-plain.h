/* Entries for people's eyes, on a terminal or on paper. */
#pragma once

#include "arc-record.h"
#include "arc-share.h"

G_BEGIN_DECLS

/* What a terminal shows in bold. */
#define ARC_PLAIN_BOLD "\033[1m"
#define ARC_PLAIN_NORMAL "\033[0m"

/* Appends @record, translated; with @is_terminal its headings are bold and its texts harmless. */
void arc_plain_append_record (GString *out, const ArcRecord *record, gboolean is_terminal);
/* The same of a share, as its readers get it: it has a day and no time. */
void arc_plain_append_share (GString *out, const ArcShare *share, gboolean is_terminal);

/**
 * arc_plain_append_harmless:
 *
 * Appends @text with every control character but tab and line feed replaced by a visible one, so
 * that no text can drive the terminal that shows it.
 */
void arc_plain_append_harmless (GString *out, const char *text);

/* (transfer full): "measured: 25 minutes", translated; NULL where there is none. */
char *arc_plain_dup_evidence (const ArcEntry *entry);

G_END_DECLS
