/* The moment before a summary is published: whose words appear, and that their writers are told. */
#include "arc-summary-publish.h"

#include "arc-text-label.h"
#include "arc-text.h"

#include <glib/gi18n.h>

#define LIST_HEIGHT 280
/* Statements shown of one person; how many more there are is said. */
#define QUOTES_SHOWN 10
#define QUOTE_CHARS 300

typedef struct {
  GtkWidget *widget;
  ArcPublishFunc publish;
} Asking;

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  if (g_str_equal (response, "publish"))
    asking->publish (asking->widget);
  g_object_unref (asking->widget);
  g_free (asking);
}

static gboolean
same_author (const ArcQuote *a, const ArcQuote *b)
{
  return g_str_equal (a->author, b->author) && g_str_equal (a->author_name, b->author_name);
}

/* The quotes from @from on that are of one person, who comes first in a list by author. */
static GtkWidget *
person_new (const GPtrArray *quotes, guint from, guint until)
{
  const ArcQuote *first = quotes->pdata[from];
  const char *name = *first->author_name != '\0' ? first->author_name : _ ("Without a name");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), arc_text_heading_new (name, "heading", 3));
  for (guint i = from; i < MIN (until, from + QUOTES_SHOWN); i++) {
    const ArcQuote *quote = quotes->pdata[i];
    g_autofree char *text = arc_text_excerpt (quote->text, QUOTE_CHARS);
    g_autofree char *said = g_strdup_printf (_ ("“%s”"), text);

    gtk_box_append (GTK_BOX (box), arc_text_label_new (said, NULL));
  }
  if (until - from > QUOTES_SHOWN) {
    guint left = until - from - QUOTES_SHOWN;
    g_autofree char *more =
        g_strdup_printf (ngettext ("and %u more statement", "and %u more statements", left), left);

    gtk_box_append (GTK_BOX (box), arc_text_label_new (more, "dim-label"));
  }
  return box;
}

/* (transfer full): those with words. */
static GPtrArray *
list_spoken (const ArcSummary *summary)
{
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (summary);
  GPtrArray *spoken = g_ptr_array_new ();

  for (guint i = 0; i < quotes->len; i++) {
    const ArcQuote *quote = quotes->pdata[i];

    if (!quote->is_withdrawn && *quote->text != '\0')
      g_ptr_array_add (spoken, quotes->pdata[i]);
  }
  return spoken;
}

static GtkWidget *
people_new (const GPtrArray *quotes, guint *people)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  *people = 0;
  for (guint from = 0; from < quotes->len;) {
    guint until = from + 1;

    while (until < quotes->len && same_author (quotes->pdata[from], quotes->pdata[until]))
      until++;
    gtk_box_append (GTK_BOX (box), person_new (quotes, from, until));
    (*people)++;
    from = until;
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_focusable (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Whose words appear"), -1);
  return scrolled;
}

void
arc_summary_publish_ask (GtkWidget *widget, const ArcSummary *summary, ArcPublishFunc publish)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GPtrArray) quotes = list_spoken (summary);
  guint people = 0;
  GtkWidget *list = people_new (quotes, &people);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog = NULL;
  Asking *asking = g_new0 (Asking, 1);

  heading = summary->audience == ARC_AUDIENCE_MANAGERS
                ? g_strdup (_ ("Publish to the Team’s Managers?"))
                : g_strdup (_ ("Publish to the Team?"));
  body = people > 0
             ? g_strdup_printf (ngettext ("The words of %u person appear in it. Who wrote them is "
                                          "told.",
                                          "The words of %u people appear in it. Those who wrote "
                                          "them are told.",
                                          people),
                                people)
             : g_strdup (_ ("Nobody’s words appear in it."));
  asking->widget = g_object_ref (widget);
  asking->publish = publish;
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));
  if (people > 0)
    adw_message_dialog_set_extra_child (dialog, list);
  else
    g_object_unref (g_object_ref_sink (list));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "publish", _ ("_Publish"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "publish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "publish");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}
