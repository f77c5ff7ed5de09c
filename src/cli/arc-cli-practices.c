/* practices: list, show, propose, endorse, retire, try, credit, offer, export. */
#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-cli-document.h"
#include "arc-cli-loop.h"
#include "arc-cli-team.h"
#include "arc-json-summary.h"
#include "arc-practices.h"
#include "arc-text.h"

typedef struct {
  char *team;
  char *state;
  char *format;
  char *output;
  char *when;
  char *doing;
  char *so_that;
  char *topic;
  char **shares;
  char *finder;
  char *recheck;
  char *why;
  char *entry;
  char *due;
  char *not_for_me;
  gboolean already;
  gboolean yes;
  gboolean no;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->team);
  g_free (options->state);
  g_free (options->format);
  g_free (options->output);
  g_free (options->when);
  g_free (options->doing);
  g_free (options->so_that);
  g_free (options->topic);
  g_strfreev (options->shares);
  g_free (options->finder);
  g_free (options->recheck);
  g_free (options->why);
  g_free (options->entry);
  g_free (options->due);
  g_free (options->not_for_me);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- output ---- */

static char *
describe (const ArcSummaryModule *module, const ArcPractice *practice, guint group_size)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  ArcEvidenceSum *sum = module->evidence (nothing, practice->input->trials);
  char *text = module->describe (sum, group_size);

  module->evidence_free (sum);
  return text;
}

static void
print_json (ArcCli *cli, const ArcSummaryModule *module, const ArcPractice *practice, ArcDay today)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *recheck = arc_said_to_word (module->recheck (practice->input, today));
  guint helped[ARC_HELPED_TOO_EARLY + 1] = {0};

  for (guint i = 0; i < practice->input->trials->len; i++)
    helped[((const ArcTrial *) practice->input->trials->pdata[i])->helped]++;
  arc_json_append_practice (line, practice->input->id, practice->team_name, practice->input->turn,
                            practice->input->finder_name, recheck ? recheck : "", helped,
                            practice->input->trials->len);
  arc_cli_print_text (cli, line->str);
}

static void
print_line (ArcCli *cli, ArcJournal *journal, const ArcSummaryModule *module,
            const ArcPractice *practice, ArcDay today)
{
  g_autofree char *sentence = arc_practice_turn_to_sentence (practice->input->turn);
  g_autofree char *evidence = describe (module, practice, ARC_GROUP_SIZE_DEFAULT);
  const ArcSaying why = {module->recheck (practice->input, today), {0}};
  g_autofree char *recheck = arc_saying_to_text (&why);

  arc_cli_print_post_id (cli, journal, practice->input->id);
  arc_cli_print (cli, "  %s  ", arc_practice_state_to_label (practice->input->turn->state));
  arc_cli_print_text (cli, sentence);
  arc_cli_print (cli, "\n    %s", evidence);
  if (*recheck)
    arc_cli_print (cli, " · %s", recheck);
  arc_cli_print (cli, "\n");
}

/* ---- list, show ---- */

static int
run_list (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"team", 0, 0, G_OPTION_ARG_STRING, &options.team, N_ ("Of this team"), N_ ("NAME")},
      {"state", 0, 0, G_OPTION_ARG_STRING, &options.state, N_ ("candidate, endorsed or retired"),
       N_ ("STATE")},
      {"topic", 0, 0, G_OPTION_ARG_STRING, &options.topic, N_ ("On this topic"), N_ ("TOPIC")},
      {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL};
  const ArcSummaryModule *module;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *topic = NULL;
  ArcPracticeState state = ARC_N_PRACTICE_STATES;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, options.format, &is_jsonl, &status))
    return status;
  if (options.state && !arc_practice_state_from_word (options.state, &state))
    return arc_cli_usage (cli, _ ("“%s” is not a state: candidate, endorsed or retired."),
                          options.state);
  module = arc_summary_module_get (&error);
  journal = module ? arc_cli_open (cli, ARC_CLI_READ, &error) : NULL;
  if (journal && options.team)
    team = arc_journal_find_team (journal, options.team, &error);
  if (!error)
    list = arc_practices_list (journal, team ? team->id : NULL, &error);
  if (!list)
    return arc_cli_fail (cli, error);
  topic = arc_text_fold (options.topic ? options.topic : "");
  for (guint i = 0; i < list->len; i++) {
    const ArcPractice *practice = list->pdata[i];
    g_autofree char *its_topic = arc_text_fold (practice->input->turn->topic);

    if ((options.state && practice->input->turn->state != state) ||
        (*topic && !g_str_equal (topic, its_topic)))
      continue;
    if (is_jsonl)
      print_json (cli, module, practice, arc_journal_today (journal));
    else
      print_line (cli, journal, module, practice, arc_journal_today (journal));
  }
  return ARC_CLI_DONE;
}

static void
print_turn (ArcCli *cli, const ArcPosted *posted)
{
  g_autofree char *zone = arc_zone_local ();
  g_autofree char *day = arc_day_to_text (arc_day_of (posted->post->at_us, zone, 0));

  arc_cli_print (cli, "  %s  ", day);
  arc_cli_print_text (cli, posted->author_name);
  arc_cli_print (cli, "\n");
}

static int
run_show (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL};
  const ArcSummaryModule *module;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcPractice) practice = NULL;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_lines (cli, options.format, &is_jsonl, &status))
    return status;
  module = arc_summary_module_get (&error);
  journal = module ? arc_cli_open (cli, ARC_CLI_READ, &error) : NULL;
  practice = journal ? arc_practices_load (journal, (*argv)[0], &error) : NULL;
  if (!practice)
    return arc_cli_fail (cli, error);
  if (is_jsonl) {
    print_json (cli, module, practice, arc_journal_today (journal));
    return ARC_CLI_DONE;
  }
  print_line (cli, journal, module, practice, arc_journal_today (journal));
  if (*practice->input->finder_name) {
    arc_cli_print (cli, "    ");
    arc_cli_print (cli, _ ("Found by %s"), practice->input->finder_name);
    arc_cli_print (cli, "\n");
  }
  arc_cli_print (cli, "\n%s\n", _ ("History"));
  for (guint i = 0; i < practice->history->len; i++)
    print_turn (cli, practice->history->pdata[i]);
  return ARC_CLI_DONE;
}

/* ---- propose, endorse, retire ---- */

static void
replace_given (char **text, const char *given)
{
  if (!given)
    return;
  g_free (*text);
  *text = g_strdup (given);
}

static gboolean
add_shares (ArcJournal *journal, char **shares, ArcPracticeTurn *turn, GError **error)
{
  for (guint i = 0; shares && shares[i]; i++) {
    char *id = arc_journal_resolve_post (journal, ARC_POST_SHARE, shares[i], error);

    if (!id)
      return FALSE;
    g_ptr_array_add (turn->shares, id);
  }
  return TRUE;
}

/* Takes what was given over into @turn. */
static gboolean
word_turn (ArcJournal *journal, const ArcTeam *team, const Options *options, ArcDay recheck_on,
           ArcPracticeTurn *turn, GError **error)
{
  replace_given (&turn->when, options->when);
  replace_given (&turn->doing, options->doing);
  replace_given (&turn->so_that, options->so_that);
  replace_given (&turn->topic, options->topic);
  replace_given (&turn->why, options->why);
  if (arc_day_is_set (recheck_on))
    turn->recheck_on = recheck_on;
  if (options->finder) {
    g_autoptr (ArcMember) finder =
        arc_journal_find_member (journal, team->id, options->finder, error);

    if (!finder)
      return FALSE;
    replace_given (&turn->finder, finder->id);
  }
  return add_shares (journal, options->shares, turn, error);
}

static int
put_turn (ArcCli *cli, const Options *options, const char *id, ArcPracticeState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcPractice) practice = NULL;
  g_autoptr (ArcPracticeTurn) turn = NULL;
  g_autofree char *practice_id = NULL;
  ArcDay recheck_on = {0};
  int status;

  if (!arc_cli_parse_one_day (cli, options->recheck, &recheck_on, &status))
    return status;
  if (id) {
    journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
    practice = journal ? arc_practices_load (journal, id, &error) : NULL;
    if (!practice)
      return arc_cli_fail (cli, error);
    team = arc_journal_find_team (journal, practice->team_id, &error);
    turn = arc_practice_turn_copy (practice->input->turn);
    replace_given (&turn->practice_id, practice->input->id);
  } else {
    journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, options->team, &team, &error);
    turn = arc_practice_turn_new ();
  }
  if (!team)
    return arc_cli_fail (cli, error);
  if (state == ARC_PRACTICE_ENDORSED)
    turn->recheck_on = recheck_on;
  turn->state = state;
  if (!word_turn (journal, team, options, recheck_on, turn, &error))
    return arc_cli_fail (cli, error);
  practice_id = arc_practices_put_turn (journal, team->id, turn, &error);
  if (!practice_id)
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", practice_id);
  return ARC_CLI_DONE;
}

static int
run_wording (ArcCli *cli, char ***argv, ArcPracticeState state)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"team", 0, 0, G_OPTION_ARG_STRING, &options.team, N_ ("Of this team"), N_ ("NAME")},
      {"when", 0, 0, G_OPTION_ARG_STRING, &options.when, N_ ("When …"), N_ ("TEXT")},
      {"do", 0, 0, G_OPTION_ARG_STRING, &options.doing, N_ ("… do …"), N_ ("TEXT")},
      {"so-that", 0, 0, G_OPTION_ARG_STRING, &options.so_that, N_ ("… so that …"), N_ ("TEXT")},
      {"topic", 0, 0, G_OPTION_ARG_STRING, &options.topic, N_ ("What it is about"), N_ ("TOPIC")},
      {"share", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.shares, N_ ("A share that it rests on"),
       N_ ("ID")},
      {"finder", 0, 0, G_OPTION_ARG_STRING, &options.finder,
       N_ ("Who found it; named only if they agree"), N_ ("NAME")},
      {"recheck", 0, 0, G_OPTION_ARG_STRING, &options.recheck, N_ ("When to look at it again"),
       N_ ("DAY")},
      G_OPTION_ENTRY_NULL};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 1, &status))
    return status;
  return put_turn (cli, &options, (*argv)[0], state);
}

static int
run_propose (ArcCli *cli, char ***argv)
{
  return run_wording (cli, argv, ARC_PRACTICE_CANDIDATE);
}

static int
run_endorse (ArcCli *cli, char ***argv)
{
  return run_wording (cli, argv, ARC_PRACTICE_ENDORSED);
}

static int
run_retire (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"why", 0, 0, G_OPTION_ARG_STRING, &options.why, N_ ("Why"), N_ ("TEXT")},
      G_OPTION_ENTRY_NULL};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  return put_turn (cli, &options, (*argv)[0], ARC_PRACTICE_RETIRED);
}

/* ---- try, credit ---- */

static int
run_try (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"entry", 0, 0, G_OPTION_ARG_STRING, &options.entry,
       N_ ("Make the commitment in this entry; else in one of its own"), N_ ("ID")},
      {"due", 0, 0, G_OPTION_ARG_STRING, &options.due, N_ ("When to look back"), N_ ("DAY")},
      {"already", 0, 0, G_OPTION_ARG_NONE, &options.already, N_ ("“I already do”"), NULL},
      {"not-for-me", 0, 0, G_OPTION_ARG_STRING, &options.not_for_me, N_ ("“Not for me, because …”"),
       N_ ("WHY")},
      G_OPTION_ENTRY_NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autofree char *entry_id = NULL;
  g_autofree char *commitment_id = NULL;
  ArcDay due = {0};
  gboolean done;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_one_day (cli, options.due, &due, &status))
    return status;
  if (options.already && options.not_for_me)
    return arc_cli_usage (cli, _ ("--already and --not-for-me exclude each other."));
  journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (!journal)
    return arc_cli_fail (cli, error);
  if (options.entry) {
    entry_id = arc_journal_resolve_id (journal, options.entry, ARC_AMONG_ENTRIES, &error);
    if (!entry_id)
      return arc_cli_fail (cli, error);
  }
  if (options.already || options.not_for_me)
    done = arc_practices_answer (journal, (*argv)[0],
                                 options.already ? ARC_TRIAL_ALREADY : ARC_TRIAL_NOT_FOR_ME,
                                 options.not_for_me, &error);
  else
    done = arc_practices_try (journal, (*argv)[0], entry_id, due, &commitment_id, &error);
  if (!done)
    return arc_cli_fail (cli, error);
  if (commitment_id)
    arc_cli_print (cli, "%s\n", commitment_id);
  return ARC_CLI_DONE;
}

static int
run_credit (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"yes", 0, 0, G_OPTION_ARG_NONE, &options.yes, N_ ("Name me as the one who found it"), NULL},
      {"no", 0, 0, G_OPTION_ARG_NONE, &options.no, N_ ("Do not name me"), NULL},
      G_OPTION_ENTRY_NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  if (options.yes == options.no)
    return arc_cli_usage (cli, _ ("Say --yes or --no."));
  journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (!journal || !arc_practices_set_credit (journal, (*argv)[0], options.yes, &error))
    return arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

/* ---- offer, export ---- */

static int
run_offer (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"topic", 0, 0, G_OPTION_ARG_STRING, &options.topic, N_ ("On this topic"), N_ ("TOPIC")},
      {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL};
  const ArcSummaryModule *module;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  const ArcPracticeInput *offered;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_lines (cli, options.format, &is_jsonl, &status))
    return status;
  module = arc_summary_module_get (&error);
  journal = module ? arc_cli_open (cli, ARC_CLI_READ, &error) : NULL;
  list = journal ? arc_practices_list (journal, NULL, &error) : NULL;
  if (!list)
    return arc_cli_fail (cli, error);
  /* What I answered already is not offered again, whichever team it is of. */
  for (guint i = 0; i < list->len; i++) {
    const ArcPractice *practice = list->pdata[i];

    if (!practice->mine || practice->mine->response == ARC_TRIAL_NOT_SAID)
      g_ptr_array_add (open, practice->input);
  }
  offered = module->offer (open, (*argv)[0], options.topic, "");
  for (guint i = 0; offered && i < list->len; i++) {
    const ArcPractice *practice = list->pdata[i];

    if (practice->input != offered)
      continue;
    if (is_jsonl)
      print_json (cli, module, practice, arc_journal_today (journal));
    else
      print_line (cli, journal, module, practice, arc_journal_today (journal));
  }
  return ARC_CLI_DONE;
}

static int
run_export (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"team", 0, 0, G_OPTION_ARG_STRING, &options.team, N_ ("Of this team"), N_ ("NAME")},
      {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("text, markdown, html or pdf"),
       N_ ("FORMAT")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Write to this file"),
       N_ ("FILE")},
      G_OPTION_ENTRY_NULL};
  const ArcSummaryModule *module;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  g_autoptr (ArcDocument) document = NULL;
  ArcPaper paper;
  ArcDay today;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_paper (cli, options.format, options.output, &paper, &status))
    return status;
  if (paper == ARC_PAPER_JSON)
    return arc_cli_usage (cli, _ ("A playbook is text, markdown, html or pdf; see “practices list "
                                  "--format jsonl”."));
  module = arc_summary_module_get (&error);
  journal = module ? arc_cli_open_team (cli, ARC_CLI_READ, options.team, &team, &error) : NULL;
  list = journal ? arc_practices_list (journal, team->id, &error) : NULL;
  if (!list || !arc_practices_mark_inside (journal, list, &error))
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (inputs, ((const ArcPractice *) list->pdata[i])->input);
  today = arc_journal_today (journal);
  document = module->playbook (inputs, team->name, team->group_size, today);
  return arc_cli_write_document (cli, module, document, NULL, paper, today, options.output);
}

int
arc_cli_practices (ArcCli *cli, char ***argv)
{
#define WORDING                                                                                    \
  "[ID] [--when T] [--do T] [--so-that T] [--topic T] [--share ID]… [--finder NAME] "            \
  "[--recheck D] [--team T]"
  static const ArcCliCommand commands[] = {
      {"practices list",
       "[--team T] [--state candidate|endorsed|retired] [--topic T] [--format text|jsonl]",
       N_ ("What works for the team"), run_list},
      {"practices show", "ID [--format text|jsonl]", N_ ("One practice, with its history"),
       run_show},
      {"practices propose", WORDING, N_ ("Propose a practice, or word one anew"), run_propose},
      {"practices endorse", WORDING, N_ ("Endorse a practice, in your own words"), run_endorse},
      {"practices retire", "ID [--why T]", N_ ("Retire a practice"), run_retire},
      {"practices try", "ID [--entry ID] [--due D] | --already | --not-for-me WHY",
       N_ ("Say what you will do with a practice"), run_try},
      {"practices credit", "ID --yes|--no", N_ ("Say whether you want to be named as its finder"),
       run_credit},
      {"practices offer", "TEXT [--topic T] [--format text|jsonl]",
       N_ ("The practice that fits what you write"), run_offer},
      {"practices export", "[--team T] [--format markdown|html|pdf] [--output FILE]",
       N_ ("Write the team’s playbook"), run_export},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
