/* A team in a folder. */
#include "arc-config.h"

#include "arc-folder.h"

gboolean
arc_folder_create (const char *dir, ArcRoster *roster, const ArcKeys *keys, const char *my_name,
                   GError **error)
{
  return FALSE;
}
ArcRoster *
arc_folder_peek (const char *dir, GError **error)
{
  return NULL;
}
gboolean
arc_folder_ask (const char *dir, ArcRoster *roster, const ArcKeys *keys, const char *my_name,
                gint64 now_us, GError **error)
{
  return FALSE;
}
gboolean
arc_folder_put_roster (const char *dir, ArcRoster *roster, const ArcKeys *keys, GError **error)
{
  return FALSE;
}
GPtrArray *
arc_folder_list_asking (const char *dir, ArcRoster *roster, GError **error)
{
  return NULL;
}
ArcTransport *
arc_folder_new (const char *dir, const char *team_id, ArcKeys *keys)
{
  return NULL;
}
