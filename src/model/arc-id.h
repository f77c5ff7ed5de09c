/* UUIDs (RFC 9562): version 7 for what is new, 4 for what others see, 8 for what is derived from
 * content. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters of an id, without the closing NUL. */
#define ARC_ID_LENGTH 36

/**
 * arc_id_new:
 * @now_us: microseconds UTC since 1970
 *
 * Makes a UUIDv7: 48 bits of milliseconds, then random bits from the system's generator.
 * Ids made by one process within one millisecond still sort in the order of their making.
 *
 * Returns: (transfer full): 36 lower-case characters
 */
char *arc_id_new (gint64 now_us);

/**
 * arc_id_new_random:
 *
 * Makes a UUIDv4, which tells nothing of when it was made: for what others get to see.
 *
 * Returns: (transfer full): 36 lower-case characters
 */
char *arc_id_new_random (void);

/**
 * arc_id_for_content:
 * @data: (array length=length): the bytes that name the thing
 *
 * Makes a UUIDv8 from the SHA-256 of @data, so that importing a record without an id twice
 * finds it again.
 *
 * Returns: (transfer full): 36 lower-case characters
 */
char *arc_id_for_content (const void *data, gsize length);

/**
 * arc_id_is_valid:
 *
 * Returns: whether @text is a whole UUID in lower-case canonical form
 */
gboolean arc_id_is_valid (const char *text);

/**
 * arc_id_is_prefix:
 *
 * Returns: whether @text could begin an id: 1 to 36 hexadecimal digits and dashes (any case)
 */
gboolean arc_id_is_prefix (const char *text);

G_END_DECLS
