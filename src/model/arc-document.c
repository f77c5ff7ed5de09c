/* Documents, as plain values. */
#include "arc-config.h"
#include "arc-document.h"

#include "arc-text.h"

static void
block_free (ArcBlock *block)
{
  g_free (block->text);
  g_free (block->aside);
  g_free (block->meaning);
  g_free (block);
}

ArcDocument *
arc_document_new (const char *title)
{
  ArcDocument *document = g_new0 (ArcDocument, 1);

  document->title = arc_text_clean (title);
  document->facts = g_ptr_array_new_with_free_func (g_free);
  document->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  document->footer = g_strdup ("");
  return document;
}

void
arc_document_free (ArcDocument *document)
{
  if (!document)
    return;
  g_free (document->title);
  g_ptr_array_unref (document->facts);
  g_ptr_array_unref (document->blocks);
  g_free (document->footer);
  g_free (document);
}

void
arc_document_add_fact (ArcDocument *document, const char *text)
{
  g_ptr_array_add (document->facts, arc_text_clean (text));
}

ArcBlock *
arc_document_add (ArcDocument *document, ArcBlockKind kind, const char *text, const char *aside)
{
  ArcBlock *block = g_new0 (ArcBlock, 1);

  block->kind = kind;
  block->text = arc_text_clean (text);
  block->aside = g_strdup (aside ? aside : "");
  block->meaning = g_strdup ("");
  g_ptr_array_add (document->blocks, block);
  return block;
}

void
arc_block_set_bar (ArcBlock *block, double part, double whole, const char *meaning)
{
  g_free (block->meaning);
  block->meaning = arc_text_clean (meaning);
  block->part = part;
  block->whole = whole;
}
