/* Files of entries: written and read back, foreign ones, broken ones, hostile ones. */
#include <string.h>

#include "arc-csv.h"
#include "arc-day.h"
#include "arc-json-text.h"
#include "arc-json.h"
#include "arc-lines.h"
#include "arc-markdown.h"
#include "arc-plain.h"
#include "arc-record-reader.h"
#include "arc-writer.h"

#define NOW_US G_GINT64_CONSTANT (1795183391000000) /* 2026-11-20T14:03:11Z */
#define ID_A "019a9f00-0000-7000-8000-00000000000a"
#define ID_B "019a9f00-0000-7000-8000-00000000000b"
#define ID_C "019a9f00-0000-7000-8000-00000000000c"

/* ---- helpers ---- */

static char *
to_json (const ArcRecord *record)
{
  GString *out = g_string_new (NULL);

  arc_json_append_record (out, record);
  return g_string_free (out, FALSE);
}

static gboolean
take_item (ArcItem *item, guint64 line, gpointer user_data, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);

  arc_json_append_item (json, item);
  g_string_append_printf (user_data, "%lu: %s\n", (gulong) line, json->str);
  return TRUE;
}

static void
take_rejection (guint64 line, const char *why, gpointer user_data)
{
  g_string_append_printf (user_data, "%lu! %s\n", (gulong) line, why);
}

/* (transfer full): what the reader makes of @content, a line for each record, rejection or error.
 */
static char *
read_bytes (const char *content, gsize length, const ArcReadOptions *options)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (content, length, NULL);
  g_autoptr (GError) error = NULL;
  ArcReadOptions defaults = {.now_us = NOW_US};
  GString *out = g_string_new (NULL);

  if (!arc_record_reader_run (stream, options != NULL ? options : &defaults, take_item,
                              take_rejection, out, NULL, &error))
    g_string_append_printf (out, "error: %s\n", error->message);
  return g_string_free (out, FALSE);
}

static char *
read_text (const char *content, const ArcReadOptions *options)
{
  return read_bytes (content, strlen (content), options);
}

static void
assert_reads (const char *content, const ArcReadOptions *options, const char *expected)
{
  g_autofree char *found = read_text (content, options);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” lacks “%s”", text, part);
}

/* (transfer full): @record written in a format. */
static GString *
write_record (const ArcRecord *record, ArcFormat format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (ArcWriter) writer = arc_writer_new (stream, format, FALSE);
  g_autoptr (GError) error = NULL;

  arc_writer_begin (writer, NULL, &error);
  arc_writer_record (writer, record, NULL, &error);
  arc_writer_end (writer, NULL, &error);
  g_assert_no_error (error);
  return g_string_new_len (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                           g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

static void
assert_round_trip (const ArcRecord *record, ArcFormat format)
{
  g_autofree char *json = to_json (record);
  g_autofree char *expected = NULL;
  g_autoptr (GString) written = write_record (record, format);
  ArcReadOptions options = {.has_format = TRUE, .format = format};
  g_autofree char *found = read_bytes (written->str, written->len, &options);

  expected = g_strdup_printf ("%d: %s\n", format == ARC_FORMAT_CSV ? 2 : 1, json);
  if (!g_str_equal (found, expected))
    g_test_message ("written as:\n%s", written->str);
  g_assert_cmpstr (found, ==, expected);
}

static ArcRecord *
new_record (const char *title, const char *action, const char *reflection, const char *change)
{
  ArcEntry *entry = arc_entry_new ();

  entry->id = g_strdup (ID_A);
  entry->revision = g_strdup (ID_B);
  entry->occurred_us = NOW_US + 123456;
  entry->created_us = NOW_US + 1;
  entry->modified_us = NOW_US + 2000000;
  arc_entry_set_zone (entry, "Europe/Berlin");
  arc_entry_set_title (entry, title);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, action);
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, reflection);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, change);
  return arc_record_new (entry);
}

static ArcRecord *
full_record (void)
{
  ArcRecord *record = new_record ("Reports", "I exported.", "It took long.", "Ask Mia.");
  ArcEntry *entry = record->entry;
  ArcLookBack *look_back = arc_look_back_new (entry->id);

  entry->parent = g_strdup (ID_C);
  entry->outcome = ARC_OUTCOME_PARTLY;
  entry->lens = ARC_LENS_MANAGER;
  arc_entry_set_topic (entry, "CRM");
  arc_entry_add_tag (entry, "sales, north");
  arc_entry_add_tag (entry, "a;b\\c");
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 12.5, "minutes");
  look_back->id = g_strdup (ID_C);
  look_back->at_us = NOW_US + 5;
  g_free (look_back->zone);
  look_back->zone = g_strdup ("UTC");
  look_back->did = ARC_DID_NOT_YET;
  look_back->helped = ARC_HELPED_TOO_EARLY;
  g_free (look_back->note);
  look_back->note = g_strdup ("Later --> \"x\"");
  g_ptr_array_add (record->look_backs, look_back);
  ArcEntry *before = arc_entry_copy (entry);
  g_free (before->revision);
  before->revision = g_strdup (ID_C);
  g_clear_pointer (&before->parent, g_free);
  arc_entry_set_title (before, "");
  g_ptr_array_add (record->revisions, before);
  record->deleted_us = NOW_US + 9;
  return record;
}

/* ---- JSON ---- */

static void
test_json_literal (void)
{
  g_autoptr (ArcRecord) record = full_record ();
  g_autofree char *json = to_json (record);

  g_assert_cmpstr (
      json, ==,
      "{\"type\":\"entry\",\"version\":1,\"id\":\"" ID_A "\",\"revision\":\"" ID_B
      "\",\"parent\":\"" ID_C "\",\"occurred_at\":\"2026-11-20T14:03:11.123456Z\","
      "\"zone\":\"Europe/Berlin\",\"created_at\":\"2026-11-20T14:03:11.000001Z\","
      "\"modified_at\":\"2026-11-20T14:03:13Z\",\"deleted_at\":\"2026-11-20T14:03:11.000009Z\","
      "\"title\":\"Reports\",\"action\":\"I exported.\",\"reflection\":\"It took long.\","
      "\"change\":\"Ask Mia.\",\"outcome\":\"partly\",\"lens\":\"manager\",\"topic\":\"CRM\","
      "\"tags\":[\"sales, north\",\"a;b\\\\c\"],\"evidence\":{\"kind\":\"measured\","
      "\"amount\":12.5,\"unit\":\"minutes\"},\"look_backs\":[{\"id\":\"" ID_C
      "\",\"at\":\"2026-11-20T14:03:11.000005Z\",\"zone\":\"UTC\",\"did\":\"not-yet\","
      "\"helped\":\"too-early\",\"note\":\"Later --> \\\"x\\\"\"}],\"revisions\":[{"
      "\"revision\":\"" ID_C "\",\"occurred_at\":\"2026-11-20T14:03:11.123456Z\","
      "\"zone\":\"Europe/Berlin\",\"modified_at\":\"2026-11-20T14:03:13Z\","
      "\"action\":\"I exported.\",\"reflection\":\"It took long.\",\"change\":\"Ask Mia.\","
      "\"outcome\":\"partly\",\"lens\":\"manager\",\"topic\":\"CRM\","
      "\"tags\":[\"sales, north\",\"a;b\\\\c\"],\"evidence\":{\"kind\":\"measured\","
      "\"amount\":12.5,\"unit\":\"minutes\"}}]}");
  assert_round_trip (record, ARC_FORMAT_JSONL);
}

static void
test_json_escapes (void)
{
  g_autoptr (ArcRecord) record =
      new_record (NULL, "\x01\b\t\n\v\f\r\x1f\x7f \"\\/<é😀\u2028\xc2\x9b", NULL, NULL);
  g_autofree char *json = to_json (record);

  assert_contains (json, "\"action\":\"\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\x7f "
                         "\\\"\\\\/<é😀\u2028\xc2\x9b\"");
  assert_round_trip (record, ARC_FORMAT_JSONL);
}

static void
test_json_numbers (void)
{
  static const struct {
    double number;
    const char *text;
  } cases[] = {
      {25, "25"},
      {0, "0"},
      {-3, "-3"},
      {0.1, "0.1"},
      {-0.5, "-0.5"},
      {1.0 / 3.0, "0.3333333333333333"},
      {123456789.125, "123456789.125"},
      {9007199254740991.0, "9007199254740991"},
      {1e300, "1e+300"},
      {5e-324, "4.94065645841247e-324"},
      {0.1 + 0.2, "0.30000000000000004"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    arc_json_text_append_number (text, cases[i].number);
    g_assert_cmpstr (text->str, ==, cases[i].text);
    g_assert_true (g_ascii_strtod (text->str, NULL) == cases[i].number);
  }
}

/* What is not JSON, and what json-glib by itself would let through. */
static void
test_json_strict (void)
{
  static const char *const bad[] = {
      "{",
      "{\"action\":\"x\"",
      "{\"action\":\"x\",}",
      "{'action':'x'}",
      "/* c */{\"action\":\"x\"}",
      "{\"action\":\"x\"} y",
      "{\"action\":\"x\"}{\"action\":\"y\"}",
      "var a={\"action\":\"x\"}",
      "{\"action\":\"a\tb\"}",
      "{\"action\":\"\\q\"}",
      "{\"action\":\"\\u00\"}",
      "{\"action\":\"x\",\"n\":01}",
      "{\"action\":\"x\",\"n\":+1}",
      "{\"action\":\"x\",\"n\":.5}",
      "{\"action\":\"x\",\"n\":1.}",
      "{\"action\":\"x\",\"n\":1e}",
      "{\"action\":\"x\",\"n\":0x10}",
      "{\"action\":\"x\",\"n\":NaN}",
      "{\"action\":\"x\",\"n\":1e999}",
      "{\"action\":\"x\",\"n\":99999999999999999999}",
      "{\"action\":\"x\",\"n\":True}",
      "{\"action\":\"a\\u0000b\"}",
      "{\"action\":\"\\ud800\"}",
      "{\"action\":\"\\ud800\\u0041\"}",
      "{\"action\":\"\\udc00\"}",
      "{\"action\":\"\xff\"}",
      "{\"action\":\"\xed\xa0\x80\"}",
      "{\"action\":\"\xc0\x80\"}",
      "[{\"action\":\"x\"}",
      "\"action\"",
      "{\"action\":\"x\" \"b\":1}",
      "{\"action\" \"x\"}",
      "{action:\"x\"}",
      "{\"a\":[1 2]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = arc_json_text_parse (bad[i], strlen (bad[i]), &error);
    if (node != NULL && i != G_N_ELEMENTS (bad))
      g_assert_true (JSON_NODE_HOLDS_VALUE (node)); /* a bare text is JSON, but no record */
    else
      g_assert_nonnull (error);
    g_autofree char *content = g_strdup_printf ("{\"action\":\"ok\"}\n%s\n", bad[i]);
    g_autofree char *found = read_text (content, NULL);
    assert_contains (found, "\n2! ");
  }

  /* Deep nesting must not reach json-glib, which recurses. */
  g_autoptr (GString) deep = g_string_new ("{\"action\":\"ok\"}\n{\"a\":");
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  g_autofree char *found = read_text (deep->str, NULL);
  assert_contains (found, "2! Values are nested too deeply.");
}

static void
test_json_pairs (void)
{
  assert_reads ("{\"action\":\"\\ud83d\\ude00 \\u00e9\\/\"}", NULL,
                "1: {\"type\":\"entry\",\"version\":1,\"occurred_at\":\"1970-01-01T00:00:00Z\","
                "\"created_at\":\"1970-01-01T00:00:00Z\","
                "\"modified_at\":\"1970-01-01T00:00:00Z\",\"action\":\"😀 é/\","
                "\"lens\":\"individual\"}\n");
}

static void
test_json_fields (void)
{
  static const struct {
    const char *member;
    const char *why;
  } cases[] = {
      {"\"version\":2",
       "This record has version 2 of the format, and this program knows version 1. "
       "A newer ARC Journal can read it."},
      {"\"version\":\"1\"", "“version” must be a whole number from 1 on."},
      {"\"version\":0", "“version” must be a whole number from 1 on."},
      {"\"type\":\"meeting\"", "This program does not know records of the type “meeting”, only "
                               "entry, reminder, goal and setting."},
      {"\"type\":4", "“type” must be text."},
      {"\"look_back_on\":\"soon\"", "“look_back_on” must be a day such as 2026-11-20."},
      {"\"continues\":\"x\"", "“continues” must be an id (a UUID)."},
      {"\"commitments\":{}", "“commitments” must be a list."},
      {"\"commitments\":[4]", "“commitments” must be a list of objects."},
      {"\"commitments\":[{\"text\":\"x\"}]",
       "“commitments.kind” must be one of stop, start, continue and more."},
      {"\"commitments\":[{\"kind\":\"stop\",\"text\":\"x\",\"state\":\"later\"}]",
       "“commitments.state” must be one of open, done, habit and let-go."},
      {"\"barriers\":[{\"text\":\"x\",\"state\":\"later\"}]",
       "“barriers.state” must be one of open, being-removed, removed and stays."},
      {"\"id\":\"x\"", "“id” must be an id (a UUID)."},
      {"\"id\":5", "“id” must be text."},
      {"\"revision\":\"019a\"", "“revision” must be an id (a UUID)."},
      {"\"occurred_at\":\"now\"", "“occurred_at” must be a time such as 2026-11-20T13:03:11Z."},
      {"\"occurred_at\":12", "“occurred_at” must be text."},
      {"\"created_at\":\"2026-13-01\"",
       "“created_at” must be a time such as 2026-11-20T13:03:11Z."},
      {"\"title\":[]", "“title” must be text."},
      {"\"reflection\":1", "“reflection” must be text."},
      {"\"outcome\":\"good\"", "“outcome” must be one of achieved, partly and missed."},
      {"\"lens\":\"x\"", "“lens” must be one of individual, manager, executive and facilitator."},
      {"\"tags\":\"a\"", "“tags” must be a list."},
      {"\"tags\":[1]", "“tags” must be a list of texts."},
      {"\"evidence\":\"felt\"", "“evidence” must be an object."},
      {"\"evidence\":{}",
       "“evidence.kind” must be one of felt, learned, did-differently and measured."},
      {"\"evidence\":{\"kind\":\"measured\",\"amount\":\"5\"}",
       "“evidence.amount” must be a number."},
      {"\"look_backs\":[1]", "“look_backs” must be a list of objects."},
      {"\"look_backs\":[{\"did\":\"maybe\"}]",
       "“look_backs.did” must be one of yes, partly, not-yet and no-longer."},
      {"\"revisions\":{}", "“revisions” must be a list."},
      {"\"zone\":\"Nowhere/Land\"",
       "“Nowhere/Land” is not a time zone. Use a name such as Europe/Berlin."},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *content = g_strdup_printf ("{\"action\":\"x\",%s}", cases[i].member);
    g_autofree char *expected = g_strdup_printf ("1! %s\n", cases[i].why);
    assert_reads (content, NULL, expected);
  }
}

static const char *
bare_json (const char *members, char **owned)
{
  g_free (*owned);
  *owned = g_strdup_printf ("{\"type\":\"entry\",\"version\":1,"
                            "\"occurred_at\":\"1970-01-01T00:00:00Z\","
                            "\"created_at\":\"1970-01-01T00:00:00Z\","
                            "\"modified_at\":\"1970-01-01T00:00:00Z\",%s}",
                            members);
  return *owned;
}

/* Blank lines, unknown members, null, Windows line ends, a byte order mark, no last line end. */
static void
test_json_lenient (void)
{
  g_autofree char *json = NULL;
  g_autofree char *expected =
      g_strdup_printf ("3: %s\n", bare_json ("\"action\":\"x\",\"lens\":\"individual\"", &json));

  assert_reads ("\xef\xbb\xbf\n  \r\n{\"action\":\"x\",\"title\":null,\"later\":{\"a\":[1]}}\r\n",
                NULL, expected);
  assert_reads ("\n\n{\"action\":\"x\"}", NULL, expected);
  assert_reads ("", NULL, "");
  assert_reads (" \n\n", NULL, "");
}

#define LOOP_JSON                                                                                  \
  "{\"type\":\"entry\",\"version\":1,\"id\":\"" ID_A                                               \
  "\",\"occurred_at\":\"2026-11-20T13:03:11Z\",\"created_at\":\"2026-11-20T13:10:00Z\","           \
  "\"modified_at\":\"2026-11-20T13:10:00Z\",\"change\":\"Ask first\\nNo licences\","               \
  "\"lens\":\"individual\",\"look_backs\":[{\"id\":\"" ID_B                                        \
  "\",\"at\":\"2026-11-27T14:30:00Z\",\"did\":\"partly\",\"commitment\":\"" ID_C                   \
  "\"}],\"look_back_on\":\"2026-12-04\",\"continues\":\"" ID_B                                     \
  "\",\"commitments\":[{\"id\":\"" ID_C                                                            \
  "\",\"kind\":\"start\",\"text\":\"Ask first\",\"if\":\"it is Monday\",\"then\":\"I ask\","       \
  "\"measure\":\"3 of 4\",\"due\":\"2026-11-27\",\"state\":\"habit\","                             \
  "\"created_at\":\"2026-11-20T13:10:00Z\",\"modified_at\":\"2026-11-27T14:30:00.000001Z\"}],"     \
  "\"barriers\":[{\"id\":\"" ID_A                                                                  \
  "\",\"text\":\"No licences\",\"owner\":\"Ada\",\"next_step\":\"Order them\","                    \
  "\"next_by\":\"2026-12-01\",\"state\":\"stays\",\"why\":\"No money\","                           \
  "\"created_at\":\"2026-11-20T13:10:00Z\",\"modified_at\":\"2026-11-20T13:10:00Z\"}],"            \
  "\"firings\":[{\"commitment\":\"" ID_C                                                           \
  "\",\"due\":\"2026-11-27\",\"state\":\"done\",\"at\":\"2026-11-27T14:30:00.000001Z\"},"          \
  "{\"due\":\"2026-12-04\",\"state\":\"snoozed\",\"until\":\"2026-12-05T08:00:00Z\","              \
  "\"at\":\"2026-12-04T14:31:00Z\"}]}"

static void
test_json_loop (void)
{
  assert_reads (LOOP_JSON "\n", NULL, "1: " LOOP_JSON "\n");
}

static gboolean
keep_record (ArcItem *item, guint64 line, gpointer user_data, GError **error)
{
  *(ArcRecord **) user_data = g_steal_pointer (&item->record);
  return TRUE;
}

/* Markdown carries it in the comment. */
static void
test_markdown_loop (void)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (LOOP_JSON, strlen (LOOP_JSON), NULL);
  ArcReadOptions options = {.now_us = NOW_US};
  g_autoptr (ArcRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  arc_record_reader_run (stream, &options, keep_record, take_rejection, &record, NULL, &error);
  g_assert_no_error (error);
  assert_round_trip (record, ARC_FORMAT_MARKDOWN);
}

#define REMINDER_JSON                                                                              \
  "{\"type\":\"reminder\",\"version\":1,\"id\":\"" ID_A                                            \
  "\",\"title\":\"Friday\",\"rule\":\"FREQ=WEEKLY;BYDAY=FR\",\"start\":\"2026-11-27\","            \
  "\"at\":\"15:30\",\"zone\":\"Europe/Berlin\",\"paused\":true,\"paused_until\":\"2027-01-08\","   \
  "\"created_at\":\"2026-11-20T13:10:00Z\",\"modified_at\":\"2026-11-20T13:10:00Z\","              \
  "\"firings\":[{\"due\":\"2026-11-27T15:30\",\"state\":\"snoozed\","                              \
  "\"until\":\"2026-11-27T16:30:00Z\",\"at\":\"2026-11-27T14:31:00Z\"},"                           \
  "{\"due\":\"2026-12-04T00:00\",\"state\":\"done\",\"at\":\"2026-11-20T13:11:00Z\"}]}"
#define GOAL_JSON                                                                                  \
  "{\"type\":\"goal\",\"version\":1,\"id\":\"" ID_B                                                \
  "\",\"title\":\"Keep it fresh\",\"unit\":\"opportunities updated\",\"target\":10,"               \
  "\"created_at\":\"2026-11-20T13:10:00Z\",\"modified_at\":\"2026-11-20T13:10:00Z\","              \
  "\"counts\":[{\"week\":\"2026-11-09\",\"count\":0},{\"week\":\"2026-11-16\",\"count\":7}]}"
#define SETTING_JSON "{\"type\":\"setting\",\"version\":1,\"key\":\"day-start-h\",\"value\":\"4\"}"

/* What a journal holds beside entries. */
static void
test_json_asides (void)
{
  assert_reads (REMINDER_JSON "\n" GOAL_JSON "\n" SETTING_JSON "\n", NULL,
                "1: " REMINDER_JSON "\n2: " GOAL_JSON "\n3: " SETTING_JSON "\n");
  /* Seconds, and what is not said. */
  assert_reads (
      "{\"type\":\"reminder\",\"rule\":\"FREQ=DAILY\",\"start\":\"2026-11-27\","
      "\"at\":\"23:59:59\"}\n"
      "{\"type\":\"setting\",\"key\":\"quiet-from\"}\n",
      NULL,
      "1: {\"type\":\"reminder\",\"version\":1,\"rule\":\"FREQ=DAILY\","
      "\"start\":\"2026-11-27\",\"at\":\"23:59:59\","
      "\"created_at\":\"1970-01-01T00:00:00Z\",\"modified_at\":\"1970-01-01T00:00:00Z\"}\n"
      "2: {\"type\":\"setting\",\"version\":1,\"key\":\"quiet-from\",\"value\":\"\"}\n");
}

static void
test_json_aside_faults (void)
{
  static const char *const faults[][2] = {
      {"{\"type\":\"reminder\",\"version\":2}",
       "This record has version 2 of the format, and this program knows version 1. A newer ARC "
       "Journal can read it."},
      {"{\"type\":\"meeting\",\"version\":1}",
       "This program does not know records of the type “meeting”, only entry, reminder, goal and "
       "setting."},
      {"{\"type\":\"reminder\",\"rule\":\"FREQ=DAILY\",\"start\":\"2026-11-27\"}",
       "“at” must be a time of day such as 15:30."},
      {"{\"type\":\"reminder\",\"at\":\"24:00\"}", "“at” must be a time of day such as 15:30."},
      {"{\"type\":\"reminder\",\"at\":\"15:30x\"}", "“at” must be a time of day such as 15:30."},
      {"{\"type\":\"reminder\",\"at\":\"15:30\",\"start\":\"Friday\"}",
       "“start” must be a day such as 2026-11-20."},
      {"{\"type\":\"reminder\",\"at\":\"15:30\",\"start\":\"2026-11-27\",\"paused\":1}",
       "“paused” must be true or false."},
      {"{\"type\":\"reminder\",\"at\":\"15:30\",\"start\":\"2026-11-27\",\"firings\":[{}]}",
       "“firings.due” must be a day such as 2026-11-20, or 2026-11-20T15:30."},
      {"{\"type\":\"reminder\",\"at\":\"15:30\",\"start\":\"2026-11-27\","
       "\"firings\":[{\"due\":\"2026-11-27 15:30\",\"state\":\"done\"}]}",
       "“firings.due” must be a day such as 2026-11-20, or 2026-11-20T15:30."},
      {"{\"type\":\"reminder\",\"at\":\"15:30\",\"start\":\"2026-11-27\","
       "\"firings\":[{\"due\":\"2026-11-27T25:30\",\"state\":\"done\"}]}",
       "“firings.due” must be a day such as 2026-11-20, or 2026-11-20T15:30."},
      {"{\"type\":\"reminder\",\"at\":\"15:30\",\"start\":\"2026-11-27\","
       "\"firings\":[{\"due\":\"2026-11-27T15:30\",\"state\":\"shown\"}]}",
       "“firings.state” must be one of snoozed and done."},
      {"{\"type\":\"reminder\",\"at\":\"15:30\",\"start\":\"2026-11-27\",\"rule\":\"FREQ=DAILY\","
       "\"firings\":[{\"due\":\"9026-11-27\",\"state\":\"done\"}]}",
       "“firings.due” must be a day such as 2026-11-20, or 2026-11-20T15:30."},
      {"{\"type\":\"goal\",\"target\":1.5}", "“target” must be a whole number."},
      {"{\"type\":\"goal\"}", "A weekly goal is a number between 1 and 10000."},
      {"{\"type\":\"goal\",\"target\":1,\"counts\":[{\"count\":1}]}",
       "“counts.week” must be a day such as 2026-11-20."},
      {"{\"type\":\"goal\",\"target\":1,\"counts\":[{\"week\":\"2026-11-16\",\"count\":-1}]}",
       "The count of a goal's week is not below 0."},
      {"{\"type\":\"setting\",\"key\":\"Day start\"}", "“Day start” is not the name of a setting."},
      {"{\"type\":\"setting\"}", "“” is not the name of a setting."},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *expected = g_strdup_printf ("1! %s\n", faults[i][1]);
    assert_reads (faults[i][0], NULL, expected);
  }
}

static void
test_json_rejects_all_lines (void)
{
  assert_reads ("{\"action\":\"\"}\n{\"action\":5}\nnonsense\n{\"title\":\"x\",\"body\":\"y\"}\n",
                NULL,
                "1! There is no text in it.\n"
                "2! “action” must be text.\n"
                "3! This is not valid JSON, from byte 1 on.\n"
                "4! This has none of the fields action, reflection and change.\n");
}

static void
test_json_documents (void)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *expected = g_strdup_printf (
      "2: %s\n5: %s\n", bare_json ("\"action\":\"x ]}\\\"{\",\"lens\":\"individual\"", &a),
      bare_json ("\"action\":\"y\",\"lens\":\"individual\"", &b));

  assert_reads ("[\n{\"action\":\n\"x ]}\\\"{\"}\n,\n  {\"action\": \"y\"\n}\n]\n", NULL, expected);
  assert_reads ("{\n\"action\": \"y\"\n}\n", NULL,
                (expected = (g_free (expected), g_strdup_printf ("1: %s\n", b))));
  assert_reads ("[1]", NULL, "error: line 1: This is not a list of JSON objects.\n");
  assert_reads ("[{\"action\":\"y\"", NULL, "1! This is not valid JSON: it ends too early.\n");
  assert_reads ("[]", NULL, "");
}

static void
test_json_long_lines (void)
{
  gsize size = ARC_LINES_LIMIT + 100;
  g_autoptr (GString) content = g_string_sized_new (size + 100);
  g_autofree char *json = NULL;

  g_string_append (content, "{\"action\":\"");
  gsize from = content->len;
  g_string_set_size (content, size);
  memset (content->str + from, 'x', size - from);
  g_string_append (content, "\"}\n{\"action\":\"y\"}\n");
  g_autofree char *expected =
      g_strdup_printf ("1! The record is longer than 64 MiB.\n2: %s\n",
                       bare_json ("\"action\":\"y\",\"lens\":\"individual\"", &json));
  ArcReadOptions options = {.has_format = TRUE, .format = ARC_FORMAT_JSONL};
  g_autofree char *found = read_bytes (content->str, content->len, &options);
  g_assert_cmpstr (found, ==, expected);

  /* A section over its own limit is the entry's fault, not the line's. */
  g_string_truncate (content, 11 * 1024 * 1024);
  g_string_append (content, "\"}\n");
  g_autofree char *second = read_bytes (content->str, content->len, &options);
  g_assert_cmpstr (second, ==, "1! Action is longer than 10 MiB. Split it into several entries.\n");
}

static void
test_other_encodings (void)
{
  g_autofree char *found = read_bytes ("\xff\xfe{\0\"\0", 6, NULL);

  g_assert_cmpstr (found, ==, "error: The file is UTF-16 text. Save it as UTF-8 and try again.\n");
}

/* ---- mapping ---- */

static ArcMapping *
new_mapping (const char *text)
{
  g_autoptr (GError) error = NULL;
  ArcMapping *mapping = arc_mapping_parse (text, &error);

  g_assert_no_error (error);
  return mapping;
}

static void
test_map_json (void)
{
  g_autoptr (ArcMapping) mapping =
      new_mapping ("what=action, why=action,n=reflection,day=date,labels=tags,kind=outcome,"
                   "head=title,about=topic,role=lens");
  ArcReadOptions options = {.mapping = mapping, .zone = "Europe/Berlin", .now_us = NOW_US};
  g_autoptr (GError) error = NULL;

  assert_reads (
      "{\"what\":\"A\",\"why\":\"B\",\"n\":1.5,\"day\":\"2026-03-01\",\"labels\":[\"x, y\",7],"
      "\"kind\":\"Achieved\",\"head\":\"T\",\"about\":\" CRM \",\"role\":\"manager\"}\n"
      "{\"what\":[\"a\",\"b\",true],\"labels\":\"one, two;three\",\"n\":null}\n"
      "{\"other\":1}\n"
      "{\"what\":{\"x\":1}}\n"
      "{\"what\":\"x\",\"day\":\"soon\"}\n"
      "{\"what\":\"x\",\"kind\":\"great\"}\n",
      &options,
      "1: {\"type\":\"entry\",\"version\":1,\"occurred_at\":\"2026-03-01T11:00:00Z\","
      "\"zone\":\"Europe/Berlin\",\"created_at\":\"1970-01-01T00:00:00Z\","
      "\"modified_at\":\"1970-01-01T00:00:00Z\",\"title\":\"T\",\"action\":\"A\\n\\nB\","
      "\"reflection\":\"1.5\",\"outcome\":\"achieved\",\"lens\":\"manager\",\"topic\":\"CRM\","
      "\"tags\":[\"x, y\",\"7\"]}\n"
      "2: {\"type\":\"entry\",\"version\":1,\"occurred_at\":\"1970-01-01T00:00:00Z\","
      "\"zone\":\"Europe/Berlin\",\"created_at\":\"1970-01-01T00:00:00Z\","
      "\"modified_at\":\"1970-01-01T00:00:00Z\",\"action\":\"a\\nb\\ntrue\","
      "\"lens\":\"individual\",\"tags\":[\"one\",\"two\",\"three\"]}\n"
      "3! There is no text in it.\n"
      "4! “what” is neither text nor a number nor a list of them.\n"
      "5! “soon” is not a date. Write it like 2026-11-20 or “2026-11-20 14:30”.\n"
      "6! “great” is not an outcome: achieved, partly or missed.\n");
  g_assert_true (arc_mapping_check_used (mapping, &error));
  g_assert_no_error (error);
}

static void
test_map_faults (void)
{
  static const char *const bad[] = {"", "x", "=action", "a=b", "a=action,", "a=id", "a=Action"};
  g_autoptr (ArcMapping) unused = new_mapping ("typo=action,x=change");
  ArcReadOptions options = {.mapping = unused, .now_us = NOW_US};
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) fault = NULL;
    g_assert_null (arc_mapping_parse (bad[i], &fault));
    g_assert_nonnull (fault);
    g_assert_true (g_str_has_suffix (fault->message, "."));
  }
  g_autofree char *found = read_text ("{\"x\":\"text\"}", &options);
  assert_contains (found, "\"change\":\"text\"");
  g_assert_false (arc_mapping_check_used (unused, &error));
  g_assert_cmpstr (error->message, ==, "No record has a field “typo”. Look at the names in --map.");
}

static void
test_foreign (void)
{
  assert_reads ("{\"lesson\":\"x\",\"event\":\"y\"}\n", NULL,
                "error: These are not ARC Journal's own records. Say with --map which field goes "
                "where, as in --map lesson=action. The fields are: lesson, event.\n");
  assert_reads ("lesson;event\nx;y\n", NULL,
                "error: These are not ARC Journal's own records. Say with --map which field goes "
                "where, as in --map lesson=action. The fields are: lesson, event.\n");
  assert_reads ("{}\n", NULL, "error: These records have no fields.\n");
}

/* ---- texts that must survive ---- */

static const char *const nasty[] = {
    "plain",
    " leading and trailing ",
    "\n",
    "\n\n\n",
    "a\n",
    "a\n\n\n",
    "\n\na",
    "a\r\nb\r\n",
    "\r",
    "a\rb",
    "# not a heading\n## Action\n## Reflection  \n## Change\r\n### three\n#\n#tag",
    "\\# escaped already\n\\\\# twice\n\\## Action\n\\",
    "<!-- arc-journal {} -->\n<!-- arc: hint -->\n\\<!-- arc: hint -->",
    "- Date: never\n- x",
    "```\n# code\n```",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "'=1",
    "''=1",
    "'",
    "'x",
    "a,b;c\td\"e\"\"f'",
    "\"",
    "\"\"",
    "\x01\x02\x03\x04\x05\x06\x07\b\v\f\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b"
    "\x1c\x1d\x1e\x1f\x7f",
    "\xc2\x80\xc2\x85\xc2\x9b\u00a0\u2028\u2029\ufeff\ufdd0\ufdd1\uffff",
    "مرحبا \u202eabc\u202c שלום",
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 \U0010ffff",
    "今日は日本語を勉強した",
    "--> {\"a\":\"b\"} >",
};

static void
test_nasty_sections (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++) {
    const char *next = nasty[(i + 1) % G_N_ELEMENTS (nasty)];
    g_autoptr (ArcRecord) record = new_record (NULL, nasty[i], i % 3 ? next : NULL, nasty[i]);
    assert_round_trip (record, ARC_FORMAT_JSONL);
    assert_round_trip (record, ARC_FORMAT_MARKDOWN);
    assert_round_trip (record, ARC_FORMAT_CSV);
  }
}

static void
test_nasty_titles (void)
{
  static const char *const titles[] = {
      "2026-11-20 15:03", "#", "# x", "- list", "a  b", "a\nb", "a\r", " ", "\t", "-->", "\\",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles) + G_N_ELEMENTS (nasty); i++) {
    const char *title = i < G_N_ELEMENTS (titles) ? titles[i] : nasty[i - G_N_ELEMENTS (titles)];
    g_autoptr (ArcRecord) record = new_record (title, i % 2 ? "x" : NULL, NULL, NULL);
    assert_round_trip (record, ARC_FORMAT_JSONL);
    assert_round_trip (record, ARC_FORMAT_MARKDOWN);
    assert_round_trip (record, ARC_FORMAT_CSV);
  }
}

static void
test_nasty_fields (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++) {
    g_autoptr (ArcRecord) record = new_record ("t", "x", NULL, NULL);
    arc_entry_set_topic (record->entry, nasty[i]);
    arc_entry_add_tag (record->entry, nasty[i]);
    arc_entry_add_tag (record->entry, "second");
    arc_entry_set_evidence (record->entry, ARC_EVIDENCE_MEASURED, i % 2 ? -2.25 : 1e21, nasty[i]);
    assert_round_trip (record, ARC_FORMAT_JSONL);
    assert_round_trip (record, ARC_FORMAT_MARKDOWN);
    assert_round_trip (record, ARC_FORMAT_CSV);
  }
}

static void
test_big_sections (void)
{
  GString *text = g_string_new (NULL);

  while (text->len < 1024 * 1024)
    g_string_append (text, "# 😀 line, \"quoted\"\r\n\n=x\\\n");
  g_autofree char *big = g_string_free (text, FALSE);
  g_autoptr (ArcRecord) record = new_record ("Big", big, big, big);
  assert_round_trip (record, ARC_FORMAT_JSONL);
  assert_round_trip (record, ARC_FORMAT_MARKDOWN);
  assert_round_trip (record, ARC_FORMAT_CSV);
}

/* Texts made of the characters that have a meaning somewhere. */
static char *
random_text (guint max)
{
  static const char *const atoms[] = {
      "#", "##", " ",    "\n", "\r",     "\\",        "\"",         "'",   "=",
      ",", ";",  "\t",   "x",  "Action", "## Action", "<!-- arc: ", "-->", "- ",
      "é", "😀",  "\x1f", "# ", "\n\n",   "@",         "-",
  };
  GString *text = g_string_new (NULL);

  for (guint i = g_test_rand_int_range (0, max); i > 0; i--)
    g_string_append (text, atoms[g_test_rand_int_range (0, G_N_ELEMENTS (atoms))]);
  return g_string_free (text, FALSE);
}

static void
test_random_records (void)
{
  for (guint i = 0; i < 3000; i++) {
    g_autofree char *title = random_text (6);
    g_autofree char *action = random_text (20);
    g_autofree char *reflection = random_text (20);
    g_autofree char *change = random_text (20);
    g_autofree char *topic = random_text (6);
    g_autofree char *tag = random_text (6);
    g_autoptr (ArcRecord) record = new_record (title, action, reflection, change);
    arc_entry_set_topic (record->entry, topic);
    arc_entry_add_tag (record->entry, tag);
    record->entry->outcome = g_test_rand_int_range (0, ARC_N_OUTCOMES);
    record->entry->lens = g_test_rand_int_range (0, ARC_N_LENSES);
    arc_entry_set_evidence (record->entry, g_test_rand_int_range (0, ARC_N_EVIDENCE),
                            g_test_rand_double_range (-1e6, 1e6), tag);
    if (arc_entry_is_empty (record->entry))
      continue;
    assert_round_trip (record, ARC_FORMAT_JSONL);
    assert_round_trip (record, ARC_FORMAT_MARKDOWN);
    assert_round_trip (record, ARC_FORMAT_CSV);
  }
}

/* ---- Markdown ---- */

static void
test_markdown_literal (void)
{
  g_autoptr (ArcRecord) record = new_record ("Reports", "I exported.\n# twice", NULL, "Ask Mia.");

  record->entry->outcome = ARC_OUTCOME_MISSED;
  arc_entry_add_tag (record->entry, "a,b");
  arc_entry_add_tag (record->entry, "c");
  arc_entry_set_evidence (record->entry, ARC_EVIDENCE_MEASURED, 25, "minutes each week");
  g_autoptr (GString) text = write_record (record, ARC_FORMAT_MARKDOWN);
  g_assert_cmpstr (text->str, ==,
                   "# Reports\n"
                   "\n"
                   "- Date: 2026-11-20 15:03 (Europe/Berlin)\n"
                   "- Outcome: missed\n"
                   "- Tags: a\\,b, c\n"
                   "- Evidence: measured, 25 minutes each week\n"
                   "\n"
                   "<!-- arc-journal {\"version\":1,\"id\":\"" ID_A "\",\"revision\":\"" ID_B
                   "\",\"occurred_at\":\"2026-11-20T14:03:11.123456Z\",\"zone\":\"Europe/Berlin\","
                   "\"created_at\":\"2026-11-20T14:03:11.000001Z\","
                   "\"modified_at\":\"2026-11-20T14:03:13Z\"} -->\n"
                   "\n"
                   "## Action\n"
                   "\n"
                   "I exported.\n"
                   "\\# twice\n"
                   "\n"
                   "## Change\n"
                   "\n"
                   "Ask Mia.\n");
}

static void
test_markdown_full (void)
{
  g_autoptr (ArcRecord) record = full_record ();

  assert_round_trip (record, ARC_FORMAT_MARKDOWN);
}

static void
test_markdown_many (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (ArcWriter) writer = arc_writer_new (stream, ARC_FORMAT_MARKDOWN, FALSE);
  g_autoptr (GString) expected = g_string_new (NULL);

  arc_writer_begin (writer, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++) {
    g_autoptr (ArcRecord) record = new_record ("t", nasty[i], NULL, i % 2 ? nasty[i] : NULL);
    g_autofree char *json = to_json (record);
    arc_writer_record (writer, record, NULL, NULL);
    g_string_append_printf (expected, "%s\n", json);
  }
  arc_writer_end (writer, NULL, NULL);
  g_autofree char *found =
      read_bytes (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                  g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), NULL);
  g_autoptr (GRegex) numbers = g_regex_new ("^[0-9]+: ", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *stripped = g_regex_replace (numbers, found, -1, 0, "", 0, NULL);
  g_assert_cmpstr (stripped, ==, expected->str);
}

/* Written by hand, with what a person would leave out or change. */
static void
test_markdown_by_hand (void)
{
  g_autofree char *json = NULL;
  g_autofree char *expected = NULL;

  assert_reads ("\n# My title\n- date: 2026-11-20 15:03:11 (Europe/Berlin)\n- Tags: x, y\n"
                "## Action\nI did.\n\n## Foo\nstays\n## Change\n\n\n",
                NULL,
                "2: {\"type\":\"entry\",\"version\":1,\"occurred_at\":\"2026-11-20T14:03:11Z\","
                "\"zone\":\"Europe/Berlin\",\"created_at\":\"1970-01-01T00:00:00Z\","
                "\"modified_at\":\"1970-01-01T00:00:00Z\",\"title\":\"My title\","
                "\"action\":\"I did.\\n\\n## Foo\\nstays\",\"lens\":\"individual\","
                "\"tags\":[\"x\",\"y\"]}\n");
  assert_reads (
      "# T\r\n\r\n## Action\r\n\r\na\r\nb\r\n", NULL,
      (expected = g_strdup_printf ("1: %s\n", bare_json ("\"title\":\"T\",\"action\":\"a\\nb\","
                                                         "\"lens\":\"individual\"",
                                                         &json))));
  assert_reads (
      "text\nmore\n# T\n\nfloating\n## Action\nx\n# U\n- Mood: fine\n# V\n"
      "## Action\na\n## Action\nb\n# W\n- Outcome: good\n# X\n<!-- arc-journal {\"a\" -->\n"
      "# Y\n",
      &(ArcReadOptions){.name = "x.md"},
      "1! An entry begins with a line such as “# Title”.\n"
      "5! This text stands in no section. Put it under “## Action”, “## Reflection” or "
      "“## Change”.\n"
      "9! “Mood: fine” is not a field of an entry.\n"
      "13! The section “Action” is there twice.\n"
      "16! “good” is not an outcome: achieved, partly or missed.\n"
      "18! This is not valid JSON: it ends too early.\n"
      "19: {\"type\":\"entry\",\"version\":1,\"occurred_at\":\"1970-01-01T00:00:00Z\","
      "\"created_at\":\"1970-01-01T00:00:00Z\","
      "\"modified_at\":\"1970-01-01T00:00:00Z\",\"title\":\"Y\","
      "\"lens\":\"individual\"}\n");
}

/* A visible line that was changed counts, the others stay exact. */
static void
test_markdown_changed_line (void)
{
  g_autoptr (ArcRecord) record = full_record ();
  g_autoptr (GString) text = write_record (record, ARC_FORMAT_MARKDOWN);

  g_string_replace (text, "- Outcome: partly", "- Outcome: achieved", 1);
  g_autofree char *found = read_text (text->str, NULL);
  record->entry->outcome = ARC_OUTCOME_ACHIEVED;
  g_autofree char *json = to_json (record);
  g_autofree char *expected = g_strdup_printf ("1: %s\n", json);
  g_assert_cmpstr (found, ==, expected);
}

/* ---- the page for an editor ---- */

static ArcEntry *
parse_template (const char *text, const ArcEntry *base)
{
  g_autoptr (GError) error = NULL;
  ArcEntry *entry = arc_markdown_parse_template (text, strlen (text), base, NOW_US, &error);

  g_assert_no_error (error);
  return entry;
}

static void
test_template_untouched (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++) {
    g_autoptr (ArcRecord) record = new_record (i % 2 ? nasty[i] : NULL, nasty[i], NULL, nasty[i]);
    g_autoptr (GString) page = g_string_new (NULL);
    arc_entry_set_topic (record->entry, nasty[i]);
    arc_entry_set_evidence (record->entry, ARC_EVIDENCE_MEASURED, 0.1, nasty[i]);
    arc_markdown_append_template (page, record->entry);
    g_autoptr (ArcEntry) entry = parse_template (page->str, record->entry);
    g_assert_true (arc_entry_same_content (entry, record->entry));
    g_assert_cmpstr (entry->id, ==, ID_A);
    g_assert_cmpstr (entry->revision, ==, ID_B);
  }
}

static void
test_template_filled (void)
{
  g_autoptr (ArcEntry) base = arc_entry_new ();
  g_autoptr (GString) page = g_string_new (NULL);

  base->occurred_us = NOW_US;
  arc_entry_set_zone (base, "Europe/Berlin");
  arc_markdown_append_template (page, base);
  g_string_replace (page, "# \n", "# My day\n", 1);
  g_string_replace (page, "- Outcome:\n", "- Outcome: Partly\n", 1);
  g_string_replace (page, "- Evidence:\n", "- Evidence: measured 3 calls\n", 1);
  g_string_replace (page, "- Date: 2026-11-20 15:03", "- Date: yesterday", 1);
  g_string_append (page, "I will ask.\n# of calls: 3\n\n\n");
  g_autoptr (ArcEntry) entry = parse_template (page->str, base);
  g_assert_cmpstr (entry->title, ==, "My day");
  g_assert_cmpint (entry->outcome, ==, ARC_OUTCOME_PARTLY);
  g_assert_cmpint (entry->evidence, ==, ARC_EVIDENCE_MEASURED);
  g_assert_cmpfloat (entry->evidence_amount, ==, 3);
  g_assert_cmpstr (entry->evidence_unit, ==, "calls");
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "");
  g_assert_cmpstr (entry->section[ARC_SECTION_CHANGE], ==, "I will ask.\n# of calls: 3");
  g_autofree char *when = arc_instant_format (entry->occurred_us);
  g_assert_cmpstr (when, ==, "2026-11-19T11:00:00Z");
}

static void
test_template_faults (void)
{
  static const struct {
    const char *page;
    const char *why;
  } cases[] = {
      {"# T\n\n- Outcome: good\n", "line 3: “good” is not an outcome: achieved, partly or missed."},
      {"# T\n- Date: soon\n",
       "line 2: “soon” is not a date. Write it like 2026-11-20 or “2026-11-20 14:30”."},
      {"# T\n\nhello\n", "line 3: This text stands in no section. Put it under “## Action”, "
                         "“## Reflection” or “## Change”."},
      {"# T\n## Action\n\xff\n", "line 1: This is not valid UTF-8 text without NUL characters."},
  };
  g_autoptr (ArcEntry) base = arc_entry_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (
        arc_markdown_parse_template (cases[i].page, strlen (cases[i].page), base, NOW_US, &error));
    g_assert_cmpstr (error->message, ==, cases[i].why);
  }
}

/* ---- CSV ---- */

static void
test_csv_literal (void)
{
  g_autoptr (ArcRecord) record = new_record ("=T", "a \"b\"\r\nc", "-x", "'+y");

  arc_entry_add_tag (record->entry, "one");
  arc_entry_add_tag (record->entry, "two;three");
  arc_entry_set_evidence (record->entry, ARC_EVIDENCE_MEASURED, -5, "@u");
  record->entry->evidence_per = ARC_PER_WEEK;
  g_autoptr (GString) text = write_record (record, ARC_FORMAT_CSV);
  g_assert_cmpstr (text->str, ==,
                   "id,occurred_at,zone,title,action,reflection,change,outcome,lens,topic,tags,"
                   "evidence,amount,unit,created_at,modified_at,revision,per\r\n" ID_A
                   ",2026-11-20T14:03:11.123456Z,Europe/Berlin,\"'=T\",\"a \"\"b\"\"\r\nc\","
                   "\"'-x\",\"''+y\",,individual,,\"one; two\\;three\",measured,-5,\"'@u\","
                   "2026-11-20T14:03:11.000001Z,2026-11-20T14:03:13Z," ID_B ",week\r\n");
  assert_round_trip (record, ARC_FORMAT_CSV);
}

static void
test_csv_dialects (void)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *expected = g_strdup_printf (
      "2: %s\n5: %s\n",
      bare_json ("\"title\":\"t,1\",\"action\":\"a\\n\\nb\",\"lens\":\"individual\"", &a),
      bare_json ("\"action\":\"c\\\"d\",\"lens\":\"individual\"", &b));

  assert_reads ("title,action\n\"t,1\",\"a\n\nb\"\n,c\"d\n", NULL, expected);
  assert_reads ("\xef\xbb\xbf\"title\";\"action\"\r\n\"t,1\";\"a\n\nb\"\r\n;\"c\"\"d\"\r\n", NULL,
                expected);
  assert_reads ("title\taction\tfurther, things\nt,1\t\"a\n\nb\"\t\n\tc\"d", NULL, expected);
  /* Columns in any order, blank lines, short rows. */
  assert_reads ("action , other,title\n\"a\n\nb\",,\"t,1\"\n\r\n\n", NULL,
                (expected = (g_free (expected), g_strdup_printf ("2: %s\n", a))));
}

static void
test_csv_faults (void)
{
  assert_reads ("action,title\nx,y,z\n\"a\"b,c\n\xff,\nok\n\"open,\nend\n",
                &(ArcReadOptions){.name = "f.csv"},
                "2! The row has 3 cells, but there are 2 columns.\n"
                "3! There is text behind a closing quote.\n"
                "4! This is not valid UTF-8. Save the file as UTF-8 and try again.\n"
                "5: {\"type\":\"entry\",\"version\":1,\"occurred_at\":\"1970-01-01T00:00:00Z\","
                "\"created_at\":\"1970-01-01T00:00:00Z\","
                "\"modified_at\":\"1970-01-01T00:00:00Z\",\"action\":\"ok\","
                "\"lens\":\"individual\"}\n"
                "6! A quoted cell is not closed.\n");
  assert_reads ("action,outcome,amount,evidence,id,occurred_at\n"
                "x,good\nx,,five,measured\nx,,,guess\nx,,,,7\nx,,,,,today\n",
                &(ArcReadOptions){.name = "f.csv"},
                "2! “outcome” must be one of achieved, partly and missed.\n"
                "3! “amount” must be a number.\n"
                "4! “evidence” must be one of felt, learned, did-differently and measured.\n"
                "5! “id” must be an id (a UUID).\n"
                "6! “occurred_at” must be a time such as 2026-11-20T13:03:11Z.\n");
}

static void
test_csv_map (void)
{
  g_autoptr (ArcMapping) mapping = new_mapping ("Event=action,When it was=date,Labels=tags");
  ArcReadOptions options = {.mapping = mapping, .zone = "UTC", .now_us = NOW_US};

  assert_reads ("Event;When it was;Labels\n'=x;2026-01-02 03:04;a, b\n", &options,
                "2: {\"type\":\"entry\",\"version\":1,\"occurred_at\":\"2026-01-02T03:04:00Z\","
                "\"zone\":\"UTC\",\"created_at\":\"1970-01-01T00:00:00Z\","
                "\"modified_at\":\"1970-01-01T00:00:00Z\",\"action\":\"'=x\","
                "\"lens\":\"individual\",\"tags\":[\"a\",\"b\"]}\n");
}

/* ---- formats by content and name; plain text ---- */

static void
test_detect (void)
{
  static const struct {
    const char *name;
    const char *head;
    int format; /* -1: cannot be told */
  } cases[] = {
      {NULL, "{\"a\"", ARC_FORMAT_JSONL},
      {"x.csv", "{\"a\"", ARC_FORMAT_JSONL},
      {NULL, "\xef\xbb\xbf [", ARC_FORMAT_JSONL},
      {"x.JSON", "?", ARC_FORMAT_JSONL},
      {"a/b.jsonl", "?", ARC_FORMAT_JSONL},
      {"x.md", "a,b", ARC_FORMAT_MARKDOWN},
      {NULL, "\n# T\n", ARC_FORMAT_MARKDOWN},
      {"x.csv", "# a,b", ARC_FORMAT_CSV},
      {NULL, "a,b\n", ARC_FORMAT_CSV},
      {"x.txt", "a;b", ARC_FORMAT_CSV},
      {"a.csv/x", "word", -1},
      {"x.txt", "word\na,b", -1},
      {NULL, "", -1},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    ArcFormat format = 99;
    gboolean found =
        arc_format_detect (cases[i].name, cases[i].head, strlen (cases[i].head), &format);
    g_assert_cmpint (found ? (int) format : -1, ==, cases[i].format);
  }
  assert_reads ("words\n", NULL,
                "error: The format of this file cannot be told. Say it with --from jsonl, --from "
                "csv, --from markdown or --from ics.\n");
}

static void
test_harmless (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  arc_plain_append_harmless (out, "a\tb\r\nc\x1b[31m\x07\x7f\xc2\x9b\rz");
  g_assert_cmpstr (out->str, ==, "a\tb\nc␛[31m␇␡\ufffd␍z");
}

static void
test_plain (void)
{
  g_autoptr (ArcRecord) record = full_record ();
  g_autoptr (GString) text = write_record (record, ARC_FORMAT_TEXT);

  g_assert_cmpstr (
      text->str, ==,
      "Reports\n"
      "20 November 2026, 15:03 · CRM · Partly · Manager · I measured it: 12.5 minutes\n"
      "#sales, north #a;b\\c\n"
      "\nACTION\nI exported.\n"
      "\nREFLECTION\nIt took long.\n"
      "\nCHANGE\nAsk Mia.\n"
      "\nLooked back on 20 November 2026. Did it: Not yet. It helped: Too early to "
      "say.\nLater --> \"x\"\n"
      "\n" ID_A "\n");
}

/* A stream that gives one byte at a time finds every mistake at the edge of a buffer. */
static void
test_lines_across_buffers (void)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < 4000; i++) {
    for (guint j = 0; j < (i * 37) % 300; j++)
      g_string_append_c (content, 'a' + (i + j) % 26);
    g_string_append_c (content, '\n');
  }
  g_string_append (content, "last");
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (content->str, content->len, NULL);
  g_autoptr (ArcLines) lines = arc_lines_new (stream);
  for (guint i = 1;; i++) {
    char *text;
    gsize length;
    gboolean too_long;
    g_assert_true (arc_lines_next (lines, &text, &length, &too_long, NULL, NULL));
    if (text == NULL)
      break;
    g_assert_cmpuint (arc_lines_get_number (lines), ==, i);
    g_assert_cmpuint (strlen (text), ==, length);
    if (i > 1)
      g_string_append_c (found, '\n');
    g_string_append (found, text);
  }
  g_assert_cmpstr (found->str, ==, content->str);
  g_assert_cmpuint (arc_lines_get_bytes (lines), ==, content->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/json/literal", test_json_literal);
  g_test_add_func ("/formats/json/escapes", test_json_escapes);
  g_test_add_func ("/formats/json/numbers", test_json_numbers);
  g_test_add_func ("/formats/json/strict", test_json_strict);
  g_test_add_func ("/formats/json/pairs", test_json_pairs);
  g_test_add_func ("/formats/json/fields", test_json_fields);
  g_test_add_func ("/formats/json/loop", test_json_loop);
  g_test_add_func ("/formats/json/asides", test_json_asides);
  g_test_add_func ("/formats/json/aside-faults", test_json_aside_faults);
  g_test_add_func ("/formats/markdown/loop", test_markdown_loop);
  g_test_add_func ("/formats/json/lenient", test_json_lenient);
  g_test_add_func ("/formats/json/rejects-all-lines", test_json_rejects_all_lines);
  g_test_add_func ("/formats/json/documents", test_json_documents);
  g_test_add_func ("/formats/json/long-lines", test_json_long_lines);
  g_test_add_func ("/formats/other-encodings", test_other_encodings);
  g_test_add_func ("/formats/map/json", test_map_json);
  g_test_add_func ("/formats/map/csv", test_csv_map);
  g_test_add_func ("/formats/map/faults", test_map_faults);
  g_test_add_func ("/formats/map/foreign", test_foreign);
  g_test_add_func ("/formats/nasty/sections", test_nasty_sections);
  g_test_add_func ("/formats/nasty/titles", test_nasty_titles);
  g_test_add_func ("/formats/nasty/fields", test_nasty_fields);
  g_test_add_func ("/formats/nasty/big", test_big_sections);
  g_test_add_func ("/formats/nasty/random", test_random_records);
  g_test_add_func ("/formats/markdown/literal", test_markdown_literal);
  g_test_add_func ("/formats/markdown/full", test_markdown_full);
  g_test_add_func ("/formats/markdown/many", test_markdown_many);
  g_test_add_func ("/formats/markdown/by-hand", test_markdown_by_hand);
  g_test_add_func ("/formats/markdown/changed-line", test_markdown_changed_line);
  g_test_add_func ("/formats/template/untouched", test_template_untouched);
  g_test_add_func ("/formats/template/filled", test_template_filled);
  g_test_add_func ("/formats/template/faults", test_template_faults);
  g_test_add_func ("/formats/csv/literal", test_csv_literal);
  g_test_add_func ("/formats/csv/dialects", test_csv_dialects);
  g_test_add_func ("/formats/csv/faults", test_csv_faults);
  g_test_add_func ("/formats/detect", test_detect);
  g_test_add_func ("/formats/plain", test_plain);
  g_test_add_func ("/formats/harmless", test_harmless);
  g_test_add_func ("/formats/lines", test_lines_across_buffers);
  return g_test_run ();
}
