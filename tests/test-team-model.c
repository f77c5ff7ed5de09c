/* Teams, posts, shares and replies as values, and the JSON they travel in. */
#include <glib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-id.h"
#include "arc-json-team.h"
#include "arc-limits.h"
#include "arc-team.h"

#define DAY ((ArcDay){2026, 11, 20})

static void
assert_refused (GError **error, int code)
{
  g_assert_error (*error, ARC_ERROR, code);
  g_assert_true (g_str_has_suffix ((*error)->message, "."));
  g_clear_error (error);
}

/* ---- an entry in which every part has a word of its own ---- */

static const char *const markers[] = {
    "mark-action", "mark-reflection", "mark-change", "mark-title",
    "mark-topic",  "mark-tag",        "achieved",    "mark-unit",
};

typedef struct {
  ArcEntry *entry;
  ArcLoop *loop;
  GPtrArray *look_backs;
} Whole;

static void
add_look_back (Whole *whole, const char *commitment_id, gint64 at_us, ArcDid did)
{
  ArcLookBack *look_back = arc_look_back_new (whole->entry->id);

  look_back->id = arc_id_new (at_us);
  look_back->commitment_id = g_strdup (commitment_id);
  look_back->at_us = at_us;
  look_back->did = did;
  g_free (look_back->note);
  look_back->note = g_strdup ("mark-note");
  g_ptr_array_add (whole->look_backs, look_back);
}

static void
whole_init (Whole *whole)
{
  gint64 now_us = arc_day_start (DAY, "UTC", 0) + 15 * ARC_US_PER_SECOND;
  ArcCommitment *commitment;

  whole->entry = arc_entry_new ();
  whole->loop = arc_loop_new ();
  whole->look_backs = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_look_back_free);
  whole->entry->id = arc_id_new (now_us);
  whole->entry->revision = arc_id_new (now_us);
  whole->entry->occurred_us = whole->entry->created_us = whole->entry->modified_us = now_us;
  arc_entry_set_zone (whole->entry, "Europe/Berlin");
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_entry_set_section (whole->entry, i, markers[i]);
  arc_entry_set_title (whole->entry, "mark-title");
  arc_entry_set_topic (whole->entry, "mark-topic");
  arc_entry_add_tag (whole->entry, "mark-tag");
  whole->entry->outcome = ARC_OUTCOME_ACHIEVED;
  whole->entry->lens = ARC_LENS_EXECUTIVE;
  arc_entry_set_evidence (whole->entry, ARC_EVIDENCE_MEASURED, 25, "mark-unit");
  whole->loop->look_back_on = (ArcDay){2026, 12, 24};
  whole->loop->continues = arc_id_new (now_us);
  for (guint i = 0; i < 2; i++) {
    commitment = arc_commitment_new (ARC_KIND_START, i == 0 ? "mark-ticked" : "mark-unticked");
    commitment->id = arc_id_new (now_us);
    commitment->entry_id = g_strdup (whole->entry->id);
    commitment->created_us = commitment->modified_us = now_us;
    g_ptr_array_add (whole->loop->commitments, commitment);
    add_look_back (whole, commitment->id, now_us, ARC_DID_NOT_YET);
    add_look_back (whole, commitment->id, now_us + ARC_US_PER_DAY, ARC_DID_YES);
  }
  g_ptr_array_add (whole->loop->barriers, arc_barrier_new ("mark-barrier"));
  ((ArcBarrier *) whole->loop->barriers->pdata[0])->id = arc_id_new (now_us);
  add_look_back (whole, NULL, now_us + ARC_US_PER_DAY, ARC_DID_PARTLY);
}

static void
whole_clear (Whole *whole)
{
  arc_entry_free (whole->entry);
  arc_loop_free (whole->loop);
  g_ptr_array_unref (whole->look_backs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Whole, whole_clear)

static const char *
ticked_id (const Whole *whole)
{
  return ((ArcCommitment *) whole->loop->commitments->pdata[0])->id;
}

static ArcShare *
share_of (const Whole *whole, const ArcShareChoice *choice)
{
  return arc_share_make (whole->entry, whole->loop, whole->look_backs, DAY, NULL, choice);
}

/* ---- shares ---- */

/* Every set of parts: in the body stand the chosen ones and no others. */
static void
test_share_parts (void)
{
  g_auto (Whole) whole = {0};

  whole_init (&whole);
  for (ArcParts parts = 1; parts <= ARC_PART_ALL; parts++) {
    g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
    g_autoptr (ArcShare) share = NULL;
    g_autoptr (ArcShare) again = NULL;
    g_autofree char *body = NULL;
    g_autofree char *body_again = NULL;
    g_autoptr (GError) error = NULL;

    choice->parts = parts;
    share = share_of (&whole, choice);
    g_assert_cmpuint (share->parts, ==, parts);
    g_assert_true (arc_share_validate (share, &error));
    body = arc_body_from_share (share);
    for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
      g_assert_cmpint (strstr (body, markers[i]) != NULL, ==, (parts & (1u << i)) != 0);
    g_assert_null (strstr (body, "ticked"));
    g_assert_null (strstr (body, "mark-barrier"));
    g_assert_null (strstr (body, "mark-note"));
    g_assert_null (strstr (body, whole.entry->id));
    g_assert_null (strstr (body, "2026-12-24"));
    g_assert_null (strstr (body, "executive"));
    g_assert_null (strstr (body, "Berlin"));
    again = arc_body_to_share (body, &error);
    g_assert_no_error (error);
    g_assert_true (arc_share_equal (share, again));
    body_again = arc_body_from_share (again);
    g_assert_cmpstr (body, ==, body_again);
  }
}

/* One commitment ticked: it alone, with its last answer and the day it is asked about. */
static void
test_share_commitment (void)
{
  g_auto (Whole) whole = {0};
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (ArcShare) share = NULL;
  g_autoptr (ArcShare) again = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  const ArcCommitment *commitment;
  const ArcLookBack *look_back;

  whole_init (&whole);
  g_assert_true (arc_share_choice_is_empty (choice));
  g_ptr_array_add (choice->commitments, g_strdup (ticked_id (&whole)));
  g_assert_false (arc_share_choice_is_empty (choice));
  share = share_of (&whole, choice);
  body = arc_body_from_share (share);
  g_assert_nonnull (strstr (body, "mark-ticked"));
  g_assert_null (strstr (body, "mark-unticked"));
  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    g_assert_null (strstr (body, markers[i]));
  g_assert_null (strstr (body, "created_at"));
  again = arc_body_to_share (body, &error);
  g_assert_no_error (error);
  g_assert_true (arc_share_equal (share, again));
  commitment = again->loop->commitments->pdata[0];
  g_assert_cmpint (commitment->due.month, ==, 12);
  g_assert_cmpint (commitment->created_us, ==, 0);
  g_assert_cmpuint (again->look_backs->len, ==, 1);
  look_back = again->look_backs->pdata[0];
  g_assert_cmpint (look_back->did, ==, ARC_DID_YES);
  g_assert_cmpstr (look_back->note, ==, "");
  g_assert_null (look_back->id);
  g_assert_cmpint (look_back->at_us % ARC_US_PER_DAY, ==, ARC_US_PER_DAY / 2);
}

/* A title that is made from the text of a section that is not shared does not go out with it. */
static void
test_share_title (void)
{
  g_auto (Whole) whole = {0};
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (ArcShare) share = NULL;
  g_autofree char *title = NULL;

  whole_init (&whole);
  arc_entry_set_title (whole.entry, "");
  choice->parts = ARC_PART_CHANGE | ARC_PART_TITLE;
  share = share_of (&whole, choice);
  title = arc_entry_dup_display_title (share->entry);
  g_assert_cmpstr (title, ==, "mark-change");
}

static void
test_share_same_text (void)
{
  g_auto (Whole) whole = {0};
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (ArcShare) share = NULL;
  g_autoptr (ArcShare) later = NULL;
  g_autoptr (ArcShare) other = NULL;

  whole_init (&whole);
  choice->parts = ARC_PART_CHANGE;
  choice->all_commitments = TRUE;
  share = share_of (&whole, choice);
  ((ArcCommitment *) whole.loop->commitments->pdata[0])->state = ARC_COMMITMENT_DONE;
  whole.loop->look_back_on = (ArcDay){2027, 1, 1};
  later = share_of (&whole, choice);
  g_assert_true (arc_share_same_text (share, later));
  g_assert_false (arc_share_equal (share, later));
  arc_entry_set_section (whole.entry, ARC_SECTION_CHANGE, "another");
  other = share_of (&whole, choice);
  g_assert_false (arc_share_same_text (share, other));
}

/* Bodies that somebody else made. */
static void
test_share_hostile (void)
{
  static const char *const refused[] = {
      "",
      "[]",
      "null",
      "{",
      "{}",
      "{\"day\":\"2026-11-20\"}",
      "{\"day\":\"2026\",\"action\":\"a\"}",
      "{\"day\":\"tomorrow\",\"action\":\"a\"}",
      "{\"day\":\"9999-01-01\",\"action\":\"a\"}",
      "{\"action\":\"a\"}",
      "{\"day\":\"2026-11-20\",\"action\":5}",
      "{\"day\":\"2026-11-20\",\"action\":[\"a\"]}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\\u0000b\"}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"quotable\":\"yes\"}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"chain\":\"../../etc\"}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"outcome\":\"won\"}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"tags\":{}}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"commitments\":[{}]}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"commitments\":[{\"kind\":\"start\","
      "\"text\":\"no id\"}]}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"look_backs\":[{\"did\":\"yes\"}]}",
      /* About a Change and a commitment that are not shared. */
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"look_backs\":[{\"day\":\"2026-11-21\","
      "\"did\":\"yes\"}]}",
      "{\"day\":\"2026-11-20\",\"action\":\"a\",\"look_backs\":[{\"day\":\"2026-11-21\","
      "\"did\":\"yes\",\"commitment\":\"0193f1c0-0000-7000-8000-000000000000\"}]}",
      "{\"day\":\"2026-11-20\",\"barriers\":["
      "{\"id\":\"0193f1c0-0000-7000-8000-000000000000\",\"text\":\"a\"},"
      "{\"id\":\"0193f1c0-0000-7000-8000-000000000000\",\"text\":\"b\"}]}",
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (ArcShare) share = arc_body_to_share (refused[i], &error);

    if (share)
      g_error ("taken: %s", refused[i]);
    assert_refused (&error, ARC_ERROR_INVALID);
  }
}

static void
test_share_large (void)
{
  g_autofree char *text = g_strnfill (ARC_LIMIT_POST_BYTES, 'a');
  g_autofree char *body = g_strdup_printf ("{\"day\":\"2026-11-20\",\"action\":\"%s\"}", text);
  g_autoptr (GString) tags = g_string_new ("{\"day\":\"2026-11-20\",\"tags\":[\"0\"");
  g_autoptr (GError) error = NULL;

  g_assert_null (arc_body_to_share (body, &error));
  assert_refused (&error, ARC_ERROR_TOO_LARGE);
  for (guint i = 1; i <= ARC_LIMIT_TAGS; i++)
    g_string_append_printf (tags, ",\"%u\"", i);
  g_string_append (tags, "]}");
  g_assert_null (arc_body_to_share (tags->str, &error));
  assert_refused (&error, ARC_ERROR_TOO_LARGE);
}

/* What says more than a share may tell is taken without it. */
static void
test_share_drops (void)
{
  static const char body[] =
      "{\"day\":\"2026-11-20\",\"change\":\"c\",\"lens\":\"manager\",\"from_2030\":[1],"
      "\"look_back_on\":\"2026-12-01\",\"continues\":\"0193f1c0-0000-7000-8000-000000000000\","
      "\"commitments\":[{\"id\":\"0193f1c0-0000-7000-8000-000000000001\",\"kind\":\"stop\","
      "\"text\":\"t\",\"created_at\":\"2026-11-20T10:00:00Z\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcShare) share = arc_body_to_share (body, &error);

  g_assert_no_error (error);
  g_assert_cmpint (share->entry->lens, ==, ARC_LENS_INDIVIDUAL);
  g_assert_false (arc_day_is_set (share->loop->look_back_on));
  g_assert_null (share->loop->continues);
  g_assert_cmpint (((ArcCommitment *) share->loop->commitments->pdata[0])->created_us, ==, 0);
}

static void
test_share_line (void)
{
  g_auto (Whole) whole = {0};
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (ArcShare) share = NULL;
  g_autofree char *author = arc_id_new_random ();
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, author);
  g_autoptr (GString) line = g_string_new (NULL);

  whole_init (&whole);
  choice->parts = ARC_PART_ACTION;
  share = share_of (&whole, choice);
  arc_json_append_share (line, post, share, "Sales", "Ada");
  g_assert_nonnull (strstr (line->str, "\"team\":\"Sales\",\"author\":\"Ada\""));
  g_assert_nonnull (strstr (line->str, "\"day\":\"2026-11-20\""));
  g_assert_nonnull (strstr (line->str, "\"action\":\"mark-action\""));
  g_assert_null (strstr (line->str, "reflection"));
  g_assert_null (strstr (line->str, author));
}

static void
test_parts_words (void)
{
  ArcParts parts = 0;
  g_autofree char *text = arc_parts_to_text (ARC_PART_CHANGE | ARC_PART_TOPIC);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, "change,topic");
  g_assert_true (arc_parts_from_text ("action, evidence,", &parts, &error));
  g_assert_cmpuint (parts, ==, ARC_PART_ACTION | ARC_PART_EVIDENCE);
  g_assert_false (arc_parts_from_text ("action,everything", &parts, &error));
  assert_refused (&error, ARC_ERROR_INVALID);
}

/* ---- names ---- */

/* The names found, joined with "|". */
static char *
names_in (const char *text)
{
  static const char *const team[] = {"Ada Weber", "José García", "Bo Li", "Anna-Lena O'Brien",
                                     "田中 太郎"};
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) found = NULL;
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (team); i++)
    g_ptr_array_add (names, (gpointer) team[i]);
  found = arc_share_find_names (text, names);
  for (guint i = 0; i + 1 < found->len; i += 2) {
    guint start = g_array_index (found, guint, i);
    guint end = g_array_index (found, guint, i + 1);

    g_string_append_printf (out, "%s%.*s", i > 0 ? "|" : "", (int) (end - start), text + start);
  }
  return g_string_free (out, FALSE);
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
      {"", ""},
      {"I asked ada weber and Ada's sister", "ada weber|Ada"},
      {"Adam and Weberstraße are others", ""},
      {"WEBER said so", "WEBER"},
      {"with Jose, and JOSÉ GARCÍA", "Jose|JOSÉ GARCÍA"},
      {"Jose\xcc\x81 wrote", "Jose\xcc\x81"},
      {"Bo Li came; Bo alone did not", "Bo Li"},
      {"Anna-Lena or Lena or O'Brien", "Anna-Lena|Lena|O'Brien"},
      {"昨日田中さんと話した", "田中"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = names_in (cases[i][0]);

    g_assert_cmpstr (found, ==, cases[i][1]);
  }
}

/* ---- posts ---- */

static void
test_post_ids (void)
{
  g_autofree char *author = arc_id_new_random ();
  g_autoptr (ArcPost) one = arc_post_new (ARC_POST_SHARE, author);
  g_autoptr (ArcPost) other = arc_post_new (ARC_POST_SHARE, author);

  /* Version 4: nothing of the time. */
  g_assert_cmpint (one->id[14], ==, '4');
  g_assert_cmpint (one->revision[14], ==, '4');
  g_assert_true (arc_id_is_valid (one->id));
  g_assert_cmpstr (one->id, !=, other->id);
}

static void
test_post_advance (void)
{
  g_autofree char *author = arc_id_new_random ();
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, author);
  g_autoptr (ArcPost) other = NULL;
  g_autofree char *first = g_strdup (post->revision);
  g_autoptr (GError) error = NULL;

  g_assert_null (arc_post_get_parent (post));
  other = arc_post_copy (post);
  arc_post_advance (post);
  arc_post_advance (other);
  g_assert_cmpstr (arc_post_get_parent (post), ==, first);
  arc_post_merge (post, other);
  g_assert_cmpuint (post->replaces->len, ==, 2);
  g_assert_cmpstr (arc_post_get_parent (post), ==, other->revision);
  arc_post_merge (post, post);
  g_assert_cmpuint (post->replaces->len, ==, 2);
  for (guint i = 0; i < ARC_LIMIT_POST_REVISIONS + 10; i++)
    arc_post_advance (post);
  g_assert_cmpuint (post->replaces->len, ==, ARC_LIMIT_POST_REVISIONS);
  g_assert_cmpstr (post->replaces->pdata[0], !=, first);
  g_assert_true (arc_post_validate (post, &error));
  g_assert_no_error (error);
}

static void
assert_post_refused (ArcPost *post, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (arc_post_validate (post, &error));
  assert_refused (&error, code);
  arc_post_free (post);
}

static void
test_post_rules (void)
{
  g_autofree char *author = arc_id_new_random ();
  ArcPost *post;

  post = arc_post_new (ARC_POST_SHARE, "../../someone");
  assert_post_refused (post, ARC_ERROR_INVALID);
  post = arc_post_new (ARC_POST_SHARE, author);
  g_ptr_array_add (post->replaces, g_strdup (post->revision));
  assert_post_refused (post, ARC_ERROR_INVALID);
  post = arc_post_new (ARC_POST_SHARE, author);
  g_ptr_array_add (post->to, g_strdup ("everyone"));
  assert_post_refused (post, ARC_ERROR_INVALID);
  post = arc_post_new (ARC_POST_SHARE, author);
  post->subject = g_strdup ("");
  assert_post_refused (post, ARC_ERROR_INVALID);
  post = arc_post_new (ARC_POST_SHARE, author);
  post->at_us = G_MAXINT64;
  assert_post_refused (post, ARC_ERROR_INVALID);
  post = arc_post_new (ARC_POST_SHARE, author);
  g_free (post->body);
  post->body = g_strdup ("\xff");
  assert_post_refused (post, ARC_ERROR_INVALID);
  post = arc_post_new (ARC_POST_SHARE, author);
  g_free (post->body);
  post->body = g_strnfill (ARC_LIMIT_POST_BYTES + 1, 'a');
  assert_post_refused (post, ARC_ERROR_TOO_LARGE);
}

static void
test_post_words (void)
{
  for (guint kind = 0; kind < ARC_N_POST_KINDS; kind++)
    g_assert_cmpint (arc_post_kind_from_word (arc_post_kind_to_word (kind)), ==, kind);
  g_assert_cmpint (arc_post_kind_from_word ("poem"), ==, ARC_POST_OTHER);
  for (guint audience = 0; audience < ARC_N_AUDIENCES; audience++) {
    ArcAudience back = ARC_N_AUDIENCES;

    g_assert_true (arc_audience_from_word (arc_audience_to_word (audience), &back));
    g_assert_cmpint (back, ==, audience);
  }
}

/* ---- replies ---- */

static void
test_answer (void)
{
  g_autoptr (ArcAnswer) answer = arc_answer_new (ARC_ANSWER_SUGGESTION, "Try “it”\nfirst");
  g_autofree char *body = arc_body_from_answer (answer);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcAnswer) again = arc_body_to_answer (body, &error);
  g_autoptr (ArcAnswer) thanks = arc_body_to_answer ("{\"kind\":\"thanks\"}", NULL);

  g_assert_no_error (error);
  g_assert_cmpint (again->kind, ==, ARC_ANSWER_SUGGESTION);
  g_assert_cmpstr (again->text, ==, answer->text);
  g_assert_cmpstr (thanks->text, ==, "");
  g_assert_null (arc_body_to_answer ("{\"kind\":\"suggestion\",\"text\":\" \"}", &error));
  assert_refused (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_body_to_answer ("{\"kind\":\"threat\"}", &error));
  assert_refused (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_body_to_answer ("{\"text\":\"a\"}", &error));
  assert_refused (&error, ARC_ERROR_INVALID);
}

static void
test_barrier_turn (void)
{
  g_autofree char *barrier_id = arc_id_new_random ();
  g_autoptr (ArcBarrierTurn) turn = arc_barrier_turn_new (barrier_id);
  g_autoptr (ArcBarrierTurn) again = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (turn->builds_on, arc_id_new_random ());
  g_free (turn->owner);
  turn->owner = arc_id_new_random ();
  g_free (turn->next_step);
  turn->next_step = g_strdup ("Ask procurement");
  turn->next_by = DAY;
  turn->state = ARC_BARRIER_BEING_REMOVED;
  body = arc_body_from_barrier_turn (turn);
  again = arc_body_to_barrier_turn (body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->barrier_id, ==, barrier_id);
  g_assert_cmpstr (again->owner, ==, turn->owner);
  g_assert_cmpstr (again->next_step, ==, turn->next_step);
  g_assert_cmpstr (again->builds_on->pdata[0], ==, turn->builds_on->pdata[0]);
  g_assert_cmpint (arc_day_compare (again->next_by, DAY), ==, 0);
  g_assert_cmpint (again->state, ==, ARC_BARRIER_BEING_REMOVED);
  g_assert_null (arc_body_to_barrier_turn ("{\"state\":\"open\"}", &error));
  assert_refused (&error, ARC_ERROR_INVALID);
}

static void
test_focus (void)
{
  g_autoptr (ArcTeamFocus) focus = arc_team_focus_new ("Call before you write");
  g_autoptr (ArcTeamFocus) again = NULL;
  g_autoptr (ArcFocusReply) reply = arc_focus_reply_new (FALSE, "Write, then call");
  g_autoptr (ArcFocusReply) reply_again = NULL;
  g_autofree char *body = NULL;
  g_autofree char *reply_body = arc_body_from_focus_reply (reply);
  g_autoptr (GError) error = NULL;

  focus->by = DAY;
  focus->ended = TRUE;
  body = arc_body_from_team_focus (focus);
  again = arc_body_to_team_focus (body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->behaviour, ==, focus->behaviour);
  g_assert_true (again->ended);
  reply_again = arc_body_to_focus_reply (reply_body, &error);
  g_assert_no_error (error);
  g_assert_false (reply_again->yes);
  g_assert_cmpstr (reply_again->counter, ==, "Write, then call");
  g_assert_null (arc_body_to_team_focus ("{\"behaviour\":\"\"}", &error));
  assert_refused (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_body_to_focus_reply ("{\"yes\":false}", &error));
  assert_refused (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_body_to_focus_reply ("{\"yes\":true,\"counter\":\"no\"}", &error));
  assert_refused (&error, ARC_ERROR_INVALID);
}

/* ---- teams ---- */

static void
test_roles (void)
{
  g_autofree char *none = arc_roles_to_text (0);
  g_autofree char *two = arc_roles_to_text (ARC_ROLE_MANAGER | ARC_ROLE_ADMIN);
  g_autofree char *label = arc_roles_to_label (ARC_ROLE_MANAGER | ARC_ROLE_ADMIN);
  ArcRoles roles = 0;

  g_assert_cmpstr (none, ==, "member");
  g_assert_cmpstr (two, ==, "manager,admin");
  g_assert_cmpstr (label, ==, "Manager, Admin");
  g_assert_true (arc_roles_from_text ("admin, facilitator", &roles));
  g_assert_cmpuint (roles, ==, ARC_ROLE_ADMIN | ARC_ROLE_FACILITATOR);
  g_assert_true (arc_roles_from_text ("member", &roles));
  g_assert_cmpuint (roles, ==, 0);
  g_assert_false (arc_roles_from_text ("king", &roles));
  g_assert_false (arc_roles_from_text ("", &roles));
}

static void
test_name (void)
{
  static const char *const good[] = {"Ada Weber", "田中 太郎", "محمد", "A", "Ben (Sales) 👩\u200d💻"};
  static const char *const bad[] = {
      "",          "  ",       "\u200e",  "Ada\nBen", "a\x7f", "Ada\u202enimda",
      "\u2066Ada", "a\u2028b", "\ufeffa", "\ufdd0",   "\xff"};
  g_autofree char *long_name = g_strnfill (ARC_LIMIT_NAME_CHARS + 1, 'a');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (arc_team_check_name (good[i], &error));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (arc_team_check_name (bad[i], &error));
    assert_refused (&error, ARC_ERROR_INVALID);
  }
  g_assert_false (arc_team_check_name (long_name, &error));
  assert_refused (&error, ARC_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/team-model/share/parts", test_share_parts);
  g_test_add_func ("/team-model/share/commitment", test_share_commitment);
  g_test_add_func ("/team-model/share/title", test_share_title);
  g_test_add_func ("/team-model/share/same-text", test_share_same_text);
  g_test_add_func ("/team-model/share/hostile", test_share_hostile);
  g_test_add_func ("/team-model/share/large", test_share_large);
  g_test_add_func ("/team-model/share/drops", test_share_drops);
  g_test_add_func ("/team-model/share/line", test_share_line);
  g_test_add_func ("/team-model/share/parts-words", test_parts_words);
  g_test_add_func ("/team-model/names", test_names);
  g_test_add_func ("/team-model/post/ids", test_post_ids);
  g_test_add_func ("/team-model/post/advance", test_post_advance);
  g_test_add_func ("/team-model/post/rules", test_post_rules);
  g_test_add_func ("/team-model/post/words", test_post_words);
  g_test_add_func ("/team-model/answer", test_answer);
  g_test_add_func ("/team-model/barrier-turn", test_barrier_turn);
  g_test_add_func ("/team-model/focus", test_focus);
  g_test_add_func ("/team-model/roles", test_roles);
  g_test_add_func ("/team-model/name", test_name);
  return g_test_run ();
}
