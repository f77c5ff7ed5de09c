/* A person's keys in one team. */
#include "arc-config.h"

#include "arc-keys.h"

ArcKeys *
arc_keys_new (void)
{
  return g_new0 (ArcKeys, 1);
}

void
arc_keys_free (ArcKeys *keys)
{
  g_free (keys);
}

gboolean
arc_keys_save (const ArcKeys *keys, const char *journal_path, const char *team_id,
               ArcKeyStore *store, GError **error)
{
  return FALSE;
}

ArcKeys *
arc_keys_load (const char *journal_path, const char *team_id, ArcKeyStore *store, GError **error)
{
  return NULL;
}

gboolean
arc_keys_delete (const char *journal_path, const char *team_id, GError **error)
{
  return FALSE;
}

char *
arc_fingerprint (const guint8 *sign_public, const guint8 *box_public)
{
  return g_strdup ("");
}
