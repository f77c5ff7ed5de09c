/* From an index of statements to groups with names. */
#include "arc-config.h"

#include "arc-grouping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-group-label.h"
#include "arc-group-merge.h"
#include "arc-grouping-graph.h"

/* Two statements of a group have at least this weight between them on average. One value for
 * everything: it is a similarity, not a size or a number of groups. */
#define RESOLUTION 0.005
/* Of the whole work, finding neighbours is so much. */
#define NEIGHBOURS_PART 0.6

static void
group_free (ArcGroup *group)
{
  g_free (group->key);
  g_strfreev (group->keywords);
  g_ptr_array_unref (group->members);
  g_free (group);
}

void
arc_grouping_free (ArcGrouping *grouping)
{
  if (grouping == NULL)
    return;
  g_hash_table_unref (grouping->group_of);
  g_ptr_array_unref (grouping->groups);
  g_free (grouping);
}

/* ---- what was shown before ---- */

static const char *
find_previous (const ArcGroupingHints *hints, const ArcIndexed *statement)
{
  return hints != NULL && hints->previous != NULL
             ? g_hash_table_lookup (hints->previous, statement->id)
             : NULL;
}

/* Where each vertex was; those that nobody knows begin by themselves. */
static gboolean
set_start (ArcStatementIndex *index, const ArcGroupingHints *hints, const ArcGroupingGraph *graph,
           guint32 *membership)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_start = FALSE;

  for (guint v = 0; v < graph->n_vertices; v++)
    membership[v] = G_MAXUINT32;
  for (guint i = 0; i < index->ordered->len; i++) {
    guint32 vertex = graph->vertex_of[i];
    const char *key = find_previous (hints, index->ordered->pdata[i]);
    gpointer number = NULL;

    if (key == NULL || membership[vertex] != G_MAXUINT32)
      continue;
    has_start = TRUE;
    if (!g_hash_table_lookup_extended (numbers, key, NULL, &number)) {
      number = GUINT_TO_POINTER (vertex);
      g_hash_table_insert (numbers, (gpointer) key, number);
    }
    membership[vertex] = GPOINTER_TO_UINT (number);
  }
  for (guint v = 0; v < graph->n_vertices; v++)
    if (membership[v] == G_MAXUINT32)
      membership[v] = v;
  arc_grouping_renumber (graph->n_vertices, membership);
  return has_start;
}

/* How many statements of a group had a key. */
typedef struct {
  const char *key;
  guint group;
  guint n_statements;
} Overlap;

static int
compare_overlaps (gconstpointer a, gconstpointer b)
{
  const Overlap *first = a;
  const Overlap *second = b;

  if (first->n_statements != second->n_statements)
    return first->n_statements > second->n_statements ? -1 : 1;
  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  return strcmp (first->key, second->key);
}

/* (element-type Overlap): the largest first; counts how many statements still have each key. */
static GArray *
list_overlaps (const ArcGroupingHints *hints, const GPtrArray *groups, GHashTable *key_sizes)
{
  GArray *overlaps = g_array_new (FALSE, FALSE, sizeof (Overlap));

  for (guint g = 0; g < groups->len; g++) {
    const ArcGroup *group = groups->pdata[g];
    g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer key;
    gpointer count;

    for (guint i = 0; i < group->members->len; i++) {
      key = g_hash_table_lookup (hints->previous, group->members->pdata[i]);
      if (key == NULL)
        continue;
      count = g_hash_table_lookup (counts, key);
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
      count = g_hash_table_lookup (key_sizes, key);
      g_hash_table_insert (key_sizes, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
    g_hash_table_iter_init (&iter, counts);
    while (g_hash_table_iter_next (&iter, &key, &count)) {
      const Overlap overlap = {key, g, GPOINTER_TO_UINT (count)};
      g_array_append_val (overlaps, overlap);
    }
  }
  g_array_sort (overlaps, compare_overlaps);
  return overlaps;
}

/* A group goes on under a key if it is half of what had it, or if half of it had the key. */
static void
keep_keys (const ArcGroupingHints *hints, GPtrArray *groups, GHashTable *taken)
{
  g_autoptr (GHashTable) key_sizes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) overlaps = NULL;

  if (hints == NULL || hints->previous == NULL)
    return;
  overlaps = list_overlaps (hints, groups, key_sizes);
  for (guint i = 0; i < overlaps->len; i++) {
    const Overlap *overlap = &g_array_index (overlaps, Overlap, i);
    ArcGroup *group = groups->pdata[overlap->group];
    guint key_size = GPOINTER_TO_UINT (g_hash_table_lookup (key_sizes, overlap->key));

    if (group->key != NULL || g_hash_table_contains (taken, overlap->key) ||
        overlap->n_statements * 2 < MIN (key_size, group->members->len))
      continue;
    group->key = g_strdup (overlap->key);
    g_hash_table_add (taken, group->key);
  }
}

/* A new group is named after one of its statements, which no other group can be. */
static void
name_new (ArcGroup *group, GHashTable *taken)
{
  GString *key;

  for (guint i = 0; i < group->members->len && group->key == NULL; i++)
    if (!g_hash_table_contains (taken, group->members->pdata[i]))
      group->key = g_strdup (group->members->pdata[i]);
  if (group->key == NULL) {
    key = g_string_new (group->members->pdata[0]);
    while (g_hash_table_contains (taken, key->str))
      g_string_append_c (key, '+');
    group->key = g_string_free (key, FALSE);
  }
  g_hash_table_add (taken, group->key);
}

/* ---- groups ---- */

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const ArcGroup *first = *(ArcGroup *const *) a;
  const ArcGroup *second = *(ArcGroup *const *) b;

  if (first->members->len != second->members->len)
    return first->members->len > second->members->len ? -1 : 1;
  return strcmp (first->key, second->key);
}

static ArcGroup *
make_group (ArcStatementIndex *index, GPtrArray *statements)
{
  ArcGroup *group = g_new0 (ArcGroup, 1);

  arc_group_label (index, group, statements);
  group->members = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < statements->len; i++)
    g_ptr_array_add (group->members, g_strdup (((ArcIndexed *) statements->pdata[i])->id));
  group->label_id = group->members->pdata[0];
  return group;
}

static ArcGrouping *
make_groups (ArcStatementIndex *index, const ArcGroupingHints *hints, const ArcGroupingGraph *graph,
             guint32 *membership)
{
  ArcGrouping *grouping = g_new0 (ArcGrouping, 1);
  guint n_groups = arc_grouping_renumber (graph->n_vertices, membership);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  grouping->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  grouping->group_of = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint g = 0; g < n_groups; g++)
    g_ptr_array_add (parts, g_ptr_array_new ());
  for (guint i = 0; i < index->ordered->len; i++)
    g_ptr_array_add (parts->pdata[membership[graph->vertex_of[i]]], index->ordered->pdata[i]);
  for (guint g = 0; g < n_groups; g++)
    g_ptr_array_add (grouping->groups, make_group (index, parts->pdata[g]));

  keep_keys (hints, grouping->groups, taken);
  for (guint g = 0; g < n_groups; g++) {
    ArcGroup *group = grouping->groups->pdata[g];
    if (group->key == NULL)
      name_new (group, taken);
    for (guint i = 0; i < group->members->len; i++)
      g_hash_table_insert (grouping->group_of, group->members->pdata[i], group);
  }
  g_ptr_array_sort (grouping->groups, compare_groups);
  return grouping;
}

/* ---- progress: neighbours first ---- */

typedef struct {
  ArcSummaryProgress progress;
  gpointer user_data;
} Told;

static gboolean
tell_neighbours (double fraction, gpointer user_data)
{
  const Told *told = user_data;

  return told->progress (fraction * NEIGHBOURS_PART, told->user_data);
}

static gboolean
tell (const Told *told, double fraction, GError **error)
{
  if (told->progress == NULL || told->progress (fraction, told->user_data))
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INTERRUPTED, _ ("Stopped."));
  return FALSE;
}

ArcGrouping *
arc_grouping_new (ArcStatementIndex *index, const ArcGroupingHints *hints,
                  ArcSummaryProgress progress, gpointer user_data, GError **error)
{
  Told told = {progress, user_data};
  g_autoptr (ArcGroupingGraph) graph = NULL;
  g_autofree guint32 *membership = NULL;
  gboolean has_start;

  g_return_val_if_fail (index != NULL, NULL);

  if (!arc_statement_index_refresh (index, progress != NULL ? tell_neighbours : NULL, &told, error))
    return NULL;
  graph = arc_grouping_graph_new (index, hints);
  membership = g_new (guint32, MAX (graph->n_vertices, 1));
  has_start = set_start (index, hints, graph, membership);
  if (!tell (&told, NEIGHBOURS_PART, error) ||
      !arc_communities_find (graph->n_vertices, (const ArcEdge *) (gpointer) graph->edges->data,
                             graph->edges->len, graph->sizes, RESOLUTION, has_start, membership,
                             error) ||
      !tell (&told, 0.85, error) || !arc_group_merge (index, graph, membership, error) ||
      !tell (&told, 0.95, error))
    return NULL;
  arc_grouping_graph_part (graph, membership);
  return make_groups (index, hints, graph, membership);
}
