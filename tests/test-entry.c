/* The entry as a value: setters, copies, equality, titles, rules and limits, words. */
#include "arc-entry.h"
#include "arc-error.h"
#include "arc-limits.h"
#include "arc-look-back.h"
#include "arc-record.h"

#include <math.h>
#include <string.h>

static ArcEntry *
sample (void)
{
  ArcEntry *entry = arc_entry_new ();

  arc_entry_set_title (entry, "Reports");
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "I exported the list by hand.");
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, "It took 25 minutes.");
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "Use the saved filter.");
  arc_entry_set_zone (entry, "Europe/Berlin");
  arc_entry_set_topic (entry, "CRM");
  arc_entry_add_tag (entry, "export");
  arc_entry_add_tag (entry, "Client Meeting");
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 25, "minutes");
  entry->outcome = ARC_OUTCOME_PARTLY;
  entry->lens = ARC_LENS_MANAGER;
  entry->occurred_us = G_GINT64_CONSTANT (1795183391000000);
  return entry;
}

static void
assert_invalid (const ArcEntry *entry, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (arc_entry_validate (entry, &error));
  g_assert_error (error, ARC_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_new (void)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();

  g_assert_null (entry->id);
  g_assert_null (entry->revision);
  g_assert_null (entry->parent);
  g_assert_cmpstr (entry->title, ==, "");
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    g_assert_cmpstr (entry->section[i], ==, "");
  g_assert_cmpstr (entry->topic, ==, "");
  g_assert_cmpstr (entry->evidence_unit, ==, "");
  g_assert_nonnull (entry->zone);
  g_assert_cmpuint (entry->tags->len, ==, 0);
  g_assert_true (arc_entry_is_empty (entry));
}

static void
test_setters (void)
{
  g_autoptr (ArcEntry) entry = sample ();

  arc_entry_set_title (entry, NULL);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, NULL);
  arc_entry_set_zone (entry, NULL);
  arc_entry_set_topic (entry, "  Client \n relations ");
  g_assert_cmpstr (entry->title, ==, "");
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "");
  g_assert_cmpstr (entry->zone, ==, "");
  g_assert_cmpstr (entry->topic, ==, "Client relations");
  /* Setting a field to itself must not read what was freed. */
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, entry->section[ARC_SECTION_CHANGE]);
  g_assert_cmpstr (entry->section[ARC_SECTION_CHANGE], ==, "Use the saved filter.");
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 3.5, NULL);
  g_assert_cmpstr (entry->evidence_unit, ==, "");
  g_assert_cmpfloat (entry->evidence_amount, ==, 3.5);
}

static void
test_tags (void)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcEntry) other = arc_entry_new ();
  g_autofree char *text = NULL, *again = NULL;

  g_assert_true (arc_entry_add_tag (entry, " CRM "));
  g_assert_false (arc_entry_add_tag (entry, "crm"));
  g_assert_false (arc_entry_add_tag (entry, ""));
  g_assert_false (arc_entry_add_tag (entry, " \t"));
  g_assert_true (arc_entry_add_tag (entry, "Straße"));
  g_assert_false (arc_entry_add_tag (entry, "STRASSE"));
  g_assert_true (arc_entry_add_tag (entry, "two\nlines"));
  g_assert_cmpuint (entry->tags->len, ==, 3);
  g_assert_cmpstr (entry->tags->pdata[0], ==, "CRM");
  g_assert_cmpstr (entry->tags->pdata[2], ==, "two lines");
  g_assert_true (arc_entry_has_tag (entry, "straße"));
  g_assert_false (arc_entry_has_tag (entry, "none"));

  text = arc_entry_dup_tags_text (entry);
  g_assert_cmpstr (text, ==, "CRM\nStraße\ntwo lines");
  arc_entry_set_tags_text (other, text);
  again = arc_entry_dup_tags_text (other);
  g_assert_cmpstr (text, ==, again);
  arc_entry_set_tags_text (other, "");
  g_assert_cmpuint (other->tags->len, ==, 0);
  arc_entry_clear_tags (entry);
  g_assert_cmpuint (entry->tags->len, ==, 0);
}

static void
test_copy_is_deep (void)
{
  g_autoptr (ArcEntry) entry = sample ();
  g_autoptr (ArcEntry) copy = NULL;

  entry->id = g_strdup ("id");
  entry->revision = g_strdup ("revision");
  entry->parent = g_strdup ("parent");
  entry->created_us = 1;
  entry->modified_us = 2;
  copy = arc_entry_copy (entry);
  g_assert_true (arc_entry_same_content (entry, copy));
  g_assert_cmpstr (copy->id, ==, "id");
  g_assert_cmpstr (copy->revision, ==, "revision");
  g_assert_cmpstr (copy->parent, ==, "parent");
  g_assert_cmpint (copy->created_us, ==, 1);
  g_assert_cmpint (copy->modified_us, ==, 2);
  arc_entry_set_title (copy, "Other");
  arc_entry_add_tag (copy, "more");
  g_assert_cmpstr (entry->title, ==, "Reports");
  g_assert_cmpuint (entry->tags->len, ==, 2);
}

static void
test_same_content (void)
{
  for (int field = 0; field < 13; field++) {
    g_autoptr (ArcEntry) a = sample ();
    g_autoptr (ArcEntry) b = sample ();

    g_assert_true (arc_entry_same_content (a, b));
    switch (field) {
    case 0:
      arc_entry_set_title (b, "reports");
      break;
    case 1:
    case 2:
    case 3:
      arc_entry_set_section (b, field - 1, "x");
      break;
    case 4:
      arc_entry_set_topic (b, "Sales");
      break;
    case 5:
      arc_entry_add_tag (b, "more");
      break;
    case 6:
      arc_entry_clear_tags (b);
      arc_entry_add_tag (b, "Client Meeting");
      arc_entry_add_tag (b, "export");
      break;
    case 7:
      b->outcome = ARC_OUTCOME_MISSED;
      break;
    case 8:
      b->lens = ARC_LENS_FACILITATOR;
      break;
    case 9:
      b->occurred_us += 1;
      break;
    case 10:
      arc_entry_set_evidence (b, ARC_EVIDENCE_FELT, 0, "");
      break;
    case 11:
      arc_entry_set_evidence (b, ARC_EVIDENCE_MEASURED, 26, "minutes");
      break;
    case 12:
      arc_entry_set_evidence (b, ARC_EVIDENCE_MEASURED, 25, "hours");
      break;
    }
    if (arc_entry_same_content (a, b))
      g_error ("a difference in field %d went unnoticed", field);
  }
}

static void
test_same_content_ignores_saving (void)
{
  g_autoptr (ArcEntry) a = sample ();
  g_autoptr (ArcEntry) b = sample ();

  b->id = g_strdup ("id");
  b->revision = g_strdup ("revision");
  b->parent = g_strdup ("parent");
  b->created_us = 1;
  b->modified_us = 2;
  g_assert_true (arc_entry_same_content (a, b));
}

static void
test_display_title (void)
{
  g_autoptr (ArcEntry) entry = sample ();
  g_autofree char *given = arc_entry_dup_display_title (entry);
  g_autofree char *derived = NULL, *later = NULL, *untitled = NULL, *cut = NULL;
  g_autofree char *wide = g_strnfill (500, 'w');

  g_assert_cmpstr (given, ==, "Reports");
  arc_entry_set_title (entry, "");
  derived = arc_entry_dup_display_title (entry);
  g_assert_cmpstr (derived, ==, "I exported the list by hand.");
  arc_entry_set_section (entry, ARC_SECTION_ACTION, " \n ");
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, "\n\n- It took long\nand more");
  later = arc_entry_dup_display_title (entry);
  g_assert_cmpstr (later, ==, "It took long");
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, wide);
  cut = arc_entry_dup_display_title (entry);
  g_assert_cmpint (g_utf8_strlen (cut, -1), <=, ARC_DERIVED_TITLE_CHARS);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    arc_entry_set_section (entry, i, "");
  untitled = arc_entry_dup_display_title (entry);
  g_assert_cmpstr (untitled, !=, "");
  g_assert_true (arc_entry_is_empty (entry));
}

static void
test_validate (void)
{
  g_autoptr (ArcEntry) entry = sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strnfill (ARC_LIMIT_TITLE_CHARS, 'x');
  g_autofree char *long_title = g_strnfill (ARC_LIMIT_TITLE_CHARS + 1, 'x');
  g_autofree char *huge = g_strnfill (ARC_LIMIT_SECTION_BYTES + 1, 'x');

  g_assert_true (arc_entry_validate (entry, &error));
  g_assert_no_error (error);
  arc_entry_set_title (entry, title);
  g_assert_true (arc_entry_validate (entry, &error));
  arc_entry_set_title (entry, long_title);
  assert_invalid (entry, ARC_ERROR_TOO_LARGE);
  arc_entry_set_title (entry, "\xff");
  assert_invalid (entry, ARC_ERROR_INVALID);
  arc_entry_set_title (entry, "");
  for (int i = 0; i < ARC_N_SECTIONS; i++) {
    g_autofree char *before = g_strdup (entry->section[i]);

    arc_entry_set_section (entry, i, huge);
    assert_invalid (entry, ARC_ERROR_TOO_LARGE);
    arc_entry_set_section (entry, i, "a\xc3(");
    assert_invalid (entry, ARC_ERROR_INVALID);
    arc_entry_set_section (entry, i, before);
  }
  g_assert_true (arc_entry_validate (entry, &error));
}

static void
test_validate_labels (void)
{
  g_autoptr (ArcEntry) entry = sample ();
  g_autofree char *tag = g_strnfill (ARC_LIMIT_TAG_CHARS + 1, 't');
  g_autofree char *topic = g_strnfill (ARC_LIMIT_TOPIC_CHARS + 1, 't');
  g_autofree char *unit = g_strnfill (ARC_LIMIT_UNIT_CHARS + 1, 'u');

  arc_entry_add_tag (entry, tag);
  assert_invalid (entry, ARC_ERROR_TOO_LARGE);
  arc_entry_clear_tags (entry);
  for (guint i = 0; i <= ARC_LIMIT_TAGS; i++) {
    g_autofree char *name = g_strdup_printf ("tag %u", i);

    g_assert_true (arc_entry_validate (entry, NULL));
    arc_entry_add_tag (entry, name);
  }
  assert_invalid (entry, ARC_ERROR_TOO_LARGE);
  arc_entry_clear_tags (entry);
  arc_entry_set_topic (entry, topic);
  assert_invalid (entry, ARC_ERROR_TOO_LARGE);
  arc_entry_set_topic (entry, "");
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 1, unit);
  assert_invalid (entry, ARC_ERROR_TOO_LARGE);
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 1, "minutes");
  entry->evidence_amount = NAN;
  assert_invalid (entry, ARC_ERROR_INVALID);
  entry->evidence_amount = INFINITY;
  assert_invalid (entry, ARC_ERROR_INVALID);
}

static void
test_validate_times (void)
{
  g_autoptr (ArcEntry) entry = sample ();

  entry->occurred_us = G_GINT64_CONSTANT (-2208988800000000) - 1;
  assert_invalid (entry, ARC_ERROR_INVALID);
  entry->occurred_us = G_GINT64_CONSTANT (32503680000000000) - 1; /* the last of 2999 */
  g_assert_true (arc_entry_validate (entry, NULL));
  entry->occurred_us = G_GINT64_CONSTANT (32503680000000000);
  assert_invalid (entry, ARC_ERROR_INVALID);
  entry->occurred_us = G_MININT64;
  assert_invalid (entry, ARC_ERROR_INVALID);
  entry->occurred_us = G_MAXINT64;
  assert_invalid (entry, ARC_ERROR_INVALID);
  entry->occurred_us = G_GINT64_CONSTANT (-1000000000000000); /* 1938 */
  g_assert_true (arc_entry_validate (entry, NULL));
}

#define ASSERT_WORDS(Type, type, count)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (int i = 0; i < (int) (count); i++) {                                                      \
      const char *word = type##_to_word ((Type) i);                                                \
      Type back = (Type) -1;                                                                       \
      if (word == NULL)                                                                            \
        continue;                                                                                  \
      g_assert_true (type##_from_word (word, &back));                                              \
      g_assert_cmpint (back, ==, i);                                                               \
      g_assert_nonnull (type##_to_label ((Type) i));                                               \
    }                                                                                              \
    {                                                                                              \
      Type back = 0;                                                                               \
      g_assert_false (type##_from_word ("no such word", &back));                                   \
      g_assert_false (type##_from_word ("", &back));                                               \
    }                                                                                              \
  }                                                                                                \
  G_STMT_END

static void
test_words (void)
{
  ASSERT_WORDS (ArcSection, arc_section, ARC_N_SECTIONS);
  ASSERT_WORDS (ArcOutcome, arc_outcome, ARC_N_OUTCOMES);
  ASSERT_WORDS (ArcLens, arc_lens, ARC_N_LENSES);
  ASSERT_WORDS (ArcEvidence, arc_evidence, ARC_N_EVIDENCE);
  ASSERT_WORDS (ArcDid, arc_did, ARC_DID_NO_LONGER + 1);
  ASSERT_WORDS (ArcHelped, arc_helped, ARC_HELPED_TOO_EARLY + 1);
  g_assert_cmpstr (arc_section_to_word (ARC_SECTION_ACTION), ==, "action");
  g_assert_cmpstr (arc_outcome_to_word (ARC_OUTCOME_ACHIEVED), ==, "achieved");
  g_assert_null (arc_outcome_to_word (ARC_OUTCOME_NOT_SAID));
  g_assert_null (arc_evidence_to_word (ARC_EVIDENCE_NONE));
  g_assert_cmpstr (arc_did_to_word (ARC_DID_NOT_YET), ==, "not-yet");
}

static void
test_look_back (void)
{
  g_autoptr (ArcLookBack) a = arc_look_back_new ("0192f3a0-7b1c-7def-8123-456789abcdef");
  g_autoptr (ArcLookBack) b = NULL;

  g_assert_cmpstr (a->note, ==, "");
  a->did = ARC_DID_PARTLY;
  b = arc_look_back_copy (a);
  g_assert_true (arc_look_back_equal (a, b));
  b->helped = ARC_HELPED_NO;
  g_assert_false (arc_look_back_equal (a, b));
}

static void
test_record (void)
{
  g_autoptr (ArcRecord) record = arc_record_new (sample ());
  g_autoptr (ArcRecord) empty = arc_record_new (NULL);

  g_assert_cmpstr (record->entry->title, ==, "Reports");
  g_assert_cmpuint (record->look_backs->len, ==, 0);
  g_assert_cmpuint (record->revisions->len, ==, 0);
  g_assert_null (empty->entry);
  g_ptr_array_add (record->look_backs, arc_look_back_new ("x"));
  g_ptr_array_add (record->revisions, sample ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry/new", test_new);
  g_test_add_func ("/entry/setters", test_setters);
  g_test_add_func ("/entry/tags", test_tags);
  g_test_add_func ("/entry/copy", test_copy_is_deep);
  g_test_add_func ("/entry/same-content", test_same_content);
  g_test_add_func ("/entry/same-content-ignores-saving", test_same_content_ignores_saving);
  g_test_add_func ("/entry/display-title", test_display_title);
  g_test_add_func ("/entry/validate", test_validate);
  g_test_add_func ("/entry/validate-labels", test_validate_labels);
  g_test_add_func ("/entry/validate-times", test_validate_times);
  g_test_add_func ("/entry/words", test_words);
  g_test_add_func ("/look-back/value", test_look_back);
  g_test_add_func ("/record/value", test_record);
  return g_test_run ();
}
