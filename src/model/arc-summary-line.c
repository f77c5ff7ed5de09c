/* Lines of a summary: what people said in them, and what the program says in its own words. */
#include "arc-config.h"
#include "arc-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- making and copying ---- */

void
arc_quote_free (ArcQuote *quote)
{
  g_free (quote->id);
  g_free (quote->share_id);
  g_free (quote->author);
  g_free (quote->author_name);
  g_free (quote->text);
  g_free (quote);
}

ArcQuote *
arc_quote_new (void)
{
  ArcQuote *quote = g_new0 (ArcQuote, 1);

  quote->id = g_strdup ("");
  quote->share_id = g_strdup ("");
  quote->author = g_strdup ("");
  quote->author_name = g_strdup ("");
  quote->text = g_strdup ("");
  return quote;
}

static ArcQuote *
quote_copy (const ArcQuote *quote)
{
  ArcQuote *copy = g_memdup2 (quote, sizeof *quote);

  copy->id = g_strdup (quote->id);
  copy->share_id = g_strdup (quote->share_id);
  copy->author = g_strdup (quote->author);
  copy->author_name = g_strdup (quote->author_name);
  copy->text = g_strdup (quote->text);
  return copy;
}

void
arc_summary_line_free (ArcSummaryLine *line)
{
  g_free (line->key);
  g_free (line->text);
  g_free (line->evidence);
  arc_practice_turn_free (line->practice);
  arc_equivalent_free (line->equivalent);
  arc_measured_free (line->measured);
  g_ptr_array_unref (line->quotes);
  g_ptr_array_unref (line->unquoted);
  g_free (line->owner);
  g_free (line->note);
  g_free (line);
}

ArcSummaryLine *
arc_summary_line_new (const char *key, const char *text)
{
  ArcSummaryLine *line = g_new0 (ArcSummaryLine, 1);

  line->key = g_strdup (key);
  line->text = g_strdup (text);
  line->evidence = g_strdup ("");
  line->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_quote_free);
  line->unquoted = g_ptr_array_new_with_free_func (g_free);
  line->owner = g_strdup ("");
  line->note = g_strdup ("");
  return line;
}

ArcSummaryLine *
arc_summary_line_copy (const ArcSummaryLine *line)
{
  ArcSummaryLine *copy = g_memdup2 (line, sizeof *line);

  copy->key = g_strdup (line->key);
  copy->text = g_strdup (line->text);
  copy->evidence = g_strdup (line->evidence);
  copy->practice = line->practice ? arc_practice_turn_copy (line->practice) : NULL;
  copy->equivalent = line->equivalent ? arc_equivalent_copy (line->equivalent) : NULL;
  copy->measured = line->measured ? arc_measured_copy (line->measured) : NULL;
  copy->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_quote_free);
  for (guint i = 0; i < line->quotes->len; i++)
    g_ptr_array_add (copy->quotes, quote_copy (line->quotes->pdata[i]));
  copy->unquoted = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < line->unquoted->len; i++)
    g_ptr_array_add (copy->unquoted, g_strdup (line->unquoted->pdata[i]));
  copy->owner = g_strdup (line->owner);
  copy->note = g_strdup (line->note);
  return copy;
}

/* ---- in words ---- */

static void
take_text (char **text, char *by)
{
  g_free (*text);
  *text = by;
}

static void
forget_text (ArcSummaryLine *line)
{
  line->text_says = ARC_SAY_NOTHING;
  g_clear_pointer (&line->practice, arc_practice_turn_free);
  g_clear_pointer (&line->equivalent, arc_equivalent_free);
  g_clear_pointer (&line->measured, arc_measured_free);
}

static char *
say (ArcSaid said)
{
  const ArcSaying saying = {said, {0}};

  return arc_saying_to_text (&saying);
}

void
arc_summary_line_set_text (ArcSummaryLine *line, const char *text)
{
  char *copy = g_strdup (text);

  forget_text (line);
  take_text (&line->text, copy);
}

void
arc_summary_line_say_text (ArcSummaryLine *line, ArcSaid said)
{
  forget_text (line);
  line->text_says = said;
  take_text (&line->text, say (said));
}

void
arc_summary_line_set_practice (ArcSummaryLine *line, const ArcPracticeTurn *turn)
{
  ArcPracticeTurn *copy = arc_practice_turn_new ();

  take_text (&copy->when, g_strdup (turn->when));
  take_text (&copy->doing, g_strdup (turn->doing));
  take_text (&copy->so_that, g_strdup (turn->so_that));
  forget_text (line);
  line->practice = copy;
  take_text (&line->text, arc_practice_turn_to_sentence (copy));
}

gboolean
arc_summary_line_set_equivalent (ArcSummaryLine *line, const ArcEquivalent *equivalent,
                                 const ArcMeasured *measured)
{
  char *text = arc_equivalent_say (equivalent, measured);
  ArcEquivalent *copy = NULL;
  ArcMeasured *figure = NULL;

  if (!text)
    return FALSE;
  copy = arc_equivalent_copy (equivalent);
  figure = arc_measured_copy (measured);
  forget_text (line);
  line->equivalent = copy;
  line->measured = figure;
  line->people = figure->people;
  take_text (&line->text, text);
  take_text (&line->note, g_strchomp (arc_equivalent_explain (copy, figure)));
  line->note_says = ARC_SAY_NOTHING;
  return TRUE;
}

void
arc_summary_line_say_evidence (ArcSummaryLine *line, const ArcSaying *sayings, guint n_sayings)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_if_fail (n_sayings <= ARC_EVIDENCE_SAYINGS);

  memset (line->evidence_says, 0, sizeof line->evidence_says);
  for (guint i = 0; i < n_sayings; i++)
    line->evidence_says[i] = sayings[i];
  first = arc_saying_to_text (&line->evidence_says[0]);
  second = arc_saying_to_text (&line->evidence_says[1]);
  take_text (&line->evidence,
             /* Translators: two pieces of evidence: “two people, both say it helped; one person
              * tried it …” */
             *second ? g_strdup_printf (_ ("%s; %s"), first, second) : g_steal_pointer (&first));
}

void
arc_summary_line_set_note (ArcSummaryLine *line, const char *note)
{
  line->note_says = ARC_SAY_NOTHING;
  take_text (&line->note, g_strdup (note));
}

void
arc_summary_line_say_note (ArcSummaryLine *line, ArcSaid said)
{
  line->note_says = said;
  take_text (&line->note, say (said));
}

/* ---- which to show ---- */

guint
arc_summary_count_best (const GPtrArray *lines)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lines->len; i++) {
    const ArcSummaryLine *line = lines->pdata[i];
    g_autofree char *figure = NULL;
    guint count;

    if (!line->measured)
      continue;
    figure = g_strdup_printf ("%d/%s", line->measured->per, line->measured->unit);
    count = GPOINTER_TO_UINT (g_hash_table_lookup (seen, figure));
    if (count >= ARC_EQUIVALENTS_SHOWN)
      return i;
    g_hash_table_insert (seen, g_steal_pointer (&figure), GUINT_TO_POINTER (count + 1));
  }
  return lines->len;
}

/* ---- what speaks for a line ---- */

/* Under so many voices a bar says nothing. */
#define VOICES_MIN 3

gboolean
arc_summary_line_weigh (ArcSummaryPart part, const ArcSummaryLine *line, ArcVerdict *verdict)
{
  verdict->is_against = part == ARC_SUMMARY_DID_NOT;
  verdict->part = verdict->is_against ? line->against : line->for_it;
  verdict->whole = line->for_it + line->against;
  return (part == ARC_SUMMARY_WORKED || part == ARC_SUMMARY_DID_NOT ||
          part == ARC_SUMMARY_PRACTICES) &&
         verdict->whole >= VOICES_MIN;
}

static const char *
say_share (double share, gboolean is_against)
{
  if (share >= 1)
    return is_against ? _ ("All speak against it") : _ ("All speak for it");
  if (share >= 0.85)
    return is_against ? _ ("Nearly all speak against it") : _ ("Nearly all speak for it");
  if (share > 0.6)
    return is_against ? _ ("Most speak against it") : _ ("Most speak for it");
  if (share >= 0.4)
    return is_against ? _ ("About half speak against it") : _ ("About half speak for it");
  if (share > 0.15)
    return is_against ? _ ("Fewer than half speak against it") : _ ("Fewer than half speak for it");
  if (share > 0)
    return is_against ? _ ("Hardly anybody speaks against it") : _ ("Hardly anybody speaks for it");
  return is_against ? _ ("Nobody speaks against it") : _ ("Nobody speaks for it");
}

char *
arc_verdict_say (const ArcVerdict *verdict)
{
  guint voices = (guint) (verdict->whole + 0.5);
  g_autofree char *counted = g_strdup_printf (ngettext ("%u voice", "%u voices", voices), voices);

  return g_strdup_printf ("%s · %s",
                          say_share (verdict->part / verdict->whole, verdict->is_against), counted);
}
