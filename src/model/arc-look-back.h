/* A look-back: the later answer to "did you do it? did it help?". */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  ARC_DID_NOT_SAID,
  ARC_DID_YES,
  ARC_DID_PARTLY,
  ARC_DID_NOT_YET,
  ARC_DID_NO_LONGER,
} ArcDid;

typedef enum {
  ARC_HELPED_NOT_SAID,
  ARC_HELPED_YES,
  ARC_HELPED_PARTLY,
  ARC_HELPED_NO,
  ARC_HELPED_TOO_EARLY,
} ArcHelped;

typedef struct {
  char *id;
  char *entry_id;
  char *commitment_id; /* NULL: the look-back is about the entry as a whole */
  gint64 at_us;
  char *zone;
  ArcDid did;
  ArcHelped helped;
  char *note; /* never NULL */
} ArcLookBack;

#define ARC_TYPE_LOOK_BACK (arc_look_back_get_type ())
GType arc_look_back_get_type (void);

ArcLookBack *arc_look_back_new (const char *entry_id);
ArcLookBack *arc_look_back_copy (const ArcLookBack *look_back);
void arc_look_back_free (ArcLookBack *look_back);
gboolean arc_look_back_equal (const ArcLookBack *a, const ArcLookBack *b);

/* The words of the interchange format and the command line ("not-yet"); NULL for not said. */
const char *arc_did_to_word (ArcDid did);
gboolean arc_did_from_word (const char *word, ArcDid *did);
const char *arc_helped_to_word (ArcHelped helped);
gboolean arc_helped_from_word (const char *word, ArcHelped *helped);
/* The words people see, translated. */
const char *arc_did_to_label (ArcDid did);
const char *arc_helped_to_label (ArcHelped helped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcLookBack, arc_look_back_free)

G_END_DECLS
