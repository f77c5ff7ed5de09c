/* Options of "add" and "edit" into an entry. */
#include "arc-config.h"

#include "arc-cli-entry.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "arc-day.h"

/* More than any entry may hold, so that a wrong pipe does not fill the memory. */
#define MAX_STDIN ((gsize) ARC_LIMIT_SECTION_BYTES + 2)

void
arc_cli_entry_clear (ArcCliEntry *options)
{
  g_free (options->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    g_free (options->section[i]);
  g_free (options->date);
  g_free (options->outcome);
  g_strfreev (options->tags);
  g_free (options->topic);
  g_free (options->lens);
  g_free (options->evidence);
  g_free (options->amount);
  g_free (options->unit);
  memset (options, 0, sizeof *options);
}

void
arc_cli_entry_describe (ArcCliEntry *options, GOptionEntry *table)
{
  const GOptionEntry entries[] = {
      {"title", 0, 0, G_OPTION_ARG_STRING, &options->title, N_ ("The title"), N_ ("TEXT")},
      {"action", 0, 0, G_OPTION_ARG_STRING, &options->section[ARC_SECTION_ACTION],
       N_ ("What you did"), N_ ("TEXT")},
      {"reflection", 0, 0, G_OPTION_ARG_STRING, &options->section[ARC_SECTION_REFLECTION],
       N_ ("What it led to"), N_ ("TEXT")},
      {"change", 0, 0, G_OPTION_ARG_STRING, &options->section[ARC_SECTION_CHANGE],
       N_ ("What you will do from now on"), N_ ("TEXT")},
      {"date", 0, 0, G_OPTION_ARG_STRING, &options->date,
       N_ ("When it happened: 2026-11-20, “2026-11-20 14:30”, yesterday"), N_ ("WHEN")},
      {"outcome", 0, 0, G_OPTION_ARG_STRING, &options->outcome, N_ ("achieved, partly or missed"),
       N_ ("OUTCOME")},
      {"tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->tags, N_ ("A tag; may be repeated"),
       N_ ("TAG")},
      {"topic", 0, 0, G_OPTION_ARG_STRING, &options->topic,
       N_ ("The system or practice being learned"), N_ ("TOPIC")},
      {"lens", 0, 0, G_OPTION_ARG_STRING, &options->lens,
       N_ ("individual, manager, executive or facilitator"), N_ ("LENS")},
      {"evidence", 0, 0, G_OPTION_ARG_STRING, &options->evidence,
       N_ ("How you know: felt, learned, did-differently or measured"), N_ ("KIND")},
      {"amount", 0, 0, G_OPTION_ARG_STRING, &options->amount, N_ ("What was measured"),
       N_ ("NUMBER")},
      {"unit", 0, 0, G_OPTION_ARG_STRING, &options->unit, N_ ("The unit of the amount"),
       N_ ("TEXT")},
      G_OPTION_ENTRY_NULL,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (entries) == ARC_CLI_N_ENTRY_OPTIONS + 1);
  memcpy (table, entries, sizeof entries);
}

gboolean
arc_cli_entry_has_text (const ArcCliEntry *options)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (options->section[i] != NULL)
      return TRUE;
  return options->title != NULL;
}

gboolean
arc_cli_entry_has_any (const ArcCliEntry *options)
{
  return arc_cli_entry_has_text (options) || options->date != NULL || options->outcome != NULL ||
         options->tags != NULL || options->topic != NULL || options->lens != NULL ||
         options->evidence != NULL || options->amount != NULL || options->unit != NULL;
}

/* ---- standard input ---- */

static gboolean
read_all (GString *text)
{
  char buffer[64 * 1024];

  for (;;) {
    gssize got = read (STDIN_FILENO, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return got == 0;
    if (text->len <= MAX_STDIN)
      g_string_append_len (text, buffer, got);
  }
}

gboolean
arc_cli_entry_read_stdin (ArcCli *cli, ArcCliEntry *options, int *status)
{
  char **texts[] = {
      &options->title,
      &options->section[ARC_SECTION_ACTION],
      &options->section[ARC_SECTION_REFLECTION],
      &options->section[ARC_SECTION_CHANGE],
  };
  char **found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_strcmp0 (*texts[i], "-") != 0)
      continue;
    if (found != NULL) {
      *status = arc_cli_usage (cli, _ ("Only one text can be read from standard input."));
      return FALSE;
    }
    found = texts[i];
  }
  if (found == NULL)
    return TRUE;

  g_autoptr (GString) text = g_string_new (NULL);
  if (!read_all (text)) {
    *status = arc_cli_fail_text (cli, _ ("Cannot read standard input: %s"), g_strerror (errno));
    return FALSE;
  }
  if (!g_utf8_validate_len (text->str, text->len, NULL) && text->len <= MAX_STDIN) {
    *status = arc_cli_fail_text (
        cli, _ ("Standard input is not valid UTF-8 text without NUL characters."));
    return FALSE;
  }
  if (g_str_has_suffix (text->str, "\n"))
    g_string_truncate (text, text->len - (g_str_has_suffix (text->str, "\r\n") ? 2 : 1));
  g_free (*found);
  *found = g_strdup (text->str);
  return TRUE;
}

/* ---- into the entry ---- */

static gboolean
apply_choices (ArcCli *cli, const ArcCliEntry *options, ArcEntry *entry, int *status)
{
  if (options->outcome != NULL && *options->outcome == '\0') {
    entry->outcome = ARC_OUTCOME_NOT_SAID;
  } else if (options->outcome != NULL &&
             !arc_outcome_from_word (options->outcome, &entry->outcome)) {
    *status = arc_cli_usage (cli, _ ("“%s” is not an outcome: achieved, partly or missed."),
                             options->outcome);
    return FALSE;
  }
  if (options->lens != NULL && !arc_lens_from_word (options->lens, &entry->lens)) {
    *status = arc_cli_usage (
        cli, _ ("“%s” is not a lens: individual, manager, executive or facilitator."),
        options->lens);
    return FALSE;
  }
  return TRUE;
}

static gboolean
apply_evidence (ArcCli *cli, const ArcCliEntry *options, ArcEntry *entry, int *status)
{
  gboolean has_figure = options->amount != NULL || options->unit != NULL;
  ArcEvidence evidence = has_figure ? ARC_EVIDENCE_MEASURED : entry->evidence;
  double amount = entry->evidence_amount;

  if (options->evidence != NULL && *options->evidence == '\0') {
    evidence = ARC_EVIDENCE_NONE;
  } else if (options->evidence != NULL && !arc_evidence_from_word (options->evidence, &evidence)) {
    *status =
        arc_cli_usage (cli, _ ("“%s” is no evidence: felt, learned, did-differently or measured."),
                       options->evidence);
    return FALSE;
  }
  if (has_figure && evidence != ARC_EVIDENCE_MEASURED) {
    *status = arc_cli_usage (cli, _ ("An amount and a unit go with --evidence measured only."));
    return FALSE;
  }
  if (options->amount != NULL) {
    char *end;
    amount = g_ascii_strtod (options->amount, &end);
    if (end == options->amount || *end != '\0' || !isfinite (amount)) {
      *status = arc_cli_usage (cli, _ ("“%s” is not a number."), options->amount);
      return FALSE;
    }
  }
  if (options->evidence != NULL || has_figure) {
    g_autofree char *unit = g_strdup (options->unit != NULL ? options->unit : entry->evidence_unit);
    arc_entry_set_evidence (entry, evidence, amount, unit);
  }
  return TRUE;
}

static gboolean
apply_date (ArcCli *cli, const ArcCliEntry *options, ArcEntry *entry, gint64 now_us, int *status)
{
  g_autoptr (GError) error = NULL;

  if (options->date == NULL)
    return TRUE;
  g_autofree char *zone = arc_zone_local ();
  if (!arc_instant_parse (options->date, zone, now_us, &entry->occurred_us, &error)) {
    *status = arc_cli_usage (cli, "%s", error->message);
    return FALSE;
  }
  arc_entry_set_zone (entry, zone);
  return TRUE;
}

gboolean
arc_cli_entry_apply (ArcCli *cli, const ArcCliEntry *options, ArcEntry *entry, gint64 now_us,
                     int *status)
{
  if (options->title != NULL)
    arc_entry_set_title (entry, options->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (options->section[i] != NULL)
      arc_entry_set_section (entry, i, options->section[i]);
  if (options->topic != NULL)
    arc_entry_set_topic (entry, options->topic);
  if (options->tags != NULL) {
    arc_entry_clear_tags (entry);
    for (guint i = 0; options->tags[i] != NULL; i++)
      arc_entry_add_tag (entry, options->tags[i]);
  }
  return apply_choices (cli, options, entry, status) &&
         apply_evidence (cli, options, entry, status) &&
         apply_date (cli, options, entry, now_us, status);
}
