/* Keeps statements ready for comparison. Whatever is derived depends on the set of statements
 * alone: weights follow from counts in coarse steps, so that a new statement changes few of them,
 * and neighbours are found again only where a step was taken. */
#include "arc-statement-index.h"

#include <math.h>
#include <string.h>

#include "arc-statement-index-private.h"

/* A feature in more statements than this finds nobody by itself. */
#define MAX_FINDING 1000
#define FIRST_SLOTS 1024
/* Rare features count more, though less than proportionally to their information. */
#define IDF_POWER 0.8
#define IDF_UNIT 256
#define LN2 0.69314718055994530942
/* Above this part of stale statements all are found again, which is simpler and not slower. */
#define STALE_LIMIT 0.3

static void
statement_free (ArcIndexed *statement)
{
  g_free (statement->id);
  g_free (statement->text);
  g_free (statement->features);
  g_free (statement->candidates);
  g_free (statement);
}

ArcStatementIndex *
arc_statement_index_new (void)
{
  ArcStatementIndex *index = g_new0 (ArcStatementIndex, 1);

  index->tokenizer = arc_tokens_new ();
  index->by_id =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) statement_free);
  index->ordered = g_ptr_array_new ();
  index->removed = g_ptr_array_new_with_free_func ((GDestroyNotify) statement_free);
  index->terms = g_array_new (FALSE, TRUE, sizeof (ArcTerm));
  index->n_slots = FIRST_SLOTS;
  index->slots = g_new0 (guint32, index->n_slots);
  index->is_all_stale = TRUE;
  return index;
}

void
arc_statement_index_free (ArcStatementIndex *index)
{
  if (index == NULL)
    return;
  arc_tokens_free (index->tokenizer);
  g_ptr_array_unref (index->ordered);
  g_ptr_array_unref (index->removed);
  g_hash_table_unref (index->by_id);
  g_array_unref (index->terms);
  g_free (index->slots);
  g_free (index->postings.starts);
  g_free (index->postings.ranks);
  g_free (index->postings.weights);
  g_free (index);
}

/* ---- terms ---- */

/* Where the key is, or would be. */
static gsize
find_slot (ArcStatementIndex *index, guint64 key)
{
  gsize mask = index->n_slots - 1;
  gsize slot = key & mask;

  while (index->slots[slot] != 0 &&
         g_array_index (index->terms, ArcTerm, index->slots[slot] - 1).key != key)
    slot = (slot + 1) & mask;
  return slot;
}

static void
grow_slots (ArcStatementIndex *index)
{
  g_free (index->slots);
  index->n_slots *= 2;
  index->slots = g_new0 (guint32, index->n_slots);
  for (guint t = 0; t < index->terms->len; t++)
    index->slots[find_slot (index, g_array_index (index->terms, ArcTerm, t).key)] = t + 1;
}

static guint32
intern (ArcStatementIndex *index, guint64 key)
{
  gsize slot = find_slot (index, key);

  if (index->slots[slot] == 0) {
    const ArcTerm term = {.key = key, .bucket = -1};

    if ((gsize) index->terms->len * 2 >= index->n_slots) {
      grow_slots (index);
      slot = find_slot (index, key);
    }
    g_array_append_val (index->terms, term);
    index->slots[slot] = index->terms->len;
  }
  return index->slots[slot] - 1;
}

int
arc_bucket_of (guint32 number)
{
  guint64 square = (guint64) number * number;
  int bucket = -1;

  while (square > 0) {
    square >>= 1;
    bucket++;
  }
  return bucket;
}

guint32
arc_bucket_weight (int bucket, int size_bucket)
{
  /* What is in all statements still counts a little: all might be the same. */
  double steps = MAX (size_bucket - bucket, 0.5);

  return (guint32) lround (pow (steps * LN2 / 2, IDF_POWER) * IDF_UNIT);
}

/* ---- statements ---- */

static void
count_statement (ArcStatementIndex *index, ArcIndexed *statement, ArcLanguage language)
{
  g_autoptr (GArray) counts = arc_features_count (index->tokenizer, statement->text, language);

  statement->n_features = counts->len;
  statement->features = g_new0 (ArcFeature, counts->len);
  for (guint i = 0; i < counts->len; i++) {
    const ArcFeatureCount *count = &g_array_index (counts, ArcFeatureCount, i);
    ArcFeature *feature = &statement->features[i];

    feature->term = intern (index, count->key);
    feature->count = MIN (count->count, G_MAXUINT16);
    g_array_index (index->terms, ArcTerm, feature->term).df++;
  }
  statement->is_pending = FALSE;
  statement->is_dirty = TRUE;
}

static void
uncount_statement (ArcStatementIndex *index, ArcIndexed *statement)
{
  for (guint i = 0; i < statement->n_features; i++)
    g_array_index (index->terms, ArcTerm, statement->features[i].term).df--;
  g_clear_pointer (&statement->features, g_free);
  statement->n_features = 0;
  statement->n_finding = 0;
  statement->is_pending = TRUE;
}

gboolean
arc_statement_index_add (ArcStatementIndex *index, const char *id, const char *text)
{
  ArcIndexed *statement;

  g_return_val_if_fail (index != NULL && id != NULL && *id != '\0' && text != NULL, FALSE);

  if (g_hash_table_contains (index->by_id, id))
    return FALSE;
  statement = g_new0 (ArcIndexed, 1);
  statement->id = g_strdup (id);
  statement->text = g_strdup (text);
  statement->language = arc_tokens_detect (index->tokenizer, text);
  statement->is_pending = TRUE;
  statement->is_dirty = TRUE;
  index->detected[statement->language]++;
  if (statement->language != ARC_LANGUAGE_UNKNOWN)
    count_statement (index, statement, statement->language);
  g_hash_table_insert (index->by_id, statement->id, statement);
  index->is_fresh = FALSE;
  return TRUE;
}

gboolean
arc_statement_index_remove (ArcStatementIndex *index, const char *id)
{
  ArcIndexed *statement;

  g_return_val_if_fail (index != NULL && id != NULL, FALSE);

  statement = g_hash_table_lookup (index->by_id, id);
  if (statement == NULL)
    return FALSE;
  index->detected[statement->language]--;
  uncount_statement (index, statement);
  /* Others may have it among their candidates until these are found again. */
  g_hash_table_steal (index->by_id, id);
  statement->is_dirty = TRUE;
  g_ptr_array_add (index->removed, statement);
  index->is_fresh = FALSE;
  return TRUE;
}

guint
arc_statement_index_get_size (ArcStatementIndex *index)
{
  g_return_val_if_fail (index != NULL, 0);

  return g_hash_table_size (index->by_id);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
arc_statement_index_list_ids (ArcStatementIndex *index)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (index != NULL, ids);

  g_hash_table_iter_init (&iter, index->by_id);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (ids, key);
  g_ptr_array_sort (ids, compare_names);
  return ids;
}

const char *
arc_statement_index_get_text (ArcStatementIndex *index, const char *id)
{
  const ArcIndexed *statement;

  g_return_val_if_fail (index != NULL && id != NULL, NULL);

  statement = g_hash_table_lookup (index->by_id, id);
  return statement != NULL ? statement->text : NULL;
}

/* ---- bringing up to date ---- */

/* What cannot be told by itself ("Reset password") is taken for the language of most others, for
 * English where nothing can be told. */
static ArcLanguage
choose_default (ArcStatementIndex *index)
{
  ArcLanguage best = ARC_LANGUAGE_ENGLISH;

  for (guint language = 1; language < ARC_N_LANGUAGES; language++)
    if (index->detected[language] > index->detected[best])
      best = language;
  return best;
}

static void
count_pending (ArcStatementIndex *index)
{
  ArcLanguage language = choose_default (index);
  gboolean has_changed = language != index->default_language;
  GHashTableIter iter;
  gpointer value;

  index->default_language = language;
  g_hash_table_iter_init (&iter, index->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    ArcIndexed *statement = value;

    if (statement->language != ARC_LANGUAGE_UNKNOWN)
      continue;
    if (has_changed && !statement->is_pending)
      uncount_statement (index, statement);
    if (statement->is_pending)
      count_statement (index, statement, language);
  }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(ArcIndexed *const *) a)->id, (*(ArcIndexed *const *) b)->id);
}

static void
order (ArcStatementIndex *index)
{
  GHashTableIter iter;
  gpointer value;

  g_ptr_array_set_size (index->ordered, 0);
  g_hash_table_iter_init (&iter, index->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (index->ordered, value);
  g_ptr_array_sort (index->ordered, compare_ids);
  for (guint i = 0; i < index->ordered->len; i++)
    ((ArcIndexed *) index->ordered->pdata[i])->rank = i;
}

/* Whether so many statements are too many for a feature to find others by. */
static gboolean
is_common (int bucket)
{
  return bucket > arc_bucket_of (MAX_FINDING);
}

static int
compare_features (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ArcTerm *terms = user_data;
  guint32 first = ((const ArcFeature *) a)->term;
  guint32 second = ((const ArcFeature *) b)->term;
  int by_class = is_common (terms[first].bucket) - is_common (terms[second].bucket);

  return by_class != 0 ? by_class : first < second ? -1 : first > second;
}

void
arc_statement_weigh (ArcStatementIndex *index, ArcIndexed *statement)
{
  const ArcTerm *terms = (const ArcTerm *) (gpointer) index->terms->data;
  guint64 squares = 0;
  double length;

  g_qsort_with_data (statement->features, (gint) statement->n_features, sizeof (ArcFeature),
                     compare_features, (gpointer) terms);
  for (guint i = 0; i < statement->n_features; i++) {
    const ArcFeature *feature = &statement->features[i];
    guint64 weight = (guint64) feature->count *
                     arc_bucket_weight (terms[feature->term].bucket, index->size_bucket);
    squares += weight * weight;
  }
  length = sqrt ((double) squares);
  statement->n_finding = 0;
  for (guint i = 0; i < statement->n_features; i++) {
    ArcFeature *feature = &statement->features[i];
    int bucket = terms[feature->term].bucket;
    double weight = (double) feature->count * arc_bucket_weight (bucket, index->size_bucket);

    feature->weight = squares > 0 ? (gint16) lround (weight * ARC_WEIGHT_UNIT / length) : 0;
    statement->n_finding += !is_common (bucket);
  }
}

/* New weights, where a count went over a step, make statements dirty. */
static void
weigh_all (ArcStatementIndex *index)
{
  int size_bucket = arc_bucket_of (index->ordered->len);

  if (size_bucket != index->size_bucket)
    index->is_all_stale = TRUE;
  index->size_bucket = size_bucket;
  for (guint t = 0; t < index->terms->len; t++) {
    ArcTerm *term = &g_array_index (index->terms, ArcTerm, t);
    int bucket = arc_bucket_of (term->df);

    term->has_changed = bucket != term->bucket;
    term->bucket = (gint8) bucket;
  }
  for (guint i = 0; i < index->ordered->len; i++) {
    ArcIndexed *statement = index->ordered->pdata[i];

    statement->is_dirty |= index->is_all_stale;
    for (guint f = 0; f < statement->n_features && !statement->is_dirty; f++)
      statement->is_dirty =
          g_array_index (index->terms, ArcTerm, statement->features[f].term).has_changed;
    if (statement->is_dirty)
      arc_statement_weigh (index, statement);
  }
}

/* Whoever has a changed statement among the candidates looks again. */
static void
find_stale (ArcStatementIndex *index)
{
  guint n_stale = 0;

  for (guint i = 0; i < index->ordered->len; i++) {
    ArcIndexed *statement = index->ordered->pdata[i];

    statement->is_stale |= statement->is_dirty;
    for (guint c = 0; c < statement->n_candidates && !statement->is_stale; c++)
      statement->is_stale = statement->candidates[c].other->is_dirty;
    n_stale += statement->is_stale;
  }
  if (n_stale > STALE_LIMIT * index->ordered->len)
    index->is_all_stale = TRUE;
  for (guint i = 0; i < index->ordered->len && index->is_all_stale; i++)
    ((ArcIndexed *) index->ordered->pdata[i])->is_stale = TRUE;
}

gboolean
arc_statement_index_refresh (ArcStatementIndex *index, ArcSummaryProgress progress,
                             gpointer user_data, GError **error)
{
  g_return_val_if_fail (index != NULL, FALSE);

  if (index->is_fresh)
    return TRUE;
  count_pending (index);
  order (index);
  weigh_all (index);
  find_stale (index);
  arc_neighbours_lay_out (index);
  if (!arc_neighbours_update (index, progress, user_data, error)) {
    index->is_all_stale = TRUE;
    return FALSE;
  }
  for (guint i = 0; i < index->ordered->len; i++) {
    ArcIndexed *statement = index->ordered->pdata[i];
    statement->is_dirty = statement->is_stale = FALSE;
  }
  g_ptr_array_set_size (index->removed, 0);
  index->is_all_stale = FALSE;
  index->is_fresh = TRUE;
  return TRUE;
}

/* ---- what looks alike ---- */

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const ArcStatementPair *first = a;
  const ArcStatementPair *second = b;

  if (first->similarity != second->similarity)
    return first->similarity > second->similarity ? -1 : 1;
  if (first->a != second->a)
    return strcmp (first->a, second->a);
  return strcmp (first->b, second->b);
}

GArray *
arc_statement_index_list_pairs (ArcStatementIndex *index, double min_similarity, guint limit)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (ArcStatementPair));
  guint kept = 0;

  g_return_val_if_fail (index != NULL, pairs);

  arc_statement_index_refresh (index, NULL, NULL, NULL);
  for (guint i = 0; i < index->ordered->len; i++) {
    const ArcIndexed *statement = index->ordered->pdata[i];

    for (guint c = 0; c < statement->n_candidates; c++) {
      const ArcIndexed *other = statement->candidates[c].other;
      ArcStatementPair pair = {statement->id, other->id,
                               (double) statement->candidates[c].full / ARC_SIMILARITY_UNIT};

      if (pair.similarity < min_similarity)
        continue;
      if (statement->rank > other->rank) {
        pair.a = other->id;
        pair.b = statement->id;
      }
      g_array_append_val (pairs, pair);
    }
  }
  /* Most are found from both ends. */
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++) {
    const ArcStatementPair *pair = &g_array_index (pairs, ArcStatementPair, i);
    if (kept == 0 || compare_pairs (pair, &g_array_index (pairs, ArcStatementPair, kept - 1)) != 0)
      g_array_index (pairs, ArcStatementPair, kept++) = *pair;
  }
  g_array_set_size (pairs, MIN (kept, limit));
  return pairs;
}

guint32
arc_statement_index_weigh_key (ArcStatementIndex *index, guint64 key)
{
  guint32 found = index->slots[find_slot (index, key)];

  return found == 0 ? 0
                    : arc_bucket_weight (g_array_index (index->terms, ArcTerm, found - 1).bucket,
                                         index->size_bucket);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const ArcStatementMatch *first = a;
  const ArcStatementMatch *second = b;

  if (first->similarity != second->similarity)
    return first->similarity > second->similarity ? -1 : 1;
  return strcmp (first->id, second->id);
}

/* A statement outside the index; features that nobody has are left out. */
static void
prepare_outside (ArcStatementIndex *index, const char *text, ArcIndexed *statement)
{
  ArcLanguage language = arc_tokens_detect (index->tokenizer, text);
  g_autoptr (GArray) counts =
      arc_features_count (index->tokenizer, text,
                          language != ARC_LANGUAGE_UNKNOWN ? language : index->default_language);

  statement->features = g_new0 (ArcFeature, MAX (counts->len, 1));
  for (guint i = 0; i < counts->len; i++) {
    const ArcFeatureCount *count = &g_array_index (counts, ArcFeatureCount, i);
    guint32 found = index->slots[find_slot (index, count->key)];
    ArcFeature *feature = &statement->features[statement->n_features];

    if (found == 0)
      continue;
    feature->term = found - 1;
    feature->count = MIN (count->count, G_MAXUINT16);
    statement->n_features++;
  }
  arc_statement_weigh (index, statement);
}

GArray *
arc_statement_index_find (ArcStatementIndex *index, const char *text, guint limit)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (ArcStatementMatch));
  ArcCandidate best[ARC_MAX_CANDIDATES];
  ArcIndexed statement = {0};
  guint n;

  g_return_val_if_fail (index != NULL && text != NULL, matches);

  arc_statement_index_refresh (index, NULL, NULL, NULL);
  prepare_outside (index, text, &statement);
  n = arc_neighbours_find (index, &statement, G_N_ELEMENTS (best), best);
  g_free (statement.features);
  for (guint i = 0; i < n; i++) {
    const ArcStatementMatch match = {best[i].other->id,
                                     (double) best[i].full / ARC_SIMILARITY_UNIT};
    g_array_append_val (matches, match);
  }
  g_array_sort (matches, compare_matches);
  g_array_set_size (matches, MIN (matches->len, limit));
  return matches;
}
