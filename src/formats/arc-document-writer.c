/* Writing documents. Markdown and HTML are one tree, written by cmark, which escapes. */
#include "arc-config.h"
#include "arc-document-writer.h"

#include <cmark.h>
#include <string.h>

/* ---- text ---- */

/* Appends @text in lines of @width columns, each after @indent spaces. */
static void
append_wrapped (GString *out, const char *text, guint indent, guint width)
{
  guint column = 0;
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i]; i++) {
    guint length = g_utf8_strlen (words[i], -1);

    if (column > 0 && column + 1 + length > width) {
      g_string_append_c (out, '\n');
      column = 0;
    }
    if (column == 0) {
      g_string_append_printf (out, "%*s", (int) indent, "");
      column = indent;
    } else {
      g_string_append_c (out, ' ');
      column++;
    }
    g_string_append (out, words[i]);
    column += length;
  }
  g_string_append_c (out, '\n');
}

static void
append_underlined (GString *out, const char *text, char line)
{
  glong length = g_utf8_strlen (text, -1);

  g_string_append_printf (out, "%s\n", text);
  for (glong i = 0; i < MIN (length, 72); i++)
    g_string_append_c (out, line);
  g_string_append_c (out, '\n');
}

static void
append_block_text (GString *out, const ArcBlock *block, guint width)
{
  g_autofree char *text = NULL;

  switch (block->kind) {
  case ARC_BLOCK_HEADING:
    g_string_append_c (out, '\n');
    append_underlined (out, block->text, '-');
    return;
  case ARC_BLOCK_PARAGRAPH:
    append_wrapped (out, block->text, 0, width);
    return;
  case ARC_BLOCK_LINE:
    text = g_strconcat ("* ", block->text, NULL);
    append_wrapped (out, text, 0, width);
    if (*block->aside)
      append_wrapped (out, block->aside, 2, width);
    return;
  case ARC_BLOCK_QUOTE:
    text = *block->aside ? g_strdup_printf ("- %s (%s)", block->text, block->aside)
                         : g_strdup_printf ("- %s", block->text);
    append_wrapped (out, text, 4, width);
    return;
  case ARC_BLOCK_NOTE:
    append_wrapped (out, block->text, 2, width);
    return;
  }
}

char *
arc_document_to_text (const ArcDocument *document, guint width)
{
  GString *out = g_string_new (NULL);

  append_underlined (out, document->title, '=');
  for (guint i = 0; i < document->facts->len; i++)
    append_wrapped (out, document->facts->pdata[i], 0, width);
  for (guint i = 0; i < document->blocks->len; i++)
    append_block_text (out, document->blocks->pdata[i], width);
  if (*document->footer) {
    g_string_append_c (out, '\n');
    append_wrapped (out, document->footer, 0, width);
  }
  return g_string_free (out, FALSE);
}

/* ---- the tree of Markdown and HTML ---- */

typedef struct {
  gboolean is_html;
  cmark_node *root;
  cmark_node *list;   /* of lines, while one is open */
  cmark_node *item;   /* the last line */
  cmark_node *quotes; /* the list of its quotes, while one is open */
} Tree;

static cmark_node *
append (cmark_node *parent, cmark_node *child)
{
  gboolean fits = cmark_node_append_child (parent, child);

  g_assert (fits);
  return child;
}

static void
append_literal (cmark_node *parent, const char *text)
{
  cmark_node_set_literal (append (parent, cmark_node_new (CMARK_NODE_TEXT)), text);
}

/* Foreign text: what direction it is written in is its own matter. */
static void
append_foreign (const Tree *tree, cmark_node *parent, const char *text)
{
  cmark_node *isolate;

  if (!tree->is_html) {
    append_literal (parent, text);
    return;
  }
  isolate = append (parent, cmark_node_new (CMARK_NODE_CUSTOM_INLINE));
  cmark_node_set_on_enter (isolate, "<bdi>");
  cmark_node_set_on_exit (isolate, "</bdi>");
  append_literal (isolate, text);
}

static cmark_node *
append_paragraph (cmark_node *parent)
{
  return append (parent, cmark_node_new (CMARK_NODE_PARAGRAPH));
}

static void
append_emphasis (const Tree *tree, cmark_node *parent, const char *text)
{
  append_foreign (tree, append (parent, cmark_node_new (CMARK_NODE_EMPH)), text);
}

static cmark_node *
new_list (cmark_node *parent)
{
  cmark_node *list = append (parent, cmark_node_new (CMARK_NODE_LIST));

  cmark_node_set_list_type (list, CMARK_BULLET_LIST);
  cmark_node_set_list_tight (list, FALSE);
  return list;
}

/* A bar as a picture with a text: how much speaks for a line. */
static void
append_bar (cmark_node *parent, const ArcBlock *block)
{
  g_autofree char *percent = g_strdup_printf ("%d", (int) (100 * block->part / block->whole + 0.5));
  g_autofree char *label = g_markup_escape_text (block->meaning, -1);
  g_autofree char *svg = g_strdup_printf (
      "<svg class=\"bar\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 100 8\">"
      "<title>%s</title><rect class=\"whole\" width=\"100\" height=\"8\" rx=\"4\"/>"
      "<rect class=\"part\" width=\"%s\" height=\"8\" rx=\"4\"/></svg>",
      label, label, percent);
  cmark_node *node = append (parent, cmark_node_new (CMARK_NODE_CUSTOM_INLINE));

  cmark_node_set_on_enter (node, svg);
}

static void
close_lists (Tree *tree)
{
  tree->list = tree->item = tree->quotes = NULL;
}

static void
append_line (Tree *tree, const ArcBlock *block)
{
  cmark_node *paragraph;

  if (!tree->list)
    tree->list = new_list (tree->root);
  tree->quotes = NULL;
  tree->item = append (tree->list, cmark_node_new (CMARK_NODE_ITEM));
  paragraph = append_paragraph (tree->item);
  append_foreign (tree, append (paragraph, cmark_node_new (CMARK_NODE_STRONG)), block->text);
  if (tree->is_html && block->whole > 0)
    append_bar (paragraph, block);
  if (*block->aside) {
    paragraph = append_paragraph (tree->item);
    append_emphasis (tree, paragraph, block->aside);
  }
}

static void
append_quote (Tree *tree, const ArcBlock *block)
{
  cmark_node *parent = tree->item ? tree->item : tree->root;
  cmark_node *paragraph;

  if (!tree->quotes)
    tree->quotes = new_list (parent);
  paragraph = append_paragraph (append (tree->quotes, cmark_node_new (CMARK_NODE_ITEM)));
  append_foreign (tree, paragraph, block->text);
  if (!*block->aside)
    return;
  append_literal (paragraph, " – ");
  append_emphasis (tree, paragraph, block->aside);
}

static void
append_block (Tree *tree, const ArcBlock *block)
{
  cmark_node *heading;

  switch (block->kind) {
  case ARC_BLOCK_HEADING:
    close_lists (tree);
    heading = append (tree->root, cmark_node_new (CMARK_NODE_HEADING));
    cmark_node_set_heading_level (heading, 2);
    append_literal (heading, block->text);
    return;
  case ARC_BLOCK_PARAGRAPH:
    close_lists (tree);
    append_foreign (tree, append_paragraph (tree->root), block->text);
    return;
  case ARC_BLOCK_LINE:
    append_line (tree, block);
    return;
  case ARC_BLOCK_QUOTE:
    append_quote (tree, block);
    return;
  case ARC_BLOCK_NOTE:
    append_foreign (tree, append_paragraph (tree->item ? tree->item : tree->root), block->text);
    return;
  }
}

static cmark_node *
build_tree (const ArcDocument *document, gboolean is_html)
{
  Tree tree = {is_html, cmark_node_new (CMARK_NODE_DOCUMENT), NULL, NULL, NULL};
  cmark_node *heading = append (tree.root, cmark_node_new (CMARK_NODE_HEADING));

  cmark_node_set_heading_level (heading, 1);
  append_foreign (&tree, heading, document->title);
  for (guint i = 0; i < document->facts->len; i++)
    append_foreign (&tree, append_paragraph (tree.root), document->facts->pdata[i]);
  for (guint i = 0; i < document->blocks->len; i++)
    append_block (&tree, document->blocks->pdata[i]);
  return tree.root;
}

char *
arc_document_to_markdown (const ArcDocument *document)
{
  cmark_node *tree = build_tree (document, FALSE);
  char *rendered = cmark_render_commonmark (tree, CMARK_OPT_DEFAULT, 0);
  GString *out = g_string_new (rendered);

  free (rendered);
  cmark_node_free (tree);
  if (*document->footer) {
    cmark_node *footer = cmark_node_new (CMARK_NODE_DOCUMENT);

    append (footer, cmark_node_new (CMARK_NODE_THEMATIC_BREAK));
    append_literal (append_paragraph (footer), document->footer);
    rendered = cmark_render_commonmark (footer, CMARK_OPT_DEFAULT, 0);
    g_string_append_printf (out, "\n%s", rendered);
    free (rendered);
    cmark_node_free (footer);
  }
  return g_string_free (out, FALSE);
}

/* ---- HTML ---- */

static const char *const style =
    ":root{color-scheme:light dark;--text:#241f31;--soft:#5e5c64;--line:#deddda;--page:#fff;"
    "--accent:#1a5fb4}"
    "@media (prefers-color-scheme:dark){:root{--text:#f6f5f4;--soft:#c0bfbc;--line:#5e5c64;"
    "--page:#242424;--accent:#78aeed}}"
    "body{font:16px/1.5 Cantarell,\"Noto Sans\",system-ui,sans-serif;color:var(--text);"
    "background:var(--page);max-width:42rem;margin:2rem auto;padding:0 1.25rem;"
    "overflow-wrap:anywhere}"
    "h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}"
    "h1~p{margin:.15rem 0;color:var(--soft)}"
    "h2{font-size:1.2rem;margin:2.25rem 0 .75rem;padding-bottom:.25rem;"
    "border-bottom:1px solid var(--line);break-after:avoid}"
    "h2~p{color:inherit;margin:.5rem 0}"
    "main>ul{list-style:none;margin:0;padding:0}"
    "main>ul>li{margin:0 0 1.25rem}"
    "main>ul>li>p{margin:0;break-after:avoid}"
    "em{color:var(--soft);font-style:normal}"
    "li ul{margin:.35rem 0 0;padding-inline-start:1.1rem;font-size:.92rem}"
    "li ul p{margin:.1rem 0}li ul li{break-inside:avoid}"
    "li ul li::marker{color:var(--line)}"
    "main>ul>li>ul+p,main>ul>li>p+p{font-size:.92rem;color:var(--soft)}"
    ".bar{display:inline-block;width:6rem;height:.5rem;margin-inline-start:.6rem;"
    "vertical-align:middle}.whole{fill:var(--line)}.part{fill:var(--accent)}"
    "footer{margin-top:3rem;padding-top:.5rem;border-top:1px solid var(--line);"
    "font-size:.85rem;color:var(--soft)}"
    "@media print{body{max-width:none;margin:0;padding:0;font-size:11pt}@page{margin:2cm}}";

char *
arc_document_to_html (const ArcDocument *document, const char *language, gboolean rtl)
{
  cmark_node *tree = build_tree (document, TRUE);
  /* Without CMARK_OPT_UNSAFE raw HTML is left out; what we put in ourselves are custom nodes. */
  char *body = cmark_render_html (tree, CMARK_OPT_DEFAULT);
  g_autofree char *title = g_markup_escape_text (document->title, -1);
  g_autofree char *footer =
      *document->footer ? g_markup_printf_escaped ("<footer>%s</footer>\n", document->footer)
                        : g_strdup ("");
  g_autofree char *lang = g_markup_escape_text (language ? language : "en", -1);
  char *html = g_strdup_printf (
      "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n%s</main>\n"
      "%s</body>\n</html>\n",
      lang, rtl ? "rtl" : "ltr", title, style, body, footer);

  free (body);
  cmark_node_free (tree);
  return html;
}
