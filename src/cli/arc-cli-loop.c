/* What the commands about commitments, barriers, reminders and goals share. */
#include "arc-config.h"

#include "arc-cli-loop.h"

#include <glib/gi18n.h>

#include "arc-day.h"

ArcJournal *
arc_cli_open_with (ArcCli *cli, ArcIdKind kind, const char *prefix, char **id, GError **error)
{
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CHANGE, error);

  if (journal == NULL)
    return NULL;
  *id = arc_journal_resolve (journal, kind, prefix, error);
  return *id != NULL ? g_steal_pointer (&journal) : NULL;
}

gboolean
arc_cli_parse_one_day (ArcCli *cli, const char *text, ArcDay *day, int *status)
{
  g_autofree char *zone = arc_zone_local ();
  ArcDay today = arc_day_of (g_get_real_time (), zone, 0);
  ArcDay first, last;

  if (text == NULL)
    return TRUE;
  if (*text == '\0') {
    *day = (ArcDay){0, 0, 0};
    return TRUE;
  }
  if (arc_day_parse (text, today, &first, &last) && arc_day_compare (first, last) == 0) {
    *day = first;
    return TRUE;
  }
  *status = arc_cli_usage (cli, _ ("“%s” is not a day. Write it like 2026-11-20."), text);
  return FALSE;
}

gboolean
arc_cli_parse_lines (ArcCli *cli, const char *word, gboolean *is_jsonl, int *status)
{
  *is_jsonl = g_strcmp0 (word, "jsonl") == 0;
  if (word == NULL || *is_jsonl || g_str_equal (word, "text"))
    return TRUE;
  *status = arc_cli_usage (cli, _ ("“%s” is not one of these formats: %s."), word, "text, jsonl");
  return FALSE;
}

void
arc_cli_print_object (ArcCli *cli, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GString) text = g_string_new (NULL);

  json_node_take_object (node, object);
  arc_json_text_append (text, node);
  g_string_append_c (text, '\n');
  arc_cli_print_text (cli, text->str);
}

void
arc_cli_print_id (ArcCli *cli, ArcJournal *journal, ArcIdKind kind, const char *id)
{
  /* Up to the milliseconds of a UUIDv7, then group by group. */
  static const gsize lengths[] = {13, 18, 23};

  for (gsize i = 0; cli->is_terminal && i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *prefix = g_strndup (id, lengths[i]);
    g_autofree char *found = arc_journal_resolve (journal, kind, prefix, NULL);
    if (found != NULL) {
      arc_cli_print (cli, "%s", prefix);
      return;
    }
  }
  arc_cli_print (cli, "%s", id);
}

void
arc_cli_take_text (char **owned, const char *value)
{
  if (value == NULL)
    return;
  g_free (*owned);
  *owned = g_strdup (value);
}
