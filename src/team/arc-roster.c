/* Who belongs to a team. */
#include "arc-config.h"

#include "arc-roster.h"

struct _ArcRoster {
  gatomicrefcount refs;
};

ArcRoster *
arc_roster_ref (ArcRoster *roster)
{
  return roster;
}

void
arc_roster_unref (ArcRoster *roster)
{
}

#define STUB(name, ...)                                                                            \
  ArcRoster *name (__VA_ARGS__)                                                                    \
  {                                                                                                \
    return NULL;                                                                                   \
  }
STUB (arc_roster_create, const ArcKeys *keys, const char *team_name, const char *my_name,
      gint64 now_us)
STUB (arc_roster_parse, GBytes *bytes, GError **error)
STUB (arc_roster_choose, ArcRoster *a, ArcRoster *b)
STUB (arc_roster_accept, ArcRoster *roster, const ArcKeys *keys, const ArcPerson *person,
      gint64 now_us, GError **error)
STUB (arc_roster_set_roles, ArcRoster *roster, const ArcKeys *keys, const char *person_id,
      ArcRoles roles, gint64 now_us, GError **error)
STUB (arc_roster_remove, ArcRoster *roster, const ArcKeys *keys, const char *person_id,
      gint64 now_us, GError **error)
STUB (arc_roster_set_team, ArcRoster *roster, const ArcKeys *keys, const char *name,
      guint group_size, gint64 now_us, GError **error)
STUB (arc_roster_renew_key, ArcRoster *roster, const ArcKeys *keys, gint64 now_us, GError **error)
STUB (arc_roster_repeat, ArcRoster *chosen, ArcRoster *mine, const ArcKeys *keys, gint64 now_us,
      GError **error)

GBytes *
arc_roster_to_bytes (ArcRoster *roster)
{
  return NULL;
}
const char *
arc_roster_get_team_id (ArcRoster *roster)
{
  return NULL;
}
const char *
arc_roster_get_name (ArcRoster *roster)
{
  return NULL;
}
guint
arc_roster_get_group_size (ArcRoster *roster)
{
  return 0;
}
guint
arc_roster_get_length (ArcRoster *roster)
{
  return 0;
}
const guint8 *
arc_roster_get_head (ArcRoster *roster)
{
  return NULL;
}
const GPtrArray *
arc_roster_get_people (ArcRoster *roster)
{
  return NULL;
}
const ArcPerson *
arc_roster_find (ArcRoster *roster, const char *person_id)
{
  return NULL;
}
GPtrArray *
arc_roster_list_readers (ArcRoster *roster, gboolean managers_only)
{
  return NULL;
}
guint
arc_roster_get_epoch (ArcRoster *roster)
{
  return 0;
}
gboolean
arc_roster_open_key (ArcRoster *roster, const ArcKeys *keys, guint epoch, guint8 *key)
{
  return FALSE;
}
