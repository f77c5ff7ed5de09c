/* Enumerations with a word for files and scripts and a label for people. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *word; /* NULL: not said */
  const char *label;
} ArcWord;

/* Finds @word; FALSE if it is none of them. */
gboolean arc_word_find (const ArcWord *words, guint n_words, const char *word, guint *index);

/* Defines arc_NAME_to_word(), arc_NAME_from_word() and arc_NAME_to_label(). */
#define ARC_DEFINE_WORDS(Type, name, words)                                                        \
  const char *arc_##name##_to_word (Type value)                                                    \
  {                                                                                                \
    return (guint) value < G_N_ELEMENTS (words) ? words[value].word : NULL;                        \
  }                                                                                                \
  gboolean arc_##name##_from_word (const char *word, Type *value)                                  \
  {                                                                                                \
    guint index;                                                                                   \
                                                                                                   \
    if (!arc_word_find (words, G_N_ELEMENTS (words), word, &index))                                \
      return FALSE;                                                                                \
    *value = index;                                                                                \
    return TRUE;                                                                                   \
  }                                                                                                \
  const char *arc_##name##_to_label (Type value)                                                   \
  {                                                                                                \
    return (guint) value < G_N_ELEMENTS (words) ? _ (words[value].label) : "";                     \
  }

G_END_DECLS
