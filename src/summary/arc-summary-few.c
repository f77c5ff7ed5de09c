/* A summary of few statements: by topic and outcome, as people corrected it, and pairs that look
 * alike. No headings are invented. */
#include "arc-config.h"
#include "arc-summarise.h"

#include <string.h>

#include "arc-summary-private.h"
#include "arc-text.h"

#define PAIRS_MAX 15

/* ---- lines by topic ---- */

/* The statements of one line to be. */
typedef struct {
  char *key;
  ArcSummaryPart part;
  const char *topic; /* NULL: it is one that was split off, and says itself */
  const char *name;  /* (nullable): that a person gave it */
  GPtrArray *statements;
} Bucket;

typedef struct {
  ArcBuild *build;
  GHashTable *buckets; /* by key */
  GHashTable *where;   /* id of a statement -> Bucket */
} Sorting;

static void
bucket_free (gpointer data)
{
  Bucket *bucket = data;

  g_free (bucket->key);
  g_ptr_array_unref (bucket->statements);
  g_free (bucket);
}

static Bucket *
add_bucket (Sorting *sorting, const char *key, ArcSummaryPart part, const char *topic)
{
  Bucket *bucket = g_new0 (Bucket, 1);

  *bucket = (Bucket){g_strdup (key), part, topic, NULL, g_ptr_array_new ()};
  g_hash_table_insert (sorting->buckets, bucket->key, bucket);
  return bucket;
}

static void
put (Sorting *sorting, Bucket *bucket, const ArcStatement *statement)
{
  g_ptr_array_add (bucket->statements, (gpointer) statement);
  g_hash_table_replace (sorting->where, statement->id, bucket);
}

static ArcSummaryPart
part_of_statement (const ArcStatement *statement)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  ArcEvidenceSum *sum;
  ArcSummaryPart part;

  g_ptr_array_add (one, (gpointer) statement);
  sum = arc_evidence_sum (one, NULL);
  part = sum->for_it > sum->against ? ARC_SUMMARY_WORKED
         : sum->against > 0         ? ARC_SUMMARY_DID_NOT
                                    : ARC_SUMMARY_TOPICS;
  arc_evidence_sum_free (sum);
  return part;
}

/* By topic, and by which way the evidence points. */
static void
sort_statements (Sorting *sorting)
{
  ArcBuild *build = sorting->build;

  for (guint i = 0; i < build->statements->len; i++) {
    const ArcStatement *statement = build->statements->pdata[i];
    const char *topic = statement->input->share->entry->topic;
    g_autofree char *folded = arc_text_fold (topic);
    g_autofree char *key = NULL;
    ArcSummaryPart part;
    Bucket *bucket;

    if (statement->kind == ARC_STATEMENT_BARRIER ||
        g_hash_table_contains (build->owned, statement->id))
      continue;
    part = part_of_statement (statement);
    key = g_strdup_printf ("topic/%s/%s", arc_summary_part_to_word (part), folded);
    bucket = g_hash_table_lookup (sorting->buckets, key);
    if (!bucket)
      bucket = add_bucket (sorting, key, part, topic);
    put (sorting, bucket, statement);
  }
}

/* ---- what people corrected in them ---- */

static void
split_off (Sorting *sorting, const ArcCorrection *correction)
{
  const char *id = correction->statements->pdata[0];
  const ArcStatement *statement = g_hash_table_lookup (sorting->build->by_id, id);
  Bucket *bucket = g_hash_table_lookup (sorting->where, id);
  gboolean is_among = FALSE;
  g_autofree char *key = NULL;

  for (guint i = 1; bucket && i < correction->statements->len; i++)
    is_among = is_among ||
               g_hash_table_lookup (sorting->where, correction->statements->pdata[i]) == bucket;
  if (!is_among)
    return;
  g_ptr_array_remove (bucket->statements, (gpointer) statement);
  key = g_strdup_printf ("alone/%s", id);
  put (sorting, add_bucket (sorting, key, part_of_statement (statement), NULL), statement);
}

static void
merge (Sorting *sorting, const ArcCorrection *correction)
{
  Bucket *from = g_hash_table_lookup (sorting->where, correction->statements->pdata[0]);
  Bucket *into = g_hash_table_lookup (sorting->where, correction->statements->pdata[1]);

  if (!from || !into || from == into)
    return;
  for (guint i = 0; i < from->statements->len; i++)
    put (sorting, into, from->statements->pdata[i]);
  g_hash_table_remove (sorting->buckets, from->key);
}

/* A name is for the line that has most of what it was given for, and more than a single one of many
 * statements. */
static void
name_line (Sorting *sorting, const ArcCorrection *correction)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  Bucket *best = NULL;
  guint most = 0;

  for (guint i = 0; i < correction->statements->len; i++) {
    Bucket *bucket = g_hash_table_lookup (sorting->where, correction->statements->pdata[i]);
    guint count;

    if (!bucket)
      continue;
    count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, bucket)) + 1;
    g_hash_table_insert (counts, bucket, GUINT_TO_POINTER (count));
    if (count > most || (count == most && strcmp (bucket->key, best->key) < 0)) {
      most = count;
      best = bucket;
    }
  }
  if (best && (most > 1 || best->statements->len == 1))
    best->name = correction->text;
}

static void
correct (Sorting *sorting)
{
  const GPtrArray *corrections = sorting->build->input->corrections;

  for (guint i = 0; i < corrections->len; i++) {
    const ArcCorrection *correction = corrections->pdata[i];

    if (correction->kind == ARC_CORRECT_RENAME)
      name_line (sorting, correction);
    else if (!arc_correction_is_by_topic (correction) || correction->statements->len < 2)
      continue;
    else if (correction->kind == ARC_CORRECT_SPLIT)
      split_off (sorting, correction);
    else if (correction->kind == ARC_CORRECT_MERGE)
      merge (sorting, correction);
  }
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
place (ArcBuild *build, const Bucket *bucket)
{
  ArcSummaryLine *line;

  if (bucket->statements->len == 0)
    return;
  line = arc_build_line (build, bucket->key, bucket->statements);
  if (bucket->name && *bucket->name)
    arc_summary_line_set_text (line, bucket->name);
  else if (!bucket->topic)
    arc_summary_line_set_text (line, ((const ArcStatement *) bucket->statements->pdata[0])->text);
  else if (*bucket->topic)
    arc_summary_line_set_text (line, bucket->topic);
  else
    arc_summary_line_say_text (line, ARC_SAY_NO_TOPIC);
  g_ptr_array_add (build->summary->parts[bucket->part], line);
}

static void
build_topics (ArcBuild *build)
{
  g_autoptr (GHashTable) buckets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, bucket_free);
  g_autoptr (GHashTable) where = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  Sorting sorting = {build, buckets, where};
  GHashTableIter iter;
  gpointer key;

  sort_statements (&sorting);
  correct (&sorting);
  g_hash_table_iter_init (&iter, buckets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    place (build, g_hash_table_lookup (buckets, keys->pdata[i]));
  arc_build_sort (build, ARC_SUMMARY_WORKED);
  arc_build_sort (build, ARC_SUMMARY_DID_NOT);
  arc_build_sort (build, ARC_SUMMARY_TOPICS);
}

/* ---- pairs ---- */

/* What was split off first is apart from the others that are named with it. */
static gboolean
is_kept_apart (const ArcBuild *build, const char *a, const char *b)
{
  for (guint i = 0; i < build->input->corrections->len; i++) {
    const ArcCorrection *correction = build->input->corrections->pdata[i];
    const char *first = correction->statements->pdata[0];
    const char *other = g_str_equal (first, a) ? b : g_str_equal (first, b) ? a : NULL;

    if (correction->kind == ARC_CORRECT_SPLIT && other &&
        g_ptr_array_find_with_equal_func (correction->statements, other, g_str_equal, NULL))
      return TRUE;
  }
  return FALSE;
}

/* Whether they stand together already. */
static gboolean
is_merged (const ArcBuild *build, const char *a, const char *b)
{
  for (guint i = 0; i < build->input->corrections->len; i++) {
    const ArcCorrection *correction = build->input->corrections->pdata[i];
    const GPtrArray *statements = correction->statements;

    if (correction->kind == ARC_CORRECT_MERGE && !arc_correction_is_by_topic (correction) &&
        g_ptr_array_find_with_equal_func ((GPtrArray *) statements, a, g_str_equal, NULL) &&
        g_ptr_array_find_with_equal_func ((GPtrArray *) statements, b, g_str_equal, NULL))
      return TRUE;
  }
  return FALSE;
}

static void
add_alike (ArcBuild *build, const char *const *ids, guint n_ids)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  g_autofree char *key = NULL;
  const ArcStatement *first;
  ArcSummaryLine *line;

  for (guint i = 0; i < n_ids; i++) {
    gpointer statement = g_hash_table_lookup (build->by_id, ids[i]);

    if (statement)
      g_ptr_array_add (statements, statement);
  }
  if (statements->len < 2)
    return;
  first = statements->pdata[0];
  key = g_strdup_printf ("alike/%s", first->id);
  line = arc_build_line (build, key, statements);
  /* Names are of topics here. */
  arc_summary_line_set_text (line, first->text);
  g_ptr_array_add (build->summary->parts[ARC_SUMMARY_ALIKE], line);
}

/* Several who say the very same stand in one line, those first who were found first. */
static void
add_same (ArcBuild *build, const ArcStatement *one, const ArcStatement *other)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, one->id);
  g_ptr_array_add (ids, other->id);
  for (guint i = 0; i < build->statements->len; i++) {
    const ArcStatement *statement = build->statements->pdata[i];

    if (statement != one && statement != other && g_str_equal (statement->text, one->text) &&
        !is_kept_apart (build, one->id, statement->id))
      g_ptr_array_add (ids, statement->id);
  }
  add_alike (build, (const char *const *) ids->pdata, ids->len);
}

/* FALSE where two with these texts stand there already. */
static gboolean
is_new_pair (GHashTable *seen, const ArcStatement *a, const ArcStatement *b)
{
  gboolean turned = strcmp (a->text, b->text) > 0;

  return g_hash_table_add (
      seen, g_strconcat (turned ? b->text : a->text, "\n", turned ? a->text : b->text, NULL));
}

/* What people put together, then pairs of different shares that use the same words. */
static void
build_pairs (ArcBuild *build, ArcStatementIndex *index)
{
  g_autoptr (GArray) pairs = arc_statement_index_list_pairs (index, ARC_SIMILAR, PAIRS_MAX * 4);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *lines = build->summary->parts[ARC_SUMMARY_ALIKE];

  for (guint i = 0; i < build->input->corrections->len; i++) {
    const ArcCorrection *correction = build->input->corrections->pdata[i];

    if (correction->kind == ARC_CORRECT_MERGE && !arc_correction_is_by_topic (correction))
      add_alike (build, (const char *const *) correction->statements->pdata,
                 correction->statements->len);
  }
  for (guint i = 0; i < pairs->len && lines->len < PAIRS_MAX; i++) {
    const ArcStatementPair *pair = &g_array_index (pairs, ArcStatementPair, i);
    const ArcStatement *a = g_hash_table_lookup (build->by_id, pair->a);
    const ArcStatement *b = g_hash_table_lookup (build->by_id, pair->b);
    const char *ids[] = {pair->a, pair->b};

    if (!a || !b || a->input == b->input || is_kept_apart (build, pair->a, pair->b) ||
        is_merged (build, pair->a, pair->b) || !is_new_pair (seen, a, b))
      continue;
    if (g_str_equal (a->text, b->text))
      add_same (build, a, b);
    else
      add_alike (build, ids, G_N_ELEMENTS (ids));
  }
}

void
arc_build_few (ArcBuild *build, ArcStatementIndex *index)
{
  build_topics (build);
  build_pairs (build, index);
}
