/* Reads SQLite's file format directly, for files that SQLite itself gives up on. */
#include "arc-config.h"
#include "arc-salvage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"

#define TABLE_LEAF 0x0d
#define INDEX_LEAF 0x0a
#define DEFAULT_PAGE_BYTES 4096
#define MAX_COLUMNS 64
/* Three sections of 10 MiB and the rest. */
#define MAX_PAYLOAD (36 * 1024 * 1024)
#define WAL_HEADER_BYTES 32
#define WAL_FRAME_HEADER_BYTES 24

typedef struct {
  const guint8 *data; /* of the main file */
  gsize length;
  guint page_bytes;
  guint usable_bytes;
  guint32 n_pages;
  GHashTable *newer; /* page number -> const guint8*, from the WAL */
} Pages;

/* ---- numbers ---- */

static guint32
read_u16 (const guint8 *p)
{
  return (guint32) p[0] << 8 | p[1];
}

static guint32
read_u32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

/* Reads a varint; FALSE at the end of the data. */
static gboolean
read_varint (const guint8 **p, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (guint i = 0; i < 9; i++) {
    guint8 byte;

    if (*p >= end)
      return FALSE;
    byte = *(*p)++;
    if (i == 8) {
      *value = *value << 8 | byte;
      return TRUE;
    }
    *value = *value << 7 | (byte & 0x7f);
    if (!(byte & 0x80))
      return TRUE;
  }
  return TRUE;
}

static gint64
read_signed (const guint8 *p, guint bytes)
{
  guint64 value = p[0] & 0x80 ? G_MAXUINT64 : 0;

  for (guint i = 0; i < bytes; i++)
    value = value << 8 | p[i];
  return (gint64) value;
}

/* ---- pages ---- */

static const guint8 *
get_page (const Pages *pages, guint32 number)
{
  const guint8 *newer = g_hash_table_lookup (pages->newer, GUINT_TO_POINTER (number));
  gsize offset;

  if (newer)
    return newer;
  if (number == 0)
    return NULL;
  offset = (gsize) (number - 1) * pages->page_bytes;
  return offset + pages->page_bytes <= pages->length ? pages->data + offset : NULL;
}

static gboolean
is_page_size (guint bytes)
{
  return bytes >= 512 && bytes <= 65536 && (bytes & (bytes - 1)) == 0;
}

static void
read_header (Pages *pages)
{
  guint reserved = 0;

  pages->page_bytes = DEFAULT_PAGE_BYTES;
  if (pages->length >= 100 && memcmp (pages->data, "SQLite format 3", 16) == 0) {
    guint bytes = read_u16 (pages->data + 16);

    if (bytes == 1)
      bytes = 65536;
    if (is_page_size (bytes)) {
      pages->page_bytes = bytes;
      reserved = pages->data[20] <= 32 ? pages->data[20] : 0;
    }
  }
  pages->usable_bytes = pages->page_bytes - reserved;
}

/* Frames of the log's present generation, up to its last commit. */
static void
read_wal (Pages *pages, const guint8 *wal, gsize length)
{
  guint frame_bytes = WAL_FRAME_HEADER_BYTES + pages->page_bytes;
  gsize committed = 0;

  if (length < WAL_HEADER_BYTES || read_u32 (wal + 8) != pages->page_bytes)
    return;
  for (gsize at = WAL_HEADER_BYTES; at + frame_bytes <= length; at += frame_bytes) {
    if (memcmp (wal + 16, wal + at + 8, 8) != 0)
      break;
    if (read_u32 (wal + at + 4) != 0)
      committed = at + frame_bytes;
  }
  for (gsize at = WAL_HEADER_BYTES; at < committed; at += frame_bytes) {
    guint32 number = read_u32 (wal + at);

    pages->n_pages = MAX (pages->n_pages, MIN (number, G_MAXINT32));
    g_hash_table_insert (pages->newer, GUINT_TO_POINTER (number),
                         (gpointer) (wal + at + WAL_FRAME_HEADER_BYTES));
  }
}

/* ---- payloads ---- */

/* Bytes of a payload that stand on the leaf itself (file format, 1.6). */
static guint
local_bytes (const Pages *pages, guint64 payload)
{
  guint usable = pages->usable_bytes;
  guint most = usable - 35;
  guint least = (usable - 12) * 32 / 255 - 23;
  guint local;

  if (payload <= most)
    return payload;
  local = least + (payload - least) % (usable - 4);
  return local <= most ? local : least;
}

static GByteArray *
read_payload (const Pages *pages, const guint8 *p, const guint8 *end, guint64 payload,
              gboolean *partial)
{
  GByteArray *bytes = g_byte_array_new ();
  guint local = local_bytes (pages, payload);
  guint32 next = 0;

  *partial = FALSE;
  if (p + local > end) {
    *partial = TRUE;
    return bytes;
  }
  g_byte_array_append (bytes, p, local);
  if (local < payload && p + local + 4 <= end)
    next = read_u32 (p + local);
  while (bytes->len < payload) {
    const guint8 *page = get_page (pages, next);
    guint rest;

    if (!page) {
      *partial = TRUE;
      return bytes;
    }
    rest = MIN (payload - bytes->len, pages->usable_bytes - 4);
    g_byte_array_append (bytes, page + 4, rest);
    next = read_u32 (page);
  }
  return bytes;
}

/* ---- rows ---- */

static char *
repaired_text (const guint8 *bytes, gsize length)
{
  /* A lost overflow page reads as zeros: what comes after them is not text any more. */
  const guint8 *nul = memchr (bytes, 0, length);

  return g_utf8_make_valid ((const char *) bytes, nul ? (gssize) (nul - bytes) : (gssize) length);
}

/* Bytes of a value's content by its serial type (file format, 2.1). */
static guint64
content_bytes (guint64 type)
{
  static const guint8 fixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};

  return type < G_N_ELEMENTS (fixed) ? fixed[type] : (type - 12) / 2;
}

static void
read_value (ArcValue *value, guint64 type, const guint8 *p, gsize available, gboolean *partial)
{
  guint64 length = content_bytes (type);
  gboolean whole = length <= available;

  *value = (ArcValue){ARC_VALUE_NULL};
  if (!whole)
    *partial = TRUE;
  if (type >= 12) {
    value->kind = type % 2 ? ARC_VALUE_TEXT : ARC_VALUE_BLOB;
    value->text = repaired_text (p, whole ? length : available);
    if (whole && memchr (p, 0, length))
      *partial = TRUE;
  } else if (type == 8 || type == 9) {
    value->kind = ARC_VALUE_INT;
    value->integer = type - 8;
  } else if (type == 7 && whole) {
    guint64 bits = (guint64) read_signed (p, 8);

    value->kind = ARC_VALUE_REAL;
    memcpy (&value->real, &bits, sizeof bits);
  } else if (type >= 1 && type <= 6 && whole) {
    value->kind = ARC_VALUE_INT;
    value->integer = read_signed (p, length);
  }
}

static void
row_clear (ArcRow *row)
{
  for (guint i = 0; i < row->n_values; i++)
    g_free (row->values[i].text);
}

static void
read_row (const GByteArray *payload, gboolean partial, gboolean in_index, ArcRowFunc func,
          gpointer data)
{
  ArcValue values[MAX_COLUMNS];
  guint64 types[MAX_COLUMNS];
  ArcRow row = {0, values, partial, in_index};
  const guint8 *p = payload->data;
  const guint8 *end = p + payload->len;
  const guint8 *header_end;
  guint64 header_bytes;
  guint n = 0;

  if (!read_varint (&p, end, &header_bytes) || header_bytes > payload->len || header_bytes < 2)
    return;
  header_end = payload->data + header_bytes;
  while (p < header_end) {
    if (n == MAX_COLUMNS || !read_varint (&p, header_end, &types[n]) || types[n] == 10 ||
        types[n] == 11 || content_bytes (types[n]) > MAX_PAYLOAD)
      return;
    n++;
  }
  p = header_end;
  for (; row.n_values < n; row.n_values++) {
    read_value (&values[row.n_values], types[row.n_values], p, end - p, &row.partial);
    p += MIN (content_bytes (types[row.n_values]), (guint64) (end - p));
  }
  func (&row, data);
  row_clear (&row);
}

/* The cell at @p of a table's leaf: length, rowid, payload. */
static void
read_table_cell (const Pages *pages, const guint8 *p, const guint8 *end, ArcRowFunc func,
                 gpointer data)
{
  g_autoptr (GByteArray) payload = NULL;
  guint64 length, rowid;
  gboolean partial;

  if (!read_varint (&p, end, &length) || !read_varint (&p, end, &rowid) || length == 0 ||
      length > MAX_PAYLOAD)
    return;
  payload = read_payload (pages, p, end, length, &partial);
  if (payload->len > 0)
    read_row (payload, partial, FALSE, func, data);
}

/* The cell at @p of an index's leaf: length, payload; only where all of it stands on the page (file
 * format, 1.6). */
static void
read_index_cell (const Pages *pages, const guint8 *p, const guint8 *end, ArcRowFunc func,
                 gpointer data)
{
  g_autoptr (GByteArray) payload = NULL;
  guint64 most = (pages->usable_bytes - 12) * 64 / 255 - 23;
  guint64 length;

  if (!read_varint (&p, end, &length) || length == 0 || length > most ||
      (guint64) (end - p) < length)
    return;
  payload = g_byte_array_sized_new (length);
  g_byte_array_append (payload, p, length);
  read_row (payload, FALSE, TRUE, func, data);
}

static void
read_leaf (const Pages *pages, guint32 number, const guint8 *page, ArcRowFunc func, gpointer data)
{
  const guint8 *end = page + pages->usable_bytes;
  guint base = number == 1 ? 100 : 0;
  guint n_cells;

  if (page[base] != TABLE_LEAF && page[base] != INDEX_LEAF)
    return;
  n_cells = read_u16 (page + base + 3);
  for (guint i = 0; i < n_cells && base + 8 + 2 * i + 2 <= pages->usable_bytes; i++) {
    guint at = read_u16 (page + base + 8 + 2 * i);

    if (at < base + 8 || at >= pages->usable_bytes)
      continue;
    if (page[base] == TABLE_LEAF)
      read_table_cell (pages, page + at, end, func, data);
    else
      read_index_cell (pages, page + at, end, func, data);
  }
}

gboolean
arc_salvage (const char *path, ArcRowFunc func, gpointer data, GError **error)
{
  g_autofree char *wal_path = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &local);
  g_autoptr (GMappedFile) wal = g_mapped_file_new (wal_path, FALSE, NULL);
  g_autoptr (GHashTable) newer = g_hash_table_new (NULL, NULL);
  Pages pages = {.newer = newer};

  if (!file) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("“%s” cannot be read: %s"), path,
                 local->message);
    return FALSE;
  }
  pages.data = (const guint8 *) g_mapped_file_get_contents (file);
  pages.length = g_mapped_file_get_length (file);
  read_header (&pages);
  pages.n_pages = MIN (pages.length / pages.page_bytes, G_MAXINT32);
  if (wal && g_mapped_file_get_length (wal) > 0)
    read_wal (&pages, (const guint8 *) g_mapped_file_get_contents (wal),
              g_mapped_file_get_length (wal));
  for (guint32 number = 1; number <= pages.n_pages; number++) {
    const guint8 *page = get_page (&pages, number);

    if (page)
      read_leaf (&pages, number, page, func, data);
  }
  return TRUE;
}
