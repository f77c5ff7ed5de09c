/* What the share dialog is about, read in one go. */
#include "arc-share-draft.h"

#include <glib/gi18n.h>
#include <string.h>

static void
share_team_free (gpointer data)
{
  ArcShareTeam *team = data;

  g_clear_pointer (&team->team, arc_team_free);
  g_clear_pointer (&team->mates, g_ptr_array_unref);
  g_clear_pointer (&team->share, arc_entry_share_free);
  g_free (team->my_name);
  g_free (team->chain);
  g_free (team);
}

void
arc_share_draft_free (ArcShareDraft *draft)
{
  g_clear_pointer (&draft->entry, arc_entry_free);
  g_clear_pointer (&draft->loop, arc_loop_free);
  g_clear_pointer (&draft->look_backs, g_ptr_array_unref);
  g_clear_pointer (&draft->teams, g_ptr_array_unref);
  g_free (draft->asking);
  g_free (draft);
}

/* ---- reading --------------------------------------------------------------------------- */

static gboolean
read_entry (ArcShareDraft *draft, ArcJournal *journal, const char *id, GError **error)
{
  draft->entry = arc_journal_load_entry (journal, id, error);
  if (draft->entry == NULL)
    return FALSE;
  draft->loop = arc_journal_load_loop (journal, id, error);
  if (draft->loop == NULL)
    return FALSE;
  draft->look_backs = arc_journal_list_look_backs (journal, id, error);
  if (draft->look_backs == NULL)
    return FALSE;
  draft->day = arc_day_of (draft->entry->occurred_us, draft->entry->zone,
                           arc_journal_get_day_start (journal));
  draft->today = arc_journal_today (journal);
  return TRUE;
}

static gboolean
read_mates (ArcShareTeam *team, ArcJournal *journal, GError **error)
{
  g_autoptr (GPtrArray) members = arc_journal_list_members (journal, team->team->id, error);

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];

    if (g_strcmp0 (member->id, team->team->me) == 0)
      team->my_name = g_strdup (member->name);
    else if (member->state == ARC_MEMBER_IN)
      g_ptr_array_add (team->mates, arc_member_copy (member));
  }
  return TRUE;
}

/* The oldest: an entry has one share in a team, unless another program made more. */
static void
take_share (ArcShareTeam *team, GPtrArray *shares)
{
  for (guint i = 0; i < shares->len; i++) {
    const ArcEntryShare *share = shares->pdata[i];

    if (g_strcmp0 (share->team_id, team->team->id) == 0) {
      team->share = g_ptr_array_steal_index (shares, i);
      return;
    }
  }
}

static gboolean
read_team (ArcShareDraft *draft, ArcJournal *journal, const ArcTeam *team, GPtrArray *shares,
           GError **error)
{
  ArcShareTeam *share_team = g_new0 (ArcShareTeam, 1);

  g_ptr_array_add (draft->teams, share_team);
  share_team->team = arc_team_copy (team);
  share_team->mates = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_member_free);
  take_share (share_team, shares);
  share_team->chain = arc_journal_dup_chain (journal, team->id, draft->entry->id, NULL);
  return read_mates (share_team, journal, error);
}

static gboolean
read_teams (ArcShareDraft *draft, ArcJournal *journal, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);
  g_autoptr (GPtrArray) shares = NULL;

  if (teams == NULL)
    return FALSE;
  shares = arc_journal_list_entry_shares (journal, draft->entry->id, error);
  if (shares == NULL)
    return FALSE;
  draft->teams = g_ptr_array_new_with_free_func (share_team_free);
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];

    if (team->state == ARC_MEMBER_ASKING && draft->asking == NULL)
      draft->asking = g_strdup (team->name);
    else if (team->state == ARC_MEMBER_IN && !read_team (draft, journal, team, shares, error))
      return FALSE;
  }
  return TRUE;
}

gpointer
arc_share_draft_read (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcShareDraft) draft = g_new0 (ArcShareDraft, 1);

  if (!read_entry (draft, journal, data, error) || !read_teams (draft, journal, error))
    return NULL;
  return g_steal_pointer (&draft);
}

/* ---- what readers get, and who they are ------------------------------------------------ */

ArcShare *
arc_share_draft_make (const ArcShareDraft *draft, const ArcShareTeam *team,
                      const ArcShareChoice *choice)
{
  return arc_share_make (draft->entry, draft->loop, draft->look_backs, draft->day,
                         team != NULL ? team->chain : NULL, choice);
}

static gboolean
is_reader (const ArcMember *member, const ArcShareChoice *choice)
{
  switch (choice->audience) {
  case ARC_AUDIENCE_TEAM:
    return TRUE;
  case ARC_AUDIENCE_MANAGERS:
    return (member->roles & ARC_ROLE_MANAGER) != 0;
  case ARC_AUDIENCE_NAMED:
  case ARC_N_AUDIENCES:
  default:
    return g_ptr_array_find_with_equal_func (choice->to, member->id, g_str_equal, NULL);
  }
}

GPtrArray *
arc_share_team_list_readers (const ArcShareTeam *team, const ArcShareChoice *choice)
{
  GPtrArray *readers = g_ptr_array_new ();

  for (guint i = 0; i < team->mates->len; i++)
    if (is_reader (team->mates->pdata[i], choice))
      g_ptr_array_add (readers, team->mates->pdata[i]);
  return readers;
}

static gboolean
same_strings (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_ptr_array_find_with_equal_func ((GPtrArray *) b, a->pdata[i], g_str_equal, NULL))
      return FALSE;
  return TRUE;
}

gboolean
arc_share_team_has_choice (const ArcShareDraft *draft, const ArcShareTeam *team,
                           const ArcShareChoice *choice)
{
  const ArcShareChoice *now = team->share != NULL ? team->share->choice : NULL;
  g_autoptr (ArcShare) shared = NULL;
  g_autoptr (ArcShare) chosen = NULL;

  if (now == NULL || team->share->is_stale || now->audience != choice->audience ||
      now->quotable != choice->quotable ||
      (now->audience == ARC_AUDIENCE_NAMED && !same_strings (now->to, choice->to)))
    return FALSE;
  shared = arc_share_draft_make (draft, team, now);
  chosen = arc_share_draft_make (draft, team, choice);
  return arc_share_equal (shared, chosen);
}

GPtrArray *
arc_share_team_list_names (const ArcShareTeam *team)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < team->mates->len; i++)
    g_ptr_array_add (names, g_strdup (((const ArcMember *) team->mates->pdata[i])->name));
  return names;
}

static gboolean
names_one (const char *text, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) found = NULL;

  if (text == NULL || *text == '\0')
    return FALSE;
  g_ptr_array_add (names, (gpointer) name);
  found = arc_share_find_names (text, names);
  return found->len > 0;
}

static gboolean
is_named (const ArcShare *share, const char *name)
{
  const ArcEntry *entry = share->entry;

  if (names_one (entry->title, name) || names_one (entry->topic, name))
    return TRUE;
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    if (names_one (entry->section[i], name))
      return TRUE;
  for (guint i = 0; i < entry->tags->len; i++)
    if (names_one (entry->tags->pdata[i], name))
      return TRUE;
  for (guint i = 0; i < share->loop->commitments->len; i++) {
    const ArcCommitment *commitment = share->loop->commitments->pdata[i];

    if (names_one (commitment->text, name) || names_one (commitment->if_text, name) ||
        names_one (commitment->then_text, name) || names_one (commitment->measure, name))
      return TRUE;
  }
  for (guint i = 0; i < share->loop->barriers->len; i++) {
    const ArcBarrier *barrier = share->loop->barriers->pdata[i];

    if (names_one (barrier->text, name) || names_one (barrier->owner, name) ||
        names_one (barrier->next_step, name) || names_one (barrier->why, name))
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
arc_share_list_named (const ArcShare *share, const GPtrArray *names)
{
  GPtrArray *named = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    if (is_named (share, names->pdata[i]))
      g_ptr_array_add (named, g_strdup (names->pdata[i]));
  return named;
}

char *
arc_share_join_names (const GPtrArray *members, guint at_most)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint shown = members->len > at_most ? at_most : members->len;

  for (guint i = 0; i < shown; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            ((const ArcMember *) members->pdata[i])->name);
  if (members->len > shown) {
    guint rest = members->len - shown;

    /* Translators: after some names, separated by commas. */
    g_autofree char *others =
        g_strdup_printf (ngettext ("%s and %u other", "%s and %u others", rest), text->str, rest);

    return g_steal_pointer (&others);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
