/* Setting a document on pages with Pango, and writing them with Cairo. */
#include "arc-config.h"
#include "arc-pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "arc-error.h"
#include "arc-text.h"

/* Points. */
#define MARGIN 56.0
#define FOOT 40.0
#define INDENT 16.0
#define BAR_WIDTH 64.0
#define BAR_HEIGHT 5.0

typedef struct {
  const char *font; /* size in points in its description */
  double before;    /* space above, in points */
  double after;
  double indent;
  double grey; /* 0 black */
  const char *tag;
} Look;

static const Look title_look = {"Sans Bold 20", 0, 4, 0, 0.1, "H1"};
static const Look fact_look = {"Sans 10", 0, 1, 0, 0.35, "P"};
static const Look looks[] = {
    [ARC_BLOCK_HEADING] = {"Sans Bold 13", 20, 6, 0, 0.1, "H2"},
    [ARC_BLOCK_PARAGRAPH] = {"Sans 10.5", 0, 6, 0, 0.1, "P"},
    [ARC_BLOCK_LINE] = {"Sans Bold 10.5", 9, 1, 0, 0.1, "P"},
    [ARC_BLOCK_QUOTE] = {"Sans 9.5", 2, 0, INDENT, 0.15, "P"},
    [ARC_BLOCK_NOTE] = {"Sans 9.5", 1, 2, 0, 0.35, "P"},
};
static const Look aside_look = {"Sans 9.5", 0, 1, 0, 0.35, "P"};

typedef struct {
  cairo_t *cr;
  cairo_surface_t *surface;
  PangoLanguage *language;
  double width;
  double height;
  double y;
  guint page;
  const char *tag; /* what is being drawn, or NULL */
  const char *footer;
} Press;

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
lay_out (Press *press, const Look *look, const char *text, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (press->cr);
  PangoFontDescription *font = pango_font_description_from_string (look->font);

  if (press->language)
    pango_context_set_language (pango_layout_get_context (layout), press->language);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.15);
  /* Each text goes its own way, from right to left where it is written so. */
  pango_layout_set_auto_dir (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
draw_foot (Press *press)
{
  g_autofree char *number = g_strdup_printf ("%u", press->page);
  double y = press->height - FOOT;
  double width = press->width - 2 * MARGIN;
  PangoLayout *layout;

  cairo_set_source_rgb (press->cr, 0.45, 0.45, 0.45);
  layout = lay_out (press, &fact_look, press->footer, width - 2 * INDENT);
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (press->cr, MARGIN, y);
  pango_cairo_show_layout (press->cr, layout);
  g_object_unref (layout);
  layout = lay_out (press, &fact_look, number, width);
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  cairo_move_to (press->cr, MARGIN, y);
  pango_cairo_show_layout (press->cr, layout);
  g_object_unref (layout);
}

static double
get_room (const Press *press)
{
  return press->height - MARGIN - FOOT / 2 - press->y;
}

static void
turn_page (Press *press)
{
  if (press->tag)
    cairo_tag_end (press->cr, press->tag);
  draw_foot (press);
  cairo_show_page (press->cr);
  press->page++;
  press->y = MARGIN;
  if (press->tag)
    cairo_tag_begin (press->cr, press->tag, NULL);
}

/* Draws line by line, so that a long text goes on on the next page. */
static void
draw_layout (Press *press, PangoLayout *layout, const Look *look, double x)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double top = 0; /* of what is on this page, within the layout */
  double start = press->y;

  do {
    PangoRectangle logical;
    int y0, y1;
    double bottom;

    pango_layout_iter_get_line_extents (iter, NULL, &logical);
    pango_layout_iter_get_line_yrange (iter, &y0, &y1);
    bottom = (double) y1 / PANGO_SCALE;
    press->y = start + bottom - top;
    if (get_room (press) < 0 && start + bottom - top > MARGIN + (double) (y1 - y0) / PANGO_SCALE) {
      turn_page (press);
      top = (double) y0 / PANGO_SCALE;
      start = press->y;
      press->y = start + bottom - top;
    }
    cairo_set_source_rgb (press->cr, look->grey, look->grey, look->grey);
    cairo_move_to (press->cr, x + (double) logical.x / PANGO_SCALE,
                   start - top + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
    pango_cairo_show_layout_line (press->cr, pango_layout_iter_get_line_readonly (iter));
  } while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static double
get_height (Press *press, const Look *look, const char *text)
{
  PangoLayout *layout = lay_out (press, look, text, press->width - 2 * MARGIN - look->indent);
  int height;

  pango_layout_get_size (layout, NULL, &height);
  g_object_unref (layout);
  return look->before + (double) height / PANGO_SCALE + look->after;
}

static void
draw_text (Press *press, const Look *look, const char *text)
{
  PangoLayout *layout;

  if (!*text)
    return;
  if (press->y > MARGIN)
    press->y += look->before;
  layout = lay_out (press, look, text, press->width - 2 * MARGIN - look->indent);
  press->tag = look->tag;
  cairo_tag_begin (press->cr, look->tag, NULL);
  draw_layout (press, layout, look, MARGIN + look->indent);
  cairo_tag_end (press->cr, look->tag);
  press->tag = NULL;
  press->y += look->after;
  g_object_unref (layout);
}

static void
draw_rounded (cairo_t *cr, double x, double y, double width, double height)
{
  double r = height / 2;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2, G_PI / 2);
  cairo_arc (cr, x + r, y + r, r, G_PI / 2, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* How much speaks for a line; the figures stand in its evidence, so screen readers pass it over. */
static void
draw_bar (Press *press, const ArcBlock *block)
{
  double filled = BAR_WIDTH * CLAMP (block->part / block->whole, 0, 1);
  PangoLayout *line = lay_out (press, &looks[block->kind], block->text, BAR_WIDTH);
  gboolean from_right = pango_layout_get_direction (line, 0) == PANGO_DIRECTION_RTL;
  /* It begins where its line does. */
  double x = from_right ? press->width - MARGIN - BAR_WIDTH : MARGIN;

  g_object_unref (line);
  press->y += 3;
  cairo_set_source_rgb (press->cr, 0.85, 0.85, 0.85);
  draw_rounded (press->cr, x, press->y, BAR_WIDTH, BAR_HEIGHT);
  cairo_set_source_rgb (press->cr, 0.10, 0.37, 0.71);
  if (filled >= BAR_HEIGHT)
    draw_rounded (press->cr, from_right ? x + BAR_WIDTH - filled : x, press->y, filled, BAR_HEIGHT);
  press->y += BAR_HEIGHT + 3;
}

/* (transfer full): what is drawn of a block, but for a line's aside and bar. */
static char *
dup_shown (const ArcBlock *block)
{
  g_autofree char *said = NULL;

  if (block->kind != ARC_BLOCK_QUOTE)
    return g_strdup (block->text);
  said = arc_text_isolate (block->text);
  return *block->aside ? g_strdup_printf ("“%s” – %s", said, block->aside)
                       : g_strdup_printf ("“%s”", said);
}

/* What must stand together with the block at @index, on one page: a heading with what follows, a
 * line with its evidence and its first statement, the last statement with what is said of the rest.
 */
static double
get_kept_together (Press *press, const ArcDocument *document, guint index)
{
  const ArcBlock *block = document->blocks->pdata[index];
  const ArcBlock *next =
      index + 1 < document->blocks->len ? document->blocks->pdata[index + 1] : NULL;
  g_autofree char *shown = dup_shown (block);
  double height = get_height (press, &looks[block->kind], shown);

  if (*block->aside && block->kind == ARC_BLOCK_LINE)
    height += get_height (press, &aside_look, block->aside);
  if (block->whole > 0 && block->kind == ARC_BLOCK_LINE)
    height += BAR_HEIGHT + 6;
  if (next && (block->kind == ARC_BLOCK_HEADING ||
               (block->kind == ARC_BLOCK_LINE &&
                (next->kind == ARC_BLOCK_QUOTE || next->kind == ARC_BLOCK_NOTE)) ||
               (block->kind == ARC_BLOCK_QUOTE && next->kind == ARC_BLOCK_NOTE)))
    height += get_kept_together (press, document, index + 1);
  return height;
}

static void
draw_block (Press *press, const ArcDocument *document, guint index)
{
  const ArcBlock *block = document->blocks->pdata[index];
  const Look *look = &looks[block->kind];
  double together = get_kept_together (press, document, index);
  g_autofree char *shown = dup_shown (block);

  /* What is longer than half a page may break. */
  if (together > get_room (press) && together < press->height / 2 && press->y > MARGIN)
    turn_page (press);
  if (block->kind == ARC_BLOCK_HEADING)
    cairo_pdf_surface_add_outline (press->surface, CAIRO_PDF_OUTLINE_ROOT, block->text, "", 0);
  draw_text (press, look, shown);
  if (block->kind == ARC_BLOCK_LINE) {
    draw_text (press, &aside_look, block->aside);
    if (block->whole > 0)
      draw_bar (press, block);
  }
}

/* A4, or US letter where that is the locale's paper. */
static void
find_paper (double *width, double *height)
{
  int millimetres = (int) (gintptr) nl_langinfo (_NL_PAPER_WIDTH);

  *width = millimetres == 216 ? 612 : 595.28;
  *height = millimetres == 216 ? 792 : 841.89;
}

static void
describe_file (cairo_surface_t *surface, const ArcDocument *document, const char *day)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, document->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "ARC Journal");
  if (day && *day) {
    g_autofree char *date = g_strconcat (day, "T00:00:00Z", NULL);

    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
  }
}

GBytes *
arc_document_to_pdf (const ArcDocument *document, const char *language, const char *day,
                     GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  Press press = {NULL};
  cairo_status_t status;

  find_paper (&press.width, &press.height);
  press.surface =
      cairo_pdf_surface_create_for_stream (write_bytes, bytes, press.width, press.height);
  describe_file (press.surface, document, day);
  press.cr = cairo_create (press.surface);
  press.language = language ? pango_language_from_string (language) : NULL;
  press.footer = *document->footer ? document->footer : document->title;
  press.page = 1;
  press.y = MARGIN;
  cairo_tag_begin (press.cr, "Document", NULL);
  draw_text (&press, &title_look, document->title);
  for (guint i = 0; i < document->facts->len; i++)
    draw_text (&press, &fact_look, document->facts->pdata[i]);
  for (guint i = 0; i < document->blocks->len; i++)
    draw_block (&press, document, i);
  cairo_tag_end (press.cr, "Document");
  draw_foot (&press);
  cairo_show_page (press.cr);
  status = cairo_status (press.cr);
  cairo_destroy (press.cr);
  cairo_surface_finish (press.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (press.surface);
  cairo_surface_destroy (press.surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_byte_array_unref (bytes);
    g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED, _ ("The pages cannot be made: %s"),
                 cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (bytes);
}
