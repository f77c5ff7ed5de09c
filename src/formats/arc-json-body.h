/* Pieces of the bodies of posts, for the files of this folder that read and write them. What is
 * absent leaves a value as it is; FALSE comes with ARC_ERROR_INVALID. */
#pragma once

#include <json-glib/json-glib.h>

#include "arc-equivalent.h"

G_BEGIN_DECLS

/* Elements that one array may have, whoever wrote it. */
#define ARC_BODY_ARRAY_MAX 10000

/* Takes @object. (transfer full): its canonical text. */
char *arc_body_end (JsonObject *object);
/* What is empty, 0 or FALSE is left out. @texts: (element-type utf8) */
void arc_body_put_texts (JsonObject *object, const char *name, const GPtrArray *texts);
void arc_body_put_count (JsonObject *object, const char *name, guint count);
void arc_body_put_number (JsonObject *object, const char *name, double number);
void arc_body_put_flag (JsonObject *object, const char *name, gboolean flag);
/* The values of an equivalent, as members of @object. */
void arc_body_put_equivalent (JsonObject *object, const ArcEquivalent *equivalent);
gboolean arc_body_read_equivalent (JsonObject *object, ArcEquivalent *equivalent, GError **error);

/* (transfer none): belongs to @node, which is the caller's; NULL with an error. */
JsonObject *arc_body_parse (const char *body, JsonNode **node, GError **error);
gboolean arc_body_read_text (JsonObject *object, const char *name, char **owned, GError **error);
gboolean arc_body_read_texts (JsonObject *object, const char *name, GPtrArray *texts,
                              GError **error);
gboolean arc_body_read_count (JsonObject *object, const char *name, guint *count, GError **error);
gboolean arc_body_read_number (JsonObject *object, const char *name, double *number,
                               GError **error);
/* @member: (out) (nullable): NULL where it is absent. */
gboolean arc_body_read_object (JsonObject *object, const char *name, JsonObject **member,
                               GError **error);
gboolean arc_body_read_word (JsonObject *object, const char *name,
                             gboolean (*from_word) (const char *, guint *), guint *value,
                             GError **error);
/* A word of a list; absent leaves @value as it is. */
#define ARC_BODY_READ_WORD(object, name, from_word, value, error)                                  \
  arc_body_read_word (object, name, (gboolean (*) (const char *, guint *)) from_word,              \
                      (guint *) (value), error)

G_END_DECLS
