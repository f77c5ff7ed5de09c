/* One line of a summary. The words it rests on are built when somebody opens them. */
#include "arc-summary-row.h"

#include "arc-text-label.h"
#include "arc-text.h"
#include "arc-when.h"

#include <glib/gi18n.h>

/* Statements shown before somebody asks for all. */
#define QUOTES_SHOWN 12
#define BAR_WIDTH 96

typedef struct {
  const ArcSummary *summary;
  const ArcSummaryLine *line;
  ArcSummaryPart part;
  guint index;
  ArcSummaryRowFlags flags;
  GtkBox *quote_box;
} Row;

/* ---- in words ----------------------------------------------------------------------------- */

/* Owner, evidence, day and note, as far as there are any. */
static char *
say_aside (ArcSummaryPart part, const ArcSummaryLine *line)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  g_autofree char *day = arc_when_date (line->due, (ArcDay){0});
  g_autofree char *due = *day != '\0' ? g_strdup_printf (_ ("by %s"), day) : NULL;
  g_autofree char *name = arc_text_isolate (line->owner);
  g_autofree char *note = arc_text_isolate (line->note);
  g_autofree char *owner =
      /* Translators: %s is a person. */
      *name != '\0' ? g_strdup_printf (_ ("%s owns this"), name) : NULL;

  if (owner != NULL)
    g_ptr_array_add (pieces, owner);
  if (*line->evidence != '\0')
    g_ptr_array_add (pieces, line->evidence);
  if (due != NULL)
    g_ptr_array_add (pieces, due);
  if (*note != '\0')
    g_ptr_array_add (pieces, note);
  return arc_text_join_pieces (pieces, arc_summary_part_to_label (part));
}

/* ---- menus -------------------------------------------------------------------------------- */

static void
append_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GtkWidget *
menu_button_new (GMenu *menu, const char *tooltip)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static gboolean
is_of_statements (ArcSummaryPart part)
{
  return part == ARC_SUMMARY_WORKED || part == ARC_SUMMARY_DID_NOT || part == ARC_SUMMARY_ALIKE ||
         part == ARC_SUMMARY_TOPICS;
}

static GtkWidget *
line_menu_new (const Row *row)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) corrections = g_menu_new ();
  GVariant *line = g_variant_new ("(uu)", row->part, row->index);

  g_variant_ref_sink (line);
  if ((row->flags & ARC_SUMMARY_ROW_LEADS) != 0 && is_of_statements (row->part)) {
    if (row->part != ARC_SUMMARY_DID_NOT)
      append_item (menu, _ ("Make It a _Practice…"), "summary.practice", line);
    append_item (menu, _ ("Propose as _Focus…"), "summary.focus", line);
  }
  /* Beside the calculation stands where it is changed. */
  if ((row->flags & ARC_SUMMARY_ROW_LEADS) != 0 && row->part == ARC_SUMMARY_EQUIVALENTS)
    append_item (menu, _ ("_Equivalents…"), "summaries.equivalents", NULL);
  if ((row->flags & ARC_SUMMARY_ROW_CORRECTS) != 0 && row->line->quotes->len > 0 &&
      row->part != ARC_SUMMARY_PRACTICES && row->part != ARC_SUMMARY_CHANGED) {
    if (is_of_statements (row->part)) {
      /* A pair is what is said in it. */
      if (row->part != ARC_SUMMARY_ALIKE)
        append_item (corrections, _ ("_Rename…"), "summary.rename", line);
      append_item (corrections, _ ("_Merge with…"), "summary.merge", line);
      append_item (corrections, _ ("Mark as _Barrier…"), "summary.barrier", line);
    }
    append_item (corrections, _ ("_Drop"), "summary.drop", line);
    g_menu_append_section (menu, NULL, G_MENU_MODEL (corrections));
  }
  g_variant_unref (line);
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0
             ? menu_button_new (menu, _ ("What to do with this line"))
             : NULL;
}

static GtkWidget *
quote_menu_new (const Row *row, const ArcQuote *quote, guint number)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GVariant *place = g_variant_new ("(uuu)", row->part, row->index, number);

  g_variant_ref_sink (place);
  if (*quote->share_id != '\0' && !quote->is_withdrawn)
    append_item (menu, _ ("_Open What Was Shared"), "summary.show-share",
                 g_variant_new_string (quote->share_id));
  if ((row->flags & ARC_SUMMARY_ROW_CORRECTS) != 0 && is_of_statements (row->part) &&
      !quote->is_withdrawn) {
    if (row->line->quotes->len > 1)
      append_item (menu, _ ("_Split Off"), "summary.split", place);
    append_item (menu, _ ("_Move to…"), "summary.move", place);
  }
  g_variant_unref (place);
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0
             ? menu_button_new (menu, _ ("What to do with this statement"))
             : NULL;
}

/* ---- evidence ----------------------------------------------------------------------------- */

static GtkWidget *
quote_new (const Row *row, const ArcQuote *quote, guint number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *menu = quote_menu_new (row, quote, number);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  if (quote->is_withdrawn) {
    gtk_box_append (GTK_BOX (texts),
                    arc_text_label_new (_ ("Withdrawn by its writer."), "dim-label"));
  } else if (*quote->text == '\0') {
    gtk_box_append (GTK_BOX (texts),
                    arc_text_label_new (_ ("The words stay in the team."), "dim-label"));
  } else {
    /* Translators: somebody’s words. */
    g_autofree char *said = g_strdup_printf (_ ("“%s”"), quote->text);

    gtk_box_append (GTK_BOX (texts), arc_text_label_new (said, NULL));
  }
  if (!quote->is_withdrawn)
    gtk_box_append (
        GTK_BOX (texts),
        arc_text_label_new (*quote->author_name != '\0' ? quote->author_name : _ ("Without a name"),
                            "dim-label"));
  gtk_box_append (GTK_BOX (box), texts);
  if (menu != NULL)
    gtk_box_append (GTK_BOX (box), menu);
  return box;
}

static void
fill_quotes (Row *row, guint limit)
{
  guint shown = MIN (row->line->quotes->len, limit);

  arc_box_clear (row->quote_box);
  for (guint i = 0; i < shown; i++)
    gtk_box_append (row->quote_box, quote_new (row, row->line->quotes->pdata[i], i));
}

static void
more_clicked_cb (GtkWidget *button, Row *row)
{
  GtkWidget *last = NULL;

  fill_quotes (row, G_MAXUINT);
  last = gtk_widget_get_last_child (GTK_WIDGET (row->quote_box));
  gtk_widget_child_focus (last, GTK_DIR_TAB_FORWARD);
}

static void
expanded_cb (GtkExpander *expander, GParamSpec *pspec, Row *row)
{
  guint hidden = row->line->quotes->len > QUOTES_SHOWN ? row->line->quotes->len - QUOTES_SHOWN : 0;

  if (!gtk_expander_get_expanded (expander) ||
      gtk_widget_get_first_child (GTK_WIDGET (row->quote_box)) != NULL)
    return;
  fill_quotes (row, QUOTES_SHOWN);
  if (hidden > 0) {
    g_autofree char *label =
        g_strdup_printf (ngettext ("Show %u More", "Show %u More", hidden), hidden);
    GtkWidget *button = gtk_button_new_with_label (label);

    gtk_widget_set_halign (button, GTK_ALIGN_START);
    gtk_widget_add_css_class (button, "flat");
    g_signal_connect (button, "clicked", G_CALLBACK (more_clicked_cb), row);
    gtk_box_append (row->quote_box, button);
  }
}

static GtkWidget *
evidence_new (Row *row)
{
  guint count = row->line->quotes->len;
  g_autofree char *label =
      g_strdup_printf (ngettext ("%u statement", "%u statements", count), count);
  GtkWidget *expander = gtk_expander_new (label);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  row->quote_box = GTK_BOX (box);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_top (box, 6);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded_cb), row);
  return expander;
}

/* A line that is a topic tells nothing of what was said. (nullable) (transfer none) */
static const ArcQuote *
find_taste (const Row *row)
{
  const ArcQuote *taste = NULL;

  if (!is_of_statements (row->part))
    return NULL;
  for (guint i = 0; i < row->line->quotes->len; i++) {
    const ArcQuote *quote = row->line->quotes->pdata[i];

    if (g_str_equal (quote->text, row->line->text))
      return NULL;
    if (taste == NULL && !quote->is_withdrawn && *quote->text != '\0')
      taste = quote;
  }
  return taste;
}

/* The first statement in short, as long as all of them are not shown. */
static GtkWidget *
taste_new (const ArcQuote *quote, GtkWidget *expander)
{
  /* Translators: somebody’s words. */
  g_autofree char *said = g_strdup_printf (_ ("“%s”"), quote->text);
  GtkWidget *label = arc_text_label_new (said, NULL);

  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_object_bind_property (expander, "expanded", label, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  return label;
}

/* ---- the row ------------------------------------------------------------------------------ */

/* The words say all; the bar says it faster. */
static GtkWidget *
bar_new (const ArcVerdict *verdict)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, verdict->whole);
  g_autofree char *said = arc_verdict_say (verdict);
  GtkWidget *label = arc_text_label_new (said, "dim-label");

  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), verdict->part);
  gtk_widget_set_size_request (bar, BAR_WIDTH, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
texts_new (Row *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *aside = say_aside (row->part, row->line);
  ArcVerdict verdict;

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), arc_text_label_new (row->line->text, NULL));
  if (*aside != '\0') {
    GtkWidget *label = arc_text_label_new (aside, "dim-label");

    gtk_widget_add_css_class (label, "caption");
    gtk_box_append (GTK_BOX (box), label);
  }
  if (arc_summary_line_weigh (row->part, row->line, &verdict))
    gtk_box_append (GTK_BOX (box), bar_new (&verdict));
  if (row->line->quotes->len > 0) {
    GtkWidget *evidence = evidence_new (row);
    const ArcQuote *taste = find_taste (row);

    if (taste != NULL)
      gtk_box_append (GTK_BOX (box), taste_new (taste, evidence));
    gtk_box_append (GTK_BOX (box), evidence);
  }
  return box;
}

GtkWidget *
arc_summary_row_new (const ArcSummary *summary, ArcSummaryPart part, guint index,
                     ArcSummaryRowFlags flags)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Row *row = g_new0 (Row, 1);
  GtkWidget *menu = NULL;

  *row = (Row){.summary = summary,
               .line = summary->parts[part]->pdata[index],
               .part = part,
               .index = index,
               .flags = flags};
  menu = line_menu_new (row);
  gtk_widget_add_css_class (box, "arc-summary-line");
  gtk_box_append (GTK_BOX (box), texts_new (row));
  if (menu != NULL)
    gtk_box_append (GTK_BOX (box), menu);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->line->text, -1);
  g_object_set_data_full (G_OBJECT (widget), "arc-summary-row", row, g_free);
  return widget;
}
