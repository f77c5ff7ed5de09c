/* A row of the list of a team's commitments, in words. */
#include "arc-team-commitment-item.h"

#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcTeamCommitmentItem {
  GObject parent_instance;

  char *heading;
  char *title;
  char *details;
  char *share_id;
  gboolean is_overdue;
};

G_DEFINE_FINAL_TYPE (ArcTeamCommitmentItem, arc_team_commitment_item, G_TYPE_OBJECT)

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_due (GString *text, const ArcCommitment *commitment, ArcDay today)
{
  g_autofree char *date = NULL;
  g_autofree char *due = NULL;
  int late = 0;

  if (!arc_day_is_set (commitment->due) || commitment->state != ARC_COMMITMENT_OPEN)
    return;
  date = arc_when_date (commitment->due, today);
  /* Translators: %s is a day: “due Friday, 27 November”. */
  due = g_strdup_printf (_ ("due %s"), date);
  append_part (text, due);
  late = arc_day_between (commitment->due, today);
  if (late > 0) {
    g_autofree char *overdue =
        g_strdup_printf (ngettext ("overdue by %d day", "overdue by %d days", late), late);

    append_part (text, overdue);
  }
}

static char *
describe (const ArcTeamCommitment *shared, ArcDay today)
{
  const ArcCommitment *commitment = shared->commitment;
  g_autoptr (GString) text = g_string_new (shared->is_mine ? _ ("You") : shared->author_name);

  append_due (text, commitment, today);
  if (commitment->state != ARC_COMMITMENT_OPEN)
    append_part (text, arc_commitment_state_to_label (commitment->state));
  else if (shared->did != ARC_DID_NOT_SAID)
    append_part (text, arc_did_to_label (shared->did));
  if (shared->helped == ARC_HELPED_YES)
    append_part (text, _ ("it helped"));
  else if (shared->helped == ARC_HELPED_PARTLY)
    append_part (text, _ ("it helped partly"));
  else if (shared->helped == ARC_HELPED_NO)
    append_part (text, _ ("it did not help"));
  append_part (text, commitment->measure);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
arc_team_commitment_item_finalize (GObject *object)
{
  ArcTeamCommitmentItem *self = ARC_TEAM_COMMITMENT_ITEM (object);

  g_free (self->heading);
  g_free (self->title);
  g_free (self->details);
  g_free (self->share_id);
  G_OBJECT_CLASS (arc_team_commitment_item_parent_class)->finalize (object);
}

static void
arc_team_commitment_item_class_init (ArcTeamCommitmentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_team_commitment_item_finalize;
}

static void
arc_team_commitment_item_init (ArcTeamCommitmentItem *self)
{
}

ArcTeamCommitmentItem *
arc_team_commitment_item_new_heading (const char *heading)
{
  ArcTeamCommitmentItem *self = g_object_new (ARC_TYPE_TEAM_COMMITMENT_ITEM, NULL);

  self->heading = g_strdup (heading);
  return self;
}

ArcTeamCommitmentItem *
arc_team_commitment_item_new (const ArcTeamCommitment *commitment, ArcDay today)
{
  ArcTeamCommitmentItem *self = g_object_new (ARC_TYPE_TEAM_COMMITMENT_ITEM, NULL);
  const ArcCommitment *value = commitment->commitment;

  /* Translators: a commitment: its kind and its line: “Start: log the call”. */
  self->title = g_strdup_printf (_ ("%s: %s"), arc_kind_to_label (value->kind), value->text);
  self->details = describe (commitment, today);
  self->share_id = g_strdup (commitment->share_id);
  self->is_overdue = value->state == ARC_COMMITMENT_OPEN && arc_day_is_set (value->due) &&
                     arc_day_compare (value->due, today) < 0;
  return self;
}

const char *
arc_team_commitment_item_get_heading (ArcTeamCommitmentItem *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_COMMITMENT_ITEM (self), NULL);

  return self->heading;
}

const char *
arc_team_commitment_item_get_title (ArcTeamCommitmentItem *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_COMMITMENT_ITEM (self), NULL);

  return self->title;
}

const char *
arc_team_commitment_item_get_details (ArcTeamCommitmentItem *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_COMMITMENT_ITEM (self), NULL);

  return self->details;
}

const char *
arc_team_commitment_item_get_share_id (ArcTeamCommitmentItem *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_COMMITMENT_ITEM (self), NULL);

  return self->share_id;
}

gboolean
arc_team_commitment_item_is_overdue (ArcTeamCommitmentItem *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_COMMITMENT_ITEM (self), FALSE);

  return self->is_overdue;
}

gboolean
arc_team_commitment_item_equal (ArcTeamCommitmentItem *a, ArcTeamCommitmentItem *b)
{
  return g_strcmp0 (a->heading, b->heading) == 0 && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->details, b->details) == 0 && g_strcmp0 (a->share_id, b->share_id) == 0;
}
