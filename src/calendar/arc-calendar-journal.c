/* A VJOURNAL as a plain value, and what its texts can hold. */
#include "arc-calendar.h"

ArcCalendarJournal *
arc_calendar_journal_new (void)
{
  ArcCalendarJournal *journal = g_new0 (ArcCalendarJournal, 1);

  journal->summary = g_strdup ("");
  journal->description = g_strdup ("");
  journal->zone = g_strdup ("");
  journal->exact = g_strdup ("");
  journal->categories = g_ptr_array_new_with_free_func (g_free);
  return journal;
}

void
arc_calendar_journal_free (ArcCalendarJournal *journal)
{
  if (journal == NULL)
    return;
  g_free (journal->uid);
  g_free (journal->summary);
  g_free (journal->description);
  g_ptr_array_unref (journal->categories);
  g_free (journal->zone);
  g_free (journal->exact);
  g_free (journal);
}

char *
arc_calendar_dup_plain (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++) {
    if (*text == '\r') {
      g_string_append_c (out, '\n');
      if (text[1] == '\n')
        text++;
    } else if (*text == '\n' || *text == '\t' || !g_ascii_iscntrl (*text)) {
      g_string_append_c (out, *text);
    } else {
      g_string_append (out, "\xef\xbf\xbd");
    }
  }
  return g_string_free (out, FALSE);
}
