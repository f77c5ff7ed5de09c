/* A look-back, as a plain value. */
#include "arc-config.h"
#include "arc-look-back.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (ArcLookBack, arc_look_back, arc_look_back_copy, arc_look_back_free)

static const char *const did_words[] = {NULL, "yes", "partly", "not-yet", "no-longer"};
static const char *const did_labels[] = {
    N_ ("Not said"),
    NC_ ("did you do it?", "Yes"),
    NC_ ("did you do it?", "Partly"),
    NC_ ("did you do it?", "Not yet"),
    NC_ ("did you do it?", "No longer"),
};
static const char *const helped_words[] = {NULL, "yes", "partly", "no", "too-early"};
static const char *const helped_labels[] = {
    N_ ("Not said"),
    NC_ ("did it help?", "Yes"),
    NC_ ("did it help?", "Partly"),
    NC_ ("did it help?", "No"),
    NC_ ("did it help?", "Too early to say"),
};

ArcLookBack *
arc_look_back_new (const char *entry_id)
{
  ArcLookBack *look_back = g_new0 (ArcLookBack, 1);

  look_back->entry_id = g_strdup (entry_id);
  look_back->zone = g_strdup ("");
  look_back->note = g_strdup ("");
  return look_back;
}

ArcLookBack *
arc_look_back_copy (const ArcLookBack *look_back)
{
  ArcLookBack *copy = g_memdup2 (look_back, sizeof *look_back);

  copy->id = g_strdup (look_back->id);
  copy->entry_id = g_strdup (look_back->entry_id);
  copy->commitment_id = g_strdup (look_back->commitment_id);
  copy->zone = g_strdup (look_back->zone);
  copy->note = g_strdup (look_back->note);
  return copy;
}

void
arc_look_back_free (ArcLookBack *look_back)
{
  if (!look_back)
    return;
  g_free (look_back->id);
  g_free (look_back->entry_id);
  g_free (look_back->commitment_id);
  g_free (look_back->zone);
  g_free (look_back->note);
  g_free (look_back);
}

gboolean
arc_look_back_equal (const ArcLookBack *a, const ArcLookBack *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->entry_id, b->entry_id) == 0 &&
         g_strcmp0 (a->commitment_id, b->commitment_id) == 0 && a->at_us == b->at_us &&
         g_strcmp0 (a->zone, b->zone) == 0 && a->did == b->did && a->helped == b->helped &&
         g_strcmp0 (a->note, b->note) == 0;
}

static gboolean
find_word (const char *const *words, guint n_words, const char *word, guint *index)
{
  for (guint i = 1; i < n_words; i++) {
    if (g_str_equal (words[i], word)) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
arc_did_to_word (ArcDid did)
{
  return did < G_N_ELEMENTS (did_words) ? did_words[did] : NULL;
}

gboolean
arc_did_from_word (const char *word, ArcDid *did)
{
  guint index;

  if (!find_word (did_words, G_N_ELEMENTS (did_words), word, &index))
    return FALSE;
  *did = index;
  return TRUE;
}

const char *
arc_helped_to_word (ArcHelped helped)
{
  return helped < G_N_ELEMENTS (helped_words) ? helped_words[helped] : NULL;
}

gboolean
arc_helped_from_word (const char *word, ArcHelped *helped)
{
  guint index;

  if (!find_word (helped_words, G_N_ELEMENTS (helped_words), word, &index))
    return FALSE;
  *helped = index;
  return TRUE;
}

const char *
arc_did_to_label (ArcDid did)
{
  return did == ARC_DID_NOT_SAID
             ? _ (did_labels[0])
             : g_dpgettext2 (GETTEXT_PACKAGE, "did you do it?", did_labels[did]);
}

const char *
arc_helped_to_label (ArcHelped helped)
{
  return helped == ARC_HELPED_NOT_SAID
             ? _ (helped_labels[0])
             : g_dpgettext2 (GETTEXT_PACKAGE, "did it help?", helped_labels[helped]);
}
