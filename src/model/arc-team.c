/* A team and its members, as plain values. */
#include "arc-config.h"
#include "arc-team.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"
#include "arc-word.h"

G_DEFINE_BOXED_TYPE (ArcMember, arc_member, arc_member_copy, arc_member_free)
G_DEFINE_BOXED_TYPE (ArcTeam, arc_team, arc_team_copy, arc_team_free)

#define PLAIN_MEMBER_WORD "member"

/* By bit. */
static const ArcWord roles_words[] = {
    {"manager", N_ ("Manager")},
    {"facilitator", N_ ("Facilitator")},
    {"admin", N_ ("Admin")},
};
static const ArcWord member_states[] = {
    {"asking", N_ ("Asks to join")},
    {"in", N_ ("Member")},
    {"left", N_ ("Left")},
    {"removed", N_ ("Removed")},
};

ARC_DEFINE_WORDS (ArcMemberState, member_state, member_states)

/* ---- members ---- */

ArcMember *
arc_member_new (const char *id, const char *name)
{
  ArcMember *member = g_new0 (ArcMember, 1);

  member->id = g_strdup (id);
  member->name = g_strdup (name);
  member->fingerprint = g_strdup ("");
  return member;
}

ArcMember *
arc_member_copy (const ArcMember *member)
{
  ArcMember *copy = g_memdup2 (member, sizeof *member);

  copy->id = g_strdup (member->id);
  copy->name = g_strdup (member->name);
  copy->fingerprint = g_strdup (member->fingerprint);
  return copy;
}

void
arc_member_free (ArcMember *member)
{
  if (!member)
    return;
  g_free (member->id);
  g_free (member->name);
  g_free (member->fingerprint);
  g_free (member);
}

/* ---- teams ---- */

ArcTeam *
arc_team_new (const char *id, const char *name)
{
  ArcTeam *team = g_new0 (ArcTeam, 1);

  team->id = g_strdup (id);
  team->name = g_strdup (name);
  team->location = g_strdup ("");
  team->me = g_strdup ("");
  team->group_size = ARC_GROUP_SIZE_DEFAULT;
  team->problem = g_strdup ("");
  return team;
}

ArcTeam *
arc_team_copy (const ArcTeam *team)
{
  ArcTeam *copy = g_memdup2 (team, sizeof *team);

  copy->id = g_strdup (team->id);
  copy->name = g_strdup (team->name);
  copy->location = g_strdup (team->location);
  copy->me = g_strdup (team->me);
  copy->problem = g_strdup (team->problem);
  return copy;
}

void
arc_team_free (ArcTeam *team)
{
  if (!team)
    return;
  g_free (team->id);
  g_free (team->name);
  g_free (team->location);
  g_free (team->me);
  g_free (team->problem);
  g_free (team);
}

/* ---- roles ---- */

static char *
join_roles (ArcRoles roles, gboolean for_people)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (roles_words); i++)
    if (roles & (1u << i))
      g_ptr_array_add (parts,
                       (gpointer) (for_people ? _ (roles_words[i].label) : roles_words[i].word));
  if (parts->len == 0)
    g_ptr_array_add (parts, (gpointer) (for_people ? _ ("Member") : PLAIN_MEMBER_WORD));
  g_ptr_array_add (parts, NULL);
  /* Translators: between the roles that one person has. */
  return g_strjoinv (for_people ? C_ ("between roles", ", ") : ",", (char **) parts->pdata);
}

char *
arc_roles_to_text (ArcRoles roles)
{
  return join_roles (roles, FALSE);
}

char *
arc_roles_to_label (ArcRoles roles)
{
  return join_roles (roles, TRUE);
}

gboolean
arc_roles_from_text (const char *text, ArcRoles *roles)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  ArcRoles found = 0;

  for (guint i = 0; words[i]; i++) {
    const char *word = g_strstrip (words[i]);
    guint index;

    if (g_str_equal (word, PLAIN_MEMBER_WORD))
      continue;
    if (!arc_word_find (roles_words, G_N_ELEMENTS (roles_words), word, &index))
      return FALSE;
    found |= 1u << index;
  }
  if (!words[0])
    return FALSE;
  *roles = found;
  return TRUE;
}

/* ---- names ---- */

/* What could make a name look like another one, or break a line. Joiners belong to some scripts. */
static gboolean
is_deceptive (gunichar c)
{
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_SURROGATE:
    return TRUE;
  case G_UNICODE_FORMAT:
    return c != 0x200c && c != 0x200d;
  default:
    return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
  }
}

gboolean
arc_team_check_name (const char *name, GError **error)
{
  g_autofree char *tidy = NULL;

  if (!g_utf8_validate (name, -1, NULL)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("The name is not valid UTF-8 text. Type it anew."));
    return FALSE;
  }
  if (g_utf8_strlen (name, -1) > ARC_LIMIT_NAME_CHARS) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("The name is longer than %d characters. Shorten it."), ARC_LIMIT_NAME_CHARS);
    return FALSE;
  }
  for (const char *p = name; *p; p = g_utf8_next_char (p))
    if (is_deceptive (g_utf8_get_char (p))) {
      g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                   _ ("The name “%s” holds a character that cannot be seen. Type it anew, on one "
                      "line."),
                   ARC_SHORT (name));
      return FALSE;
    }
  tidy = arc_text_tidy_label (name);
  if (*tidy)
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("The name is empty. Type the name that others know."));
  return FALSE;
}
