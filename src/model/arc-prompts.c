/* The questions, after METHOD.md: narrow and factual for the action, results for the reflection,
 * behaviour that someone could see for the change. */
#include "arc-config.h"
#include "arc-prompts.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *question;
  const char *hint;
  const char *others[5]; /* NULL-terminated */
} Prompt;

static const Prompt prompts[ARC_N_LENSES][ARC_N_SECTIONS] = {
    [ARC_LENS_INDIVIDUAL] =
        {
            {N_ ("What did you do?"),
             N_ ("One task or event of this week. What exactly did you do?"),
             {N_ ("Which functions did you use, in which order?"),
              N_ ("Where did you get stuck, and what did you try next?"),
              N_ ("Someone watched you: what did they see?")}},
            {N_ ("What came of it?"),
             N_ ("Did you reach the goal, or does the problem remain? What surprised you?"),
             {N_ ("What helped more than you expected?"),
              N_ ("Whom or what did you ask for help, and did it help?"),
              N_ ("What would you tell a colleague who has the same task tomorrow?")}},
            {N_ ("What will you do from now on?"),
             N_ ("Stop, start, do more of, keep: one line each. Say what someone would see, and by "
                 "when."),
             {N_ ("What could you use instead, or when and how differently?"),
              N_ ("If this happens again, what do you do then?"),
              N_ ("What is the smallest step that you could take this week?")}},
        },
    [ARC_LENS_MANAGER] =
        {
            {N_ ("What did you do to help your team adopt it?"),
             N_ ("One conversation, rule, process or reward of this week. What exactly did you "
                 "do?"),
             {N_ ("What did you do when someone did not use it as intended?"),
              N_ ("What did you ask for, and how did you say it?"),
              N_ ("What did you yourself do in the system?")}},
            {N_ ("What did it lead to?"),
             N_ ("Did people use it more, or does it pay not to? What surprised you?"),
             {N_ ("Who found a way that the others could learn from?"),
              N_ ("What stands in their way that only you can remove?"),
              N_ ("Did it bring commitment, or only compliance?")}},
            {N_ ("What will you change?"),
             N_ ("Stop, start, do more of, keep: a behaviour your team would notice, and by when."),
             {N_ ("What will you ask for, in words nobody can misunderstand?"),
              N_ ("Which obstacle will you remove, by when?"),
              N_ ("What will you stop rewarding?")}},
        },
    [ARC_LENS_EXECUTIVE] =
        {
            {N_ ("Which policy, decision or conversation was it?"),
             N_ ("One thing you did this week to drive adoption. What exactly?"),
             {N_ ("What did you ask to be reported, and from which system?"),
              N_ ("Where did you decide without the system?"),
              N_ ("What did you say about it in front of others?")}},
            {N_ ("What does it reward?"),
             N_ ("Does it lead people to adopt, or does it reward not adopting? How do you know?"),
             {N_ ("Which result did you see, and which did you expect?"),
              N_ ("Who told you something you did not want to hear?"),
              N_ ("What do people do when you do not look?")}},
            {N_ ("What will you decide differently?"),
             N_ ("A policy, a process, a conversation: what will people see, and by when?"),
             {N_ ("What will you take from the system alone from now on?"),
              N_ ("What will you stop asking for?"), N_ ("Who has to hear it from you, by when?")}},
        },
    [ARC_LENS_FACILITATOR] =
        {
            {N_ ("What did the group do?"),
             N_ ("One task or activity. What happened, in which order, seen from outside?"),
             {N_ ("What did you do to keep the group on track?"),
              N_ ("Who spoke, who was silent, and what did you do about it?"),
              N_ ("Where did facts turn into opinions?")}},
            {N_ ("What did it lead to?"),
             N_ ("Results, help, surprises. What worked better than expected?"),
             {N_ ("What did several people say without having heard each other?"),
              N_ ("What changed in the room, and when?"),
              N_ ("What would you tell another facilitator?")}},
            {N_ ("What did the group commit to?"),
             N_ ("Behaviours with an owner and a date, and when the group looks at them again."),
             {N_ ("What will you do differently in the next session?"),
              N_ ("Which commitment needs help from outside the group?"),
              N_ ("When is the follow-up, within two weeks?")}},
        },
};

static const Prompt *
find (ArcLens lens, ArcSection section)
{
  g_return_val_if_fail (lens < ARC_N_LENSES && section < ARC_N_SECTIONS, &prompts[0][0]);
  return &prompts[lens][section];
}

const char *
arc_prompt_question (ArcLens lens, ArcSection section)
{
  return _ (find (lens, section)->question);
}

const char *
arc_prompt_hint (ArcLens lens, ArcSection section)
{
  return _ (find (lens, section)->hint);
}

const char *const *
arc_prompt_others (ArcLens lens, ArcSection section)
{
  return find (lens, section)->others;
}
