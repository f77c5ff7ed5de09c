/* Entries on standard output, by line or whole. */
#include "arc-config.h"

#include "arc-cli-output.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-day.h"
#include "arc-json.h"
#include "arc-markdown.h"
#include "arc-plain.h"

gboolean
arc_cli_parse_format (ArcCli *cli, const char *word, const int *allowed, ArcFormat *format,
                      int *status)
{
  ArcFormat wanted;
  g_autoptr (GString) names = g_string_new (NULL);

  if (word == NULL)
    return TRUE;
  gboolean is_known = arc_format_from_word (word, &wanted);
  for (guint i = 0; allowed[i] >= 0; i++) {
    if (is_known && (int) wanted == allowed[i]) {
      *format = wanted;
      return TRUE;
    }
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", arc_format_to_word (allowed[i]));
  }
  *status = arc_cli_usage (cli, _ ("“%s” is not one of these formats: %s."), word, names->str);
  return FALSE;
}

/* What arc-plain.h made, without bold where there is none. */
static void
print_plain (ArcCli *cli, GString *text)
{
  if (cli->is_terminal && !cli->has_bold) {
    g_string_replace (text, ARC_PLAIN_BOLD, "", 0);
    g_string_replace (text, ARC_PLAIN_NORMAL, "", 0);
  }
  arc_cli_print_raw (cli, text->str, text->len);
}

void
arc_cli_print_record (ArcCli *cli, const ArcRecord *record, ArcFormat format, gboolean is_first)
{
  g_autoptr (GString) text = g_string_new (NULL);

  switch (format) {
  case ARC_FORMAT_JSONL:
    arc_json_append_record (text, record);
    g_string_append_c (text, '\n');
    break;
  case ARC_FORMAT_MARKDOWN:
    arc_markdown_append_record (text, record, is_first);
    break;
  case ARC_FORMAT_TEXT:
    arc_plain_append_record (text, record, cli->is_terminal);
    print_plain (cli, text);
    return;
  case ARC_FORMAT_CSV:
  case ARC_FORMAT_ICALENDAR:
    g_return_if_reached ();
  }
  arc_cli_print_text (cli, text->str);
}

void
arc_cli_print_share (ArcCli *cli, const ArcShare *share)
{
  g_autoptr (GString) text = g_string_new (NULL);

  arc_plain_append_share (text, share, cli->is_terminal);
  print_plain (cli, text);
}

/* As much of the id as finds the entry again; all of it for scripts. */
static char *
dup_shown_id (ArcCli *cli, ArcJournal *journal, const char *id)
{
  /* Up to the milliseconds of a UUIDv7, then group by group. */
  static const gsize lengths[] = {13, 18, 23};

  for (gsize i = 0; cli->is_terminal && i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *prefix = g_strndup (id, lengths[i]);
    g_autofree char *found =
        arc_journal_resolve_id (journal, prefix, ARC_AMONG_ENTRIES | ARC_AMONG_TRASH, NULL);
    if (found != NULL)
      return g_steal_pointer (&prefix);
  }
  return g_strdup (id);
}

void
arc_cli_print_marked (ArcCli *cli, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (cli->is_terminal)
    arc_plain_append_harmless (out, text);
  else
    g_string_append (out, text);
  g_string_replace (out, ARC_MATCH_START, cli->has_bold ? ARC_PLAIN_BOLD : "", 0);
  g_string_replace (out, ARC_MATCH_END, cli->has_bold ? ARC_PLAIN_NORMAL : "", 0);
  arc_cli_print_raw (cli, out->str, out->len);
}

void
arc_cli_print_brief (ArcCli *cli, ArcJournal *journal, const ArcBrief *brief, gboolean has_excerpt)
{
  g_autofree char *id = dup_shown_id (cli, journal, brief->id);
  ArcDay day = arc_day_of (brief->occurred_us, brief->zone, arc_journal_get_day_start (journal));

  arc_cli_print (cli, "%s  %04d-%02d-%02d  ", id, day.year, day.month, day.day);
  arc_cli_print_marked (cli, brief->title);
  if (brief->outcome != ARC_OUTCOME_NOT_SAID)
    arc_cli_print (cli, " (%s)", arc_outcome_to_label (brief->outcome));
  arc_cli_print (cli, "\n");
  if (has_excerpt && *brief->excerpt != '\0') {
    arc_cli_print (cli, "    ");
    arc_cli_print_marked (cli, brief->excerpt);
    arc_cli_print (cli, "\n");
  }
}
