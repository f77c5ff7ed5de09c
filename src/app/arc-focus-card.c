/* What a manager asks the team for, and what one says to it. */
#include "arc-focus-card.h"

#include "arc-focus-dialog.h"
#include "arc-team-jobs.h"
#include "arc-team-undo.h"
#include "arc-text-label.h"
#include "arc-undo-toast.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

struct _ArcFocusCard {
  AdwBin parent_instance;

  GtkLabel *who_label;
  GtkLabel *behaviour_label;
  GtkLabel *details_label;
  GtkLabel *mine_label;
  GtkWidget *buttons;
  GtkWidget *yes_button;
  GtkWidget *other_button;
  GtkWidget *back_button;
  GtkWidget *change_button;
  GtkWidget *end_button;
  GtkWidget *counter_box;
  GtkEditable *counter_entry;
  GtkWidget *counter_send;
  GtkLabel *figures_label;
  GtkBox *replies_box;

  ArcJournalService *service;
  char *post_id;
  char *team_id;
  char *reply_id; /* of what I said; NULL while I said nothing */
  ArcTeamFocus *focus;
  ArcDay today;
  gboolean is_mine;
  gboolean is_manager;
  gboolean with_replies;
};

G_DEFINE_FINAL_TYPE (ArcFocusCard, arc_focus_card, ADW_TYPE_BIN)

/* ---- showing ------------------------------------------------------------------------------ */

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_focus (ArcFocusCard *self, const ArcTeamAim *aim)
{
  const ArcTeamFocus *focus = aim->focus;
  g_autofree char *who = aim->is_mine
                             /* Translators: %s is a team. */
                             ? g_strdup_printf (_ ("You ask %s"), aim->team_name)
                             /* Translators: a person, and a team. */
                             : g_strdup_printf (_ ("%s asks %s"), aim->author_name, aim->team_name);
  g_autofree char *date =
      arc_day_is_set (focus->by) ? arc_when_date (focus->by, self->today) : NULL;
  g_autofree char *details = NULL;

  if (date != NULL && *focus->measure != '\0')
    /* Translators: how a team will know, and a date: “every contact has a number · by Friday, 27
     * November” */
    details = g_strdup_printf (_ ("%s · by %s"), focus->measure, date);
  else if (date != NULL)
    /* Translators: %s is a day: “by Friday, 27 November”. */
    details = g_strdup_printf (_ ("by %s"), date);
  show_text (self->who_label, who);
  show_text (self->behaviour_label, focus->behaviour);
  show_text (self->details_label, details != NULL ? details : focus->measure);
}

static void
show_mine (ArcFocusCard *self, const ArcTeamAim *aim)
{
  const ArcTeamReply *mine = arc_team_aim_find_mine (aim);
  g_autofree char *text = NULL;

  g_free (self->reply_id);
  self->reply_id = mine != NULL ? g_strdup (mine->post_id) : NULL;
  if (mine != NULL && mine->yes)
    text = g_strdup (_ ("You said yes."));
  else if (mine != NULL)
    /* Translators: %s is what the person would do in place of what is asked for. */
    text = g_strdup_printf (_ ("You proposed: “%s”"), mine->counter);
  show_text (self->mine_label, text);
  gtk_widget_set_visible (self->yes_button, !aim->is_mine && mine == NULL);
  gtk_widget_set_visible (self->other_button, !aim->is_mine && mine == NULL);
  gtk_widget_set_visible (self->back_button, mine != NULL);
  gtk_widget_set_visible (self->change_button, self->is_manager && aim->is_mine);
  gtk_widget_set_visible (self->end_button, self->is_manager && aim->is_mine);
  if (mine != NULL)
    gtk_widget_set_visible (self->counter_box, FALSE);
}

static void
append_reply (ArcFocusCard *self, const ArcTeamReply *reply)
{
  const char *name = reply->is_mine ? _ ("You") : reply->name;
  g_autofree char *text =
      reply->yes
          /* Translators: a person, and that they agree. */
          ? g_strdup_printf (_ ("%s: yes"), name)
          /* Translators: a person, and what they would do in place of what is asked for. */
          : g_strdup_printf (_ ("%s proposes: “%s”"), name, reply->counter);
  GtkWidget *label = arc_text_label_new (text, NULL);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->replies_box, label);
}

static void
append_asked (ArcFocusCard *self, const ArcTeamAim *aim)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (aim->asked->len == 0)
    return;
  for (guint i = 0; i < aim->asked->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (const char *) aim->asked->pdata[i]);
  /* Translators: %s are names of people. */
  text = g_strdup_printf (_ ("No word yet from %s"), names->str);
  gtk_box_append (self->replies_box, arc_text_label_new (text, "dim-label"));
}

static void
show_replies (ArcFocusCard *self, const ArcTeamAim *aim)
{
  g_autofree char *figures = NULL;

  if (aim->has_figures)
    /* Translators: so many of all that are asked. */
    figures = g_strdup_printf (ngettext ("%u of %u said yes", "%u of %u said yes", aim->n_yes),
                               aim->n_yes, aim->n_asked);
  show_text (self->figures_label, figures);
  arc_box_clear (self->replies_box);
  for (guint i = 0; self->with_replies && i < aim->replies->len; i++)
    append_reply (self, aim->replies->pdata[i]);
  /* Only who asks and other managers see all replies, and so who is missing. */
  if (self->with_replies && self->is_manager)
    append_asked (self, aim);
  gtk_widget_set_visible (GTK_WIDGET (self->replies_box),
                          gtk_widget_get_first_child (GTK_WIDGET (self->replies_box)) != NULL);
}

/* ---- replying ----------------------------------------------------------------------------- */

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcFocusCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *post_id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (error != NULL) {
    arc_toast_error (GTK_WIDGET (self), error);
    return;
  }
  gtk_editable_set_text (self->counter_entry, "");
  gtk_widget_set_visible (self->counter_box, FALSE);
  if (self->service != NULL)
    arc_team_undo_offer (GTK_WIDGET (self), self->service, post_id, _ ("Your reply is on its way"));
}

static void
reply (ArcFocusCard *self, gboolean yes, const char *counter)
{
  if (self->service == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  arc_team_job_reply_focus (arc_team_sync_get (self->service), self->post_id, yes, counter, NULL,
                            replied_cb, g_object_ref (self));
}

static void
yes_clicked_cb (ArcFocusCard *self)
{
  reply (self, TRUE, "");
}

static void
other_clicked_cb (ArcFocusCard *self)
{
  gtk_widget_set_visible (self->counter_box, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->counter_entry));
}

static void
counter_changed_cb (ArcFocusCard *self)
{
  g_autofree char *counter = g_strstrip (g_strdup (gtk_editable_get_text (self->counter_entry)));

  gtk_widget_set_sensitive (self->counter_send, *counter != '\0');
}

static void
counter_send_cb (ArcFocusCard *self)
{
  g_autofree char *counter = g_strstrip (g_strdup (gtk_editable_get_text (self->counter_entry)));

  if (*counter != '\0')
    reply (self, FALSE, counter);
}

static void
back_clicked_cb (ArcFocusCard *self)
{
  if (self->reply_id != NULL && self->service != NULL)
    arc_team_take_back (GTK_WIDGET (self), self->service, self->reply_id);
}

static void
change_clicked_cb (ArcFocusCard *self)
{
  gtk_window_present (GTK_WINDOW (arc_focus_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->service, GTK_WIDGET (self),
      self->team_id, self->focus, self->post_id, self->today)));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcFocusCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *post_id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
end_clicked_cb (ArcFocusCard *self)
{
  g_autoptr (ArcTeamFocus) ended = arc_team_focus_new (self->focus->behaviour);

  g_free (ended->measure);
  ended->measure = g_strdup (self->focus->measure);
  ended->by = self->focus->by;
  ended->ended = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  arc_team_job_set_focus (arc_team_sync_get (self->service), self->team_id, ended, self->post_id,
                          NULL, ended_cb, g_object_ref (self));
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_focus_card_dispose (GObject *object)
{
  g_clear_object (&ARC_FOCUS_CARD (object)->service);
  G_OBJECT_CLASS (arc_focus_card_parent_class)->dispose (object);
}

static void
arc_focus_card_finalize (GObject *object)
{
  ArcFocusCard *self = ARC_FOCUS_CARD (object);

  g_free (self->post_id);
  g_free (self->team_id);
  g_free (self->reply_id);
  g_clear_pointer (&self->focus, arc_team_focus_free);
  G_OBJECT_CLASS (arc_focus_card_parent_class)->finalize (object);
}

static void
arc_focus_card_class_init (ArcFocusCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_focus_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_focus_card_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-focus-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, who_label);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, behaviour_label);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, details_label);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, mine_label);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, yes_button);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, other_button);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, back_button);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, change_button);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, end_button);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, counter_box);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, counter_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, counter_send);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, figures_label);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusCard, replies_box);
  gtk_widget_class_bind_template_callback (widget_class, yes_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, counter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, counter_send_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_clicked_cb);
}

static void
arc_focus_card_init (ArcFocusCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->buttons, arc_wrap_layout_new (6));
}

GtkWidget *
arc_focus_card_new (ArcJournalService *service, const ArcTeamAim *aim, ArcDay today,
                    gboolean is_manager, gboolean with_replies)
{
  ArcFocusCard *self = g_object_new (ARC_TYPE_FOCUS_CARD, NULL);

  self->service = g_object_ref (service);
  self->post_id = g_strdup (aim->post_id);
  self->team_id = g_strdup (aim->team_id);
  self->is_manager = is_manager;
  self->with_replies = with_replies;
  arc_focus_card_update (self, aim, today);
  return GTK_WIDGET (self);
}

const char *
arc_focus_card_get_post_id (ArcFocusCard *self)
{
  g_return_val_if_fail (ARC_IS_FOCUS_CARD (self), NULL);

  return self->post_id;
}

void
arc_focus_card_update (ArcFocusCard *self, const ArcTeamAim *aim, ArcDay today)
{
  g_return_if_fail (ARC_IS_FOCUS_CARD (self));

  self->today = today;
  self->is_mine = aim->is_mine;
  g_clear_pointer (&self->focus, arc_team_focus_free);
  self->focus = arc_team_focus_new (aim->focus->behaviour);
  g_free (self->focus->measure);
  self->focus->measure = g_strdup (aim->focus->measure);
  self->focus->by = aim->focus->by;
  show_focus (self, aim);
  show_mine (self, aim);
  show_replies (self, aim);
}

/* ---- several ------------------------------------------------------------------------------ */

static const ArcTeamAim *
find_aim (const GPtrArray *aims, const char *post_id)
{
  for (guint i = 0; i < aims->len; i++) {
    const ArcTeamAim *aim = aims->pdata[i];

    if (g_str_equal (aim->post_id, post_id))
      return aim;
  }
  return NULL;
}

void
arc_focus_cards_show (GtkBox *box, const GPtrArray *aims, ArcJournalService *service, ArcDay today,
                      gboolean is_manager, gboolean with_replies)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (box));

  while (card != NULL) {
    GtkWidget *next = gtk_widget_get_next_sibling (card);
    const ArcTeamAim *aim = find_aim (aims, ARC_FOCUS_CARD (card)->post_id);

    if (aim != NULL) {
      ARC_FOCUS_CARD (card)->is_manager = is_manager;
      arc_focus_card_update (ARC_FOCUS_CARD (card), aim, today);
      g_hash_table_add (shown, aim->post_id);
    } else {
      gtk_box_remove (box, card);
    }
    card = next;
  }
  for (guint i = 0; i < aims->len; i++) {
    const ArcTeamAim *aim = aims->pdata[i];

    if (!g_hash_table_contains (shown, aim->post_id))
      gtk_box_append (box, arc_focus_card_new (service, aim, today, is_manager, with_replies));
  }
  gtk_widget_set_visible (GTK_WIDGET (box), aims->len > 0);
}
