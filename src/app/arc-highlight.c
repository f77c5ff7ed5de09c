/* Where a search matched, made visible. */
#include "arc-highlight.h"

#include <string.h>

#include "arc-journal.h"

static void
add_bold (PangoAttrList *attributes, gsize start, gsize end)
{
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = (guint) start;
  bold->end_index = (guint) end;
  pango_attr_list_insert (attributes, bold);
}

char *
arc_highlight_split (const char *marked, PangoAttrList **attributes)
{
  GString *text = g_string_sized_new (strlen (marked));
  gsize start = 0;
  gboolean inside = FALSE;

  g_return_val_if_fail (attributes != NULL, NULL);

  *attributes = pango_attr_list_new ();
  while (*marked != '\0') {
    if (g_str_has_prefix (marked, ARC_MATCH_START)) {
      inside = TRUE;
      start = text->len;
      marked += strlen (ARC_MATCH_START);
    } else if (g_str_has_prefix (marked, ARC_MATCH_END)) {
      if (inside)
        add_bold (*attributes, start, text->len);
      inside = FALSE;
      marked += strlen (ARC_MATCH_END);
    } else {
      g_string_append_c (text, *marked++);
    }
  }

  return g_string_free (text, FALSE);
}
