/* Entries as plain text. */
#include "arc-config.h"

#include "arc-plain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-json-text.h"

void
arc_plain_append_harmless (GString *out, const char *text)
{
  for (const char *next; *text != '\0'; text = next) {
    gunichar c = g_utf8_get_char (text);
    next = g_utf8_next_char (text);
    if (c == '\r' && *next == '\n')
      continue;
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
      /* The pictures of control characters. */
      g_string_append_unichar (out, c == 0x7f ? 0x2421 : 0x2400 + c);
    else if (c >= 0x80 && c < 0xa0)
      g_string_append_unichar (out, 0xfffd);
    else
      g_string_append_len (out, text, next - text);
  }
}

static void
append (GString *out, const char *text, gboolean is_terminal)
{
  if (is_terminal)
    arc_plain_append_harmless (out, text);
  else
    g_string_append (out, text);
}

static void
append_bold (GString *out, const char *text, gboolean is_terminal)
{
  if (is_terminal)
    g_string_append (out, ARC_PLAIN_BOLD);
  append (out, text, is_terminal);
  if (is_terminal)
    g_string_append (out, ARC_PLAIN_NORMAL);
}

static void
append_part (GString *out, const char *text, gboolean is_terminal)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append (out, " · ");
  append (out, text, is_terminal);
}

char *
arc_plain_dup_evidence (const ArcEntry *entry)
{
  g_autoptr (GString) amount = g_string_new (NULL);

  if (entry->evidence == ARC_EVIDENCE_NONE)
    return NULL;
  if (entry->evidence != ARC_EVIDENCE_MEASURED)
    return g_strdup (arc_evidence_to_label (entry->evidence));
  arc_json_text_append_number (amount, entry->evidence_amount);
  /* Translators: the kind of evidence, a number and its unit: "Measured: 25 minutes". */
  return g_strdup_printf (_ ("%s: %s %s"), arc_evidence_to_label (entry->evidence), amount->str,
                          entry->evidence_unit);
}

static void
append_facts (GString *out, const ArcEntry *entry, const char *date, gboolean is_terminal)
{
  g_autofree char *evidence = arc_plain_dup_evidence (entry);

  g_string_append (out, date);
  append_part (out, entry->topic, is_terminal);
  if (entry->outcome != ARC_OUTCOME_NOT_SAID)
    append_part (out, arc_outcome_to_label (entry->outcome), is_terminal);
  if (entry->lens != ARC_LENS_INDIVIDUAL)
    append_part (out, arc_lens_to_label (entry->lens), is_terminal);
  append_part (out, evidence, is_terminal);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < entry->tags->len; i++) {
    g_string_append (out, i == 0 ? "#" : " #");
    append (out, entry->tags->pdata[i], is_terminal);
  }
  if (entry->tags->len > 0)
    g_string_append_c (out, '\n');
}

/* "  Start: Ask before I build · if … · then … · 2026-11-27 · Done" */
static void
append_line (GString *out, const char *label, const char *text, const char *const *parts,
             ArcDay day, const char *state, gboolean is_terminal)
{
  g_autofree char *date = arc_day_to_text (day);
  /* Translators: the kind of a commitment, or "Barrier", and its text. */
  g_autofree char *line = g_strdup_printf (_ ("%s: %s"), label, text);

  append (out, line, is_terminal);
  for (guint i = 0; parts[i] != NULL; i++)
    append_part (out, parts[i], is_terminal);
  append_part (out, date, is_terminal);
  append_part (out, state, is_terminal);
  g_string_append_c (out, '\n');
}

static void
append_loop (GString *out, const ArcLoop *loop, gboolean is_terminal)
{
  g_autofree char *day = arc_day_to_text (loop->look_back_on);

  if (loop->commitments->len + loop->barriers->len > 0)
    g_string_append_c (out, '\n');
  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];
    const char *parts[] = {commitment->if_text, commitment->then_text, commitment->measure, NULL};
    append_line (out, arc_kind_to_label (commitment->kind), commitment->text, parts,
                 commitment->due, arc_commitment_state_to_label (commitment->state), is_terminal);
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    const ArcBarrier *barrier = loop->barriers->pdata[i];
    const char *parts[] = {barrier->owner, barrier->next_step, barrier->why, NULL};
    append_line (out, _ ("Barrier"), barrier->text, parts, barrier->next_by,
                 arc_barrier_state_to_label (barrier->state), is_terminal);
  }
  if (*day != '\0') {
    g_string_append_c (out, '\n');
    /* Translators: a date. */
    g_string_append_printf (out, _ ("To look back at on %s."), day);
    g_string_append_c (out, '\n');
  }
}

static void
append_look_back (GString *out, const ArcLookBack *look_back, gboolean is_terminal)
{
  g_autofree char *date =
      arc_instant_format_local (look_back->at_us, look_back->zone, _ ("%-d %B %Y"));

  g_string_append_c (out, '\n');
  /* Translators: a date, then the answers to "Did you do it?" and "Did it help?". */
  g_string_append_printf (out, _ ("Looked back on %s. Did it: %s. It helped: %s."), date,
                          arc_did_to_label (look_back->did),
                          arc_helped_to_label (look_back->helped));
  g_string_append_c (out, '\n');
  if (*look_back->note != '\0') {
    append (out, look_back->note, is_terminal);
    g_string_append_c (out, '\n');
  }
}

static void
append_sections (GString *out, const ArcEntry *entry, gboolean is_terminal)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    if (*entry->section[i] == '\0')
      continue;
    g_autofree char *heading = g_utf8_strup (arc_section_to_label (i), -1);
    g_string_append_c (out, '\n');
    append_bold (out, heading, is_terminal);
    g_string_append_c (out, '\n');
    append (out, entry->section[i], is_terminal);
    if (!g_str_has_suffix (entry->section[i], "\n"))
      g_string_append_c (out, '\n');
  }
}

static void
append_all (GString *out, const ArcEntry *entry, const ArcLoop *loop, const GPtrArray *look_backs,
            const char *date, gboolean is_terminal)
{
  g_autofree char *title = arc_entry_dup_display_title (entry);

  append_bold (out, title, is_terminal);
  g_string_append_c (out, '\n');
  append_facts (out, entry, date, is_terminal);
  append_sections (out, entry, is_terminal);
  append_loop (out, loop, is_terminal);
  for (guint i = 0; i < look_backs->len; i++)
    append_look_back (out, look_backs->pdata[i], is_terminal);
}

void
arc_plain_append_record (GString *out, const ArcRecord *record, gboolean is_terminal)
{
  const ArcEntry *entry = record->entry;
  g_autofree char *date = arc_instant_format_local (entry->occurred_us, entry->zone,
                                                    /* Translators: a date, as in strftime(). */
                                                    _ ("%-d %B %Y, %H:%M"));

  append_all (out, entry, record->loop, record->look_backs, date, is_terminal);
  if (entry->id != NULL)
    g_string_append_printf (out, "\n%s\n", entry->id);
}

void
arc_plain_append_share (GString *out, const ArcShare *share, gboolean is_terminal)
{
  g_autofree char *date =
      arc_instant_format_local (share->entry->occurred_us, "UTC", _ ("%-d %B %Y"));

  append_all (out, share->entry, share->loop, share->look_backs, date, is_terminal);
}
