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

static const ArcWord equivalent_states[ARC_N_EQUIVALENT_STATES] = {
    {"holds", N_ ("Holds")},
    {"off", N_ ("Switched off")},
    {"as-shipped", N_ ("As shipped")},
};
ARC_DEFINE_WORDS (ArcEquivalentState, equivalent_state, equivalent_states)

ArcEquivalent *
arc_equivalent_new (const char *id)
{
  ArcEquivalent *equivalent = g_new0 (ArcEquivalent, 1);

  equivalent->id = g_strdup (id);
  equivalent->builds_on = g_ptr_array_new_with_free_func (g_free);
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
  copy->builds_on = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < equivalent->builds_on->len; i++)
    g_ptr_array_add (copy->builds_on, g_strdup (equivalent->builds_on->pdata[i]));
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
  g_ptr_array_unref (equivalent->builds_on);
  g_free (equivalent->name);
  g_free (equivalent->plural);
  g_free (equivalent->unit);
  g_free (equivalent->source);
  g_free (equivalent);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *tidy = arc_text_tidy_label (text);

  return *tidy == '\0';
}

/* The first thing that is missing or wrong, in a sentence that says what to do; NULL if nothing. */
static const char *
find_lack (const ArcEquivalent *equivalent)
{
  if (is_blank (equivalent->name))
    return _ ("Say what one of them is called: “client call”.");
  if (is_blank (equivalent->unit))
    return _ ("Say which unit it converts: “minutes”.");
  /* Also what is not a number at all. */
  if (!(equivalent->amount > 0 && equivalent->amount <= ARC_EQUIVALENT_AMOUNT_MAX))
    return _ ("Say how many of the unit make one: a number above 0, and at most a billion.");
  if (is_blank (equivalent->source))
    return _ ("Say where the figure comes from: “our own average 2026”.");
  return NULL;
}

gboolean
arc_equivalent_validate (const ArcEquivalent *equivalent, GError **error)
{
  const char *lack;

  if (!arc_text_validate (equivalent->id, _ ("The name of the equivalent"), ARC_LIMIT_TAG_CHARS,
                          error) ||
      !arc_text_validate (equivalent->name, _ ("The name"), ARC_LIMIT_TAG_CHARS, error) ||
      !arc_text_validate (equivalent->plural, _ ("The plural"), ARC_LIMIT_TAG_CHARS, error) ||
      !arc_text_validate (equivalent->unit, _ ("The unit"), ARC_LIMIT_UNIT_CHARS, error) ||
      !arc_text_validate (equivalent->source, _ ("The source"), ARC_LIMIT_LINE_CHARS, error))
    return FALSE;
  lack = equivalent->state == ARC_EQUIVALENT_HOLDS ? find_lack (equivalent) : NULL;
  if (lack)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, lack);
  return lack == NULL;
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
      return g_strdup (ARC_UNIT_MINUTES);
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

ArcMeasured *
arc_measured_copy (const ArcMeasured *measured)
{
  ArcMeasured *copy = g_memdup2 (measured, sizeof *measured);

  copy->unit = g_strdup (measured->unit);
  return copy;
}

/* ---- numbers in words ---- */

/* As one would say it: two digits that count, no decimals from ten on. */
static char *
say_number (double number)
{
  if (number >= 10 || fabs (number - rint (number)) < 0.05)
    return g_strdup_printf ("%'.0f", number);
  return g_strdup_printf ("%'.1f", number);
}

/* As somebody typed it. */
static char *
say_exactly (double number)
{
  if (fabs (number) < 1e15 && number == rint (number))
    return g_strdup_printf ("%'.0f", number);
  return g_strdup_printf ("%.6g", number);
}

/* The number for ngettext(): what is said with a decimal stands in the plural. */
static gulong
count_of (double value)
{
  double whole = rint (value);

  if (value < 10 && fabs (value - whole) >= 0.05)
    return 2;
  /* Plural rules look at the last digits only. */
  return whole < 1e6 ? (gulong) whole : 1000000 + (gulong) fmod (whole, 1e6);
}

static char *
say_minutes (const char *number, double value, ArcPer per)
{
  gulong n = count_of (value);

  switch (per) {
  case ARC_PER_TIME:
    return g_strdup_printf (ngettext ("%s minute each time", "%s minutes each time", n), number);
  case ARC_PER_WEEK:
    return g_strdup_printf (ngettext ("%s minute a week", "%s minutes a week", n), number);
  case ARC_PER_NOT_SAID:
  case ARC_PER_ONCE:
  case ARC_N_PER:
    break;
  }
  return g_strdup_printf (ngettext ("%s minute", "%s minutes", n), number);
}

static char *
say_hours (const char *number, double value, ArcPer per)
{
  gulong n = count_of (value);

  switch (per) {
  case ARC_PER_TIME:
    return g_strdup_printf (ngettext ("%s hour each time", "%s hours each time", n), number);
  case ARC_PER_WEEK:
    return g_strdup_printf (ngettext ("%s hour a week", "%s hours a week", n), number);
  case ARC_PER_NOT_SAID:
  case ARC_PER_ONCE:
  case ARC_N_PER:
    break;
  }
  return g_strdup_printf (ngettext ("%s hour", "%s hours", n), number);
}

/* @value of a unit that has no forms here. */
static char *
say_unit (const char *number, const char *unit, ArcPer per)
{
  switch (per) {
  case ARC_PER_TIME:
    /* Translators: a measured figure and its unit: 25 pages each time */
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

#define MINUTES_PER_HOUR 60

/* A figure in a unit as somebody wrote it. */
static char *
say_in_unit (const char *number, double value, const char *unit, ArcPer per)
{
  double factor;
  g_autofree char *found = arc_unit_find (unit, &factor);
  /* “minutes of waiting” says more than minutes. */
  gboolean is_time = g_str_equal (found, ARC_UNIT_MINUTES) && !strchr (unit, ' ');

  if (is_time && factor == 1)
    return say_minutes (number, value, per);
  if (is_time && factor == MINUTES_PER_HOUR)
    return say_hours (number, value, per);
  return say_unit (number, unit, per);
}

/* Nobody thinks of eleven hours as 660 minutes; 312 minutes are no round number of hours. */
static gboolean
reads_as_hours (double minutes)
{
  double halves = minutes / (MINUTES_PER_HOUR / 2);

  return minutes >= 10 * MINUTES_PER_HOUR ||
         (minutes >= 1.5 * MINUTES_PER_HOUR && fabs (halves - rint (halves)) < 1e-6);
}

char *
arc_measured_say (const ArcMeasured *measured)
{
  gboolean is_time = g_str_equal (measured->unit, ARC_UNIT_MINUTES);
  gboolean in_hours = is_time && reads_as_hours (measured->amount);
  double value = in_hours ? measured->amount / MINUTES_PER_HOUR : measured->amount;
  g_autofree char *number = say_number (value);

  if (in_hours)
    return say_hours (number, value, measured->per);
  return is_time ? say_minutes (number, value, measured->per)
                 : say_unit (number, measured->unit, measured->per);
}

/* ---- shipped examples ---- */

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

static ArcEquivalent *
make_example (guint index)
{
  ArcEquivalent *equivalent = arc_equivalent_new (examples[index].id);

  equivalent->is_shipped = TRUE;
  equivalent->kind = examples[index].kind;
  g_free (equivalent->name);
  equivalent->name = g_strdup (examples[index].name);
  g_free (equivalent->plural);
  equivalent->plural = g_strdup (examples[index].plural);
  g_free (equivalent->unit);
  equivalent->unit = g_strdup (ARC_UNIT_MINUTES);
  equivalent->amount = examples[index].minutes;
  g_free (equivalent->source);
  equivalent->source = g_strdup (examples[index].source);
  return equivalent;
}

ArcEquivalent *
arc_equivalent_find_example (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (g_str_equal (examples[i].id, id))
      return make_example (i);
  return NULL;
}

GPtrArray *
arc_equivalent_list_examples (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_equivalent_free);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    g_ptr_array_add (list, make_example (i));
  return list;
}

/* Texts of an example are translated where they are said: what is kept is the same everywhere. */
static const char *
say_own (const ArcEquivalent *equivalent, const char *text)
{
  return equivalent->is_shipped && *text ? _ (text) : text;
}

const char *
arc_equivalent_get_name (const ArcEquivalent *equivalent)
{
  return say_own (equivalent, equivalent->name);
}

const char *
arc_equivalent_get_plural (const ArcEquivalent *equivalent)
{
  return say_own (equivalent, equivalent->plural);
}

const char *
arc_equivalent_get_unit (const ArcEquivalent *equivalent)
{
  return equivalent->is_shipped ? _ ("minutes") : equivalent->unit;
}

const char *
arc_equivalent_get_source (const ArcEquivalent *equivalent)
{
  return say_own (equivalent, equivalent->source);
}

/* “39 client calls”. */
static char *
say_count (const ArcEquivalent *equivalent, double count)
{
  g_autofree char *number = say_number (count);
  gulong n = count_of (count);

  if (equivalent->is_shipped && g_str_equal (equivalent->id, "example-call"))
    return g_strdup_printf (ngettext ("%s client call", "%s client calls", n), number);
  if (equivalent->is_shipped && g_str_equal (equivalent->id, "example-reflection"))
    return g_strdup_printf (ngettext ("%s reflection", "%s reflections", n), number);
  if (equivalent->is_shipped && g_str_equal (equivalent->id, "example-lunch"))
    return g_strdup_printf (ngettext ("%s lunch break", "%s lunch breaks", n), number);
  if (equivalent->is_shipped && g_str_equal (equivalent->id, "example-day"))
    return g_strdup_printf (ngettext ("%s working day", "%s working days", n), number);
  return g_strdup_printf ("%s %s", number,
                          n == 1 || !*equivalent->plural ? equivalent->name : equivalent->plural);
}

/* ---- conversion ---- */

/* How many of @equivalent there are in @measured; 0 if the units do not fit. @factor: what its unit
 * is of the measured one. */
static double
convert (const ArcEquivalent *equivalent, const ArcMeasured *measured, double *factor)
{
  g_autofree char *unit = arc_unit_find (equivalent->unit, factor);
  double per_one = equivalent->amount * *factor;

  return g_str_equal (unit, measured->unit) && per_one > 0 ? measured->amount / per_one : 0;
}

char *
arc_equivalent_say (const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  double factor;
  double count = convert (equivalent, measured, &factor);
  g_autofree char *figure = NULL;
  g_autofree char *counted = NULL;

  if (!(count > 0))
    return NULL;
  figure = arc_measured_say (measured);
  counted = say_count (equivalent, count);
  /* Translators: 312 minutes a week = 39 client calls */
  return g_strdup_printf (_ ("%s = %s"), figure, counted);
}

/* Less than one of something is nothing to feel. */
#define COUNT_MIN 0.95

char *
arc_equivalent_describe (const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  double factor;

  return convert (equivalent, measured, &factor) >= COUNT_MIN
             ? arc_equivalent_say (equivalent, measured)
             : NULL;
}

/* The unit in which it is calculated, so that everybody can do it in their head: as it was given,
 * or in hours where that says the same. @divisor: how many of the given unit make one of it. */
static const char *
find_calculated (const ArcEquivalent *equivalent, double *divisor)
{
  const char *unit = equivalent->is_shipped ? ARC_UNIT_MINUTES : equivalent->unit;
  double factor;
  g_autofree char *found = arc_unit_find (unit, &factor);
  gboolean in_hours = g_str_equal (found, ARC_UNIT_MINUTES) && factor == 1 && !strchr (unit, ' ') &&
                      reads_as_hours (equivalent->amount);

  *divisor = in_hours ? MINUTES_PER_HOUR : 1;
  return in_hours ? "hours" : unit;
}

char *
arc_equivalent_say_worth (const ArcEquivalent *equivalent)
{
  double divisor;
  const char *unit = find_calculated (equivalent, &divisor);
  double amount = equivalent->amount / divisor;
  g_autofree char *number = say_exactly (amount);
  g_autofree char *worth = say_in_unit (number, amount, unit, ARC_PER_ONCE);

  /* Translators: One client call = 8 minutes */
  return g_strdup_printf (_ ("One %s = %s"), arc_equivalent_get_name (equivalent), worth);
}

char *
arc_equivalent_say_rate (const ArcEquivalent *equivalent)
{
  g_autofree char *worth = arc_equivalent_say_worth (equivalent);

  /* Translators: One client call = 8 minutes (our own average 2026). */
  return g_strdup_printf (_ ("%s (%s)."), worth, arc_equivalent_get_source (equivalent));
}

char *
arc_equivalent_explain (const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  double factor, divisor;
  double count = convert (equivalent, measured, &factor);
  const char *unit = find_calculated (equivalent, &divisor);
  double value = measured->amount / factor / divisor;
  /* Finer than one would say it, so that the sum comes out. */
  g_autofree char *amount = say_exactly (rint (value * 10) / 10);
  g_autofree char *figure = say_in_unit (amount, value, unit, measured->per);
  g_autofree char *rate = arc_equivalent_say_rate (equivalent);
  g_autofree char *number = say_number (count);
  g_autofree char *one = say_exactly (equivalent->amount / divisor);
  g_autofree char *basis = NULL;

  if (measured->people == 0)
    /* Translators: One client call = 8 minutes (our own average 2026). 312 minutes ÷ 8 = 39. */
    return g_strdup_printf (_ ("%s %s ÷ %s = %s."), rate, figure, one, number);
  basis = g_strdup_printf (ngettext ("From the estimate of %u person, the latest of each loop.",
                                     "From the estimates of %u people, the latest of each loop.",
                                     measured->people),
                           measured->people);
  /* Translators: as above, then whose estimates that is. */
  return g_strdup_printf (_ ("%s %s ÷ %s = %s. %s"), rate, figure, one, number, basis);
}

/* ---- which to show ---- */

/* How far a count is from what one can picture: about ten. */
static double
farness (const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  double factor;
  double count = convert (equivalent, measured, &factor);

  return count > 10 ? count / 10 : 10 / count;
}

static int
compare_fit (gconstpointer a, gconstpointer b, gpointer measured)
{
  const ArcEquivalent *first = *(const ArcEquivalent *const *) a;
  const ArcEquivalent *second = *(const ArcEquivalent *const *) b;
  double one, other;

  if (first->is_shipped != second->is_shipped)
    return first->is_shipped ? 1 : -1;
  one = farness (first, measured);
  other = farness (second, measured);
  if (one != other)
    return one < other ? -1 : 1;
  return strcmp (first->id, second->id);
}

GPtrArray *
arc_equivalents_rank (const GPtrArray *equivalents, const ArcMeasured *measured)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < equivalents->len; i++) {
    double factor;

    if (convert (equivalents->pdata[i], measured, &factor) >= COUNT_MIN)
      g_ptr_array_add (list, equivalents->pdata[i]);
  }
  g_ptr_array_sort_with_data (list, compare_fit, (gpointer) measured);
  /* One that leads to a next step beside one that shows what was gained. */
  for (guint i = 2; i < list->len; i++) {
    const ArcEquivalent *best = list->pdata[0], *second = list->pdata[1], *one = list->pdata[i];

    if (second->kind != best->kind)
      break;
    if (one->kind != best->kind && one->is_shipped == second->is_shipped) {
      g_ptr_array_insert (list, 1, g_ptr_array_steal_index (list, i));
      break;
    }
  }
  return list;
}
