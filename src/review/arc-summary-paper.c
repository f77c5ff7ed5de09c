/* Documents as files. */
#include "arc-config.h"
#include "arc-summary-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Columns of plain text. */
#define WIDTH 78

static const struct {
  const char *word;
  const char *ending;
} papers[] = {
    [ARC_PAPER_PDF] = {"pdf", ".pdf"},          [ARC_PAPER_HTML] = {"html", ".html"},
    [ARC_PAPER_MARKDOWN] = {"markdown", ".md"}, [ARC_PAPER_JSON] = {"json", ".json"},
    [ARC_PAPER_TEXT] = {"text", ".txt"},
};

const char *
arc_paper_get_word (ArcPaper paper)
{
  g_return_val_if_fail (paper < ARC_N_PAPERS, NULL);

  return papers[paper].word;
}

const char *
arc_paper_get_ending (ArcPaper paper)
{
  g_return_val_if_fail (paper < ARC_N_PAPERS, NULL);

  return papers[paper].ending;
}

char *
arc_paper_dup_language (gboolean *rtl)
{
  static const char *const from_right[] = {"ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"};
  /* The header of the translation stands under the empty text. */
  const char *nothing = "";
  const char *header = g_dgettext (GETTEXT_PACKAGE, nothing);
  const char *line = strstr (header, "Language: ");
  const char *name = line ? line + strlen ("Language: ") : "en";
  g_autofree char *language = g_strndup (name, strcspn (name, "\n@."));

  g_strdelimit (language, "_", '-');
  *rtl = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (from_right); i++)
    *rtl = *rtl || (g_str_has_prefix (language, from_right[i]) &&
                    !g_ascii_isalpha (language[strlen (from_right[i])]));
  return *language ? g_steal_pointer (&language) : g_strdup ("en");
}

GBytes *
arc_paper_set (const ArcSummaryModule *module, const ArcDocument *document, ArcPaper paper,
               ArcDay day, GError **error)
{
  gboolean rtl;
  g_autofree char *language = arc_paper_dup_language (&rtl);
  g_autofree char *date = arc_day_to_text (day);
  char *text = NULL;

  switch (paper) {
  case ARC_PAPER_PDF:
    return module->to_pdf (document, language, date, error);
  case ARC_PAPER_HTML:
    text = module->to_html (document, language, rtl);
    break;
  case ARC_PAPER_MARKDOWN:
    text = module->to_markdown (document);
    break;
  case ARC_PAPER_TEXT:
    text = module->to_text (document, WIDTH);
    break;
  case ARC_PAPER_JSON:
  case ARC_N_PAPERS:
  default:
    g_return_val_if_reached (NULL);
  }
  return g_bytes_new_take (text, strlen (text));
}
