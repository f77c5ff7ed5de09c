/* The module of teams as an older build had it, whose struct was smaller. */
#include <gmodule.h>

G_MODULE_EXPORT extern const guint arc_team_module[];

G_MODULE_EXPORT const guint arc_team_module[] = {1};
