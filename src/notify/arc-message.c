/* The words of notifications. By default they name topics only: screens are shared. */
#include "arc-config.h"
#include "arc-message.h"

#include <glib/gi18n-lib.h>

#include "arc-text.h"

#define TITLE_CHARS 80
#define TOPICS_MAX 3

typedef struct {
  const GPtrArray *due;
  gboolean quote;
  guint reflections;
  guint look_backs;
} Matter;

static void
add_action (ArcMessage *message, const char *key, const char *label)
{
  g_assert (message->n_actions < ARC_MESSAGE_ACTIONS);
  message->actions[message->n_actions].key = key;
  message->actions[message->n_actions].label = label;
  message->n_actions++;
}

/* ---- one reflection, perhaps with look-backs ---- */

static void
say_reflection (ArcMessage *message, const Matter *matter)
{
  const ArcDue *lead = matter->due->pdata[0];

  message->title =
      *lead->topic ? arc_text_excerpt (lead->topic, TITLE_CHARS) : g_strdup (_ ("Time to reflect"));
  if (matter->look_backs)
    message->body = g_strdup_printf (
        ngettext ("%u look-back comes with it.", "%u look-backs come with it.", matter->look_backs),
        matter->look_backs);
  else
    message->body = g_strdup (_ ("What did you do, what came of it, what will you change?"));
  add_action (message, ARC_ACTION_WRITE, _ ("Write Now"));
  add_action (message, ARC_ACTION_HOUR, _ ("In an Hour"));
  add_action (message, ARC_ACTION_SKIP, _ ("Skip"));
}

/* ---- one look-back ---- */

static void
say_look_back (ArcMessage *message, const Matter *matter)
{
  const ArcDue *lead = matter->due->pdata[0];
  g_autofree char *topic = arc_text_excerpt (lead->topic, TITLE_CHARS);

  /* Translators: title of a notification; %s is a topic, such as “New CRM”. */
  message->title =
      *topic ? g_strdup_printf (_ ("%s: did you do it?"), topic) : g_strdup (_ ("Did you do it?"));
  if (matter->quote && *lead->quote)
    /* Translators: the person's own words, in quotation marks. */
    message->body = g_strdup_printf (_ ("“%s”"), lead->quote);
  else
    message->body = g_strdup (_ ("You asked to be asked about a change."));
  add_action (message, ARC_ACTION_YES, _ ("Yes"));
  add_action (message, ARC_ACTION_PARTLY, _ ("Partly"));
  add_action (message, ARC_ACTION_NOT_YET, _ ("Not Yet"));
}

/* ---- several ---- */

static char *
count_all (const Matter *matter)
{
  g_autofree char *reflections = NULL;
  g_autofree char *look_backs = NULL;

  if (!matter->look_backs)
    return g_strdup_printf (
        ngettext ("%u reflection is waiting", "%u reflections are waiting", matter->reflections),
        matter->reflections);
  if (!matter->reflections)
    return g_strdup_printf (
        ngettext ("%u look-back is waiting", "%u look-backs are waiting", matter->look_backs),
        matter->look_backs);
  /* Translators: part of “2 reflections and 1 look-back are waiting”. */
  reflections = g_strdup_printf (ngettext ("%u reflection", "%u reflections", matter->reflections),
                                 matter->reflections);
  /* Translators: part of “2 reflections and 1 look-back are waiting”. */
  look_backs = g_strdup_printf (ngettext ("%u look-back", "%u look-backs", matter->look_backs),
                                matter->look_backs);
  /* Translators: “2 reflections”, “1 look-back”. */
  return g_strdup_printf (_ ("%s and %s are waiting"), reflections, look_backs);
}

/* The first topics, each once. */
static char *
list_topics (const Matter *matter)
{
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < matter->due->len && topics->len < TOPICS_MAX; i++) {
    const ArcDue *due = matter->due->pdata[i];
    g_autofree char *topic = arc_text_excerpt (due->topic, TITLE_CHARS);

    if (*topic && !g_ptr_array_find_with_equal_func (topics, topic, g_str_equal, NULL))
      g_ptr_array_add (topics, g_steal_pointer (&topic));
  }
  g_ptr_array_add (topics, NULL);
  return g_strjoinv (" · ", (char **) topics->pdata);
}

static void
say_several (ArcMessage *message, const Matter *matter)
{
  message->title = count_all (matter);
  message->body = list_topics (matter);
  if (matter->reflections)
    add_action (message, ARC_ACTION_WRITE, _ ("Write Now"));
  else
    add_action (message, ARC_ACTION_LOOK_BACK, _ ("Look Back"));
  add_action (message, ARC_ACTION_HOUR, _ ("In an Hour"));
  if (matter->reflections)
    add_action (message, ARC_ACTION_SKIP, _ ("Skip"));
  else
    add_action (message, ARC_ACTION_TOMORROW, _ ("Tomorrow"));
}

/* ---- public ---- */

/* Where markup is read, words stay words. */
static void
fit_text (ArcMessage *message, ArcServerFeatures features)
{
  if (features & ARC_SERVER_MARKUP) {
    g_autofree char *body = g_steal_pointer (&message->body);

    message->body = g_markup_escape_text (body, -1);
  }
}

/* Where there are no buttons the text says what to do. */
static void
fit_to_server (ArcMessage *message, ArcServerFeatures features)
{
  if (!(features & ARC_SERVER_ACTIONS)) {
    g_autofree char *body = g_steal_pointer (&message->body);

    message->n_actions = 0;
    message->body = *body ? g_strdup_printf ("%s\n%s", body, _ ("Open ARC Journal to answer."))
                          : g_strdup (_ ("Open ARC Journal to answer."));
  }
  fit_text (message, features);
}

ArcMessage *
arc_message_new (const GPtrArray *due, gboolean quote, ArcServerFeatures features)
{
  ArcMessage *message = g_new0 (ArcMessage, 1);
  Matter matter = {.due = due, .quote = quote};

  g_return_val_if_fail (due->len > 0, message);
  for (guint i = 0; i < due->len; i++) {
    const ArcDue *one = due->pdata[i];

    if (one->kind == ARC_DUE_REFLECTION)
      matter.reflections++;
    else
      matter.look_backs++;
  }
  if (matter.reflections == 1)
    say_reflection (message, &matter);
  else if (due->len == 1)
    say_look_back (message, &matter);
  else
    say_several (message, &matter);
  fit_to_server (message, features);
  return message;
}

/* ---- teammates ---- */

static char *
say_one (const ArcTiding *tiding)
{
  switch (tiding->kind) {
  case ARC_TIDING_SUGGESTION:
    /* Translators: %s is a teammate's name, here and below. */
    return g_strdup_printf (_ ("%s has a suggestion for you"), tiding->who);
  case ARC_TIDING_THANKS:
    return g_strdup_printf (_ ("%s thanks you"), tiding->who);
  case ARC_TIDING_WILL_TRY:
    return g_strdup_printf (_ ("%s will try what you shared"), tiding->who);
  case ARC_TIDING_ASK_LOOK_BACK:
    return g_strdup_printf (_ ("%s asks you to look back"), tiding->who);
  case ARC_TIDING_BARRIER:
    return g_strdup_printf (_ ("%s has taken up a barrier of yours"), tiding->who);
  case ARC_TIDING_JOIN:
    /* Translators: a person's name, a team's name. */
    return g_strdup_printf (_ ("%s wants to join “%s”"), tiding->who, tiding->team_name);
  }
  g_return_val_if_reached (g_strdup (""));
}

/* The first names, each once. */
static char *
list_who (const GPtrArray *tidings)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < tidings->len && names->len < TOPICS_MAX; i++) {
    const ArcTiding *tiding = tidings->pdata[i];

    if (!g_ptr_array_find_with_equal_func (names, tiding->who, g_str_equal, NULL))
      g_ptr_array_add (names, tiding->who);
  }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" · ", (char **) names->pdata);
}

ArcMessage *
arc_message_new_tidings (const GPtrArray *tidings, gboolean quote, ArcServerFeatures features)
{
  ArcMessage *message = g_new0 (ArcMessage, 1);
  const ArcTiding *first;

  g_return_val_if_fail (tidings->len > 0, message);
  first = tidings->pdata[0];
  if (tidings->len > 1) {
    message->title = g_strdup_printf (
        ngettext ("%u answer from your team", "%u answers from your team", tidings->len),
        tidings->len);
    message->body = list_who (tidings);
  } else {
    message->title = say_one (first);
    message->body = quote && *first->quote ? g_strdup_printf (_ ("“%s”"), first->quote)
                                           : arc_text_excerpt (first->topic, TITLE_CHARS);
  }
  fit_text (message, features);
  return message;
}

ArcMessage *
arc_message_new_test (ArcServerFeatures features)
{
  ArcMessage *message = g_new0 (ArcMessage, 1);

  message->title = g_strdup (_ ("This is how a reminder arrives"));
  message->body = g_strdup (_ ("You need not do anything."));
  fit_text (message, features);
  return message;
}

void
arc_message_free (ArcMessage *message)
{
  if (!message)
    return;
  g_free (message->title);
  g_free (message->body);
  g_free (message);
}
