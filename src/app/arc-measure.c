/* Measured figures in words. */
#include "arc-measure.h"

#include <glib/gi18n.h>
#include <math.h>

#include "arc-number.h"

char *
arc_measure_text (double amount, const char *unit, ArcPer per)
{
  /* Sums of fractions would show how computers count. */
  double rounded = fabs (amount) < 1e9 ? round (amount * 1e6) / 1e6 : amount;
  g_autofree char *number = arc_number_format (rounded);

  switch (per) {
  case ARC_PER_TIME:
    /* Translators: a number and its unit, “25 minutes saved each time”. */
    return g_strdup_printf (_ ("%s %s each time"), number, unit);
  case ARC_PER_WEEK:
    /* Translators: a number and its unit, “25 minutes saved each week”. */
    return g_strdup_printf (_ ("%s %s each week"), number, unit);
  case ARC_PER_ONCE:
    /* Translators: a number and its unit, “25 minutes saved once”. */
    return g_strdup_printf (_ ("%s %s once"), number, unit);
  case ARC_PER_NOT_SAID:
  default:
    return g_strstrip (g_strdup_printf ("%s %s", number, unit));
  }
}
