/* Summaries and practices as scripts and people use them: three homes, one folder. */
#include <string.h>

#include "team-people.h"

typedef struct {
  char *top;
  Person ada;
  Person ben;
  Person cleo;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = NULL;

  fixture->top = g_dir_make_tmp ("summary-XXXXXX", NULL);
  folder = g_build_filename (fixture->top, "folder", NULL);
  person_init (&fixture->ada, fixture->top, "ada");
  person_init (&fixture->ben, fixture->top, "ben");
  person_init (&fixture->cleo, fixture->top, "cleo");
  person_does (&fixture->ada, "team", "create", folder, "--name", "Sales", "--as", "Ada Weber");
  person_does (&fixture->ben, "team", "join", folder, "--as", "Ben Kim");
  person_does (&fixture->cleo, "team", "join", folder, "--as", "Cleo Ortiz");
  person_does (&fixture->ada, "team", "accept", "--all");
  person_does (&fixture->ben, "sync");
  person_does (&fixture->cleo, "sync");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tree_remove (fixture->top);
  person_clear (&fixture->ada);
  person_clear (&fixture->ben);
  person_clear (&fixture->cleo);
  g_free (fixture->top);
}

/* (transfer full): the id of a share by @person of an entry with this action. */
static char *
share_action (Person *person, const char *action, const char *outcome, gboolean quotable)
{
  g_autofree char *id = NULL;

  person_does (person, "add", "--action", action, "--outcome", outcome, "--topic", "Calls");
  id = person_dup_line (person);
  if (quotable)
    person_does (person, "share", id, "--sections", "action,topic", "--audience", "team",
                 "--quotable");
  else
    person_does (person, "share", id, "--sections", "action,topic", "--audience", "team");
  return person_dup_line (person);
}

static void
sync_twice (Fixture *fixture)
{
  for (guint i = 0; i < 2; i++) {
    person_does (&fixture->ada, "sync");
    person_does (&fixture->ben, "sync");
    person_does (&fixture->cleo, "sync");
  }
}

#define assert_holds(text, part) g_assert_nonnull (strstr (text, part))
#define assert_lacks(text, part) g_assert_null (strstr (text, part))

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ben =
      share_action (&fixture->ben, "logged the marmalade call at once", "achieved", FALSE);
  g_autofree char *cleo =
      share_action (&fixture->cleo, "logged the quicksilver call at once", "missed", TRUE);
  g_autofree char *id = NULL;
  g_autofree char *file = g_build_filename (fixture->top, "out.html", NULL);
  g_autofree char *pdf = g_build_filename (fixture->top, "out.pdf", NULL);
  g_autofree char *html = NULL;
  g_autofree char *again = NULL;

  sync_twice (fixture);
  person_does (&fixture->ada, "summary");
  assert_holds (fixture->ada.out, "marmalade");
  assert_holds (fixture->ada.out, "quicksilver");
  assert_holds (fixture->ada.out, "Ben Kim");
  person_does (&fixture->ada, "summary", "--topic", "other");
  assert_lacks (fixture->ada.out, "marmalade");
  /* A file leaves the team. */
  person_does (&fixture->ada, "summary", "--output", file);
  g_assert_true (g_file_get_contents (file, &html, NULL, NULL));
  assert_lacks (html, "marmalade");
  assert_holds (html, "quicksilver");
  assert_lacks (html, "Ben Kim");
  assert_lacks (html, "Cleo");
  person_does (&fixture->ada, "summary", "--output", file, "--inside");
  g_clear_pointer (&html, g_free);
  g_assert_true (g_file_get_contents (file, &html, NULL, NULL));
  assert_holds (html, "marmalade");
  person_does (&fixture->ada, "summary", "--output", pdf);
  g_clear_pointer (&html, g_free);
  g_assert_true (g_file_get_contents (pdf, &html, NULL, NULL));
  g_assert_true (g_str_has_prefix (html, "%PDF-"));

  person_run (&fixture->ben, "summary", "publish");
  g_assert_cmpint (fixture->ben.status, ==, 1);
  /* Whose words appear is seen before. */
  person_does (&fixture->ada, "summary", "publish", "--preview");
  assert_holds (fixture->ada.out, "The words of 2 people appear in it.");
  assert_holds (fixture->ada.out, "\n  Ben Kim\n");
  assert_holds (fixture->ada.out, "\n  Cleo Ortiz\n");
  person_does (&fixture->ada, "summary", "list");
  g_assert_cmpstr (fixture->ada.out, ==, "");
  person_run (&fixture->ada, "summary", "publish", "--since", "2026-02-01", "--until",
              "2026-01-31");
  g_assert_cmpint (fixture->ada.status, ==, 2);
  assert_holds (fixture->ada.err, "The last day, “2026-01-31”, is before the first, “2026-02-01”.");
  person_does (&fixture->ada, "summary", "publish");
  id = person_dup_line (&fixture->ada);
  sync_twice (fixture);
  person_does (&fixture->ben, "summary", "list");
  assert_holds (fixture->ben.out, "your words are in it");
  person_does (&fixture->ben, "summary", "show", id);
  assert_holds (fixture->ben.out, "marmalade");
  person_does (&fixture->ada, "summary", "publish", "--since", "2026-01-01", "--audience",
               "managers");
  person_does (&fixture->ada, "summary", "list");
  assert_holds (fixture->ada.out, " · 2026-01-01 – ");
  assert_holds (fixture->ada.out, " · My managers\n");
  person_does (&fixture->ada, "summary", "show", id, "--format", "json");
  again = g_strdup (fixture->ada.out);
  person_does (&fixture->cleo, "summary", "show", id, "--format", "json");
  g_assert_cmpstr (fixture->cleo.out, ==, again);
  /* Taken back: gone from the published one too, and from the folder's files. */
  person_does (&fixture->ben, "unshare", ben);
  sync_twice (fixture);
  person_does (&fixture->cleo, "summary", "show", id, "--format", "json");
  assert_lacks (fixture->cleo.out, "marmalade");
  assert_holds (fixture->cleo.out, "withdrawn");
  g_assert_false (tree_holds (fixture->cleo.home, "marmalade"));
  g_assert_false (tree_holds (fixture->ada.home, "marmalade"));
  person_run (&fixture->cleo, "summary", "show", "ffffffff");
  g_assert_cmpint (fixture->cleo.status, ==, 1);
  person_run (&fixture->cleo, "summary", "--format", "docx");
  g_assert_cmpint (fixture->cleo.status, ==, 2);
}

/* What may be quoted names teammates, and they released nothing: not who wrote, nor who did not. */
static void
test_outside_names_nobody (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ben =
      share_action (&fixture->ben, "asked Cleo Ortiz, CLEO and Ada, and the marmalade call ended",
                    "achieved", TRUE);
  static const char *const formats[] = {"markdown", "html", "json"};

  sync_twice (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *file = g_build_filename (fixture->top, "out", NULL);
    g_autofree char *text = NULL;

    person_does (&fixture->ada, "summary", "--format", formats[i], "--output", file);
    g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
    assert_holds (text, "and the marmalade call ended");
    assert_lacks (text, "Cleo");
    assert_lacks (text, "CLEO");
    assert_lacks (text, "Ortiz");
    assert_lacks (text, "Ada");
  }
  person_does (&fixture->ada, "summary");
  assert_holds (fixture->ada.out, "asked Cleo Ortiz, CLEO and Ada");
}

/* A corrected summary tells what changed since the one before it, not since itself. */
static void
test_correction_tells_what_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ben = share_action (&fixture->ben, "logged the marmalade", "missed", FALSE);
  g_autofree char *cleo = NULL;
  g_autofree char *id = NULL;

  sync_twice (fixture);
  person_does (&fixture->ada, "summary", "publish");
  cleo = share_action (&fixture->cleo, "logged the quicksilver", "achieved", FALSE);
  sync_twice (fixture);
  person_does (&fixture->ada, "summary", "publish");
  id = person_dup_line (&fixture->ada);
  person_does (&fixture->ada, "summary", "show", id);
  assert_holds (fixture->ada.out, "What changed since the last summary");
  person_does (&fixture->ada, "summary", "publish", "--replace", id);
  person_does (&fixture->ada, "summary", "show", id);
  assert_holds (fixture->ada.out, "version 2");
  assert_holds (fixture->ada.out, "What changed since the last summary");
}

static void
test_practices (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *commitment = NULL;
  g_autofree char *file = g_build_filename (fixture->top, "playbook.md", NULL);
  g_autofree char *playbook = NULL;

  person_does (&fixture->ben, "practices", "propose", "--do", "log the call before standing up",
               "--topic", "Calls", "--finder", "Ben");
  id = person_dup_line (&fixture->ben);
  person_run (&fixture->ben, "practices", "endorse", id, "--when", "a call ends");
  g_assert_cmpint (fixture->ben.status, ==, 1);
  sync_twice (fixture);
  person_run (&fixture->ada, "practices", "endorse", id);
  g_assert_cmpint (fixture->ada.status, ==, 1); /* without a When */
  person_does (&fixture->ada, "practices", "endorse", id, "--when", "a call ends", "--so-that",
               "nobody asks twice");
  sync_twice (fixture);
  person_does (&fixture->cleo, "practices", "offer", "I forgot to log a call again");
  assert_holds (fixture->cleo.out, "before standing up");
  person_does (&fixture->cleo, "practices", "offer", "lunch was late");
  g_assert_cmpstr (fixture->cleo.out, ==, "");
  person_does (&fixture->cleo, "practices", "try", id, "--due", "2026-12-01");
  commitment = person_dup_line (&fixture->cleo);
  person_does (&fixture->cleo, "practices", "offer", "I forgot to log a call again");
  g_assert_cmpstr (fixture->cleo.out, ==, "");
  person_does (&fixture->cleo, "look-back", commitment, "--did", "yes", "--helped", "yes");
  person_does (&fixture->ben, "practices", "credit", id, "--yes");
  sync_twice (fixture);
  person_does (&fixture->ada, "practices", "list", "--format", "jsonl");
  assert_holds (fixture->ada.out, "\"yes\":1");
  assert_holds (fixture->ada.out, "\"finder\":\"Ben Kim\"");
  person_does (&fixture->ada, "practices", "show", id);
  assert_holds (fixture->ada.out, "Found by Ben Kim");
  person_does (&fixture->ada, "practices", "export", "--output", file);
  g_assert_true (g_file_get_contents (file, &playbook, NULL, NULL));
  assert_holds (playbook, "before standing up");
  person_does (&fixture->ada, "practices", "retire", id, "--why", "the board does it now");
  person_does (&fixture->ada, "practices", "list", "--state", "endorsed");
  g_assert_cmpstr (fixture->ada.out, ==, "");
}

/* Set, changed, switched off and put back by a leader; looked at by everybody. */
static void
test_equivalents (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  person_does (&fixture->ben, "equivalents", "list");
  assert_holds (fixture->ben.out, "example-call  One client call = 8 minutes");
  person_does (&fixture->ada, "equivalents", "set", "client visit", "--plural", "client visits",
               "--amount", "1.5", "--unit", "hours", "--source", "our own average 2026", "--kind",
               "feel-good");
  id = person_dup_line (&fixture->ada);
  person_does (&fixture->ada, "equivalents", "remove", "example-l");
  sync_twice (fixture);
  person_does (&fixture->ben, "equivalents", "list");
  assert_holds (fixture->ben.out, "One client visit = 1.5 hours (our own average 2026).");
  assert_holds (fixture->ben.out, "Shows what was gained · Ada Weber");
  assert_holds (fixture->ben.out, "Switched off · Ada Weber");
  person_does (&fixture->ben, "equivalents", "list", "--format", "jsonl");
  assert_holds (fixture->ben.out, "\"state\":\"holds\",\"kind\":\"feel-good\",\"name\":"
                                  "\"client visit\"");
  assert_holds (fixture->ben.out, "\"id\":\"example-lunch\",\"state\":\"off\"");
  person_does (&fixture->ada, "equivalents", "set", "visit", "--id", id, "--amount", "2");
  g_assert_true (g_str_has_prefix (fixture->ada.out, id));
  person_does (&fixture->ada, "equivalents", "restore", "example-lunch");
  sync_twice (fixture);
  person_does (&fixture->ben, "equivalents", "list");
  assert_holds (fixture->ben.out, "One visit = 2 hours");
  assert_lacks (fixture->ben.out, "Switched off");
  person_does (&fixture->ada, "equivalents", "remove", id);
  person_does (&fixture->ada, "equivalents", "list");
  assert_lacks (fixture->ada.out, "visit");
  /* What may not be, or means nothing. */
  person_run (&fixture->ben, "equivalents", "set", "walk", "--amount", "2", "--source", "Ben");
  g_assert_cmpint (fixture->ben.status, ==, 1);
  person_run (&fixture->ben, "equivalents", "remove", "example-call");
  g_assert_cmpint (fixture->ben.status, ==, 1);
  person_run (&fixture->ada, "equivalents", "remove", "example-");
  g_assert_cmpint (fixture->ada.status, ==, 1);
  assert_holds (fixture->ada.err, "Several equivalents");
  person_run (&fixture->ada, "equivalents", "remove", "ffffffff");
  g_assert_cmpint (fixture->ada.status, ==, 1);
  person_run (&fixture->ada, "equivalents", "set", "walk", "--amount", "nan", "--source", "x");
  g_assert_cmpint (fixture->ada.status, ==, 1);
  person_run (&fixture->ada, "equivalents", "set", "walk", "--amount", "many", "--source", "x");
  g_assert_cmpint (fixture->ada.status, ==, 2);
  person_run (&fixture->ada, "equivalents", "set", "walk", "--source", "x");
  g_assert_cmpint (fixture->ada.status, ==, 1);
  assert_holds (fixture->ada.err, "Say how many of the unit make one");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/summary", Fixture, NULL, set_up, test_summary, tear_down);
  g_test_add ("/cli/summary/outside", Fixture, NULL, set_up, test_outside_names_nobody, tear_down);
  g_test_add ("/cli/summary/corrected", Fixture, NULL, set_up, test_correction_tells_what_changed,
              tear_down);
  g_test_add ("/cli/equivalents", Fixture, NULL, set_up, test_equivalents, tear_down);
  g_test_add ("/cli/practices", Fixture, NULL, set_up, test_practices, tear_down);
  return g_test_run ();
}
