/* A document to be read on paper or in a browser: headings, lines with their evidence, quotes. What
 * a summary, a playbook or minutes become before they are written as a file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ARC_BLOCK_HEADING,   /* of a part */
  ARC_BLOCK_PARAGRAPH, /* our words */
  ARC_BLOCK_LINE,      /* one thing that is said; @aside: the evidence */
  ARC_BLOCK_QUOTE,     /* a statement under the line before; @aside: whose */
  ARC_BLOCK_NOTE,      /* small print under the line before */
} ArcBlockKind;

/**
 * ArcBlock:
 * @text: foreign, but for headings, paragraphs and notes; clean (arc_text_clean())
 * @aside: "" for none; foreign pieces in it are clean, and isolated (arc_text_isolate())
 * @part, @whole: a bar to be drawn beside a line; @whole 0 for none
 * @meaning: what the bar says, in words; "" without one
 */
typedef struct {
  ArcBlockKind kind;
  char *text;
  char *aside;
  double part;
  double whole;
  char *meaning;
} ArcBlock;

/**
 * ArcDocument:
 * @title: in our words and the team's
 * @facts: (element-type utf8): lines under the title: period, participation, version
 * @blocks: (element-type ArcBlock)
 * @footer: on each page: what it is, and what must not be done with it
 */
typedef struct {
  char *title;
  GPtrArray *facts;
  GPtrArray *blocks;
  char *footer;
} ArcDocument;

ArcDocument *arc_document_new (const char *title);
void arc_document_free (ArcDocument *document);
/* @text is cleaned (arc_text_clean()); @aside is not, and may be NULL. */
void arc_document_add_fact (ArcDocument *document, const char *text);
ArcBlock *arc_document_add (ArcDocument *document, ArcBlockKind kind, const char *text,
                            const char *aside);
/* A bar beside a line. */
void arc_block_set_bar (ArcBlock *block, double part, double whole, const char *meaning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcDocument, arc_document_free)

G_END_DECLS
