/* Long seeded sequences of everything one can do to a journal, compared with a plain table. */
#include "arc-test.h"

#include <string.h>

static const char *const tags[] = {"crm", "Client Meeting", "本", "Straße", "x"};
static const char *const topics[] = {"", "CRM", "Sales", "日本語"};
static const char *const words[] = {"report", "weekly", "日本語", "Straße",
                                    "café",   "filter", "call"};

typedef struct {
  ArcEntry *entry;
  gboolean trashed;
  guint revisions;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  arc_entry_free (known->entry);
  g_free (known);
}

static const char *
any (const char *const *list, guint n)
{
  return list[g_test_rand_int_range (0, n)];
}

static void
scribble (ArcEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_test_rand_int_range (1, 12);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s ", any (words, G_N_ELEMENTS (words)));
  arc_entry_set_section (entry, g_test_rand_int_range (0, ARC_N_SECTIONS), text->str);
  switch (g_test_rand_int_range (0, 6)) {
  case 0:
    arc_entry_set_topic (entry, any (topics, G_N_ELEMENTS (topics)));
    break;
  case 1:
    arc_entry_add_tag (entry, any (tags, G_N_ELEMENTS (tags)));
    break;
  case 2:
    arc_entry_clear_tags (entry);
    break;
  case 3:
    /* Few instants, so that they collide; some at the edges of days and months. */
    entry->occurred_us = ARC_TEST_NOW + g_test_rand_int_range (-60, 3) * ARC_TEST_DAY / 2;
    break;
  case 4:
    entry->outcome = g_test_rand_int_range (0, ARC_N_OUTCOMES);
    break;
  }
}

static Known *
pick (GPtrArray *all, gboolean trashed)
{
  for (guint try = 0; try < 20 && all->len > 0; try++) {
    Known *known = all->pdata[g_test_rand_int_range (0, all->len)];

    if (known->trashed == trashed)
      return known;
  }
  return NULL;
}

static void
do_new (ArcJournal *journal, GPtrArray *all)
{
  Known *known = g_new0 (Known, 1);

  known->entry = arc_entry_new ();
  known->entry->occurred_us = ARC_TEST_NOW - g_test_rand_int_range (0, 10) * ARC_TEST_DAY;
  scribble (known->entry);
  arc_test_save (journal, known->entry, ARC_SAVED_NEW);
  g_ptr_array_add (all, known);
}

static void
do_edit (ArcJournal *journal, GPtrArray *all)
{
  Known *known = pick (all, FALSE);
  g_autoptr (ArcEntry) before = NULL;

  if (!known)
    return;
  before = arc_entry_copy (known->entry);
  scribble (known->entry);
  if (arc_entry_same_content (before, known->entry)) {
    arc_test_save (journal, known->entry, ARC_SAVED_UNCHANGED);
  } else {
    arc_test_save (journal, known->entry, ARC_SAVED_CHANGED);
    known->revisions++;
  }
}

/* An editor that started from an old state. */
static void
do_conflict (ArcJournal *journal, GPtrArray *all)
{
  Known *known = pick (all, FALSE);
  Known *beside;

  if (!known || known->revisions == 0)
    return;
  beside = g_new0 (Known, 1);
  beside->entry = arc_entry_copy (known->entry);
  g_free (beside->entry->revision);
  beside->entry->revision = g_strdup (known->entry->parent);
  {
    g_autofree char *text = g_strdup_printf ("conflict %u", all->len);

    arc_entry_set_section (beside->entry, ARC_SECTION_ACTION, text);
  }
  arc_test_save (journal, beside->entry, ARC_SAVED_BESIDE);
  g_ptr_array_add (all, beside);
}

static void
do_trash (ArcJournal *journal, GPtrArray *all, gboolean back)
{
  Known *known = pick (all, back);
  g_autoptr (GError) error = NULL;

  if (!known)
    return;
  if (back)
    arc_journal_undelete_entry (journal, known->entry->id, &error);
  else
    arc_journal_delete_entry (journal, known->entry->id, &error);
  g_assert_no_error (error);
  known->trashed = !back;
}

static void
do_purge (ArcJournal *journal, GPtrArray *all)
{
  Known *known = pick (all, TRUE);
  g_autoptr (GError) error = NULL;

  if (!known)
    return;
  arc_journal_purge_entry (journal, known->entry->id, &error);
  g_assert_no_error (error);
  g_ptr_array_remove_fast (all, known);
}

static guint
count_tagged (GPtrArray *all, const char *tag)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++) {
    Known *known = all->pdata[i];

    n += !known->trashed && arc_entry_has_tag (known->entry, tag);
  }
  return n;
}

static void
compare_labels (ArcJournal *journal, GPtrArray *all)
{
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    guint expected = count_tagged (all, tags[i]), uses = 0;
    g_autoptr (GPtrArray) labels =
        arc_journal_list_labels (journal, ARC_LABEL_TAG, NULL, 100, NULL);
    g_autoptr (ArcQuery) query = arc_query_new ();
    g_autoptr (GPtrArray) found = NULL;

    for (guint j = 0; j < labels->len; j++)
      if (g_str_equal (((ArcLabel *) labels->pdata[j])->name, tags[i]))
        uses = ((ArcLabel *) labels->pdata[j])->uses;
    g_assert_cmpuint (uses, ==, expected);
    arc_query_add_tag (query, tags[i]);
    found = arc_journal_search (journal, query, G_MAXINT64, 100000, NULL);
    g_assert_cmpuint (found->len, ==, expected);
  }
}

static guint
count_containing (GPtrArray *all, const char *word)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++) {
    Known *known = all->pdata[i];
    gboolean has = FALSE;

    for (int s = 0; s < ARC_N_SECTIONS; s++)
      has |= strstr (known->entry->section[s], word) != NULL;
    /* Labels are searched as words, too. */
    has |= strstr (known->entry->topic, word) != NULL || arc_entry_has_tag (known->entry, word);
    n += !known->trashed && has;
  }
  return n;
}

static void
compare (ArcJournal *journal, GPtrArray *all)
{
  g_autoptr (GArray) months = arc_journal_list_months (journal, NULL);
  g_autoptr (GPtrArray) trash = arc_journal_list_trash (journal, NULL);
  guint live = 0, in_trash = 0, listed = 0;

  for (guint i = 0; i < all->len; i++) {
    Known *known = all->pdata[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (ArcEntry) loaded = arc_journal_load_entry (journal, known->entry->id, &error);

    if (known->trashed) {
      g_assert_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND);
      in_trash++;
      continue;
    }
    g_assert_no_error (error);
    g_assert_true (arc_entry_same_content (loaded, known->entry));
    g_assert_cmpstr (loaded->revision, ==, known->entry->revision);
    {
      g_autoptr (GPtrArray) revisions = arc_journal_list_revisions (journal, loaded->id, NULL);

      g_assert_cmpuint (revisions->len, ==, known->revisions + 1);
    }
    live++;
  }
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, live);
  g_assert_cmpuint (trash->len, ==, in_trash);
  for (guint i = 0; i < months->len; i++) {
    const ArcMonth *month = &g_array_index (months, ArcMonth, i);
    g_autoptr (GArray) positions = arc_journal_list_positions (journal, month->month, NULL);

    g_assert_cmpuint (positions->len, ==, month->entries);
    listed += month->entries;
  }
  g_assert_cmpuint (listed, ==, live);
  compare_labels (journal, all);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (ArcQuery) query = arc_query_parse (words[i], (ArcDay){2026, 11, 20});
    g_autoptr (GPtrArray) found = arc_journal_search (journal, query, G_MAXINT64, 100000, NULL);

    g_assert_cmpuint (found->len, ==, count_containing (all, words[i]));
  }
}

static void
test_random (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcTestClock clock = {ARC_TEST_NOW, 1000000};
  ArcJournal *journal = arc_test_open (path, &clock);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (known_free);
  guint steps = g_getenv ("ARC_SOAK") ? 20000 : 2500;

  for (guint i = 0; i < steps; i++) {
    switch (g_test_rand_int_range (0, 12)) {
    case 0:
    case 1:
    case 2:
      do_new (journal, all);
      break;
    case 3:
    case 4:
    case 5:
    case 6:
      do_edit (journal, all);
      break;
    case 7:
    case 8:
      do_trash (journal, all, FALSE);
      break;
    case 9:
      do_trash (journal, all, TRUE);
      break;
    case 10:
      do_purge (journal, all);
      break;
    case 11:
      do_conflict (journal, all);
      break;
    }
    if (i % 500 == 499) {
      compare (journal, all);
      arc_test_assert_sound (journal);
      arc_journal_close (journal);
      journal = arc_test_open (path, &clock);
      compare (journal, all);
      g_assert_true (arc_journal_set_day_start (journal, g_test_rand_int_range (0, 13), NULL));
    }
  }
  compare (journal, all);
  arc_test_assert_sound (journal);
  arc_journal_close (journal);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/everything", test_random);
  return g_test_run ();
}
