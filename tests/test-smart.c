/* The questions beside a commitment: when they are asked, and that most lines are left alone. */
#include "arc-error.h"
#include "arc-smart.h"

static ArcSmart *
open_rules (const char *locale)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "..", "data", "smart", "rules.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  ArcSmart *smart;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  smart = arc_smart_new (text, locale, &error);
  g_assert_no_error (error);
  return smart;
}

static void
assert_asked (ArcSmart *smart, const char *text, ArcDay due, const char *expected)
{
  g_autoptr (ArcCommitment) commitment = arc_commitment_new (ARC_KIND_START, text);

  commitment->due = due;
  g_assert_cmpstr (arc_smart_ask (smart, commitment), ==, expected);
}

static void
test_questions (void)
{
  static const ArcDay none = {0, 0, 0};
  static const ArcDay friday = {2026, 11, 27};
  g_autoptr (ArcSmart) smart = open_rules ("C");

  assert_asked (smart, "use the system better", none, "What would someone see you do?");
  assert_asked (smart, "Use The System better", friday, "What would someone see you do?");
  assert_asked (smart, "log the call", none, "By when?");
  assert_asked (smart, "log the call", friday, NULL);
  assert_asked (smart, "log the call before I stand up", none, NULL);
  assert_asked (smart, "enter my open contacts by Friday 13:00", none, NULL);
  assert_asked (smart, "they should open the report", friday,
                "What can you do yourself? If it is outside your control, mark it so.");
  assert_asked (smart, "", none, NULL);
  /* "by" inside a word does not count as a date, "better" inside one not as vague. */
  assert_asked (smart, "call the lobby", none, "By when?");
  assert_asked (smart, "bet on betterment", friday, NULL);
}

static void
test_translated (void)
{
  g_autoptr (ArcSmart) smart = open_rules ("de_DE.UTF-8");
  g_autoptr (ArcSmart) german = open_rules ("de");

  assert_asked (german, "das System nutzen", (ArcDay){2026, 11, 27},
                "Was würde jemand dich tun sehen?");
  assert_asked (german, "Anrufe sofort eintragen", (ArcDay){0, 0, 0}, "Bis wann?");
  assert_asked (german, "freitags die Liste prüfen", (ArcDay){0, 0, 0}, NULL);
  g_assert_nonnull (smart);
}

static void
test_bad_rules (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (arc_smart_new ("[x]\nwhen=never\nask=?\n", "C", &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (arc_smart_new ("no group", "C", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smart/questions", test_questions);
  g_test_add_func ("/smart/translated", test_translated);
  g_test_add_func ("/smart/bad-rules", test_bad_rules);
  return g_test_run ();
}
