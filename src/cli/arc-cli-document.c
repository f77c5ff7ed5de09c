/* Summaries and playbooks as files. */
#include "arc-config.h"
#include "arc-cli-document.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "arc-error.h"

gboolean
arc_cli_parse_paper (ArcCli *cli, const char *word, const char *output, ArcPaper *paper,
                     int *status)
{
  *paper = ARC_PAPER_TEXT;
  for (ArcPaper one = 0; one < ARC_N_PAPERS; one++) {
    if (word ? g_str_equal (word, arc_paper_get_word (one))
             : output && g_str_has_suffix (output, arc_paper_get_ending (one))) {
      *paper = one;
      return TRUE;
    }
  }
  if (!word)
    return TRUE;
  *status =
      arc_cli_usage (cli, _ ("“%s” is not a format: text, markdown, html, pdf or json."), word);
  return FALSE;
}

int
arc_cli_write_document (ArcCli *cli, const ArcSummaryModule *module, const ArcDocument *document,
                        const char *json, ArcPaper paper, ArcDay day, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean to_file = output && !g_str_equal (output, "-");
  gsize length;
  const char *data;

  if (paper == ARC_PAPER_PDF && !to_file && isatty (STDOUT_FILENO))
    return arc_cli_usage (cli, _ ("A PDF is not for the terminal: give --output FILE."));
  if (paper == ARC_PAPER_JSON) {
    char *text = g_strconcat (json, "\n", NULL);

    bytes = g_bytes_new_take (text, strlen (text));
  } else {
    bytes = arc_paper_set (module, document, paper, day, &error);
  }
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
  if (paper == ARC_PAPER_PDF)
    arc_cli_print_raw (cli, data, length);
  else
    arc_cli_print_text (cli, data);
  return ARC_CLI_DONE;
}
