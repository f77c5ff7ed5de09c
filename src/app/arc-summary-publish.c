/* The moment before a summary is published: whose words appear, and that their writers are told. */
#include "arc-summary-publish.h"

#include "arc-text-label.h"
#include "arc-text.h"

#include <glib/gi18n.h>

#define LIST_HEIGHT 280
/* Statements shown of one person; how many more there are is said. */
#define QUOTES_SHOWN 10
#define QUOTE_CHARS 300
/* People added in one go: there may be hundreds, and the window goes on meanwhile. */
#define PEOPLE_AT_ONCE 4

typedef struct {
  GtkWidget *widget;
  ArcPublishFunc publish;
  ArcSummary *summary; /* @quotes are its */
  GPtrArray *quotes;   /* by author */
  guint next;          /* of quotes, to be shown */
  GtkBox *box;
  guint source;
} Asking;

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  g_clear_handle_id (&asking->source, g_source_remove);
  if (g_str_equal (response, "publish"))
    asking->publish (asking->widget);
  g_object_unref (asking->widget);
  g_ptr_array_unref (asking->quotes);
  arc_summary_free (asking->summary);
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

static guint
find_end (const GPtrArray *quotes, guint from)
{
  guint until = from + 1;

  while (until < quotes->len && same_author (quotes->pdata[from], quotes->pdata[until]))
    until++;
  return until;
}

static guint
count_people (const GPtrArray *quotes)
{
  guint people = 0;

  for (guint from = 0; from < quotes->len; from = find_end (quotes, from))
    people++;
  return people;
}

static gboolean
add_people_cb (gpointer data)
{
  Asking *asking = data;

  for (guint i = 0; i < PEOPLE_AT_ONCE && asking->next < asking->quotes->len; i++) {
    guint until = find_end (asking->quotes, asking->next);

    gtk_box_append (asking->box, person_new (asking->quotes, asking->next, until));
    asking->next = until;
  }
  if (asking->next < asking->quotes->len)
    return G_SOURCE_CONTINUE;
  asking->source = 0;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
people_new (Asking *asking)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  asking->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  /* After what is drawn and typed. */
  if (add_people_cb (asking))
    asking->source = g_idle_add_full (G_PRIORITY_LOW, add_people_cb, asking, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (asking->box));
  gtk_widget_set_focusable (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Whose words appear"), -1);
  return scrolled;
}

void
arc_summary_publish_ask (GtkWidget *widget, const ArcSummary *summary, ArcPublishFunc publish)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog = NULL;
  Asking *asking = g_new0 (Asking, 1);
  guint people = 0;

  asking->widget = g_object_ref (widget);
  asking->publish = publish;
  asking->summary = arc_summary_copy (summary);
  asking->quotes = list_spoken (asking->summary);
  people = count_people (asking->quotes);

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
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));
  if (people > 0)
    adw_message_dialog_set_extra_child (dialog, people_new (asking));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "publish", _ ("_Publish"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "publish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "publish");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}
