/* Enumerations with words. */
#include "arc-word.h"

gboolean
arc_word_find (const ArcWord *words, guint n_words, const char *word, guint *index)
{
  for (guint i = 0; i < n_words; i++) {
    if (words[i].word && g_str_equal (words[i].word, word)) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}
