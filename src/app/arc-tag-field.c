/* The tags of an entry: a chip for each, and a place to type the next. */
#include "arc-tag-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-focus.h"
#include "arc-label-completion.h"
#include "arc-limits.h"
#include "arc-text.h"
#include "arc-wrap-layout.h"

struct _ArcTagField {
  AdwBin parent_instance;

  GtkWidget *chips_box; /* the chips, then the entry */
  GtkEditable *entry;
  ArcLabelCompletion *completion;
  GPtrArray *tags;   /* of char*, as shown */
  GPtrArray *folded; /* of char*, what they are compared by */
  gboolean quiet;    /* while the program sets the text */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcTagField, arc_tag_field, ADW_TYPE_BIN)

/* The marks that end a tag: also the commas of Arabic and of Chinese and Japanese. */
static gboolean
is_separator (gunichar character)
{
  return character == ',' || character == '\n' || character == 0x060c || character == 0xff0c ||
         character == 0x3001;
}

static void
emit_changed (ArcTagField *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_typed (ArcTagField *self, const char *text)
{
  self->quiet = TRUE;
  gtk_editable_set_text (self->entry, text);
  gtk_editable_set_position (self->entry, -1);
  self->quiet = FALSE;
}

static void
remove_at (ArcTagField *self, guint index)
{
  GtkWidget *chip = gtk_widget_get_first_child (self->chips_box);

  for (guint i = 0; i < index; i++)
    chip = gtk_widget_get_next_sibling (chip);
  g_ptr_array_remove_index (self->tags, index);
  g_ptr_array_remove_index (self->folded, index);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_box_remove (GTK_BOX (self->chips_box), chip);
}

static void
chip_clicked (GtkButton *chip, ArcTagField *self)
{
  guint index = 0;

  for (GtkWidget *at = gtk_widget_get_first_child (self->chips_box); at != GTK_WIDGET (chip);
       at = gtk_widget_get_next_sibling (at))
    index++;
  remove_at (self, index);
  emit_changed (self);
}

static GtkWidget *
chip_new (ArcTagField *self, const char *tag)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (tag);
  /* Translators: the action of a tag's button; %s is the tag */
  g_autofree char *action = g_strdup_printf (_ ("Remove tag “%s”"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "arc-tag-chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (chip, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, action, -1);
  g_signal_connect (chip, "clicked", G_CALLBACK (chip_clicked), self);
  return chip;
}

/* FALSE if it is too long to be one. */
static gboolean
add_tag (ArcTagField *self, const char *text)
{
  g_autofree char *tag = arc_text_tidy_label (text);
  g_autofree char *folded = arc_text_fold (tag);
  GtkWidget *last = gtk_widget_get_prev_sibling (GTK_WIDGET (self->entry));

  if (g_utf8_strlen (tag, -1) > ARC_LIMIT_TAG_CHARS)
    return FALSE;
  if (*tag == '\0' || self->tags->len >= ARC_LIMIT_TAGS ||
      g_ptr_array_find_with_equal_func (self->folded, folded, g_str_equal, NULL))
    return TRUE;
  gtk_box_insert_child_after (GTK_BOX (self->chips_box), chip_new (self, tag), last);
  g_ptr_array_add (self->tags, g_steal_pointer (&tag));
  g_ptr_array_add (self->folded, g_steal_pointer (&folded));
  return TRUE;
}

/* Adds every tag that is closed by a separator; what follows the last one stays to be typed on. */
static void
take_closed_tags (ArcTagField *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));
  g_autoptr (GString) rest = g_string_new (NULL);
  const char *start = text;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    g_autofree char *piece = NULL;

    if (!is_separator (g_utf8_get_char (at)))
      continue;
    piece = g_strndup (start, at - start);
    if (!add_tag (self, piece))
      g_string_append_printf (rest, "%s ", piece);
    start = g_utf8_next_char (at);
  }
  if (start == text)
    return;
  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  g_string_append (rest, start);
  set_typed (self, rest->str);
}

static void
text_changed_cb (GtkEditable *entry, ArcTagField *self)
{
  gboolean too_long;

  if (!self->quiet)
    take_closed_tags (self);
  too_long = g_utf8_strlen (gtk_editable_get_text (entry), -1) > ARC_LIMIT_TAG_CHARS;
  if (too_long)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      too_long ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (!self->quiet)
    emit_changed (self);
}

static void
activate_cb (GtkEntry *entry, ArcTagField *self)
{
  arc_tag_field_commit (self);
}

static void
backspace_cb (GtkText *text, ArcTagField *self)
{
  if (*gtk_editable_get_text (self->entry) != '\0' || self->tags->len == 0)
    return;
  g_signal_stop_emission_by_name (text, "backspace");
  remove_at (self, self->tags->len - 1);
  emit_changed (self);
}

static void
label_chosen_cb (ArcLabelCompletion *completion, const char *label, ArcTagField *self)
{
  add_tag (self, label);
  set_typed (self, "");
  emit_changed (self);
}

static void
focus_left_cb (ArcTagField *self)
{
  arc_tag_field_commit (self);
}

static gboolean
arc_tag_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARC_TAG_FIELD (widget)->entry));
}

static void
arc_tag_field_dispose (GObject *object)
{
  ArcTagField *self = ARC_TAG_FIELD (object);

  self->quiet = TRUE;
  if (self->completion != NULL)
    arc_label_completion_stop (self->completion);
  g_clear_object (&self->completion);
  G_OBJECT_CLASS (arc_tag_field_parent_class)->dispose (object);
}

static void
arc_tag_field_finalize (GObject *object)
{
  ArcTagField *self = ARC_TAG_FIELD (object);

  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->folded);
  G_OBJECT_CLASS (arc_tag_field_parent_class)->finalize (object);
}

static void
arc_tag_field_class_init (ArcTagFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_tag_field_dispose;
  object_class->finalize = arc_tag_field_finalize;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_tag_field_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ARC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-tag-field.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTagField, chips_box);
  gtk_widget_class_bind_template_child (widget_class, ArcTagField, entry);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
}

static void
arc_tag_field_init (ArcTagField *self)
{
  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->folded = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (gtk_editable_get_delegate (self->entry), "backspace", G_CALLBACK (backspace_cb),
                    self);
  self->completion = arc_label_completion_new (GTK_WIDGET (self->entry), ARC_LABEL_TAG);
  arc_label_completion_set_exclude (self->completion, self->folded);
  g_signal_connect (self->completion, "chosen", G_CALLBACK (label_chosen_cb), self);
}

GtkWidget *
arc_tag_field_new (void)
{
  return g_object_new (ARC_TYPE_TAG_FIELD, NULL);
}

void
arc_tag_field_set_service (ArcTagField *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_TAG_FIELD (self));

  arc_label_completion_set_service (self->completion, service);
}

void
arc_tag_field_set_tags (ArcTagField *self, const ArcEntry *entry)
{
  g_return_if_fail (ARC_IS_TAG_FIELD (self));
  g_return_if_fail (entry != NULL);

  for (guint i = self->tags->len; i > 0; i--)
    gtk_box_remove (GTK_BOX (self->chips_box), gtk_widget_get_first_child (self->chips_box));
  g_ptr_array_set_size (self->tags, 0);
  g_ptr_array_set_size (self->folded, 0);
  for (guint i = 0; i < entry->tags->len; i++)
    add_tag (self, g_ptr_array_index (entry->tags, i));
  set_typed (self, "");
}

void
arc_tag_field_apply (ArcTagField *self, ArcEntry *entry)
{
  g_return_if_fail (ARC_IS_TAG_FIELD (self));
  g_return_if_fail (entry != NULL);

  arc_entry_clear_tags (entry);
  for (guint i = 0; i < self->tags->len; i++)
    arc_entry_add_tag (entry, g_ptr_array_index (self->tags, i));
  arc_entry_add_tag (entry, gtk_editable_get_text (self->entry));
}

void
arc_tag_field_commit (ArcTagField *self)
{
  g_return_if_fail (ARC_IS_TAG_FIELD (self));

  if (*gtk_editable_get_text (self->entry) == '\0' ||
      !add_tag (self, gtk_editable_get_text (self->entry)))
    return;
  set_typed (self, "");
  emit_changed (self);
}
