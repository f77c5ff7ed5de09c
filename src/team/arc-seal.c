/* A post as it lies in a file. */
#include "arc-config.h"

#include "arc-seal.h"

void
arc_device_free (ArcDevice *device)
{
}
GBytes *
arc_device_vouch (const ArcKeys *keys, const char *team_id)
{
  return NULL;
}
ArcDevice *
arc_device_open (GBytes *bytes, const ArcPerson *person, GError **error)
{
  return NULL;
}
char *
arc_seal_readers (const ArcPost *post, ArcRoster *roster)
{
  return NULL;
}
GBytes *
arc_seal_post (const ArcPost *post, ArcRoster *roster, const ArcKeys *keys, GError **error)
{
  return NULL;
}
gboolean
arc_open_post (GBytes *sealed, const ArcDevice *device, ArcRoster *roster, const ArcKeys *keys,
               ArcOpened *opened, ArcPost **post, GError **error)
{
  return FALSE;
}
