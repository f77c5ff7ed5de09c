/* The error domain. */
#include "arc-error.h"

G_DEFINE_QUARK (arc - error - quark, arc_error)
