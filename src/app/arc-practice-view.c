/* A practice to read, and to answer: its words, what speaks for it, what it rests on, who tried it,
 * and how it came about. */
#include "arc-practice-view.h"

#include "arc-json-summary.h"
#include "arc-limits.h"
#include "arc-practice-dialog.h"
#include "arc-team-barrier.h"
#include "arc-text-label.h"
#include "arc-text.h"
#include "arc-undo-toast.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

struct _ArcPracticeView {
  AdwBin parent_instance;

  GtkBox *box;

  ArcJournalService *service;
  char *team_id;
  char *practice_id;
  ArcPracticeTurn *turn;
  ArcDay today;
};

G_DEFINE_FINAL_TYPE (ArcPracticeView, arc_practice_view, ADW_TYPE_BIN)

/* ---- asking for a sentence ---------------------------------------------------------------- */

typedef struct {
  GtkWidget *widget;
  ArcJournalService *service;
  char *practice_id;
  char *team_id;
  ArcPracticeTurn *retired; /* NULL: it is not for me */
  ArcPracticeSaid said;
  GtkWidget *entry;
} Asking;

static void
why_answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  g_autofree char *why = arc_text_clean (gtk_editable_get_text (GTK_EDITABLE (asking->entry)));

  if (g_str_equal (response, "do") && asking->retired != NULL) {
    g_free (asking->retired->why);
    asking->retired->why = g_steal_pointer (&why);
    arc_practice_job_put (asking->service, asking->team_id, asking->retired, arc_practice_job_done,
                          g_object_ref (asking->widget));
  } else if (g_str_equal (response, "do")) {
    arc_practice_job_answer (asking->service, asking->practice_id, ARC_TRIAL_NOT_FOR_ME, why,
                             arc_practice_job_done, g_object_ref (asking->widget));
    if (asking->said != NULL)
      asking->said (asking->widget);
  }
  g_object_unref (asking->widget);
  g_object_unref (asking->service);
  g_free (asking->practice_id);
  g_free (asking->team_id);
  g_clear_pointer (&asking->retired, arc_practice_turn_free);
  g_free (asking);
}

static void
why_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *why = arc_text_clean (gtk_editable_get_text (entry));

  adw_message_dialog_set_response_enabled (dialog, "do", *why != '\0');
}

static void
ask_why (Asking *asking, const char *heading, const char *body, const char *verb)
{
  GtkRoot *root = gtk_widget_get_root (asking->widget);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));

  asking->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (asking->entry), ARC_LIMIT_LINE_CHARS);
  gtk_entry_set_activates_default (GTK_ENTRY (asking->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  adw_message_dialog_set_extra_child (dialog, asking->entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_enabled (dialog, "do", FALSE);
  g_signal_connect (asking->entry, "changed", G_CALLBACK (why_changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (why_answered_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}

static Asking *
asking_new (GtkWidget *widget, ArcJournalService *service, const char *practice_id)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->widget = g_object_ref (widget);
  asking->service = g_object_ref (service);
  asking->practice_id = g_strdup (practice_id);
  return asking;
}

void
arc_practice_ask_why_not (GtkWidget *widget, ArcJournalService *service, const char *practice_id,
                          ArcPracticeSaid said)
{
  Asking *asking = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (practice_id != NULL);

  asking = asking_new (widget, service, practice_id);
  asking->said = said;
  ask_why (asking, _ ("Not for Me, Because …"),
           _ ("Your team sees this: it may show where the practice does not fit."), _ ("_Say So"));
}

/* ---- what one does with it ---------------------------------------------------------------- */

static void
try_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcPracticeView *self = ARC_PRACTICE_VIEW (widget);

  arc_practice_job_try (self->service, self->practice_id, arc_practice_job_done,
                        g_object_ref (widget));
  gtk_widget_activate_action (widget, "win.toast", "s",
                              _ ("It is among your commitments, and asks you how it went"));
}

static void
already_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcPracticeView *self = ARC_PRACTICE_VIEW (widget);

  arc_practice_job_answer (self->service, self->practice_id, ARC_TRIAL_ALREADY, NULL,
                           arc_practice_job_done, g_object_ref (widget));
}

static void
not_for_me_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_practice_ask_why_not (widget, ARC_PRACTICE_VIEW (widget)->service,
                            ARC_PRACTICE_VIEW (widget)->practice_id, NULL);
}

static void
credit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcPracticeView *self = ARC_PRACTICE_VIEW (widget);

  arc_practice_job_credit (self->service, self->practice_id, g_variant_get_boolean (parameter),
                           arc_practice_job_done, g_object_ref (widget));
}

static ArcPracticeTurn *
next_turn (ArcPracticeView *self, ArcPracticeState state)
{
  ArcPracticeTurn *turn = arc_practice_turn_copy (self->turn);

  g_free (turn->practice_id);
  turn->practice_id = g_strdup (self->practice_id);
  turn->state = state;
  return turn;
}

static void
endorse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcPracticeView *self = ARC_PRACTICE_VIEW (widget);
  g_autoptr (ArcPracticeTurn) turn = next_turn (self, ARC_PRACTICE_ENDORSED);

  turn->recheck_on = arc_day_add (self->today, ARC_PRACTICE_RECHECK_DAYS);
  g_free (turn->why);
  turn->why = g_strdup ("");
  gtk_window_present (
      GTK_WINDOW (arc_practice_dialog_new (widget, self->service, self->team_id, turn)));
}

static void
retire_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcPracticeView *self = ARC_PRACTICE_VIEW (widget);
  Asking *asking = asking_new (widget, self->service, self->practice_id);

  asking->team_id = g_strdup (self->team_id);
  asking->retired = next_turn (self, ARC_PRACTICE_RETIRED);
  ask_why (asking, _ ("Retire This Practice"),
           _ ("Why? It stays in the library, with what speaks for and against it, and is not "
              "offered any more."),
           _ ("_Retire"));
}

static void
show_share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-share", "(ss)", ARC_PRACTICE_VIEW (widget)->team_id,
                              g_variant_get_string (parameter, NULL));
}

/* ---- showing ------------------------------------------------------------------------------ */

static GtkWidget *
button_new (const char *label, const char *action, const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  return button;
}

static GtkWidget *
buttons_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, arc_wrap_layout_new (6));
  return box;
}

static void
append_answers (ArcPracticeView *self, const ArcPractice *practice)
{
  GtkWidget *box = NULL;
  const ArcTrial *mine = practice->mine;

  if (practice->input->turn->state != ARC_PRACTICE_ENDORSED)
    return;
  if (mine != NULL && mine->response != ARC_TRIAL_NOT_SAID) {
    g_autofree char *said =
        *mine->why != '\0'
            /* Translators: what I said to a practice, and why. */
            ? g_strdup_printf (_ ("You said: %s. %s"), arc_trial_response_to_label (mine->response),
                               mine->why)
            /* Translators: what I said to a practice. */
            : g_strdup_printf (_ ("You said: %s."), arc_trial_response_to_label (mine->response));

    gtk_box_append (self->box, arc_text_label_new (said, NULL));
    if (mine->response == ARC_TRIAL_TRYING)
      return;
  }
  box = buttons_new ();
  gtk_box_append (GTK_BOX (box),
                  button_new (_ ("I’ll _Try It"), "practice.try", "suggested-action"));
  gtk_box_append (GTK_BOX (box), button_new (_ ("I _Already Do"), "practice.already", NULL));
  gtk_box_append (GTK_BOX (box), button_new (_ ("_Not for Me…"), "practice.not-for-me", NULL));
  gtk_box_append (self->box, box);
}

/* Whoever found it is asked, and named only after a yes. */
static void
append_credit (ArcPracticeView *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *box = buttons_new ();
  GtkWidget *yes = button_new (_ ("_Name Me"), "practice.credit", NULL);
  GtkWidget *no = button_new (_ ("_Without My Name"), "practice.credit", NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (yes), "b", TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (no), "b", FALSE);
  gtk_box_append (GTK_BOX (box), yes);
  gtk_box_append (GTK_BOX (box), no);
  gtk_box_append (GTK_BOX (card),
                  arc_text_label_new (_ ("You found this. Do you want to be named as the one who "
                                         "found it?"),
                                      NULL));
  gtk_box_append (GTK_BOX (card), box);
  gtk_widget_add_css_class (card, "arc-note");
  gtk_box_append (self->box, card);
}

static void
append_leading (ArcPracticeView *self, ArcPracticeState state)
{
  GtkWidget *box = buttons_new ();

  gtk_box_append (GTK_BOX (box),
                  button_new (state == ARC_PRACTICE_ENDORSED ? _ ("_Word Anew…") : _ ("_Endorse…"),
                              "practice.endorse", NULL));
  if (state != ARC_PRACTICE_RETIRED)
    gtk_box_append (GTK_BOX (box), button_new (_ ("_Retire…"), "practice.retire", NULL));
  gtk_box_append (self->box, box);
}

static GtkWidget *
group_new (ArcPracticeView *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), arc_text_heading_new (title, "heading", 2));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->box, box);
  return list;
}

static GtkWidget *
row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static GtkWidget *
source_row_new (const ArcPracticeSource *source, const char *share_id)
{
  GtkWidget *row = row_new (source->title, source->about);
  GtkWidget *arrow =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "icon-name", "go-next-symbolic", NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", share_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "practice.show-share");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  return row;
}

static void
append_shares (ArcPracticeView *self, const GPtrArray *shares, GHashTable *sources)
{
  GtkWidget *list = NULL;
  guint hidden = 0;

  if (shares->len == 0)
    return;
  list = group_new (self, _ ("Rests on"));
  for (guint i = 0; i < shares->len; i++) {
    const ArcPracticeSource *source = g_hash_table_lookup (sources, shares->pdata[i]);

    if (source != NULL)
      gtk_list_box_append (GTK_LIST_BOX (list), source_row_new (source, shares->pdata[i]));
    else
      hidden++;
  }
  if (hidden > 0) {
    g_autofree char *title =
        g_strdup_printf (ngettext ("%u share that was taken back or is not for you",
                                   "%u shares that were taken back or are not for you", hidden),
                         hidden);

    gtk_list_box_append (GTK_LIST_BOX (list), row_new (title, ""));
  }
}

static char *
say_trial (const ArcTrial *trial)
{
  g_autofree char *day = arc_when_date (trial->tried_on, (ArcDay){0});
  GString *text = g_string_new (arc_trial_response_to_label (trial->response));

  if (*trial->why != '\0')
    g_string_append_printf (text, " · %s", trial->why);
  if (trial->helped != ARC_HELPED_NOT_SAID)
    /* Translators: whether a practice helped somebody who tried it. */
    g_string_append_printf (text, " · %s %s", _ ("Did it help?"),
                            arc_helped_to_label (trial->helped));
  if (*day != '\0')
    g_string_append_printf (text, " · %s", day);
  return g_string_free (text, FALSE);
}

static void
append_trials (ArcPracticeView *self, const ArcPracticesInfo *info, const ArcPracticeInput *input)
{
  GtkWidget *list = NULL;

  for (guint i = 0; i < input->trials->len; i++) {
    const ArcTrial *trial = input->trials->pdata[i];
    const char *name = arc_members_find_name (info->team->members, input->authors->pdata[i]);
    g_autofree char *text = NULL;

    /* A trial may say no more than whether its finder wants to be named. */
    if (trial->response == ARC_TRIAL_NOT_SAID && trial->helped == ARC_HELPED_NOT_SAID)
      continue;
    if (list == NULL)
      list = group_new (self, _ ("What people say"));
    text = say_trial (trial);
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (name, text));
  }
}

static void
append_history (ArcPracticeView *self, const ArcPractice *practice)
{
  GtkWidget *list = group_new (self, _ ("History"));
  g_autofree char *zone = arc_zone_local ();

  for (guint i = practice->history->len; i > 0; i--) {
    const ArcPosted *posted = practice->history->pdata[i - 1];
    g_autoptr (ArcPracticeTurn) turn = arc_body_to_practice_turn (posted->post->body, NULL);
    g_autofree char *day = arc_when_date (arc_day_of (posted->post->at_us, zone, 0), (ArcDay){0});
    g_autofree char *sentence = turn != NULL ? arc_practice_turn_to_sentence (turn) : NULL;
    g_autofree char *title = NULL;

    if (turn == NULL)
      continue;
    /* Translators: a day, a state, a person: “2026-11-22: Endorsed, Ada”. */
    title = g_strdup_printf (_ ("%s: %s, %s"), day, arc_practice_state_to_label (turn->state),
                             posted->author_name);
    gtk_list_box_append (GTK_LIST_BOX (list),
                         row_new (title, *turn->why != '\0' ? turn->why : sentence));
  }
}

static void
append_facts (ArcPracticeView *self, const ArcPracticeLine *line)
{
  const ArcPracticeTurn *turn = line->practice->input->turn;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *day = arc_when_date (turn->recheck_on, (ArcDay){0});
  g_autofree char *recheck = NULL;
  g_autofree char *topic = NULL;
  g_autofree char *about = NULL;

  topic = arc_text_isolate (turn->topic);
  about =
      *topic != '\0'
          ? g_strdup_printf ("%s · %s · %s", arc_practice_state_to_label (turn->state), topic,
                             line->evidence)
          : g_strdup_printf ("%s · %s", arc_practice_state_to_label (turn->state), line->evidence);
  gtk_box_append (GTK_BOX (box), arc_text_label_new (about, "dim-label"));
  if (*line->practice->input->finder_name != '\0') {
    /* Translators: %s is a person. */
    g_autofree char *found =
        g_strdup_printf (_ ("Found by %s"), line->practice->input->finder_name);

    gtk_box_append (GTK_BOX (box), arc_text_label_new (found, "dim-label"));
  }
  if (turn->state == ARC_PRACTICE_RETIRED && *turn->why != '\0')
    gtk_box_append (GTK_BOX (box), arc_text_label_new (turn->why, NULL));
  if (line->recheck != NULL)
    gtk_box_append (GTK_BOX (box), arc_text_label_new (line->recheck, "warning"));
  else if (*day != '\0' && turn->state == ARC_PRACTICE_ENDORSED) {
    /* Translators: %s is a day. */
    recheck = g_strdup_printf (_ ("To be looked at again on %s"), day);
    gtk_box_append (GTK_BOX (box), arc_text_label_new (recheck, "dim-label"));
  }
  gtk_box_append (self->box, box);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_practice_view_dispose (GObject *object)
{
  ArcPracticeView *self = ARC_PRACTICE_VIEW (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->team_id, g_free);
  g_clear_pointer (&self->practice_id, g_free);
  g_clear_pointer (&self->turn, arc_practice_turn_free);
  G_OBJECT_CLASS (arc_practice_view_parent_class)->dispose (object);
}

static void
arc_practice_view_class_init (ArcPracticeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_practice_view_dispose;
  gtk_widget_class_install_action (widget_class, "practice.try", NULL, try_action);
  gtk_widget_class_install_action (widget_class, "practice.already", NULL, already_action);
  gtk_widget_class_install_action (widget_class, "practice.not-for-me", NULL, not_for_me_action);
  gtk_widget_class_install_action (widget_class, "practice.credit", "b", credit_action);
  gtk_widget_class_install_action (widget_class, "practice.endorse", NULL, endorse_action);
  gtk_widget_class_install_action (widget_class, "practice.retire", NULL, retire_action);
  gtk_widget_class_install_action (widget_class, "practice.show-share", "s", show_share_action);
}

static void
arc_practice_view_init (ArcPracticeView *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
arc_practice_view_new (ArcJournalService *service)
{
  ArcPracticeView *self = g_object_new (ARC_TYPE_PRACTICE_VIEW, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}

void
arc_practice_view_show (ArcPracticeView *self, const ArcPracticesInfo *info,
                        const ArcPracticeLine *line)
{
  const ArcPractice *practice = line->practice;

  g_return_if_fail (ARC_IS_PRACTICE_VIEW (self));

  g_free (self->team_id);
  self->team_id = g_strdup (practice->team_id);
  g_free (self->practice_id);
  self->practice_id = g_strdup (practice->input->id);
  g_clear_pointer (&self->turn, arc_practice_turn_free);
  self->turn = arc_practice_turn_copy (practice->input->turn);
  self->today = info->team->today;
  arc_box_clear (self->box);
  gtk_box_append (self->box, arc_text_heading_new (line->sentence, "title-3", 1));
  append_facts (self, line);
  if (practice->asks_credit)
    append_credit (self);
  append_answers (self, practice);
  if (info->may_lead)
    append_leading (self, practice->input->turn->state);
  append_shares (self, practice->input->turn->shares, info->sources);
  append_trials (self, info, practice->input);
  append_history (self, practice);
}
