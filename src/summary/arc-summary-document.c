/* Setting a summary or a playbook as a document. */
#include "arc-config.h"
#include "arc-summary-document.h"

#include <glib/gi18n-lib.h>

#include "arc-text.h"

/* Statements that stand under a line on paper; the window shows all. */
#define QUOTES_SHOWN 3
/* Lines of a part on paper, which is to be read in five minutes. */
#define LINES_SHOWN 10
#define QUOTE_CHARS 280

static char *
say_day (ArcDay day)
{
  return arc_day_to_text (day);
}

static char *
say_period (const ArcSummary *summary)
{
  g_autofree char *since = say_day (summary->since);
  g_autofree char *until = say_day (summary->until);

  if (*since && *until)
    return g_strdup_printf (_ ("%s to %s"), since, until);
  if (*since)
    return g_strdup_printf (_ ("Since %s"), since);
  if (*until)
    return g_strdup_printf (_ ("Until %s"), until);
  return NULL;
}

static void
add_facts (ArcDocument *document, const ArcSummary *summary)
{
  g_autofree char *period = say_period (summary);
  g_autofree char *made_on = say_day (summary->made_on);
  g_autofree char *made = g_strdup_printf (_ ("Made on %s, version %u"), made_on, summary->version);
  g_autofree char *shares =
      g_strdup_printf (ngettext ("%u share", "%u shares", summary->shares), summary->shares);
  g_autofree char *participation = NULL;

  if (period)
    arc_document_add_fact (document, period);
  if (summary->members > 0)
    /* Translators: 7 of 9 people shared; then the number of shares */
    participation = g_strdup_printf (_ ("%u of %u people shared: %s"), summary->sharers,
                                     summary->members, shares);
  arc_document_add_fact (document, participation ? participation : shares);
  arc_document_add_fact (document, made);
  if (*summary->left_out)
    arc_document_add_fact (document, summary->left_out);
}

/* Whose a statement is, and that it was taken back. */
static void
add_quotes (ArcDocument *document, const ArcSummaryLine *line)
{
  guint shown = 0, left = 0;

  for (guint i = 0; i < line->quotes->len; i++) {
    const ArcQuote *quote = line->quotes->pdata[i];

    if (quote->is_withdrawn) {
      arc_document_add (document, ARC_BLOCK_NOTE, _ ("Withdrawn by its writer."), NULL);
      continue;
    }
    /* What heads the line need not be said twice. */
    if (!*quote->text || g_str_equal (quote->text, line->text))
      continue;
    if (shown++ < QUOTES_SHOWN) {
      g_autofree char *text = arc_text_excerpt (quote->text, QUOTE_CHARS);
      g_autofree char *author = arc_text_isolate (quote->author_name);

      arc_document_add (document, ARC_BLOCK_QUOTE, text, author);
    } else {
      left++;
    }
  }
  if (left > 0) {
    g_autofree char *more =
        g_strdup_printf (ngettext ("and %u more statement", "and %u more statements", left), left);

    arc_document_add (document, ARC_BLOCK_NOTE, more, NULL);
  }
}

/* The statement that heads a line, or NULL where a person named it. */
static const ArcQuote *
find_heading (const ArcSummaryLine *line)
{
  for (guint i = 0; i < line->quotes->len; i++) {
    const ArcQuote *quote = line->quotes->pdata[i];

    if (*quote->text && g_str_equal (quote->text, line->text))
      return quote;
  }
  return NULL;
}

/* Evidence, owner, day and note of a line, as far as there are any. */
static char *
say_aside (ArcSummaryPart part, const ArcSummaryLine *line)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *day = arc_day_to_text (line->due);
  const ArcQuote *heading = find_heading (line);

  if (*line->owner)
    g_ptr_array_add (pieces, arc_text_isolate (line->owner));
  else if (heading && *heading->author_name)
    g_ptr_array_add (pieces, arc_text_isolate (heading->author_name));
  if (*line->evidence)
    g_ptr_array_add (pieces, arc_text_isolate (line->evidence));
  if (*day)
    g_ptr_array_add (pieces, g_strdup_printf (_ ("by %s"), day));
  if (*line->note && part != ARC_SUMMARY_EQUIVALENTS)
    g_ptr_array_add (pieces, arc_text_isolate (line->note));
  return arc_text_join_pieces (pieces, arc_summary_part_to_label (part));
}

static void
set_bar (ArcBlock *block, const ArcVerdict *verdict)
{
  g_autofree char *said = arc_verdict_say (verdict);

  arc_block_set_bar (block, verdict->part, verdict->whole, said);
}

static void
add_line (ArcDocument *document, ArcSummaryPart part, const ArcSummaryLine *line)
{
  g_autofree char *aside = say_aside (part, line);
  ArcBlock *block = arc_document_add (document, ARC_BLOCK_LINE, line->text, aside);
  ArcVerdict verdict;

  if (arc_summary_line_weigh (part, line, &verdict))
    set_bar (block, &verdict);
  if (part == ARC_SUMMARY_EQUIVALENTS && *line->note)
    arc_document_add (document, ARC_BLOCK_NOTE, line->note, NULL);
  /* Those say no more than the line itself. */
  if (part != ARC_SUMMARY_PRACTICES && part != ARC_SUMMARY_CHANGED)
    add_quotes (document, line);
}

static void
add_rest (ArcDocument *document, guint lines)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("and %u more line in the window", "and %u more lines in the window", lines), lines);

  arc_document_add (document, ARC_BLOCK_PARAGRAPH, text, NULL);
}

static void
add_commitment_figures (ArcDocument *document, const ArcSummary *summary)
{
  g_autofree char *text = g_strdup_printf (_ ("Kept: %u · open: %u · of these overdue: %u"),
                                           summary->kept, summary->open, summary->overdue);

  arc_document_add (document, ARC_BLOCK_PARAGRAPH, text, NULL);
}

ArcDocument *
arc_summary_to_document (const ArcSummary *summary, gboolean is_outside)
{
  ArcDocument *document = arc_document_new (summary->title);
  gboolean has_commitments = summary->kept + summary->open > 0;

  add_facts (document, summary);
  for (guint part = 0; part < ARC_N_SUMMARY_PARTS; part++) {
    const GPtrArray *lines = summary->parts[part];
    guint shown = MIN (arc_summary_count_best (lines), LINES_SHOWN);

    if (lines->len == 0 && !(part == ARC_SUMMARY_COMMITMENTS && has_commitments))
      continue;
    arc_document_add (document, ARC_BLOCK_HEADING,
                      part == ARC_SUMMARY_COMMITMENTS ? _ ("Commitments")
                                                      : arc_summary_part_to_label (part),
                      NULL);
    if (part == ARC_SUMMARY_COMMITMENTS)
      add_commitment_figures (document, summary);
    for (guint i = 0; i < shown; i++)
      add_line (document, part, lines->pdata[i]);
    if (lines->len > shown)
      add_rest (document, lines->len - shown);
  }
  if (*summary->focus) {
    arc_document_add (document, ARC_BLOCK_HEADING, _ ("To look at in the next session"), NULL);
    arc_document_add (document, ARC_BLOCK_LINE, summary->focus, NULL);
  }
  g_free (document->footer);
  document->footer =
      is_outside
          ? g_strdup (_ ("For use outside the team: no names, and no words that were not released "
                         "for it."))
      : summary->audience == ARC_AUDIENCE_MANAGERS
          ? g_strdup (_ ("For the team’s managers only. It holds words that people shared with "
                         "them."))
          : g_strdup (_ ("For the team only. It holds words that people shared with the team."));
  return document;
}

/* What people who tried a practice say, where nobody stands alone; a playbook leaves the team. */
static char *
say_trials (const ArcEvidenceSum *sum, guint group_size)
{
  guint yes = sum->trials[ARC_HELPED_YES];
  guint all = yes + sum->trials[ARC_HELPED_PARTLY] + sum->trials[ARC_HELPED_NO];

  if (all == 0 || arc_figure_allowed (yes, all, group_size))
    return arc_evidence_describe (sum, group_size);
  return g_strdup ("");
}

static gboolean
may_weigh (const ArcEvidenceSum *sum, guint group_size)
{
  return sum->for_it + sum->against >= group_size &&
         (sum->for_it == 0 || sum->for_it >= group_size) &&
         (sum->against == 0 || sum->against >= group_size);
}

ArcDocument *
arc_playbook_to_document (const GPtrArray *practices, const char *team_name, guint group_size,
                          ArcDay today)
{
  g_autofree char *title = g_strdup_printf (_ ("Playbook of %s"), team_name);
  g_autofree char *day = arc_day_to_text (today);
  g_autofree char *made = g_strdup_printf (_ ("Made on %s"), day);
  ArcDocument *document = arc_document_new (title);
  g_autoptr (GPtrArray) best = arc_practices_best (practices, G_MAXUINT);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  guint inside = 0;

  arc_document_add_fact (document, made);
  arc_document_add (document, ARC_BLOCK_HEADING, _ ("What works for us"), NULL);
  if (best->len == 0)
    arc_document_add (document, ARC_BLOCK_PARAGRAPH, _ ("No practice is endorsed yet."), NULL);
  for (guint i = 0; i < best->len; i++) {
    const ArcPracticeInput *practice = best->pdata[i];
    g_autoptr (ArcEvidenceSum) sum = arc_evidence_sum (nothing, practice->trials);
    g_autofree char *sentence = arc_practice_turn_to_sentence (practice->turn);
    g_autofree char *evidence = say_trials (sum, group_size);
    ArcBlock *block;

    if (practice->is_inside) {
      inside++;
      continue;
    }
    block = arc_document_add (document, ARC_BLOCK_LINE, sentence, evidence);
    if (may_weigh (sum, group_size))
      set_bar (block, &(const ArcVerdict){sum->for_it, sum->for_it + sum->against, FALSE});
    if (*practice->turn->topic)
      arc_document_add (document, ARC_BLOCK_NOTE, practice->turn->topic, NULL);
    if (*practice->finder_name) {
      g_autofree char *found = g_strdup_printf (_ ("Found by %s"), practice->finder_name);

      arc_document_add (document, ARC_BLOCK_NOTE, found, NULL);
    }
  }
  if (inside > 0) {
    g_autofree char *left = g_strdup_printf (
        ngettext ("%u practice stays in the team: it is in words that were not released.",
                  "%u practices stay in the team: they are in words that were not released.",
                  inside),
        inside);

    arc_document_add (document, ARC_BLOCK_NOTE, left, NULL);
  }
  return document;
}
