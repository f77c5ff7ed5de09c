/* A summary as a value: making, copying, what may leave the team, what is withdrawn. */
#include "arc-config.h"
#include "arc-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"
#include "arc-share.h"
#include "arc-team.h"
#include "arc-text.h"
#include "arc-word.h"

static const ArcWord summary_parts[ARC_N_SUMMARY_PARTS] = {
    {"worked", N_ ("What worked")},
    {"did-not", N_ ("What did not work")},
    {"barriers", N_ ("Barriers")},
    {"commitments", N_ ("Open commitments")},
    {"alike", N_ ("These look alike")},
    {"topics", N_ ("What else was said")},
    {"equivalents", N_ ("What it adds up to")},
    {"practices", N_ ("Practices")},
    {"changed", N_ ("What changed since the last summary")},
};
ARC_DEFINE_WORDS (ArcSummaryPart, summary_part, summary_parts)

/* ---- summaries ---- */

ArcSummary *
arc_summary_new (void)
{
  ArcSummary *summary = g_new0 (ArcSummary, 1);

  summary->title = g_strdup ("");
  summary->team_name = g_strdup ("");
  summary->topic = g_strdup ("");
  summary->version = 1;
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++)
    summary->parts[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_summary_line_free);
  summary->focus = g_strdup ("");
  summary->left_out = g_strdup ("");
  return summary;
}

ArcSummary *
arc_summary_copy (const ArcSummary *summary)
{
  ArcSummary *copy = g_memdup2 (summary, sizeof *summary);

  copy->title = g_strdup (summary->title);
  copy->team_name = g_strdup (summary->team_name);
  copy->topic = g_strdup (summary->topic);
  copy->focus = g_strdup (summary->focus);
  copy->left_out = g_strdup (summary->left_out);
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++) {
    copy->parts[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_summary_line_free);
    for (guint k = 0; k < summary->parts[i]->len; k++)
      g_ptr_array_add (copy->parts[i], arc_summary_line_copy (summary->parts[i]->pdata[k]));
  }
  return copy;
}

void
arc_summary_free (ArcSummary *summary)
{
  if (!summary)
    return;
  g_free (summary->title);
  g_free (summary->team_name);
  g_free (summary->topic);
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++)
    g_ptr_array_unref (summary->parts[i]);
  g_free (summary->focus);
  g_free (summary->left_out);
  g_free (summary);
}

static void
replace_text (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

/* The first of a line's statements whose words may be shown, or NULL. */
static const ArcQuote *
find_words (const ArcSummaryLine *line)
{
  for (guint i = 0; i < line->quotes->len; i++) {
    const ArcQuote *quote = line->quotes->pdata[i];

    if (*quote->text)
      return quote;
  }
  return NULL;
}

/* ---- outside the team ---- */

/* Of a summary that does not say how small a group may be: as many as a team can ask for. */
static guint
least_people (const ArcSummary *summary)
{
  return summary->group_size > 0 ? summary->group_size : ARC_GROUP_SIZE_MAX;
}

/* Whether a bar may be drawn of what people said: nobody stands alone on either side. */
static gboolean
may_weigh (const ArcSummaryLine *line, guint least)
{
  return line->for_it + line->against >= least && (line->for_it == 0 || line->for_it >= least) &&
         (line->against == 0 || line->against >= least);
}

/* Evidence outside: there nobody may read the statements anyway, so that figures about a few people
 * would tell of them what they did not release. */
static void
take_evidence_outside (ArcSummaryPart part, ArcSummaryLine *line, guint least)
{
  ArcSaying saying = {part == ARC_SUMMARY_PRACTICES ? ARC_SAY_TALKED_OF : ARC_SAY_SAID_BY,
                      {line->people}};

  /* The state of a barrier and the kind of a commitment are no evidence. */
  if (part == ARC_SUMMARY_BARRIERS || part == ARC_SUMMARY_COMMITMENTS) {
    line->people = 0;
    return;
  }
  arc_summary_line_say_evidence (line, &saying, line->people < least ? 0 : 1);
  if (line->people < least)
    line->people = 0;
  if (!may_weigh (line, least))
    line->for_it = line->against = line->bound = 0;
}

/* What was not released goes; what stays says neither who nor which share. */
static void
take_quotes_outside (ArcSummaryLine *line)
{
  for (guint i = 0; i < line->quotes->len;) {
    ArcQuote *quote = line->quotes->pdata[i];

    if (!quote->is_withdrawn && (!quote->quotable || !*quote->text)) {
      g_ptr_array_remove_index (line->quotes, i);
      continue;
    }
    replace_text (&quote->author, "");
    replace_text (&quote->author_name, "");
    replace_text (&quote->share_id, "");
    i++;
  }
}

/* A practice is worded by the team on purpose, but for what is somebody's statement in it. */
static gboolean
rests_on_words (const ArcSummaryLine *line)
{
  for (guint i = 0; i < line->quotes->len; i++) {
    const ArcQuote *quote = line->quotes->pdata[i];

    if (quote->is_withdrawn || !quote->quotable)
      return TRUE;
  }
  return FALSE;
}

/* A line outside: no name, no word that was not released. A heading is somebody's words too,
 * unless the line is made of figures or worded by the team on purpose (a practice). */
static void
take_line_outside (ArcSummaryPart part, ArcSummaryLine *line, guint least)
{
  gboolean is_own_text =
      part == ARC_SUMMARY_EQUIVALENTS || (part == ARC_SUMMARY_PRACTICES && !rests_on_words (line));
  const ArcQuote *words;

  take_quotes_outside (line);
  replace_text (&line->owner, "");
  if (part != ARC_SUMMARY_EQUIVALENTS)
    take_evidence_outside (part, line, least);
  if (is_own_text)
    return;
  arc_summary_line_set_note (line, "");
  words = part == ARC_SUMMARY_PRACTICES ? NULL : find_words (line);
  if (words)
    arc_summary_line_set_text (line, words->text);
  else
    arc_summary_line_say_text (line, ARC_SAY_STAYS_INSIDE);
}

/* Whether a line that was taken outside still says something. */
static gboolean
is_worth_saying (ArcSummaryPart part, const ArcSummaryLine *line, guint least)
{
  if (part == ARC_SUMMARY_EQUIVALENTS)
    return line->people >= least;
  return find_words (line) || *line->evidence || part == ARC_SUMMARY_PRACTICES;
}

/* Names of lines and of statements hold hashes of their words, and the words of topics. */
static void
number_lines (ArcSummary *summary)
{
  guint lines = 0, quotes = 0;

  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++) {
    for (guint k = 0; k < summary->parts[i]->len; k++) {
      ArcSummaryLine *line = summary->parts[i]->pdata[k];

      g_free (line->key);
      line->key = g_strdup_printf ("%u", ++lines);
      for (guint q = 0; q < line->quotes->len; q++) {
        ArcQuote *quote = line->quotes->pdata[q];

        g_free (quote->id);
        quote->id = g_strdup_printf ("%u", ++quotes);
      }
    }
  }
}

/* Words that may be quoted name teammates all the same, who did not release their name. */
static GHashTable *
prepare_names (const ArcSummary *summary, const GPtrArray *members)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; members && i < members->len; i++)
    g_hash_table_add (known, ((const ArcMember *) members->pdata[i])->name);
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++) {
    for (guint k = 0; k < summary->parts[i]->len; k++) {
      const ArcSummaryLine *line = summary->parts[i]->pdata[k];

      g_hash_table_add (known, line->owner);
      for (guint q = 0; q < line->quotes->len; q++)
        g_hash_table_add (known, ((const ArcQuote *) line->quotes->pdata[q])->author_name);
    }
  }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  return arc_share_prepare_names (names);
}

static void
hide_names (ArcSummaryPart part, ArcSummaryLine *line, GHashTable *names)
{
  for (guint i = 0; i < line->quotes->len; i++) {
    ArcQuote *quote = line->quotes->pdata[i];
    g_autofree char *text = arc_share_hide_names (quote->text, names);

    replace_text (&quote->text, text);
  }
  /* What a team worded on purpose says what it means to say. */
  if (part != ARC_SUMMARY_EQUIVALENTS && part != ARC_SUMMARY_PRACTICES && find_words (line))
    arc_summary_line_set_text (line, find_words (line)->text);
}

ArcSummary *
arc_summary_outside (const ArcSummary *summary, const GPtrArray *members)
{
  ArcSummary *outside = arc_summary_copy (summary);
  g_autoptr (GHashTable) names = prepare_names (summary, members);
  guint least = least_people (summary);

  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++) {
    for (guint k = 0; k < outside->parts[i]->len;) {
      take_line_outside (i, outside->parts[i]->pdata[k], least);
      if (is_worth_saying (i, outside->parts[i]->pdata[k], least))
        k++;
      else
        g_ptr_array_remove_index (outside->parts[i], k);
    }
  }
  /* What changed is told in the words of lines. */
  g_ptr_array_set_size (outside->parts[ARC_SUMMARY_CHANGED], 0);
  number_lines (outside);
  /* A proposed focus is a statement: only if one that may be quoted says the same. */
  if (*outside->focus) {
    g_autofree char *focus = g_steal_pointer (&outside->focus);

    outside->focus = g_strdup ("");
    for (guint i = 0; i < outside->parts[ARC_SUMMARY_WORKED]->len; i++) {
      const ArcSummaryLine *line = outside->parts[ARC_SUMMARY_WORKED]->pdata[i];

      if (g_str_equal (line->text, focus))
        replace_text (&outside->focus, focus);
    }
  }
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++)
    for (guint k = 0; k < outside->parts[i]->len; k++)
      hide_names (i, outside->parts[i]->pdata[k], names);
  if (*outside->focus) {
    g_autofree char *focus = arc_share_hide_names (outside->focus, names);

    replace_text (&outside->focus, focus);
  }
  return outside;
}

/* ---- withdrawal ---- */

/* Takes the statement's words out of its line and of the proposed focus, wherever they are said.
 * Its name goes too: a hash of words can be guessed. */
static void
withdraw_words (ArcSummary *summary, ArcQuote *quote, gboolean *was_heading, const char *heading)
{
  if (*quote->text && g_str_equal (quote->text, heading))
    *was_heading = TRUE;
  if (*quote->text && g_str_equal (quote->text, summary->focus))
    replace_text (&summary->focus, "");
  quote->is_withdrawn = TRUE;
  replace_text (&quote->id, quote->share_id);
  replace_text (&quote->text, "");
  replace_text (&quote->author, "");
  replace_text (&quote->author_name, "");
}

/* A line of which nothing is left says neither its topic nor what somebody named it. */
static void
withdraw_line (ArcSummary *summary, ArcSummaryLine *line)
{
  if (g_str_equal (line->text, summary->focus))
    replace_text (&summary->focus, "");
  replace_text (&line->key, "withdrawn");
  arc_summary_line_say_text (line, ARC_SAY_WITHDRAWN);
  replace_text (&line->owner, "");
  arc_summary_line_set_note (line, "");
  line->due = (ArcDay){0};
}

static gboolean
withdraw_from_line (ArcSummary *summary, ArcSummaryLine *line, ArcQuoteFunc is_gone, gpointer data)
{
  gboolean found = FALSE;
  gboolean was_heading = FALSE;
  const ArcQuote *words;

  for (guint i = 0; i < line->quotes->len; i++) {
    ArcQuote *quote = line->quotes->pdata[i];

    if (quote->is_withdrawn || !is_gone (quote, data))
      continue;
    found = TRUE;
    withdraw_words (summary, quote, &was_heading, line->text);
  }
  if (!found)
    return FALSE;
  words = find_words (line);
  if (!words) {
    withdraw_line (summary, line);
  } else if (was_heading) {
    replace_text (&line->key, words->id);
    arc_summary_line_set_text (line, words->text);
    replace_text (&line->owner, "");
    arc_summary_line_set_note (line, "");
  }
  return TRUE;
}

gboolean
arc_summary_withdraw_if (ArcSummary *summary, ArcQuoteFunc is_gone, gpointer data)
{
  gboolean found = FALSE;

  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++)
    for (guint k = 0; k < summary->parts[i]->len; k++)
      found = withdraw_from_line (summary, summary->parts[i]->pdata[k], is_gone, data) || found;
  /* What changed quotes headings without naming all shares. */
  if (found)
    g_ptr_array_set_size (summary->parts[ARC_SUMMARY_CHANGED], 0);
  return found;
}

static gboolean
is_of_share (const ArcQuote *quote, gpointer share_id)
{
  return g_str_equal (quote->share_id, share_id);
}

gboolean
arc_summary_withdraw (ArcSummary *summary, const char *share_id)
{
  return arc_summary_withdraw_if (summary, is_of_share, (gpointer) share_id);
}

static int
compare_quotes (gconstpointer a, gconstpointer b)
{
  const ArcQuote *first = *(const ArcQuote *const *) a;
  const ArcQuote *second = *(const ArcQuote *const *) b;
  int order = g_utf8_collate (first->author_name, second->author_name);

  if (!order)
    order = strcmp (first->author, second->author);
  return order ? order : strcmp (first->id, second->id);
}

GPtrArray *
arc_summary_list_quotes (const ArcSummary *summary)
{
  GPtrArray *list = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++) {
    for (guint k = 0; k < summary->parts[i]->len; k++) {
      const ArcSummaryLine *line = summary->parts[i]->pdata[k];

      for (guint q = 0; q < line->quotes->len; q++) {
        ArcQuote *quote = line->quotes->pdata[q];

        if (*quote->text && g_hash_table_add (seen, quote->id))
          g_ptr_array_add (list, quote);
      }
    }
  }
  g_ptr_array_sort (list, compare_quotes);
  return list;
}

/* ---- what came from elsewhere ---- */

/* Lines of a part, and statements under a line, that a summary may have. */
#define FOREIGN_LINES_MAX 1000
#define FOREIGN_TEXT_CHARS 4000
#define FOREIGN_FIGURE_MAX 1e9

static gboolean
check_text (const char *text, GError **error)
{
  return arc_text_validate (text, _ ("A text of the summary"), FOREIGN_TEXT_CHARS, error);
}

/* What speaks for a line: figures that can be drawn and written down again. */
static gboolean
check_figures (const ArcSummaryLine *line, GError **error)
{
  const double figures[] = {line->for_it, line->against, line->bound};

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++) {
    if (!(figures[i] >= 0 && figures[i] <= FOREIGN_FIGURE_MAX)) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                           _ ("A figure of the summary is no count of people."));
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check_line (const ArcSummaryLine *line, GError **error)
{
  if (!check_figures (line, error))
    return FALSE;
  if (!check_text (line->key, error) || !check_text (line->text, error) ||
      !check_text (line->evidence, error) || !check_text (line->owner, error) ||
      !check_text (line->note, error))
    return FALSE;
  for (guint i = 0; i < line->quotes->len; i++) {
    const ArcQuote *quote = line->quotes->pdata[i];

    if (!check_text (quote->id, error) || !check_text (quote->share_id, error) ||
        !check_text (quote->author, error) || !check_text (quote->author_name, error) ||
        !check_text (quote->text, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_summary_validate (const ArcSummary *summary, GError **error)
{
  if (!check_text (summary->title, error) || !check_text (summary->team_name, error) ||
      !check_text (summary->topic, error) || !check_text (summary->focus, error) ||
      !check_text (summary->left_out, error))
    return FALSE;
  for (guint i = 0; i < ARC_N_SUMMARY_PARTS; i++) {
    if (summary->parts[i]->len > FOREIGN_LINES_MAX) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                           _ ("The summary has more lines than can be shown."));
      return FALSE;
    }
    for (guint k = 0; k < summary->parts[i]->len; k++) {
      const ArcSummaryLine *line = summary->parts[i]->pdata[k];

      if (line->quotes->len > FOREIGN_LINES_MAX) {
        g_set_error_literal (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                             _ ("A line of the summary has more statements than can be shown."));
        return FALSE;
      }
      if (!check_line (line, error))
        return FALSE;
    }
  }
  return TRUE;
}
