/* The sections of the sidebar that belong to teams. */
#include "arc-team-rows.h"

#include "arc-journal-team.h"

#include <glib/gi18n.h>

#define KEY_SECTION "arc-section"
#define KEY_COUNT "arc-count"
#define KEY_WATCH "arc-team-rows"

/* The rows of a team, in this order. */
static const struct {
  const char *prefix;
  const char *label;
  const char *icon;
} kinds[] = {
    {ARC_TEAM_PAGE_PREFIX, N_ ("Shared"), "folder-publicshare-symbolic"},
    {ARC_PRACTICES_PAGE_PREFIX, N_ ("Practices"), "starred-symbolic"},
    {ARC_SUMMARIES_PAGE_PREFIX, N_ ("Summaries"), "view-list-bullet-symbolic"},
};

/* ---- what is known of the teams ----------------------------------------------------------- */

typedef struct {
  char *page;
  char *name;
  guint kind; /* in kinds */
  guint unread;
} TeamRow;

static void
team_row_free (gpointer data)
{
  TeamRow *row = data;

  g_free (row->page);
  g_free (row->name);
  g_free (row);
}

static TeamRow *
team_row_new (const ArcTeam *team, guint kind, guint unread)
{
  TeamRow *row = g_new0 (TeamRow, 1);

  row->page = g_strconcat (kinds[kind].prefix, team->id, NULL);
  row->name = g_strdup (team->name);
  row->kind = kind;
  row->unread = unread;
  return row;
}

static gpointer
read_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) teams = NULL;
  GPtrArray *rows = NULL;

  if (!arc_journal_has_teams (journal))
    return g_ptr_array_new_with_free_func (team_row_free);
  teams = arc_journal_list_teams (journal, FALSE, error);
  if (teams == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (team_row_free);
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];

    g_ptr_array_add (rows,
                     team_row_new (team, 0, arc_journal_count_unread_shares (journal, team->id)));
    /* Who waits to be let in has nothing there yet. */
    for (guint kind = 1; team->state == ARC_MEMBER_IN && kind < G_N_ELEMENTS (kinds); kind++)
      g_ptr_array_add (rows, team_row_new (team, kind, 0));
  }
  return rows;
}

/* ---- rows --------------------------------------------------------------------------------- */

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *section = g_object_get_data (G_OBJECT (row), KEY_SECTION);
  const char *previous = before != NULL ? g_object_get_data (G_OBJECT (before), KEY_SECTION) : NULL;
  GtkWidget *header = gtk_list_box_row_get_header (row);

  if (section == NULL || g_strcmp0 (section, previous) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  if (header == NULL) {
    header = gtk_label_new (NULL);
    gtk_label_set_xalign (GTK_LABEL (header), 0);
    gtk_label_set_ellipsize (GTK_LABEL (header), PANGO_ELLIPSIZE_END);
    gtk_widget_add_css_class (header, "arc-section");
    gtk_widget_add_css_class (header, "caption-heading");
    gtk_widget_add_css_class (header, "dim-label");
    gtk_list_box_row_set_header (row, header);
  }
  gtk_label_set_text (GTK_LABEL (header), section);
}

static GtkWidget *
row_new (const TeamRow *team)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (kinds[team->kind].label));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "icon-name", kinds[team->kind].icon, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (count, "arc-count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, team->page);
  g_object_set_data (G_OBJECT (row), KEY_COUNT, count);
  return row;
}

static void
update_row (GtkWidget *row, const TeamRow *team)
{
  GtkWidget *count = g_object_get_data (G_OBJECT (row), KEY_COUNT);
  g_autofree char *number = g_strdup_printf ("%u", team->unread);
  g_autofree char *label = NULL;

  g_object_set_data_full (G_OBJECT (row), KEY_SECTION, g_strdup (team->name), g_free);
  gtk_label_set_text (GTK_LABEL (count), number);
  gtk_widget_set_visible (count, team->unread > 0);
  if (team->unread > 0)
    /* Translators: a team, and how much is new there. */
    label = g_strdup_printf (ngettext ("%s: Shared, %u new", "%s: Shared, %u new", team->unread),
                             team->name, team->unread);
  else
    /* Translators: a team, and one of its pages: “Sales: Shared”. */
    label = g_strdup_printf (_ ("%s: %s"), team->name, _ (kinds[team->kind].label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_row_changed (GTK_LIST_BOX_ROW (row));
}

static gboolean
is_team_row (GtkWidget *row)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (gtk_widget_get_name (row), kinds[i].prefix))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_row (GtkListBox *list, const char *page)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), page))
      return GTK_WIDGET (row);
  return NULL;
}

static gboolean
is_among (const GPtrArray *teams, const char *page)
{
  for (guint i = 0; i < teams->len; i++)
    if (g_str_equal (((const TeamRow *) teams->pdata[i])->page, page))
      return TRUE;
  return FALSE;
}

static void
show_teams (GtkListBox *list, const GPtrArray *teams)
{
  GtkListBoxRow *row = NULL;
  int first = 0; /* they follow the rows that belong to no team */

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL;) {
    first += is_team_row (GTK_WIDGET (row)) ? 0 : 1;
    if (is_team_row (GTK_WIDGET (row)) && !is_among (teams, gtk_widget_get_name (GTK_WIDGET (row))))
      gtk_list_box_remove (list, GTK_WIDGET (row));
    else
      i++;
  }
  for (guint i = 0; i < teams->len; i++) {
    const TeamRow *team = teams->pdata[i];
    GtkWidget *found = find_row (list, team->page);

    if (found == NULL) {
      found = row_new (team);
      gtk_list_box_insert (list, found, first + (int) i);
    }
    update_row (found, team);
  }
}

/* ---- watching ----------------------------------------------------------------------------- */

typedef struct {
  GtkListBox *list; /* which owns this */
  ArcJournalService *service;
  GCancellable *cancellable;
  gboolean is_reading;
  gboolean must_read_again;
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_clear_object (&watch->cancellable);
  g_free (watch);
}

static void refresh (Watch *watch);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GObject) list = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) teams =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  Watch *watch = g_object_get_data (list, KEY_WATCH);

  if (watch == NULL || g_cancellable_is_cancelled (watch->cancellable))
    return;
  watch->is_reading = FALSE;
  if (teams != NULL)
    show_teams (GTK_LIST_BOX (list), teams);
  if (watch->must_read_again)
    refresh (watch);
}

static void
refresh (Watch *watch)
{
  if (g_cancellable_is_cancelled (watch->cancellable))
    return;
  watch->must_read_again = watch->is_reading;
  if (watch->is_reading)
    return;
  watch->is_reading = TRUE;
  arc_journal_service_read_async (watch->service, read_func, NULL, NULL,
                                  (GDestroyNotify) g_ptr_array_unref, watch->cancellable, read_cb,
                                  g_object_ref (watch->list));
}

static void
changed_cb (GtkListBox *list)
{
  Watch *watch = g_object_get_data (G_OBJECT (list), KEY_WATCH);

  if (watch != NULL)
    refresh (watch);
}

void
arc_team_rows_watch (GtkListBox *list, ArcJournalService *service, GCancellable *cancellable)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->list = list;
  watch->service = service;
  watch->cancellable = g_object_ref (cancellable);
  g_object_set_data_full (G_OBJECT (list), KEY_WATCH, watch, watch_free);
  gtk_list_box_set_header_func (list, update_header, NULL, NULL);
  g_signal_connect_object (service, "changed", G_CALLBACK (changed_cb), list, G_CONNECT_SWAPPED);
  refresh (watch);
}

const char *
arc_team_rows_get_first (GtkListBox *list)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_str_has_prefix (gtk_widget_get_name (GTK_WIDGET (row)), ARC_TEAM_PAGE_PREFIX))
      return gtk_widget_get_name (GTK_WIDGET (row));
  return NULL;
}
