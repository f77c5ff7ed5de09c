/* Before there is a team: what one is for, and the two ways to begin. */
#include "arc-team-start-page.h"

#include "arc-journal-team.h"

#include <glib/gi18n.h>

struct _ArcTeamStartPage {
  ArcPage parent_instance;
};

G_DEFINE_FINAL_TYPE (ArcTeamStartPage, arc_team_start_page, ARC_TYPE_PAGE)

static gpointer
read_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_journal_list_teams (journal, FALSE, error);
}

static gboolean
arc_team_start_page_show (ArcPage *page, gpointer data)
{
  const GPtrArray *teams = data;

  if (teams->len > 0) {
    const ArcTeam *team = teams->pdata[0];
    g_autofree char *name = g_strconcat ("team/", team->id, NULL);

    gtk_widget_activate_action (GTK_WIDGET (page), "win.show-page", "s", name);
  }
  return FALSE;
}

static void
arc_team_start_page_class_init (ArcTeamStartPageClass *klass)
{
  ArcPageClass *page_class = ARC_PAGE_CLASS (klass);

  page_class->read = read_func;
  page_class->free_data = (GDestroyNotify) g_ptr_array_unref;
  page_class->show = arc_team_start_page_show;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/arcjournal/ArcJournal/ui/arc-team-start-page.ui");
}

static void
arc_team_start_page_init (ArcTeamStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_team_start_page_new (ArcJournalService *service)
{
  return g_object_new (ARC_TYPE_TEAM_START_PAGE, "service", service, NULL);
}
