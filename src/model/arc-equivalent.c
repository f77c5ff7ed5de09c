/* Equivalents, and units as people write them. */
#include "arc-config.h"
#include "arc-equivalent.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"
#include "arc-word.h"

G_DEFINE_BOXED_TYPE (ArcEquivalent, arc_equivalent, arc_equivalent_copy, arc_equivalent_free)

static const ArcWord equivalent_kinds[ARC_N_EQUIVALENT_KINDS] = {
    {"action", N_ ("Leads to a next step")},
    {"feel-good", N_ ("Shows what was gained")},
};
ARC_DEFINE_WORDS (ArcEquivalentKind, equivalent_kind, equivalent_kinds)

ArcEquivalent *
arc_equivalent_new (const char *id)
{
  ArcEquivalent *equivalent = g_new0 (ArcEquivalent, 1);

  equivalent->id = g_strdup (id);
  equivalent->name = g_strdup ("");
  equivalent->plural = g_strdup ("");
  equivalent->unit = g_strdup ("");
  equivalent->amount = 1;
  equivalent->source = g_strdup ("");
  return equivalent;
}

ArcEquivalent *
arc_equivalent_copy (const ArcEquivalent *equivalent)
{
  ArcEquivalent *copy = g_memdup2 (equivalent, sizeof *equivalent);

  copy->id = g_strdup (equivalent->id);
  copy->name = g_strdup (equivalent->name);
  copy->plural = g_strdup (equivalent->plural);
  copy->unit = g_strdup (equivalent->unit);
  copy->source = g_strdup (equivalent->source);
  return copy;
}

void
arc_equivalent_free (ArcEquivalent *equivalent)
{
  if (!equivalent)
    return;
  g_free (equivalent->id);
  g_free (equivalent->name);
  g_free (equivalent->plural);
  g_free (equivalent->unit);
  g_free (equivalent->source);
  g_free (equivalent);
}

gboolean
arc_equivalent_validate (const ArcEquivalent *equivalent, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *source = NULL;

  if (!arc_text_validate (equivalent->name, _ ("The name"), ARC_LIMIT_TAG_CHARS, error) ||
      !arc_text_validate (equivalent->plural, _ ("The plural"), ARC_LIMIT_TAG_CHARS, error) ||
      !arc_text_validate (equivalent->unit, _ ("The unit"), ARC_LIMIT_UNIT_CHARS, error) ||
      !arc_text_validate (equivalent->source, _ ("The source"), ARC_LIMIT_LINE_CHARS, error))
    return FALSE;
  name = arc_text_tidy_label (equivalent->name);
  unit = arc_text_tidy_label (equivalent->unit);
  source = arc_text_tidy_label (equivalent->source);
  if (!*name || !*unit || !*source || !isfinite (equivalent->amount) || equivalent->amount <= 0) {
    g_set_error_literal (
        error, ARC_ERROR, ARC_ERROR_INVALID,
        _ ("An equivalent needs a name, a unit, how many of it make one, and where that comes "
           "from."));
    return FALSE;
  }
  return TRUE;
}

/* ---- units ---- */

char *
arc_unit_find (const char *unit, double *factor)
{
  /* In minutes. Folded; the languages are those that the program speaks. */
  static const struct {
    const char *words;
    double minutes;
  } times[] = {
      {" s sec secs second seconds sekunde sekunden ", 1.0 / 60},
      {" m min mins min. minute minutes minuten ", 1},
      {" h hr hrs hour hours std std. stunde stunden ", 60},
      {" d day days workday workdays tag tage arbeitstag arbeitstage ", 8 * 60},
  };
  g_autofree char *folded = arc_text_fold (unit);
  g_autofree char *first = g_strndup (folded, strcspn (folded, " "));
  g_autofree char *padded = g_strdup_printf (" %s ", first);

  *factor = 1;
  for (guint i = 0; *first && i < G_N_ELEMENTS (times); i++) {
    if (strstr (times[i].words, padded)) {
      *factor = times[i].minutes;
      return g_strdup ("minutes");
    }
  }
  return g_steal_pointer (&folded);
}

void
arc_measured_free (ArcMeasured *measured)
{
  if (!measured)
    return;
  g_free (measured->unit);
  g_free (measured);
}

/* ---- conversion ---- */

/* How many of @equivalent there are in @measured; 0 if the units do not fit. */
static double
convert (const ArcEquivalent *equivalent, const ArcMeasured *measured, double *per_one)
{
  double factor;
  g_autofree char *unit = arc_unit_find (equivalent->unit, &factor);

  *per_one = equivalent->amount * factor;
  return g_str_equal (unit, measured->unit) && *per_one > 0 ? measured->amount / *per_one : 0;
}

/* As one would say it: two digits that count, no decimals from ten on. */
static char *
say_number (double number)
{
  if (number >= 10 || fabs (number - rint (number)) < 0.05)
    return g_strdup_printf ("%'.0f", number);
  return g_strdup_printf ("%'.1f", number);
}

/* The measured figure in words, with how often it counts. */
static char *
say_measured (const ArcMeasured *measured)
{
  g_autofree char *number = say_number (measured->amount);
  const char *unit =
      g_str_equal (measured->unit, "minutes") ? _ ("minutes") : (const char *) measured->unit;

  switch (measured->per) {
  case ARC_PER_TIME:
    /* Translators: a measured figure: 25 minutes each time */
    return g_strdup_printf (_ ("%s %s each time"), number, unit);
  case ARC_PER_WEEK:
    return g_strdup_printf (_ ("%s %s a week"), number, unit);
  case ARC_PER_NOT_SAID:
  case ARC_PER_ONCE:
  case ARC_N_PER:
    break;
  }
  return g_strdup_printf ("%s %s", number, unit);
}

char *
arc_equivalent_describe (const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  double per_one;
  double count = convert (equivalent, measured, &per_one);
  g_autofree char *number = NULL;
  g_autofree char *figure = NULL;
  const char *name;

  if (count < 0.95)
    return NULL;
  number = say_number (count);
  figure = say_measured (measured);
  name = g_str_equal (number, "1") || !*equivalent->plural ? equivalent->name : equivalent->plural;
  /* Translators: 312 minutes a week = 39 client calls */
  return g_strdup_printf (_ ("%s = %s %s"), figure, number, name);
}

char *
arc_equivalent_explain (const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  double per_one;
  double count = convert (equivalent, measured, &per_one);
  g_autofree char *figure = say_measured (measured);
  g_autofree char *number = say_number (count);
  g_autofree char *one = g_strdup_printf ("%g", equivalent->amount);
  g_autofree char *basis = NULL;

  if (measured->people > 0)
    basis = g_strdup_printf (ngettext ("From the estimate of %u person, the latest of each loop.",
                                       "From the estimates of %u people, the latest of each loop.",
                                       measured->people),
                             measured->people);
  /* Translators: One client call = 8 minutes (our own average 2026). 312 minutes ÷ 8 = 39. */
  return g_strdup_printf (_ ("One %s = %s %s (%s). %s ÷ %s = %s. %s"), equivalent->name, one,
                          equivalent->unit, equivalent->source, figure, one, number,
                          basis ? basis : "");
}

/* ---- shipped examples ---- */

GPtrArray *
arc_equivalent_list_examples (void)
{
  static const struct {
    const char *id;
    ArcEquivalentKind kind;
    const char *name;
    const char *plural;
    double minutes;
    const char *source;
  } examples[] = {
      {"example-call", ARC_EQUIVALENT_ACTION, N_ ("client call"), N_ ("client calls"), 8,
       N_ ("an example: put in your own average")},
      {"example-reflection", ARC_EQUIVALENT_ACTION, N_ ("reflection"), N_ ("reflections"), 12,
       N_ ("an ARC entry takes 10 to 15 minutes")},
      {"example-lunch", ARC_EQUIVALENT_FEEL_GOOD, N_ ("lunch break"), N_ ("lunch breaks"), 30,
       N_ ("an example: put in your own break")},
      {"example-day", ARC_EQUIVALENT_FEEL_GOOD, N_ ("working day"), N_ ("working days"), 480,
       N_ ("eight hours make a day")},
  };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_equivalent_free);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    ArcEquivalent *equivalent = arc_equivalent_new (examples[i].id);

    equivalent->kind = examples[i].kind;
    g_free (equivalent->name);
    equivalent->name = g_strdup (_ (examples[i].name));
    g_free (equivalent->plural);
    equivalent->plural = g_strdup (_ (examples[i].plural));
    g_free (equivalent->unit);
    equivalent->unit = g_strdup ("minutes");
    equivalent->amount = examples[i].minutes;
    g_free (equivalent->source);
    equivalent->source = g_strdup (_ (examples[i].source));
    g_ptr_array_add (list, equivalent);
  }
  return list;
}
