/* UUIDs of version 4, 7 and 8 (RFC 9562, sections 5.4, 5.7 and 5.8). */
#include "arc-id.h"

#include <string.h>
#include <sys/random.h>

#define ID_BYTES 16

static void
set_version (guint8 bytes[ID_BYTES], guint version)
{
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
}

static char *
format_id (const guint8 bytes[ID_BYTES])
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (ARC_ID_LENGTH + 1);
  char *p = text;

  for (guint i = 0; i < ID_BYTES; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      *p++ = '-';
    *p++ = digits[bytes[i] >> 4];
    *p++ = digits[bytes[i] & 0x0f];
  }
  *p = '\0';
  return text;
}

static void
fill_random (guint8 *bytes, gsize length)
{
  if (getrandom (bytes, length, 0) == (gssize) length)
    return;
  for (gsize i = 0; i < length; i++)
    bytes[i] = g_random_int_range (0, 256);
}

char *
arc_id_new (gint64 now_us)
{
  static GMutex mutex;
  static gint64 asked_ms; /* the clock when the last id was made */
  static gint64 last_ms;  /* what that id says: ahead of the clock after a burst */
  static guint counter;
  guint8 bytes[ID_BYTES];
  gint64 ms = MAX (now_us / 1000, 0);
  guint step;

  fill_random (bytes, sizeof bytes);
  g_mutex_lock (&mutex);
  /* rand_a is a counter while the millisecond stays the same, and a burst that exhausts it runs
   * ahead of the clock (RFC 9562, section 6.2, method 1). */
  if (ms < asked_ms || ms > last_ms) {
    last_ms = ms;
    counter = ((bytes[6] << 8) | bytes[7]) & 0x3ff;
  } else if (counter < 0xfff) {
    counter++;
  } else {
    last_ms++;
    counter = 0;
  }
  asked_ms = ms;
  ms = last_ms;
  step = counter;
  g_mutex_unlock (&mutex);

  for (guint i = 0; i < 6; i++)
    bytes[i] = (ms >> (8 * (5 - i))) & 0xff;
  bytes[6] = step >> 8;
  bytes[7] = step & 0xff;
  set_version (bytes, 7);
  return format_id (bytes);
}

char *
arc_id_new_random (void)
{
  guint8 bytes[ID_BYTES];

  fill_random (bytes, sizeof bytes);
  set_version (bytes, 4);
  return format_id (bytes);
}

char *
arc_id_for_content (const void *data, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize digest_length = sizeof digest;

  g_checksum_update (checksum, data, length);
  g_checksum_get_digest (checksum, digest, &digest_length);
  set_version (digest, 8);
  return format_id (digest);
}

gboolean
arc_id_is_valid (const char *text)
{
  if (!text || strlen (text) != ARC_ID_LENGTH)
    return FALSE;
  for (guint i = 0; i < ARC_ID_LENGTH; i++) {
    gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

    if (dash ? text[i] != '-' : !(g_ascii_isdigit (text[i]) || (text[i] >= 'a' && text[i] <= 'f')))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_id_is_prefix (const char *text)
{
  gsize length = text ? strlen (text) : 0;

  if (length == 0 || length > ARC_ID_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] != '-' && !g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}
