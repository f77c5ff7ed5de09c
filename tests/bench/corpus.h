/* Entries for benchmarks: made from a seed, the same every time, with words as people use them. */
#pragma once

#include "arc-record.h"

G_BEGIN_DECLS

/* In every entry of length; in one of a hundred; in about twenty of all. */
#define CORPUS_COMMON_WORD "the"
#define CORPUS_MIDDLE_WORD "halcyon"
#define CORPUS_RARE_WORD "zyzzyva"

/**
 * corpus_record:
 * @index: 0 to @n_entries - 1, oldest first
 *
 * Words follow Zipf's law over a vocabulary of 40,000, with German and Japanese words among them;
 * so do tags and topics. Dates spread over years, by day and working hours.
 *
 * Returns: (transfer full): complete with ids and times
 */
ArcRecord *corpus_record (guint64 seed, guint64 index, guint64 n_entries);

G_END_DECLS
