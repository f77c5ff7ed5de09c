/* Finds the module of teams. */
#include "arc-team-module.h"

#include "arc-module.h"

const ArcTeamModule *
arc_team_module_get (GError **error)
{
  static const ArcModule description = {
      .file = "arc-team",
      .folder = "team",
      .symbol = ARC_TEAM_MODULE_SYMBOL,
      .version = ARC_TEAM_MODULE_VERSION,
  };

  return arc_module_get (&description, error);
}
