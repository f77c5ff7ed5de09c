/* Summaries and playbooks as files. */
#include "arc-config.h"
#include "arc-cli-document.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "arc-commitment.h"
#include "arc-error.h"
#include "arc-text.h"

#define WIDTH 78

static const struct {
  const char *word;
  const char *ending;
} papers[] = {
    [ARC_CLI_TEXT] = {"text", ".txt"},  [ARC_CLI_MARKDOWN] = {"markdown", ".md"},
    [ARC_CLI_HTML] = {"html", ".html"}, [ARC_CLI_PDF] = {"pdf", ".pdf"},
    [ARC_CLI_JSON] = {"json", ".json"},
};

gboolean
arc_cli_parse_paper (ArcCli *cli, const char *word, const char *output, ArcCliPaper *paper,
                     int *status)
{
  *paper = ARC_CLI_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++) {
    if (word ? g_str_equal (word, papers[i].word)
             : output && g_str_has_suffix (output, papers[i].ending)) {
      *paper = i;
      return TRUE;
    }
  }
  if (!word)
    return TRUE;
  *status =
      arc_cli_usage (cli, _ ("“%s” is not a format: text, markdown, html, pdf or json."), word);
  return FALSE;
}

/* The language that the program speaks, as HTML and PDF name it. */
static char *
dup_language (gboolean *rtl)
{
  static const char *const from_right[] = {"ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"};
  const char *name = g_get_language_names ()[0];
  gsize length = strcspn (name, "_.@");
  char *language =
      length > 0 && !g_str_has_prefix (name, "C") ? g_strndup (name, length) : g_strdup ("en");

  *rtl = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (from_right); i++)
    *rtl = *rtl || g_str_equal (language, from_right[i]);
  return language;
}

static GBytes *
make_bytes (const ArcSummaryModule *module, const ArcDocument *document, const char *json,
            ArcCliPaper paper, ArcDay day, GError **error)
{
  gboolean rtl;
  g_autofree char *language = dup_language (&rtl);
  g_autofree char *date = arc_day_to_text (day);
  char *text = NULL;

  switch (paper) {
  case ARC_CLI_TEXT:
    text = module->to_text (document, WIDTH);
    break;
  case ARC_CLI_MARKDOWN:
    text = module->to_markdown (document);
    break;
  case ARC_CLI_HTML:
    text = module->to_html (document, language, rtl);
    break;
  case ARC_CLI_PDF:
    return module->to_pdf (document, language, date, error);
  case ARC_CLI_JSON:
    text = g_strconcat (json, "\n", NULL);
    break;
  }
  return g_bytes_new_take (text, strlen (text));
}

int
arc_cli_write_document (ArcCli *cli, const ArcSummaryModule *module, const ArcDocument *document,
                        const char *json, ArcCliPaper paper, ArcDay day, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean to_file = output && !g_str_equal (output, "-");
  gsize length;
  const char *data;

  if (paper == ARC_CLI_PDF && !to_file && isatty (STDOUT_FILENO))
    return arc_cli_usage (cli, _ ("A PDF is not for the terminal: give --output FILE."));
  bytes = make_bytes (module, document, json, paper, day, &error);
  if (!bytes)
    return arc_cli_fail (cli, error);
  data = g_bytes_get_data (bytes, &length);
  if (to_file) {
    if (g_file_set_contents_full (output, data, length,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                  0600, &error))
      return ARC_CLI_DONE;
    return arc_cli_fail_text (cli, _ ("Cannot write “%s”: %s"), output, error->message);
  }
  if (paper == ARC_CLI_PDF)
    arc_cli_print_raw (cli, data, length);
  else
    arc_cli_print_text (cli, data);
  return ARC_CLI_DONE;
}
