/* What teams have for me today, in words. */
#include "arc-team-news-data.h"

#include "arc-json-team.h"
#include "arc-review.h"
#include "arc-team-barrier.h"
#include "arc-team-rows.h"
#include "arc-text.h"

#include <glib/gi18n.h>

/* Characters of a text that a line quotes. */
#define QUOTE_CHARS 200

static void
news_line_free (gpointer data)
{
  ArcNewsLine *line = data;

  g_free (line->id);
  g_free (line->title);
  g_free (line->text);
  g_free (line->entry_id);
  g_free (line->page);
  g_free (line->team_id);
  g_free (line);
}

gboolean
arc_news_line_equal (const ArcNewsLine *a, const ArcNewsLine *b)
{
  return g_str_equal (a->id, b->id) && g_str_equal (a->title, b->title) &&
         g_str_equal (a->text, b->text);
}

void
arc_team_news_data_free (ArcTeamNewsData *data)
{
  if (data == NULL)
    return;
  g_clear_pointer (&data->lines, g_ptr_array_unref);
  g_clear_pointer (&data->aims, g_ptr_array_unref);
  g_free (data);
}

/* ---- in words ----------------------------------------------------------------------------- */

static char *
describe_answer (const ArcNews *news, ArcAnswerKind kind)
{
  const char *name = news->posted->author_name;
  const char *title = news->entry_title;

  switch (kind) {
  case ARC_ANSWER_SUGGESTION:
    /* Translators: a person, and the title of an entry. */
    return g_strdup_printf (_ ("%s suggested something on “%s”"), name, title);
  case ARC_ANSWER_THANKS:
    /* Translators: a person, and the title of an entry. */
    return g_strdup_printf (_ ("%s says thanks for “%s”"), name, title);
  case ARC_ANSWER_WILL_TRY:
    /* Translators: a person, and the title of an entry. */
    return g_strdup_printf (_ ("%s will try what you wrote in “%s”"), name, title);
  case ARC_ANSWER_ASK_LOOK_BACK:
    /* Translators: a person, and the title of an entry. */
    return g_strdup_printf (_ ("%s asks you to look back at “%s”"), name, title);
  case ARC_N_ANSWERS:
  default:
    return NULL;
  }
}

static char *
describe_turn (const ArcNews *news, const ArcBarrierTurn *turn, const GPtrArray *members,
               char **text)
{
  const char *name = news->posted->author_name;
  const char *owner = *turn->owner != '\0' ? arc_members_find_name (members, turn->owner) : "";
  g_autoptr (GString) details = g_string_new (NULL);

  if (*owner != '\0' && g_strcmp0 (turn->owner, news->posted->post->author) != 0)
    /* Translators: %s is a person. */
    g_string_append_printf (details, _ ("%s owns this"), owner);
  if (*turn->next_step != '\0')
    g_string_append_printf (details, "%s%s", details->len > 0 ? " · " : "", turn->next_step);
  g_string_append_printf (details, "%s%s", details->len > 0 ? " · " : "",
                          arc_barrier_state_to_label (turn->state));
  *text = g_string_free (g_steal_pointer (&details), FALSE);
  if (turn->state == ARC_BARRIER_REMOVED)
    /* Translators: a person, and the title of an entry. */
    return g_strdup_printf (_ ("%s says that what was in the way in “%s” is removed"), name,
                            news->entry_title);
  if (g_strcmp0 (turn->owner, news->posted->post->author) == 0)
    /* Translators: a person, and the title of an entry. */
    return g_strdup_printf (_ ("%s owns what is in the way in “%s”"), name, news->entry_title);
  /* Translators: a person, and the title of an entry. */
  return g_strdup_printf (_ ("%s tells how it stands with what is in the way in “%s”"), name,
                          news->entry_title);
}

static ArcNewsLine *
line_new (const ArcNews *news, GHashTable *members)
{
  const ArcPost *post = news->posted->post;
  ArcNewsLine *line = g_new0 (ArcNewsLine, 1);

  if (post->kind == ARC_POST_ANSWER) {
    g_autoptr (ArcAnswer) answer = arc_body_to_answer (post->body, NULL);

    line->title = answer != NULL ? describe_answer (news, answer->kind) : NULL;
    line->text = answer != NULL ? arc_text_excerpt (answer->text, QUOTE_CHARS) : NULL;
  } else if (post->kind == ARC_POST_BARRIER) {
    ArcBarrierTurn *turn = arc_body_to_barrier_turn (post->body, NULL);

    if (turn != NULL)
      line->title = describe_turn (news, turn, g_hash_table_lookup (members, news->posted->team_id),
                                   &line->text);
    g_clear_pointer (&turn, arc_barrier_turn_free);
  }
  line->id = g_strdup (post->id);
  line->entry_id = g_strdup (news->entry_id);
  line->team_id = g_strdup (news->posted->team_id);
  if (line->text == NULL)
    line->text = g_strdup ("");
  /* Of a newer version, or of a kind that has its own place. */
  if (line->title == NULL)
    g_clear_pointer (&line, news_line_free);
  return line;
}

static ArcNewsLine *
request_new (const ArcTeam *team, const ArcMember *member)
{
  ArcNewsLine *line = g_new0 (ArcNewsLine, 1);

  line->id = g_strdup (member->id);
  line->team_id = g_strdup (team->id);
  /* Translators: a person, and a team. */
  line->title = g_strdup_printf (_ ("%s wants to join %s"), member->name, team->name);
  line->text = g_strdup (_ ("You are an admin there: look, and let them in."));
  line->is_request = TRUE;
  return line;
}

static ArcNewsLine *
summary_new (const ArcTeam *team, const ArcPublished *published)
{
  ArcNewsLine *line = g_new0 (ArcNewsLine, 1);

  line->id = g_strdup (published->post_id);
  line->team_id = g_strdup (team->id);
  line->page = g_strconcat (ARC_SUMMARIES_PAGE_PREFIX, team->id, NULL);
  /* Translators: a person, and a team. */
  line->title =
      g_strdup_printf (_ ("%s published a summary of %s"), published->author_name, team->name);
  line->text = g_strdup (published->quotes_me ? _ ("Your words are in it.") : "");
  return line;
}

/* ---- on the journal's thread -------------------------------------------------------------- */

/* Whether a summary of others has come that was not noted yet: cheap, unlike reading it. */
static gboolean
has_new_summary (ArcJournal *journal, const ArcTeam *team, GHashTable *new_ids, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_SUMMARY, NULL, error);

  for (guint i = 0; posts != NULL && i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    g_autoptr (GError) local_error = NULL;

    if (!posted->is_mine &&
        !arc_journal_is_news_dismissed (journal, posted->post->id, &local_error))
      g_hash_table_add (new_ids, g_strdup (posted->post->id));
    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  }
  return posts != NULL && g_hash_table_size (new_ids) > 0;
}

static gboolean
read_summaries (ArcJournal *journal, ArcTeamNewsData *data, const ArcTeam *team, GError **error)
{
  g_autoptr (GHashTable) new_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) published = NULL;

  if (has_new_summary (journal, team, new_ids, &local_error))
    published = arc_review_list_published (journal, team->id, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  for (guint i = 0; published != NULL && i < published->len; i++) {
    const ArcPublished *summary = published->pdata[i];

    if (g_hash_table_contains (new_ids, summary->post_id))
      g_ptr_array_add (data->lines, summary_new (team, summary));
  }
  return TRUE;
}

static gboolean
read_team (ArcJournal *journal, ArcTeamNewsData *data, const ArcTeam *team, GPtrArray *members,
           GError **error)
{
  g_autoptr (GPtrArray) aims = NULL;

  for (guint i = 0; (team->roles & ARC_ROLE_ADMIN) != 0 && i < members->len; i++)
    if (((const ArcMember *) members->pdata[i])->state == ARC_MEMBER_ASKING)
      g_ptr_array_add (data->lines, request_new (team, members->pdata[i]));
  if (!read_summaries (journal, data, team, error))
    return FALSE;
  aims = arc_team_aims_read (journal, team, members, error);
  if (aims == NULL)
    return FALSE;
  for (guint i = 0; i < aims->len; i++)
    if (!((const ArcTeamAim *) aims->pdata[i])->is_mine)
      g_ptr_array_add (data->aims, g_steal_pointer (&aims->pdata[i]));
  return TRUE;
}

static gboolean
read_news (ArcJournal *journal, ArcTeamNewsData *data, GHashTable *members, GError **error)
{
  g_autoptr (GPtrArray) news = arc_journal_list_news (journal, FALSE, error);

  if (news == NULL)
    return FALSE;
  /* The newest first. */
  for (guint i = news->len; i > 0; i--) {
    ArcNewsLine *line = line_new (news->pdata[i - 1], members);

    if (line != NULL)
      g_ptr_array_add (data->lines, line);
  }
  return TRUE;
}

gpointer
arc_team_news_data_read (ArcJournal *journal, gpointer unused, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (ArcTeamNewsData) data = g_new0 (ArcTeamNewsData, 1);
  g_autoptr (GPtrArray) teams = NULL;
  g_autoptr (GHashTable) members =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  data->lines = g_ptr_array_new_with_free_func (news_line_free);
  data->aims = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_aim_free);
  data->today = arc_journal_today (journal);
  if (!arc_journal_has_teams (journal))
    return g_steal_pointer (&data);
  teams = arc_journal_list_teams (journal, FALSE, error);
  if (teams == NULL)
    return NULL;
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];
    GPtrArray *of_team = arc_journal_list_members (journal, team->id, error);

    if (of_team == NULL)
      return NULL;
    g_hash_table_insert (members, g_strdup (team->id), of_team);
    if (team->state == ARC_MEMBER_IN && !read_team (journal, data, team, of_team, error))
      return NULL;
  }
  return read_news (journal, data, members, error) ? g_steal_pointer (&data) : NULL;
}
