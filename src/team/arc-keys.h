/* A person's keys in one team, and where they are kept. Never in the journal, a log or an argument.
 */
#pragma once

#include <glib.h>
#include <sodium.h>

G_BEGIN_DECLS

/**
 * ArcKeys:
 * @person_id: the person's id in the team: random
 * @device_id: this device's, random
 *
 * The secret parts live in memory that is locked and wiped (sodium_malloc()).
 */
typedef struct {
  char *person_id;
  char *device_id;
  guint8 sign_public[crypto_sign_PUBLICKEYBYTES];
  guint8 box_public[crypto_box_PUBLICKEYBYTES];
  guint8 device_public[crypto_sign_PUBLICKEYBYTES];
  guint8 *sign_secret;
  guint8 *box_secret;
  guint8 *device_secret;
} ArcKeys;

ArcKeys *arc_keys_new (void);
void arc_keys_free (ArcKeys *keys);

/* Where keys are kept. */
typedef enum {
  ARC_KEY_STORE_SECRET_SERVICE,
  ARC_KEY_STORE_FILE, /* 0600, beside the journal: whoever can read the file has the keys */
} ArcKeyStore;

/**
 * arc_keys_save:
 * @journal_path: the keys belong to this journal
 * @store: (out): where they went: the Secret Service, or a file where there is none
 *
 * Blocks (D-Bus). ARC_KEYS=file in the environment chooses the file, for scripts and tests.
 */
gboolean arc_keys_save (const ArcKeys *keys, const char *journal_path, const char *team_id,
                        ArcKeyStore *store, GError **error);
/* From wherever they are; NULL with ARC_ERROR_NOT_FOUND, saying what to do. Blocks. */
ArcKeys *arc_keys_load (const char *journal_path, const char *team_id, ArcKeyStore *store,
                        GError **error);
/* Forgets them, in both places. */
gboolean arc_keys_delete (const char *journal_path, const char *team_id, GError **error);

/* (transfer full): "12345 67890 …": 6 groups of 5 digits of a hash of a person's public keys. */
char *arc_fingerprint (const guint8 *sign_public, const guint8 *box_public);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcKeys, arc_keys_free)

G_END_DECLS
