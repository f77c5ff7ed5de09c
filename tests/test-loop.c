/* The loop in the journal: what hangs on an entry, what waits, answers and taking them back. Dates
 * are literal; 2026-11-20 is a Friday. */
#include <string.h>

#include "arc-journal-loop.h"
#include "arc-test.h"

#define NO_DAY ((ArcDay){0, 0, 0})
#define TODAY ((ArcDay){2026, 11, 20})
#define NEXT ((ArcDay){2026, 11, 27})

typedef struct {
  char *path;
  ArcTestClock clock;
  ArcJournal *journal;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_path ("journal.db");
  fixture->clock = (ArcTestClock){ARC_TEST_NOW, 1000};
  fixture->journal = arc_test_open (fixture->path, &fixture->clock);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_test_assert_sound (fixture->journal);
  arc_journal_close (fixture->journal);
  g_free (fixture->path);
}

/* ---- making and telling ---- */

static void
commit (ArcLoop *loop, ArcKind kind, const char *text, const char *due)
{
  ArcCommitment *commitment = arc_commitment_new (kind, text);

  g_assert_true (arc_day_from_text (due, &commitment->due));
  g_ptr_array_add (loop->commitments, commitment);
}

static ArcEntry *
save (Fixture *fixture, const char *change, ArcLoop *loop, ArcSaved expected)
{
  g_autoptr (GError) error = NULL;
  ArcEntry *entry = arc_test_entry ("Typed the report.", NULL, change);
  ArcSaved saved;

  arc_journal_save_entry_with_loop (fixture->journal, entry, loop, NULL, &saved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (saved, ==, expected);
  return entry;
}

/* Two commitments, the second with a day of its own, and a barrier; looked back at on the 27th. */
static ArcEntry *
save_two (Fixture *fixture)
{
  g_autoptr (ArcLoop) loop = arc_loop_new ();

  commit (loop, ARC_KIND_START, "Log the call.", "");
  commit (loop, ARC_KIND_STOP, "Keep a second list.", "2026-11-24");
  g_ptr_array_add (loop->barriers, arc_barrier_new ("The board is slow."));
  loop->look_back_on = NEXT;
  return save (fixture, "Log the call.\nKeep a second list.\nThe board is slow.", loop,
               ARC_SAVED_NEW);
}

static ArcLoop *
load (Fixture *fixture, const char *entry_id)
{
  g_autoptr (GError) error = NULL;
  ArcLoop *loop = arc_journal_load_loop (fixture->journal, entry_id, &error);

  g_assert_no_error (error);
  return loop;
}

/* "start Log the call. - open; barrier The board is slow. open; look back 2026-11-27". */
static char *
describe (Fixture *fixture, const char *entry_id)
{
  g_autoptr (ArcLoop) loop = load (fixture, entry_id);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = arc_day_to_text (loop->look_back_on);

  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];
    g_autofree char *due = arc_day_to_text (commitment->due);

    g_assert_cmpstr (commitment->entry_id, ==, entry_id);
    g_string_append_printf (text, "%s %s %s %s; ", arc_kind_to_word (commitment->kind),
                            commitment->text, *due ? due : "-",
                            arc_commitment_state_to_word (commitment->state));
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    const ArcBarrier *barrier = loop->barriers->pdata[i];

    g_string_append_printf (text, "barrier %s %s; ", barrier->text,
                            arc_barrier_state_to_word (barrier->state));
  }
  g_string_append_printf (text, "look back %s", *day ? day : "-");
  if (loop->continues != NULL)
    g_string_append (text, ", continues");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_loop (Fixture *fixture, const char *entry_id, const char *expected)
{
  g_autofree char *text = describe (fixture, entry_id);

  g_assert_cmpstr (text, ==, expected);
}

/* "2026-11-24 stop Keep a second list." or, of an entry, "2026-11-27 entry Log the call.", joined
 * with "|". */
static void
assert_waiting (Fixture *fixture, ArcDay since, ArcDay until, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      arc_journal_list_waiting_between (fixture->journal, since, until, limit, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++) {
    const ArcWaiting *waiting = list->pdata[i];
    g_autofree char *due = arc_day_to_text (waiting->due);

    g_string_append_printf (text, "%s%s %s %s", i > 0 ? "|" : "", due,
                            waiting->commitment_id ? arc_kind_to_word (waiting->kind) : "entry",
                            waiting->quote);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static ArcLookBack *
answer (Fixture *fixture, const char *entry_id, const ArcCommitment *commitment, ArcDid did)
{
  g_autoptr (GError) error = NULL;
  ArcLookBack *look_back = arc_look_back_new (entry_id);

  look_back->did = did;
  if (commitment != NULL)
    look_back->commitment_id = g_strdup (commitment->id);
  arc_journal_answer (fixture->journal, look_back, NEXT, &error);
  g_assert_no_error (error);
  g_assert_nonnull (look_back->id);
  g_assert_cmpint (look_back->at_us, >, ARC_TEST_NOW - 1);
  return look_back;
}

static guint
count_look_backs (Fixture *fixture, const char *entry_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = arc_journal_list_look_backs (fixture->journal, entry_id, &error);

  g_assert_no_error (error);
  return list->len;
}

/* ---- saving ---- */

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = save_two (fixture);
  g_autoptr (ArcLoop) loop = load (fixture, entry->id);
  const ArcCommitment *first = loop->commitments->pdata[0];

  assert_loop (fixture, entry->id,
               "start Log the call. - open; stop Keep a second list. 2026-11-24 open; "
               "barrier The board is slow. open; look back 2026-11-27");
  g_assert_cmpint (first->created_us, ==, first->modified_us);
  g_assert_true (arc_journal_has_commitments (fixture->journal));
  g_assert_cmpuint (arc_journal_count_open_commitments (fixture->journal), ==, 2);
}

/* What the loop no longer has goes, with the answers about it; what it has keeps its state. */
static void
test_save_removes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) entry = save_two (fixture);
  g_autoptr (ArcLoop) loop = load (fixture, entry->id);
  g_autoptr (ArcLookBack) first =
      answer (fixture, entry->id, loop->commitments->pdata[0], ARC_DID_YES);
  g_autoptr (ArcLookBack) second =
      answer (fixture, entry->id, loop->commitments->pdata[1], ARC_DID_NOT_YET);
  ArcSaved saved;

  g_assert_cmpuint (count_look_backs (fixture, entry->id), ==, 2);
  g_ptr_array_remove_index (loop->commitments, 1);
  g_ptr_array_set_size (loop->barriers, 0);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "Log the call.");
  arc_journal_save_entry_with_loop (fixture->journal, entry, loop, NULL, &saved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (saved, ==, ARC_SAVED_CHANGED);
  assert_loop (fixture, entry->id, "start Log the call. - done; look back 2026-11-27");
  g_assert_cmpuint (count_look_backs (fixture, entry->id), ==, 1);
}

/* Somebody else saved the entry meanwhile: the text becomes an entry of its own, and so does what
 * hangs on it; what hangs on the other entry stays as it is. */
static void
test_save_beside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) entry = save_two (fixture);
  g_autoptr (ArcEntry) mine = arc_entry_copy (entry);
  g_autoptr (ArcLoop) loop = load (fixture, entry->id);
  ArcSaved saved;

  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Typed the report, twice.");
  arc_test_save (fixture->journal, entry, ARC_SAVED_CHANGED);
  arc_entry_set_section (mine, ARC_SECTION_REFLECTION, "It took an hour.");
  g_ptr_array_remove_index (loop->commitments, 0);
  arc_journal_save_entry_with_loop (fixture->journal, mine, loop, NULL, &saved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (saved, ==, ARC_SAVED_BESIDE);
  g_assert_cmpstr (mine->id, !=, entry->id);
  assert_loop (fixture, entry->id,
               "start Log the call. - open; stop Keep a second list. 2026-11-24 open; "
               "barrier The board is slow. open; look back 2026-11-27");
  assert_loop (fixture, mine->id,
               "stop Keep a second list. 2026-11-24 open; barrier The board is slow. open; "
               "look back 2026-11-27");
  g_assert_cmpuint (arc_journal_count_open_commitments (fixture->journal), ==, 3);
}

static void
test_draft_keeps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcDraft) draft = arc_draft_new ();
  g_autoptr (GPtrArray) drafts = NULL;
  const ArcDraft *stored;

  arc_entry_set_section (draft->entry, ARC_SECTION_CHANGE, "Log the call.");
  commit (draft->loop, ARC_KIND_MORE, "Log the call.", "2026-12-04");
  draft->loop->look_back_on = NEXT;
  draft->loop->continues = g_strdup ("019a0000-0000-7000-8000-000000000001");
  arc_journal_save_draft (fixture->journal, draft, &error);
  g_assert_no_error (error);
  drafts = arc_journal_list_drafts (fixture->journal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  stored = drafts->pdata[0];
  g_assert_true (arc_loop_equal (stored->loop, draft->loop));
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) earlier = save_two (fixture);
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (ArcEntry) later = NULL;
  g_autofree char *found = NULL;

  g_assert_null (arc_journal_find_continuation (fixture->journal, earlier->id, &error));
  g_assert_no_error (error);
  loop->continues = g_strdup (earlier->id);
  later = save (fixture, "Log it at once.", loop, ARC_SAVED_NEW);
  assert_loop (fixture, later->id, "look back -, continues");
  found = arc_journal_find_continuation (fixture->journal, earlier->id, &error);
  g_assert_cmpstr (found, ==, later->id);
  /* A chain does not lead into the trash. */
  g_assert_true (arc_journal_delete_entry (fixture->journal, later->id, &error));
  g_assert_null (arc_journal_find_continuation (fixture->journal, earlier->id, &error));
  g_assert_no_error (error);
}

/* ---- what waits ---- */

static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) two = save_two (fixture);
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (ArcEntry) plain = NULL;

  loop->look_back_on = (ArcDay){2026, 11, 19};
  plain = save (fixture, "Ask Mia first.", loop, ARC_SAVED_NEW);
  assert_waiting (fixture, NO_DAY, TODAY, 3, "2026-11-19 entry Ask Mia first.");
  assert_waiting (fixture, NO_DAY, NEXT, 0,
                  "2026-11-19 entry Ask Mia first.|2026-11-24 stop Keep a second list.|"
                  "2026-11-27 start Log the call.");
  assert_waiting (fixture, NO_DAY, NEXT, 2,
                  "2026-11-19 entry Ask Mia first.|2026-11-24 stop Keep a second list.");
  assert_waiting (fixture, (ArcDay){2026, 11, 21}, NEXT, 0,
                  "2026-11-24 stop Keep a second list.|2026-11-27 start Log the call.");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) two = save_two (fixture);
  g_autoptr (GPtrArray) overdue = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const ArcCommitmentBrief *brief;

  fixture->clock.now_us += 5 * ARC_TEST_DAY;
  overdue = arc_journal_list_commitments (fixture->journal, ARC_COMMITMENTS_OVERDUE, &error);
  g_assert_cmpuint (overdue->len, ==, 1);
  brief = overdue->pdata[0];
  g_assert_cmpstr (brief->commitment->text, ==, "Keep a second list.");
  g_assert_cmpint (brief->due.day, ==, 24);
  open = arc_journal_list_commitments (fixture->journal, ARC_COMMITMENTS_OPEN, &error);
  g_assert_cmpuint (open->len, ==, 2);
  brief = open->pdata[1];
  g_assert_cmpint (brief->due.day, ==, 27);
  g_assert_true (arc_journal_set_commitment_state (fixture->journal, brief->commitment->id,
                                                   ARC_COMMITMENT_HABIT, &error));
  g_assert_cmpuint (arc_journal_count_open_commitments (fixture->journal), ==, 1);
  all = arc_journal_list_commitments (fixture->journal, ARC_COMMITMENTS_ALL, &error);
  g_assert_cmpuint (all->len, ==, 2);
  assert_loop (fixture, two->id,
               "start Log the call. - habit; stop Keep a second list. 2026-11-24 open; "
               "barrier The board is slow. open; look back 2026-11-27");
}

/* ---- answering ---- */

typedef struct {
  ArcDid did;
  const char *second; /* what becomes of the second commitment */
} Consequence;

static void
test_answer_commitment (Fixture *fixture, gconstpointer data)
{
  static const Consequence consequences[] = {
      {ARC_DID_YES, "2026-11-24 done"},
      {ARC_DID_PARTLY, "2026-11-27 open"},
      {ARC_DID_NOT_YET, "2026-11-27 open"},
      {ARC_DID_NO_LONGER, "2026-11-24 let-go"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (consequences); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ArcEntry) entry = save_two (fixture);
    g_autoptr (ArcLoop) loop = load (fixture, entry->id);
    const ArcCommitment *before = loop->commitments->pdata[1];
    g_autoptr (ArcLookBack) look_back = answer (fixture, entry->id, before, consequences[i].did);
    g_autofree char *expected =
        g_strdup_printf ("start Log the call. - open; stop Keep a second list. %s; "
                         "barrier The board is slow. open; look back 2026-11-27",
                         consequences[i].second);

    assert_loop (fixture, entry->id, expected);
    /* The second answer belongs to the first. */
    look_back->helped = ARC_HELPED_YES;
    g_assert_true (arc_journal_answer (fixture->journal, look_back, NEXT, &error));
    g_assert_cmpuint (count_look_backs (fixture, entry->id), ==, 1);
    /* And back: everything as it was, in the same order. */
    g_assert_true (arc_journal_unanswer (fixture->journal, look_back->id, before, NO_DAY, &error));
    g_assert_cmpuint (count_look_backs (fixture, entry->id), ==, 0);
    assert_loop (fixture, entry->id,
                 "start Log the call. - open; stop Keep a second list. 2026-11-24 open; "
                 "barrier The board is slow. open; look back 2026-11-27");
  }
}

static void
test_answer_entry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (ArcEntry) entry = NULL;
  g_autoptr (ArcLookBack) not_yet = NULL;
  g_autoptr (ArcLookBack) yes = NULL;

  loop->look_back_on = TODAY;
  entry = save (fixture, "Ask Mia first.", loop, ARC_SAVED_NEW);
  not_yet = answer (fixture, entry->id, NULL, ARC_DID_NOT_YET);
  assert_loop (fixture, entry->id, "look back 2026-11-27");
  yes = answer (fixture, entry->id, NULL, ARC_DID_YES);
  assert_loop (fixture, entry->id, "look back -");
  assert_waiting (fixture, NO_DAY, NEXT, 0, "");
  g_assert_true (arc_journal_unanswer (fixture->journal, yes->id, NULL, NEXT, &error));
  assert_loop (fixture, entry->id, "look back 2026-11-27");
  g_assert_true (arc_journal_unanswer (fixture->journal, not_yet->id, NULL, TODAY, &error));
  assert_waiting (fixture, NO_DAY, TODAY, 0, "2026-11-20 entry Ask Mia first.");
  /* Taking back what is not there does nothing. */
  g_assert_true (arc_journal_unanswer (fixture->journal, yes->id, NULL, NO_DAY, &error));
  assert_waiting (fixture, NO_DAY, TODAY, 0, "2026-11-20 entry Ask Mia first.");
}

static void
answer_again (Fixture *fixture, ArcLookBack *look_back, const ArcCommitment *before, ArcDid did)
{
  g_autoptr (GError) error = NULL;

  look_back->did = did;
  g_assert_true (
      arc_journal_answer_again (fixture->journal, look_back, before, TODAY, NEXT, &error));
  g_assert_no_error (error);
}

/* Whoever takes "not yet" for "yes" after all leaves no moved day behind, and one look-back. */
static void
test_answer_again (Fixture *fixture, gconstpointer data)
{
  static const char barrier[] = "barrier The board is slow. open; look back 2026-11-27";
  g_autoptr (ArcEntry) entry = save_two (fixture);
  g_autoptr (ArcLoop) before = load (fixture, entry->id);

  for (guint i = 0; i < 2; i++) {
    const ArcCommitment *commitment = before->commitments->pdata[i];
    g_autoptr (ArcLookBack) look_back = answer (fixture, entry->id, commitment, ARC_DID_NOT_YET);
    g_autofree char *moved = g_strdup_printf (
        i == 0 ? "start Log the call. 2026-11-27 open; stop Keep a second list. 2026-11-24 open; %s"
               : "start Log the call. - done; stop Keep a second list. 2026-11-27 open; %s",
        barrier);
    g_autofree char *ended = g_strdup_printf (
        i == 0 ? "start Log the call. - done; stop Keep a second list. 2026-11-24 open; %s"
               : "start Log the call. - done; stop Keep a second list. 2026-11-24 done; %s",
        barrier);

    assert_loop (fixture, entry->id, moved);
    answer_again (fixture, look_back, commitment, ARC_DID_PARTLY);
    assert_loop (fixture, entry->id, moved);
    answer_again (fixture, look_back, commitment, ARC_DID_YES);
    assert_loop (fixture, entry->id, ended);
    g_assert_cmpuint (count_look_backs (fixture, entry->id), ==, i + 1);
  }
}

/* Of an entry as a whole, and of one that nobody answered before. */
static void
test_answer_entry_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (ArcEntry) entry = NULL;
  g_autoptr (ArcLookBack) look_back = NULL;

  loop->look_back_on = TODAY;
  entry = save (fixture, "Ask Mia first.", loop, ARC_SAVED_NEW);
  look_back = arc_look_back_new (entry->id);
  answer_again (fixture, look_back, NULL, ARC_DID_NOT_YET);
  assert_loop (fixture, entry->id, "look back 2026-11-27");
  answer_again (fixture, look_back, NULL, ARC_DID_YES);
  assert_loop (fixture, entry->id, "look back -");
  answer_again (fixture, look_back, NULL, ARC_DID_PARTLY);
  assert_loop (fixture, entry->id, "look back 2026-11-27");
  g_assert_cmpuint (count_look_backs (fixture, entry->id), ==, 1);
}

/* Taking an answer back changes no words, and brings nothing back that was removed since. */
static void
test_unanswer_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) entry = save_two (fixture);
  g_autoptr (ArcLoop) before = load (fixture, entry->id);
  g_autoptr (ArcLoop) after = NULL;
  g_autoptr (ArcLookBack) first =
      answer (fixture, entry->id, before->commitments->pdata[0], ARC_DID_YES);
  g_autoptr (ArcLookBack) second =
      answer (fixture, entry->id, before->commitments->pdata[1], ARC_DID_YES);
  ArcCommitment *changed;

  after = load (fixture, entry->id);
  g_ptr_array_remove_index (after->commitments, 0);
  changed = after->commitments->pdata[0];
  g_free (changed->measure);
  changed->measure = g_strdup ("one list");
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "Keep a second list.");
  g_assert_true (
      arc_journal_save_entry_with_loop (fixture->journal, entry, after, NULL, NULL, &error));
  g_assert_true (arc_journal_unanswer (fixture->journal, second->id, before->commitments->pdata[1],
                                       NO_DAY, &error));
  g_assert_true (arc_journal_unanswer (fixture->journal, first->id, before->commitments->pdata[0],
                                       NO_DAY, &error));
  g_clear_pointer (&after, arc_loop_free);
  after = load (fixture, entry->id);
  g_assert_cmpuint (after->commitments->len, ==, 1);
  changed = after->commitments->pdata[0];
  g_assert_cmpstr (changed->measure, ==, "one list");
  g_assert_cmpint (changed->state, ==, ARC_COMMITMENT_OPEN);
}

static void
test_answer_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcLookBack) look_back = arc_look_back_new ("019a0000-0000-7000-8000-000000000001");

  look_back->did = ARC_DID_YES;
  g_assert_false (arc_journal_answer (fixture->journal, look_back, NEXT, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

/* ---- going round in circles ---- */

static void
write_on (Fixture *fixture, const char *topic, const char *change)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("It went wrong again.", NULL, change);

  arc_entry_set_topic (entry, topic);
  fixture->clock.now_us += ARC_TEST_HOUR;
  entry->occurred_us = fixture->clock.now_us;
  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
}

static void
assert_circling (Fixture *fixture, const char *topic, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = arc_journal_find_circling (fixture->journal, topic, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_circling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_circling (fixture, NULL, NULL);
  write_on (fixture, "CRM", NULL);
  write_on (fixture, "CRM", " \n");
  assert_circling (fixture, "CRM", NULL);
  write_on (fixture, "Meetings", NULL);
  write_on (fixture, "CRM", NULL);
  assert_circling (fixture, NULL, "CRM");
  assert_circling (fixture, "CRM", "CRM");
  assert_circling (fixture, "Meetings", NULL);
  assert_circling (fixture, "", NULL);
  /* A topic that is not to be asked about; others still are. */
  g_assert_true (arc_journal_refuse_distance (fixture->journal, "CRM", TRUE, &error));
  g_assert_true (arc_journal_refuse_distance (fixture->journal, "Other", TRUE, &error));
  assert_circling (fixture, "CRM", NULL);
  g_assert_true (arc_journal_refuse_distance (fixture->journal, "CRM", FALSE, &error));
  assert_circling (fixture, "CRM", "CRM");
  /* A change ends it. */
  write_on (fixture, "CRM", "Ask Mia first.");
  assert_circling (fixture, "CRM", NULL);
}

/* Added one at a time, each stands where it was added: in its entry, in what waits and in lists. */
static void
test_added_in_order (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {"one", "two", "three", "four", "five", "six", "seven"};
  g_autoptr (ArcEntry) entry = save_two (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcLoop) loop = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (ArcCommitment) commitment = arc_commitment_new (ARC_KIND_MORE, words[i]);
    g_autoptr (ArcBarrier) barrier = arc_barrier_new (words[i]);

    commitment->entry_id = g_strdup (entry->id);
    barrier->entry_id = g_strdup (entry->id);
    g_assert_true (arc_journal_save_commitment (fixture->journal, commitment, &error));
    g_assert_true (arc_journal_save_barrier (fixture->journal, barrier, &error));
  }
  loop = load (fixture, entry->id);
  waiting = arc_journal_list_waiting (fixture->journal, NEXT, 0, &error);
  g_assert_no_error (error);
  all = arc_journal_list_commitments (fixture->journal, ARC_COMMITMENTS_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loop->commitments->len, ==, 2 + G_N_ELEMENTS (words));
  g_assert_cmpuint (loop->barriers->len, ==, 1 + G_N_ELEMENTS (words));
  g_assert_cmpuint (waiting->len, ==, 2 + G_N_ELEMENTS (words));
  g_assert_cmpuint (all->len, ==, 2 + G_N_ELEMENTS (words));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[2 + i];
    const ArcBarrier *barrier = loop->barriers->pdata[1 + i];
    const ArcWaiting *waits = waiting->pdata[2 + i];
    const ArcCommitmentBrief *brief = all->pdata[2 + i];

    g_assert_cmpstr (commitment->text, ==, words[i]);
    g_assert_cmpstr (barrier->text, ==, words[i]);
    g_assert_cmpstr (waits->quote, ==, words[i]);
    g_assert_cmpstr (brief->commitment->text, ==, words[i]);
  }
}

/* Entries without a topic have nothing in common. */
static void
test_no_circling_without_topic (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < ARC_CIRCLING_ENTRIES; i++)
    write_on (fixture, "", NULL);
  assert_circling (fixture, NULL, NULL);
}

#define ADD(name, func) g_test_add ("/loop/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("save", test_save);
  ADD ("save-removes", test_save_removes);
  ADD ("save-beside", test_save_beside);
  ADD ("draft", test_draft_keeps);
  ADD ("chain", test_chain);
  ADD ("waiting", test_waiting);
  ADD ("list", test_list);
  ADD ("added-in-order", test_added_in_order);
  ADD ("answer-commitment", test_answer_commitment);
  ADD ("answer-entry", test_answer_entry);
  ADD ("answer-again", test_answer_again);
  ADD ("answer-entry-again", test_answer_entry_again);
  ADD ("answer-unknown", test_answer_unknown);
  ADD ("unanswer-later", test_unanswer_later);
  ADD ("circling", test_circling);
  ADD ("circling-no-topic", test_no_circling_without_topic);
  return g_test_run ();
}
