/* Rules about the wording of commitments; the rules themselves are data. */
#include "arc-config.h"
#include "arc-smart.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-text.h"

#define LONG_WORDS 30

typedef enum {
  WHEN_NO_DATE,
  WHEN_WORDS,
  WHEN_LONG,
} When;

typedef struct {
  When when;
  char **words;  /* folded; a final * stands for any ending */
  char **unless; /* folded */
  guint limit;
  char *ask;
} Rule;

struct _ArcSmart {
  GPtrArray *rules; /* of Rule */
};

static void
rule_free (Rule *rule)
{
  g_strfreev (rule->words);
  g_strfreev (rule->unless);
  g_free (rule->ask);
  g_free (rule);
}

/* ---- reading ---- */

static char **
read_words (GKeyFile *file, const char *group, const char *key, const char *locale)
{
  g_auto (GStrv) words = g_key_file_get_locale_string_list (file, group, key, locale, NULL, NULL);
  GPtrArray *folded = g_ptr_array_new ();

  for (guint i = 0; words && words[i]; i++)
    g_ptr_array_add (folded, arc_text_fold (words[i]));
  g_ptr_array_add (folded, NULL);
  return (char **) g_ptr_array_free (folded, FALSE);
}

static gboolean
read_when (const char *word, When *when)
{
  static const char *const words[] = {"no-date", "words", "long"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_strcmp0 (word, words[i]) == 0) {
      *when = i;
      return TRUE;
    }
  }
  return FALSE;
}

static Rule *
read_rule (GKeyFile *file, const char *group, const char *locale, GError **error)
{
  g_autofree char *when = g_key_file_get_string (file, group, "when", NULL);
  g_autofree char *ask = g_key_file_get_locale_string (file, group, "ask", locale, NULL);
  int limit = g_key_file_get_integer (file, group, "limit", NULL);
  When kind;
  Rule *rule;

  if (!ask || !*ask || !read_when (when, &kind)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("The rule “%s” needs a question, and one of no-date, words and long."),
                 ARC_SHORT (group));
    return NULL;
  }
  rule = g_new0 (Rule, 1);
  rule->when = kind;
  rule->words = read_words (file, group, "words", locale);
  rule->unless = read_words (file, group, "unless", locale);
  rule->limit = limit > 0 ? limit : LONG_WORDS;
  rule->ask = g_steal_pointer (&ask);
  return rule;
}

ArcSmart *
arc_smart_new (const char *rules, const char *locale, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (ArcSmart) smart = g_new0 (ArcSmart, 1);
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) groups = NULL;

  smart->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  if (!g_key_file_load_from_data (file, rules, strlen (rules), G_KEY_FILE_KEEP_TRANSLATIONS,
                                  &local)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("The rules cannot be read: %s"),
                 local->message);
    return NULL;
  }
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i]; i++) {
    Rule *rule = read_rule (file, groups[i], locale, error);

    if (!rule)
      return NULL;
    g_ptr_array_add (smart->rules, rule);
  }
  return g_steal_pointer (&smart);
}

void
arc_smart_free (ArcSmart *smart)
{
  if (!smart)
    return;
  g_clear_pointer (&smart->rules, g_ptr_array_unref);
  g_free (smart);
}

/* ---- asking ---- */

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Whether @word stands in @text as a word or phrase of its own. Both are folded. */
static gboolean
has_word (const char *text, const char *word)
{
  gsize length = strlen (word);
  gboolean open_end = length > 1 && word[length - 1] == '*';
  g_autofree char *plain = g_strndup (word, open_end ? length - 1 : length);

  if (!*plain)
    return FALSE;
  length = strlen (plain);
  for (const char *p = strstr (text, plain); p; p = strstr (p + 1, plain)) {
    const char *after = p + length;
    gboolean starts = p == text || !is_word_char (g_utf8_get_char (g_utf8_prev_char (p)));
    gboolean ends = open_end || !*after || !is_word_char (g_utf8_get_char (after));

    if (starts && ends)
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_any (const char *text, char **words)
{
  for (guint i = 0; words[i]; i++)
    if (has_word (text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_digit (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
holds (const Rule *rule, const ArcCommitment *commitment, const char *text)
{
  if (has_any (text, rule->unless))
    return FALSE;
  switch (rule->when) {
  case WHEN_NO_DATE:
    return !arc_day_is_set (commitment->due) && !*commitment->if_text && !has_digit (text) &&
           !has_any (text, rule->words);
  case WHEN_WORDS:
    return has_any (text, rule->words);
  case WHEN_LONG:
    return arc_text_count_words (text) > rule->limit;
  }
  return FALSE;
}

const char *
arc_smart_ask (ArcSmart *smart, const ArcCommitment *commitment)
{
  g_autofree char *text = arc_text_fold (commitment->text);

  if (!*text)
    return NULL;
  for (guint i = 0; i < smart->rules->len; i++) {
    const Rule *rule = smart->rules->pdata[i];

    if (holds (rule, commitment, text))
      return rule->ask;
  }
  return NULL;
}
