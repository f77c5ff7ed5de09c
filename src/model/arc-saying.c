/* Phrases of summaries, with the figures in them. */
#include "arc-config.h"
#include "arc-saying.h"

#include <glib/gi18n-lib.h>

/* Words for files, the figures by name, and the text of phrases without figures. */
static const struct {
  const char *word;
  const char *figures[ARC_SAYING_FIGURES];
  const char *text;
} sayings[ARC_N_SAYINGS] = {
    [ARC_SAY_NO_TOPIC] = {"no-topic", {0}, N_ ("Without a topic")},
    [ARC_SAY_WITHDRAWN] = {"withdrawn", {0}, N_ ("Withdrawn by its writer.")},
    [ARC_SAY_STAYS_INSIDE] = {"stays-inside", {0}, N_ ("These words stay in the team.")},
    [ARC_SAY_HELPED_ALL] = {"helped-all", {"people"}, NULL},
    [ARC_SAY_HELPED_NONE] = {"helped-none", {"people"}, NULL},
    [ARC_SAY_HELPED_SOME] = {"helped-some", {0}, N_ ("it helped some and not others")},
    [ARC_SAY_HELPED_OF] = {"helped-of", {"people", "yes", "partly", "no"}, NULL},
    [ARC_SAY_SAID_BY] = {"said-by", {"people"}, NULL},
    [ARC_SAY_REACHED_ALL] = {"reached-all", {"people"}, NULL},
    [ARC_SAY_MISSED_ALL] = {"missed-all", {"people"}, NULL},
    [ARC_SAY_MIXED] = {"mixed", {"people"}, NULL},
    [ARC_SAY_REACHED_OF] = {"reached-of", {"people", "reached", "times"}, NULL},
    [ARC_SAY_TRIED_ALL] = {"tried-all", {"people"}, NULL},
    [ARC_SAY_TRIED_SOME] = {"tried-some", {0}, N_ ("some tried it, with mixed results")},
    [ARC_SAY_TRIED_OF] = {"tried-of", {"people", "yes"}, NULL},
    [ARC_SAY_NOT_TRIED] = {"not-tried", {0}, N_ ("nobody has tried it yet")},
    [ARC_SAY_TALKED_OF] = {"talked-of", {"people"}, NULL},
    [ARC_SAY_STOP] = {"stop", {0}, NULL},
    [ARC_SAY_START] = {"start", {0}, NULL},
    [ARC_SAY_CONTINUE] = {"continue", {0}, NULL},
    [ARC_SAY_MORE] = {"more", {0}, NULL},
    [ARC_SAY_OVERDUE] = {"overdue", {0}, N_ ("Overdue")},
    [ARC_SAY_BARRIER_OPEN] = {"barrier-open", {0}, NULL},
    [ARC_SAY_BARRIER_BEING_REMOVED] = {"barrier-being-removed", {0}, NULL},
    [ARC_SAY_BARRIER_REMOVED] = {"barrier-removed", {0}, NULL},
    [ARC_SAY_BARRIER_STAYS] = {"barrier-stays", {0}, NULL},
    [ARC_SAY_BARRIER_UNOWNED] = {"barrier-unowned", {0}, N_ ("Nobody owns it yet")},
    [ARC_SAY_RECHECK_TRIALS] = {"recheck-trials",
                                {0},
                                N_ ("Most of the latest trials did not help: retire it, or word it "
                                    "anew?")},
    [ARC_SAY_RECHECK_DUE] = {"recheck-due", {0}, N_ ("It was to be looked at again by now.")},
    [ARC_SAY_RECHECK_IDLE] = {"recheck-idle", {0}, N_ ("Nobody has tried it for six months.")},
    [ARC_SAY_NEW_WORKED] = {"new-worked", {0}, N_ ("New among what worked")},
    [ARC_SAY_NEW_DID_NOT] = {"new-did-not", {0}, N_ ("New among what did not work")},
    [ARC_SAY_NEW_BARRIER] = {"new-barrier", {0}, N_ ("A new barrier")},
    [ARC_SAY_WORKS_NOW] = {"works-now", {0}, N_ ("Works now")},
    [ARC_SAY_WORKED_BEFORE] = {"worked-before", {0}, N_ ("Worked before, and does not now")},
    [ARC_SAY_BARRIER_GONE] = {"barrier-gone", {0}, N_ ("A barrier is gone")},
};

/* ---- for files ---- */

const char *
arc_said_to_word (ArcSaid said)
{
  return (guint) said < ARC_N_SAYINGS ? sayings[said].word : NULL;
}

gboolean
arc_said_from_word (const char *word, ArcSaid *said)
{
  for (guint i = 0; i < ARC_N_SAYINGS; i++) {
    if (g_strcmp0 (sayings[i].word, word) == 0) {
      *said = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
arc_said_get_figure (ArcSaid said, guint index)
{
  return (guint) said < ARC_N_SAYINGS && index < ARC_SAYING_FIGURES ? sayings[said].figures[index]
                                                                    : NULL;
}

ArcSaid
arc_said_of_kind (ArcKind kind)
{
  return ARC_SAY_STOP + kind;
}

ArcSaid
arc_said_of_barrier (ArcBarrierState state)
{
  return ARC_SAY_BARRIER_OPEN + state;
}

/* ---- for people ---- */

/* Takes @many. */
static char *
choose_phrase (guint people, const char *one, const char *both, char *many)
{
  if (people != 1 && people != 2)
    return many;
  g_free (many);
  return g_strdup (people == 1 ? one : both);
}

static char *
say_helped (const ArcSaying *saying)
{
  const guint *figures = saying->figures;

  switch ((int) saying->said) {
  case ARC_SAY_HELPED_ALL:
    return choose_phrase (figures[0], _ ("one person says it helped"),
                          _ ("two people, both say it helped"),
                          /* Translators: %u is three or more */
                          g_strdup_printf (_ ("%u people, all say it helped"), figures[0]));
  case ARC_SAY_HELPED_NONE:
    return choose_phrase (figures[0], _ ("one person says it did not help"),
                          _ ("two people, both say it did not help"),
                          g_strdup_printf (_ ("%u people, all say it did not help"), figures[0]));
  case ARC_SAY_HELPED_OF:
    return g_strdup_printf (_ ("of %u people it helped %u, partly %u, and not %u"), figures[0],
                            figures[1], figures[2], figures[3]);
  default:
    return NULL;
  }
}

static char *
say_reached (const ArcSaying *saying)
{
  const guint *figures = saying->figures;

  switch ((int) saying->said) {
  case ARC_SAY_SAID_BY:
    return figures[0] == 1
               ? g_strdup (_ ("one person says so"))
               : g_strdup_printf (ngettext ("%u person says so", "%u people say so", figures[0]),
                                  figures[0]);
  case ARC_SAY_REACHED_ALL:
    return choose_phrase (figures[0], _ ("one person, whose goal was reached"),
                          _ ("two people, both reached their goal"),
                          g_strdup_printf (_ ("%u people, all reached their goal"), figures[0]));
  case ARC_SAY_MISSED_ALL:
    return choose_phrase (figures[0], _ ("one person, whose goal was missed"),
                          _ ("two people, both missed their goal"),
                          g_strdup_printf (_ ("%u people, all missed their goal"), figures[0]));
  case ARC_SAY_MIXED:
    return choose_phrase (figures[0], _ ("one person, with mixed outcomes"),
                          _ ("two people, with mixed outcomes"),
                          g_strdup_printf (_ ("%u people, with mixed outcomes"), figures[0]));
  case ARC_SAY_REACHED_OF:
    return g_strdup_printf (_ ("%u people; the goal was reached %u times of %u"), figures[0],
                            figures[1], figures[2]);
  default:
    return NULL;
  }
}

static char *
say_trials (const ArcSaying *saying)
{
  const guint *figures = saying->figures;

  switch ((int) saying->said) {
  case ARC_SAY_TRIED_ALL:
    return choose_phrase (
        figures[0], _ ("one person tried it, and it helped"),
        _ ("two people tried it, and it helped both"),
        g_strdup_printf (_ ("%u people tried it, and it helped all"), figures[0]));
  case ARC_SAY_TRIED_OF:
    return g_strdup_printf (_ ("%u people tried it, and it helped %u"), figures[0], figures[1]);
  case ARC_SAY_TALKED_OF:
    return g_strdup_printf (ngettext ("%u person said something about it",
                                      "%u people said something about it", figures[0]),
                            figures[0]);
  default:
    return NULL;
  }
}

char *
arc_saying_to_text (const ArcSaying *saying)
{
  ArcSaid said = saying->said;
  char *text;

  if (said <= ARC_SAY_NOTHING || said >= ARC_N_SAYINGS)
    return g_strdup ("");
  if (sayings[said].text)
    return g_strdup (_ (sayings[said].text));
  if (said >= ARC_SAY_STOP && said <= ARC_SAY_MORE)
    return g_strdup (arc_kind_to_label (said - ARC_SAY_STOP));
  if (said >= ARC_SAY_BARRIER_OPEN && said <= ARC_SAY_BARRIER_STAYS)
    return g_strdup (arc_barrier_state_to_label (said - ARC_SAY_BARRIER_OPEN));
  text = say_helped (saying);
  if (!text)
    text = say_reached (saying);
  return text ? text : say_trials (saying);
}
