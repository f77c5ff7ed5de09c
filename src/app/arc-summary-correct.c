/* How a person corrects the lines of a summary: from a menu to corrections of statements. */
#include "arc-summary-correct.h"

#include "arc-limits.h"
#include "arc-team-sync.h"
#include "arc-team-undo.h"
#include "arc-text.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

/* Characters of a line in a list to choose from. */
#define CHOICE_CHARS 120
#define CHOICE_HEIGHT 260

/* One thing to choose: a line, or a member. */
typedef struct {
  char *label;
  const char *place; /* (nullable): the part where the line stands */
  char *value;       /* a member's id */
  GPtrArray *ids;    /* (nullable): statements of the line */
  GtkCheckButton *button;
} Choice;

typedef struct {
  GtkWidget *widget;
  ArcJournalService *service;
  char *team_id;
  ArcCorrecting correcting;
  const char *link;      /* the text of merges and splits; NULL for none */
  gboolean is_alike;     /* of a pair */
  gboolean is_topic;     /* of a line by topic */
  GPtrArray *statements; /* of the line, the one that is meant first */
  GPtrArray *choices;
  GtkEditable *entry; /* (nullable) */
} Asking;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->label);
  g_free (choice->value);
  g_clear_pointer (&choice->ids, g_ptr_array_unref);
  g_free (choice);
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->widget);
  g_object_unref (asking->service);
  g_free (asking->team_id);
  g_ptr_array_unref (asking->statements);
  g_ptr_array_unref (asking->choices);
  g_free (asking);
}

static Choice *
add_choice (Asking *asking, const char *label)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->label = arc_text_excerpt (label, CHOICE_CHARS);
  g_ptr_array_add (asking->choices, choice);
  return choice;
}

/* ---- corrections -------------------------------------------------------------------------- */

static ArcCorrection *
correction_new (ArcCorrectionKind kind, const GPtrArray *statements, guint limit, const char *text)
{
  ArcCorrection *correction = arc_correction_new (kind);

  for (guint i = 0; i < MIN (statements->len, limit); i++)
    g_ptr_array_add (correction->statements, g_strdup (statements->pdata[i]));
  if (text != NULL) {
    g_free (correction->text);
    correction->text = g_strdup (text);
  }
  return correction;
}

/* Pairs and what people put together stand as they are; a group or a topic goes with any of its
 * statements. */
static void
add_merge (const Asking *asking, GPtrArray *corrections, const GPtrArray *others, gboolean moves)
{
  guint limit = asking->is_alike ? G_MAXUINT : 1;
  ArcCorrection *merge =
      correction_new (ARC_CORRECT_MERGE, asking->statements, moves ? 1 : limit, asking->link);

  for (guint i = 0; i < MIN (others->len, limit); i++)
    g_ptr_array_add (merge->statements, g_strdup (others->pdata[i]));
  g_ptr_array_add (corrections, merge);
}

typedef struct {
  GtkWidget *widget;
  const char *done; /* what it did, as a toast says it */
} Storing;

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcJournalService *service = ARC_JOURNAL_SERVICE (source);
  g_autofree Storing *storing = user_data;
  g_autoptr (GtkWidget) widget = storing->widget;
  g_autoptr (GError) error = NULL;
  GPtrArray *post_ids = arc_journal_service_call_finish (service, result, &error);

  if (post_ids == NULL) {
    arc_toast_error (widget, error);
    return;
  }
  arc_team_sync_request (arc_team_sync_get (service));
  arc_team_undo_offer_all (widget, service, post_ids, storing->done);
}

static void
store (const Asking *asking, const GPtrArray *corrections, const char *done)
{
  Storing *storing = g_new (Storing, 1);

  *storing = (Storing){g_object_ref (asking->widget), done};
  arc_summary_correct_async (asking->service, asking->team_id, corrections, stored_cb, storing);
}

/* @value: the name or the owner; @others: the other line's statements; NULL where nothing was
 * asked.
 */
static void
apply (const Asking *asking, const char *value, const GPtrArray *others)
{
  g_autoptr (GPtrArray) corrections =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_correction_free);
  const char *done = NULL;

  switch (asking->correcting) {
  case ARC_CORRECTING_RENAME:
    g_ptr_array_add (corrections, correction_new (ARC_CORRECT_RENAME, asking->statements,
                                                  asking->is_topic ? G_MAXUINT : 1, value));
    done = _ ("Renamed");
    break;
  case ARC_CORRECTING_MERGE:
    add_merge (asking, corrections, others, FALSE);
    done = _ ("Merged");
    break;
  case ARC_CORRECTING_DROP:
    g_ptr_array_add (corrections,
                     correction_new (ARC_CORRECT_DROP, asking->statements, G_MAXUINT, NULL));
    done = _ ("Dropped");
    break;
  case ARC_CORRECTING_BARRIER:
    g_ptr_array_add (corrections, correction_new (ARC_CORRECT_BARRIER, asking->statements,
                                                  G_MAXUINT, value != NULL ? value : ""));
    done = _ ("Marked as a barrier");
    break;
  case ARC_CORRECTING_MOVE:
    if (asking->statements->len > 1)
      g_ptr_array_add (corrections, correction_new (ARC_CORRECT_SPLIT, asking->statements,
                                                    G_MAXUINT, asking->link));
    add_merge (asking, corrections, others, TRUE);
    done = _ ("Moved");
    break;
  case ARC_CORRECTING_SPLIT:
  default:
    g_ptr_array_add (corrections, correction_new (ARC_CORRECT_SPLIT, asking->statements, G_MAXUINT,
                                                  asking->link));
    done = _ ("Split off");
    break;
  }
  store (asking, corrections, done);
}

/* ---- asking ------------------------------------------------------------------------------- */

static const Choice *
find_chosen (const Asking *asking)
{
  for (guint i = 0; i < asking->choices->len; i++) {
    const Choice *choice = asking->choices->pdata[i];

    if (gtk_check_button_get_active (choice->button))
      return choice;
  }
  return NULL;
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  gboolean does = g_str_equal (response, "do");

  if (does && asking->entry != NULL) {
    g_autofree char *name = arc_text_clean (gtk_editable_get_text (asking->entry));

    apply (asking, name, NULL);
  } else if (does) {
    const Choice *choice = find_chosen (asking);

    if (choice != NULL)
      apply (asking, choice->value, choice->ids);
  }
  asking_free (asking);
}

static void
entry_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = arc_text_clean (gtk_editable_get_text (entry));

  adw_message_dialog_set_response_enabled (dialog, "do", *text != '\0');
}

static void
toggled_cb (GtkCheckButton *button, AdwMessageDialog *dialog)
{
  if (gtk_check_button_get_active (button))
    adw_message_dialog_set_response_enabled (dialog, "do", TRUE);
}

static GtkWidget *
choice_row_new (Choice *choice, const Choice *first, AdwMessageDialog *dialog)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  choice->button = GTK_CHECK_BUTTON (button);
  if (choice != first)
    gtk_check_button_set_group (choice->button, first->button);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), dialog);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->label, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->label);
  if (choice->place != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice->place);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static void
add_list (Asking *asking, AdwMessageDialog *dialog)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_message_dialog_get_heading (dialog), -1);
  for (guint i = 0; i < asking->choices->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), choice_row_new (asking->choices->pdata[i],
                                                              asking->choices->pdata[0], dialog));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), CHOICE_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  adw_message_dialog_set_extra_child (dialog, scrolled);
}

static void
add_entry (Asking *asking, AdwMessageDialog *dialog, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *tidy = arc_text_clean (text);

  asking->entry = GTK_EDITABLE (entry);
  gtk_entry_set_max_length (GTK_ENTRY (entry), ARC_LIMIT_LINE_CHARS);
  gtk_editable_set_text (asking->entry, tidy);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Heading"), -1);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), dialog);
  adw_message_dialog_set_extra_child (dialog, entry);
}

static void
ask (Asking *asking, const char *heading, const char *body, const char *verb, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (asking->widget);
  GtkWidget *window =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (window);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (text != NULL) {
    add_entry (asking, dialog, text);
  } else {
    add_list (asking, dialog);
    adw_message_dialog_set_response_enabled (dialog, "do", FALSE);
  }
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The statements of the line, the one that is meant first. */
static GPtrArray *
list_statements (const ArcSummaryLine *line, guint first)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < line->quotes->len; i++) {
    const ArcQuote *quote = line->quotes->pdata[i];

    if (*quote->id != '\0')
      g_ptr_array_insert (statements, i == first ? 0 : -1, g_strdup (quote->id));
  }
  for (guint i = 0; i < line->unquoted->len; i++)
    g_ptr_array_add (statements, g_strdup (line->unquoted->pdata[i]));
  return statements;
}

/* The other lines of the same kind: pairs, or those by group or topic. */
static void
add_lines (Asking *asking, const ArcSummary *summary, const ArcSummaryLine *own)
{
  static const ArcSummaryPart parts[] = {ARC_SUMMARY_WORKED, ARC_SUMMARY_DID_NOT, ARC_SUMMARY_ALIKE,
                                         ARC_SUMMARY_TOPICS};
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (seen, own->key);
  for (gsize part = 0; part < G_N_ELEMENTS (parts); part++)
    for (guint i = 0; i < summary->parts[parts[part]]->len; i++) {
      const ArcSummaryLine *line = summary->parts[parts[part]]->pdata[i];
      g_autoptr (GPtrArray) ids = list_statements (line, 0);
      Choice *choice = NULL;

      /* A group may stand in two parts. */
      if (asking->is_alike != (parts[part] == ARC_SUMMARY_ALIKE) || ids->len == 0 ||
          !g_hash_table_add (seen, line->key))
        continue;
      choice = add_choice (asking, line->text);
      choice->place = arc_summary_part_to_label (parts[part]);
      choice->ids = g_steal_pointer (&ids);
    }
}

static void
add_members (Asking *asking, const GPtrArray *members)
{
  add_choice (asking, _ ("Nobody yet"))->value = g_strdup ("");
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];

    if (member->state == ARC_MEMBER_IN)
      add_choice (asking, member->name)->value = g_strdup (member->id);
  }
}

void
arc_summary_correct_ask (GtkWidget *widget, ArcJournalService *service, const char *team_id,
                         const ArcSummary *summary, const GPtrArray *members, ArcSummaryPlace place,
                         ArcCorrecting correcting)
{
  const ArcSummaryLine *line = NULL;
  Asking *asking = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (place.part < ARC_N_SUMMARY_PARTS);
  g_return_if_fail (place.line < summary->parts[place.part]->len);

  line = summary->parts[place.part]->pdata[place.line];
  asking = g_new0 (Asking, 1);
  asking->widget = g_object_ref (widget);
  asking->service = g_object_ref (service);
  asking->team_id = g_strdup (team_id);
  asking->correcting = correcting;
  asking->is_alike = place.part == ARC_SUMMARY_ALIKE;
  asking->is_topic = !summary->is_grouped && !asking->is_alike;
  asking->link = asking->is_topic ? ARC_CORRECTION_BY_TOPIC : NULL;
  asking->statements = list_statements (line, place.quote);
  asking->choices = g_ptr_array_new_with_free_func (choice_free);
  switch (correcting) {
  case ARC_CORRECTING_RENAME:
    ask (asking, _ ("Rename This Line"),
         _ ("Later summaries keep the heading that you give it here."), _ ("_Rename"), line->text);
    break;
  case ARC_CORRECTING_MERGE:
    add_lines (asking, summary, line);
    ask (asking, _ ("Merge With"), _ ("What is said there and here belongs together."),
         _ ("_Merge"), NULL);
    break;
  case ARC_CORRECTING_MOVE:
    add_lines (asking, summary, line);
    ask (asking, _ ("Move To"), _ ("Where this statement belongs instead."), _ ("_Move"), NULL);
    break;
  case ARC_CORRECTING_BARRIER:
    add_members (asking, members);
    ask (asking, _ ("Mark as a Barrier"), _ ("Who takes care that it is removed?"), _ ("_Mark"),
         NULL);
    break;
  case ARC_CORRECTING_SPLIT:
  case ARC_CORRECTING_DROP:
  default:
    apply (asking, NULL, NULL);
    asking_free (asking);
    break;
  }
}
