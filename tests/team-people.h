/* People with a home of their own each, who run arcj, for tests of teams. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @out, @err, @status: of the last run. */
typedef struct {
  char *home;
  char *journal;
  char *out;
  char *err;
  int status;
} Person;

void person_init (Person *person, const char *top, const char *name);
void person_clear (Person *person);

/* Runs arcj, which ARC_ARCJ names, with every debug message on stderr. */
void person_run_argv (Person *person, const char *const *args);
#define person_run(person, ...) person_run_argv (person, (const char *const[]){__VA_ARGS__, NULL})
/* The same, and asserts that it worked. */
#define person_does(person, ...)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    person_run (person, __VA_ARGS__);                                                              \
    if ((person)->status != 0)                                                                     \
      g_error ("%s:%d: exit %d: %s", __FILE__, __LINE__, (person)->status, (person)->err);         \
  }                                                                                                \
  G_STMT_END
/* (transfer full): the first line of what it printed. */
char *person_dup_line (const Person *person);

/* Whether a file below @path (or the file itself), or its name, holds @text. */
gboolean tree_holds (const char *path, const char *text);
void tree_copy (const char *from, const char *to);
void tree_remove (const char *path);

G_END_DECLS
