/* What readers see of a share. */
#include "arc-share-view.h"

#include "arc-loop-view.h"
#include "arc-reading.h"
#include "arc-section-view.h"
#include "arc-text-label.h"
#include "arc-text.h"
#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcShareView {
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *meta_label;
  ArcSectionView *sections[ARC_N_SECTIONS];
  ArcLoopView *loop_view;
  GtkBox *look_backs_box;
  GtkLabel *evidence_label;
  GtkLabel *tags_label;
  GtkLabel *quotable_label;
};

G_DEFINE_FINAL_TYPE (ArcShareView, arc_share_view, ADW_TYPE_BIN)

static void
add_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_meta (ArcShareView *self, const ArcShare *share, const char *author, ArcDay today)
{
  const ArcEntry *entry = share->entry;
  g_autoptr (GString) text = g_string_new (author);
  g_autofree char *date = arc_day_is_set (share->day) ? arc_when_date (share->day, today) : NULL;

  add_part (text, date);
  add_part (text, entry->topic);
  if (entry->outcome != ARC_OUTCOME_NOT_SAID)
    add_part (text, arc_outcome_to_label (entry->outcome));
  show_text (self->meta_label, text->str);
}

/* (transfer full) (nullable): where teammates are named in @text. */
static GArray *
find_names (const char *text, const GPtrArray *names)
{
  g_autoptr (GArray) pairs = NULL;
  GArray *ranges = NULL;

  if (names == NULL || *text == '\0')
    return NULL;
  pairs = arc_share_find_names (text, names);
  if (pairs->len < 2)
    return NULL;
  ranges = g_array_new (FALSE, FALSE, sizeof (ArcRange));
  for (guint i = 0; i + 1 < pairs->len; i += 2) {
    ArcRange range = {g_array_index (pairs, guint, i), g_array_index (pairs, guint, i + 1)};

    g_array_append_val (ranges, range);
  }
  return ranges;
}

/* The line that a look-back is about; NULL for the entry as a whole. */
static const char *
line_of (const ArcShare *share, const ArcLookBack *look_back)
{
  const GPtrArray *commitments = share->loop->commitments;

  for (guint i = 0; i < commitments->len; i++) {
    const ArcCommitment *commitment = commitments->pdata[i];

    if (g_strcmp0 (commitment->id, look_back->commitment_id) == 0)
      return commitment->text;
  }
  return NULL;
}

static void
show_look_backs (ArcShareView *self, const ArcReading *reading, const ArcShare *share)
{
  arc_box_clear (self->look_backs_box);
  for (guint i = 0; i < share->look_backs->len; i++) {
    const ArcLookBack *look_back = share->look_backs->pdata[i];
    g_autofree char *text = arc_reading_dup_look_back (reading, look_back);
    g_autofree char *marked = g_strconcat ("⟲ ", text, NULL);
    const char *about = line_of (share, look_back);

    gtk_box_append (self->look_backs_box, arc_text_label_new (marked, NULL));
    if (about != NULL) {
      /* Translators: a text in quotation marks. */
      g_autofree char *quote = g_strdup_printf (_ ("“%s”"), about);

      gtk_box_append (self->look_backs_box, arc_text_label_new (quote, "dim-label"));
    }
  }
  gtk_widget_set_visible (GTK_WIDGET (self->look_backs_box), share->look_backs->len > 0);
}

static void
show_tags (ArcShareView *self, const GPtrArray *tags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++)
    add_part (text, tags->pdata[i]);
  show_text (self->tags_label, text->str);
}

/* ---- the widget ---- */

static void
arc_share_view_class_init (ArcShareViewClass *klass)
{
}

static GtkLabel *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = arc_text_label_new ("", css_class);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
arc_share_view_init (ArcShareView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title_label = GTK_LABEL (arc_text_heading_new ("", "title-2", 1));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title_label));
  self->meta_label = append_label (head, "dim-label");
  gtk_box_append (GTK_BOX (box), head);
  for (int i = 0; i < ARC_N_SECTIONS; i++) {
    self->sections[i] = ARC_SECTION_VIEW (arc_section_view_new (i));
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sections[i]));
  }
  self->loop_view = ARC_LOOP_VIEW (arc_loop_view_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->loop_view));
  self->look_backs_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->look_backs_box));
  self->evidence_label = append_label (box, NULL);
  self->tags_label = append_label (box, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tags_label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tags"), -1);
  self->quotable_label = append_label (box, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->quotable_label), "dim-label");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
arc_share_view_new (void)
{
  return g_object_new (ARC_TYPE_SHARE_VIEW, NULL);
}

void
arc_share_view_show (ArcShareView *self, const ArcShare *share, const char *author, ArcDay today,
                     const GPtrArray *names)
{
  /* What an entry's widgets show, borrowed. */
  ArcReading reading = {0};
  g_autofree char *title = NULL;
  g_autofree char *evidence = NULL;

  g_return_if_fail (ARC_IS_SHARE_VIEW (self));
  g_return_if_fail (share != NULL);

  reading.entry = share->entry;
  reading.loop = share->loop;
  reading.look_backs = share->look_backs;
  reading.today = today;
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    reading.matches[i] = find_names (share->entry->section[i], names);

  title = arc_share_dup_display_title (share);
  evidence = arc_reading_dup_evidence (&reading);
  show_text (self->title_label, title);
  show_meta (self, share, author, today);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    arc_section_view_show (self->sections[i], share->entry->section[i], reading.matches[i]);
  if (arc_loop_view_show (self->loop_view, &reading))
    arc_section_view_show (self->sections[ARC_SECTION_CHANGE], "", NULL);
  show_look_backs (self, &reading, share);
  show_text (self->evidence_label, evidence);
  show_tags (self, share->entry->tags);
  show_text (self->quotable_label, share->quotable ? _ ("May be quoted outside the team.") : NULL);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    g_clear_pointer (&reading.matches[i], g_array_unref);
}

char *
arc_share_dup_display_title (const ArcShare *share)
{
  const char *line = NULL;

  g_return_val_if_fail (share != NULL, NULL);

  if (*share->entry->title != '\0')
    return g_strdup (share->entry->title);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    if (*share->entry->section[i] != '\0')
      return arc_entry_dup_display_title (share->entry);
  /* Commitments alone: the first of them. */
  if (share->loop->commitments->len > 0)
    line = ((const ArcCommitment *) share->loop->commitments->pdata[0])->text;
  else if (share->loop->barriers->len > 0)
    line = ((const ArcBarrier *) share->loop->barriers->pdata[0])->text;
  return line != NULL ? arc_text_first_line (line, 120)
                      : arc_entry_dup_display_title (share->entry);
}
