/* The one error domain that people can meet: every message is a whole, translated sentence. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArcError:
 * @ARC_ERROR_FAILED: anything without a code of its own
 * @ARC_ERROR_INVALID: the input breaks a rule; the message says which, where
 * @ARC_ERROR_NOT_FOUND: no such entry, file …
 * @ARC_ERROR_AMBIGUOUS: an id prefix fits several entries
 * @ARC_ERROR_TOO_LARGE: over a limit of arc-limits.h
 * @ARC_ERROR_CONFLICT: saved, but someone else had changed it meanwhile; both are kept
 * @ARC_ERROR_BUSY: another program holds the journal
 * @ARC_ERROR_NO_SPACE: the disk is full
 * @ARC_ERROR_READ_ONLY: the file, folder or file system cannot be written
 * @ARC_ERROR_NOT_A_JOURNAL: the file is something else
 * @ARC_ERROR_NEWER: made by a newer version of ARC Journal
 * @ARC_ERROR_DAMAGED: the file is corrupt
 * @ARC_ERROR_NETWORK: on a network file system, where SQLite's WAL is unsafe
 * @ARC_ERROR_IO: reading or writing failed otherwise
 * @ARC_ERROR_INTERRUPTED: cancelled by the person
 */
typedef enum {
  ARC_ERROR_FAILED,
  ARC_ERROR_INVALID,
  ARC_ERROR_NOT_FOUND,
  ARC_ERROR_AMBIGUOUS,
  ARC_ERROR_TOO_LARGE,
  ARC_ERROR_CONFLICT,
  ARC_ERROR_BUSY,
  ARC_ERROR_NO_SPACE,
  ARC_ERROR_READ_ONLY,
  ARC_ERROR_NOT_A_JOURNAL,
  ARC_ERROR_NEWER,
  ARC_ERROR_DAMAGED,
  ARC_ERROR_NETWORK,
  ARC_ERROR_IO,
  ARC_ERROR_INTERRUPTED,
} ArcError;

#define ARC_ERROR (arc_error_quark ())
GQuark arc_error_quark (void);

G_END_DECLS
