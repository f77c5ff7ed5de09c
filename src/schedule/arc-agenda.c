/* What is to be shown now, and when to look again. */
#include "arc-schedule.h"

#include <string.h>

/* One due thing and what is known of it. */
typedef struct {
  const ArcDue *due;
  const ArcFiring *firing; /* or NULL */
  ArcDay day;
  gint64 ripe_us; /* when it may be shown, quiet hours counted */
} Item;

typedef struct {
  const ArcAgendaRules *rules;
  gint64 now_us;
  GHashTable *firings; /* of ArcFiring, its own key */
  GArray *items;       /* of Item: what is not done */
  GPtrArray *leaders;  /* of Item: the reflections among them, the earliest first */
} Agenda;

/* ---- values ---- */

ArcDue *
arc_due_copy (const ArcDue *due)
{
  ArcDue *copy = g_memdup2 (due, sizeof *due);

  copy->subject_id = g_strdup (due->subject_id);
  copy->topic = g_strdup (due->topic);
  copy->quote = g_strdup (due->quote);
  return copy;
}

void
arc_due_free (ArcDue *due)
{
  if (!due)
    return;
  g_free (due->subject_id);
  g_free (due->topic);
  g_free (due->quote);
  g_free (due);
}

void
arc_notice_free (ArcNotice *notice)
{
  if (!notice)
    return;
  g_ptr_array_unref (notice->due);
  g_free (notice);
}

/* ---- what is known ---- */

static guint
firing_hash (gconstpointer key)
{
  const ArcFiring *firing = key;

  return g_str_hash (firing->subject_id) ^ g_int64_hash (&firing->wall_s);
}

static gboolean
firing_equal (gconstpointer a, gconstpointer b)
{
  const ArcFiring *one = a;
  const ArcFiring *two = b;

  return one->wall_s == two->wall_s && g_str_equal (one->subject_id, two->subject_id);
}

static GHashTable *
index_firings (const GPtrArray *firings)
{
  GHashTable *index = g_hash_table_new (firing_hash, firing_equal);

  for (guint i = 0; i < firings->len; i++)
    g_hash_table_add (index, firings->pdata[i]);
  return index;
}

static gboolean
is_in_state (const Item *item, ArcFiringState state)
{
  return item->firing && item->firing->state == state;
}

static gint
by_due_time (gconstpointer a, gconstpointer b)
{
  const Item *one = *(const Item *const *) a;
  const Item *two = *(const Item *const *) b;

  if (one->due->due_us != two->due->due_us)
    return one->due->due_us < two->due->due_us ? -1 : 1;
  return strcmp (one->due->subject_id, two->due->subject_id);
}

static void
collect_items (Agenda *agenda, const GPtrArray *due)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (firing_hash, firing_equal, g_free, NULL);

  for (guint i = 0; i < due->len; i++) {
    Item item = {.due = due->pdata[i]};
    ArcFiring key = {.subject_id = item.due->subject_id, .wall_s = item.due->wall_s};

    if (!g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
      continue;
    item.firing = g_hash_table_lookup (agenda->firings, &key);
    if (is_in_state (&item, ARC_FIRING_DONE))
      continue;
    item.day = arc_day_of (item.due->due_us, agenda->rules->zone, agenda->rules->day_start_h);
    g_array_append_val (agenda->items, item);
  }
  for (guint i = 0; i < agenda->items->len; i++) {
    Item *item = &g_array_index (agenda->items, Item, i);

    if (item->due->kind == ARC_DUE_REFLECTION)
      g_ptr_array_add (agenda->leaders, item);
  }
  g_ptr_array_sort (agenda->leaders, by_due_time);
}

/* ---- when each may be shown ---- */

static const Item *
find_leader (const Agenda *agenda, ArcDay day)
{
  for (guint i = 0; i < agenda->leaders->len; i++) {
    const Item *leader = agenda->leaders->pdata[i];

    if (arc_day_compare (leader->day, day) == 0)
      return leader;
  }
  return NULL;
}

static gboolean
is_claim_alive (const Agenda *agenda, const ArcFiring *firing)
{
  return firing->claimed_us <= agenda->now_us &&
         agenda->now_us - firing->claimed_us < ARC_AGENDA_CLAIM_US;
}

/* By what is known of @item itself. */
static gint64
own_time (const Agenda *agenda, const Item *item)
{
  if (is_in_state (item, ARC_FIRING_SNOOZED))
    return item->firing->snooze_until_us;
  if (is_in_state (item, ARC_FIRING_CLAIMED) && is_claim_alive (agenda, item->firing))
    return item->firing->claimed_us + ARC_AGENDA_CLAIM_US;
  return item->due->due_us;
}

static gint64
ripe_time (const Agenda *agenda, const Item *item)
{
  const Item *leader = NULL;
  gint64 time_us = own_time (agenda, item);

  if (item->due->kind != ARC_DUE_REFLECTION && !item->firing)
    leader = find_leader (agenda, item->day);
  /* A reflection that has come already takes nobody with it. */
  if (leader && is_in_state (leader, ARC_FIRING_SHOWN))
    time_us = MAX (time_us, leader->due->due_us);
  else if (leader)
    time_us = own_time (agenda, leader);
  return arc_quiet_hours_after (agenda->rules->quiet, time_us, agenda->rules->zone);
}

/* ---- the notice ---- */

static gint
by_rank (gconstpointer a, gconstpointer b)
{
  const ArcDue *one = *(const ArcDue *const *) a;
  const ArcDue *two = *(const ArcDue *const *) b;
  gboolean one_leads = one->kind == ARC_DUE_REFLECTION;
  gboolean two_leads = two->kind == ARC_DUE_REFLECTION;

  if (one_leads != two_leads)
    return one_leads ? -1 : 1;
  if (one->due_us != two->due_us)
    return (one->due_us < two->due_us) != one_leads ? -1 : 1;
  return strcmp (one->subject_id, two->subject_id);
}

static ArcNotice *
make_notice (const Agenda *agenda, gint64 *next_us)
{
  g_autoptr (ArcNotice) notice = g_new0 (ArcNotice, 1);
  gint64 awake_us =
      arc_quiet_hours_after (agenda->rules->quiet, agenda->now_us, agenda->rules->zone);

  notice->due = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_due_free);
  for (guint i = 0; i < agenda->items->len; i++) {
    Item *item = &g_array_index (agenda->items, Item, i);
    gint64 show_us;

    if (is_in_state (item, ARC_FIRING_SHOWN))
      continue;
    item->ripe_us = ripe_time (agenda, item);
    if (item->ripe_us < agenda->now_us - ARC_AGENDA_OLDEST_US)
      continue;
    show_us = item->ripe_us <= agenda->now_us ? awake_us : item->ripe_us;
    if (show_us > agenda->now_us) {
      *next_us = MIN (*next_us, show_us);
      continue;
    }
    g_ptr_array_add (notice->due, arc_due_copy (item->due));
    notice->late |= agenda->now_us - item->ripe_us > ARC_AGENDA_LATE_US;
  }
  g_ptr_array_sort (notice->due, by_rank);
  return notice->due->len ? g_steal_pointer (&notice) : NULL;
}

ArcNotice *
arc_agenda_reconcile (const GPtrArray *due, const GPtrArray *firings, const ArcAgendaRules *rules,
                      gint64 now_us, gint64 *next_us)
{
  g_autoptr (GHashTable) index = NULL;
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autoptr (GPtrArray) leaders = g_ptr_array_new ();
  Agenda agenda = {.rules = rules, .now_us = now_us, .items = items, .leaders = leaders};

  g_return_val_if_fail (due && firings && rules && next_us, NULL);
  index = index_firings (firings);
  agenda.firings = index;
  *next_us = G_MAXINT64;
  collect_items (&agenda, due);
  return make_notice (&agenda, next_us);
}
