/* Numbers as people type them: in their language's way, or in the one of programs. */
#include "arc-number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Digits of the shortest text that gives every double back. */
#define MAX_DIGITS 17

static char
fraction_mark (void)
{
  return localeconv ()->decimal_point[0] == ',' ? ',' : '.';
}

/* Marks between groups of digits that can be nothing else. */
static gboolean
is_group_space (gunichar character)
{
  return g_unichar_isspace (character) || character == 0x00a0 || character == 0x202f ||
         character == '\'' || character == 0x2019 || character == 0x066c;
}

/* @text in plain characters: 0 to 9, point, comma, sign, e. NULL if there is anything else. */
static char *
to_plain (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    if (g_unichar_isdigit (character))
      g_string_append_c (plain, (char) ('0' + g_unichar_digit_value (character)));
    else if (character == 0x2212)
      g_string_append_c (plain, '-');
    else if (character == 0x066b)
      g_string_append_c (plain, fraction_mark ());
    else if (character < 0x80 && strchr (".,+-eE", (int) character) != NULL)
      g_string_append_c (plain, (char) character);
    else if (!is_group_space (character))
      return NULL;
  }
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static guint
count (const char *text, char character)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == character;
  return n;
}

/* Which of point and comma marks the fraction in @plain. */
static char
find_mark (const char *plain)
{
  const char *point = strrchr (plain, '.');
  const char *comma = strrchr (plain, ',');
  char only;

  if (point != NULL && comma != NULL)
    return point > comma ? '.' : ',';
  if (point == NULL && comma == NULL)
    return '.';
  only = point != NULL ? '.' : ',';
  /* Several of one kind group digits; so does the other mark of the locale before three digits. */
  if (count (plain, only) > 1)
    return only == '.' ? ',' : '.';
  if (only != fraction_mark () && strlen (point != NULL ? point : comma) == 4)
    return fraction_mark ();
  return only;
}

gboolean
arc_number_parse (const char *text, double *value)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) number = g_string_new (NULL);
  char *end = NULL;
  char mark;
  double parsed;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  plain = to_plain (text);
  if (plain == NULL)
    return FALSE;
  mark = find_mark (plain);
  for (const char *at = plain; *at != '\0'; at++) {
    if (*at == mark)
      g_string_append_c (number, '.');
    else if (*at != '.' && *at != ',')
      g_string_append_c (number, *at);
  }
  parsed = g_ascii_strtod (number->str, &end);
  if (end == number->str || *end != '\0' || !isfinite (parsed))
    return FALSE;
  *value = parsed;
  return TRUE;
}

char *
arc_number_format (double value)
{
  char text[64];
  double again;

  /* The program runs in the locale of its user, so printf() writes its mark for the fraction. */
  for (int digits = 1; digits <= MAX_DIGITS; digits++) {
    g_snprintf (text, sizeof text, "%.*g", digits, value);
    /* 30 is no "3e+01"; only numbers that nobody counts by hand need an exponent. */
    if (strchr (text, 'e') != NULL && digits < MAX_DIGITS && fabs (value) >= 1e-4)
      continue;
    if (arc_number_parse (text, &again) && again == value)
      return g_strdup (text);
  }
  return g_strdup (text);
}
