/* One share in a file, for people who only have e-mail:
 *
 *   "ARC share 1\n" · team id "\n" · author's id "\n" · length of the voucher "\n" · voucher ·
 * sealed
 *
 * The voucher says whose device signed what is sealed; both are as in the team's folder. From
 * outside only the team's and the author's random ids and the size can be seen. */
#include "arc-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-folder.h"
#include "arc-id.h"
#include "arc-seal.h"
#include "arc-team-actions.h"
#include "arc-team-work.h"

#define MAGIC "ARC share 1\n"
#define MAGIC_ANY "ARC share "
/* A voucher is a few hundred bytes. */
#define VOUCHER_MAX ((gsize) 64 * 1024)

/* ---- writing ---- */

/* Whether the share's own audience lets @person_id read it. */
static gboolean
is_reader (const ArcPost *post, ArcRoster *roster, const char *person_id)
{
  g_autoptr (GPtrArray) readers = NULL;
  const ArcPerson *person = arc_roster_find (roster, person_id);

  if (person == NULL || person->member.state != ARC_MEMBER_IN)
    return FALSE;
  if (g_ptr_array_find_with_equal_func (post->to, person_id, g_str_equal, NULL))
    return TRUE;
  if (post->audience == ARC_AUDIENCE_NAMED)
    return FALSE;
  readers = arc_roster_list_readers (roster, post->audience == ARC_AUDIENCE_MANAGERS);
  for (guint i = 0; i < readers->len; i++)
    if (g_str_equal (((const ArcPerson *) readers->pdata[i])->member.id, person_id))
      return TRUE;
  return FALSE;
}

static gboolean
check_readers (const ArcPost *post, ArcRoster *roster, const GPtrArray *to, GError **error)
{
  for (guint i = 0; i < to->len; i++) {
    const ArcPerson *person = arc_roster_find (roster, to->pdata[i]);
    if (is_reader (post, roster, to->pdata[i]))
      continue;
    if (person == NULL)
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                           _ ("A reader is not a member of this team."));
    else
      g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                   _ ("This share is not for “%s”. Share it with them first."),
                   person->member.name);
    return FALSE;
  }
  return TRUE;
}

static GString *
compose (const ArcTeamWork *work, const ArcPost *post, GError **error)
{
  g_autoptr (GBytes) voucher = arc_device_vouch (work->keys, work->team->id);
  g_autoptr (GBytes) sealed = arc_seal_post (post, work->roster, work->keys, error);
  GString *text;

  if (sealed == NULL)
    return NULL;
  text = g_string_new (MAGIC);
  g_string_append_printf (text, "%s\n%s\n%" G_GSIZE_FORMAT "\n", work->team->id, post->author,
                          g_bytes_get_size (voucher));
  g_string_append_len (text, g_bytes_get_data (voucher, NULL), g_bytes_get_size (voucher));
  g_string_append_len (text, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  return text;
}

static gboolean
write_file (const char *path, const GString *text, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_file_set_contents_full (path, text->str, text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &local))
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("Cannot write “%s”: %s"), path, local->message);
  return FALSE;
}

gboolean
arc_share_file_write (ArcJournal *journal, const char *share_id, const GPtrArray *to,
                      const char *path, GError **error)
{
  g_autoptr (ArcPosted) posted = arc_team_load_posted (journal, share_id, error);
  g_autoptr (ArcTeamWork) work = NULL;
  g_autoptr (GString) text = NULL;

  if (posted == NULL)
    return FALSE;
  if (!posted->is_mine || posted->post->kind != ARC_POST_SHARE) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("Only a share of your own can be put into a file."));
    return FALSE;
  }
  work = arc_team_work_new (journal, posted->team_id, -1, error);
  if (work == NULL)
    return FALSE;
  if (work->roster == NULL || work->team->state != ARC_MEMBER_IN) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("An admin of “%s” has to accept you before you can share there."),
                 work->team->name);
    return FALSE;
  }
  if (!check_readers (posted->post, work->roster, to, error))
    return FALSE;
  text = compose (work, posted->post, error);
  return text != NULL && write_file (path, text, error);
}

/* ---- reading ---- */

/* A file as it is read; texts and blobs point into @bytes. */
typedef struct {
  GBytes *bytes;
  const char *at;
  gsize left;
  char team_id[ARC_ID_LENGTH + 1];
  char author[ARC_ID_LENGTH + 1];
  GBytes *voucher;
  GBytes *sealed;
} File;

static void
file_clear (File *file)
{
  g_clear_pointer (&file->voucher, g_bytes_unref);
  g_clear_pointer (&file->sealed, g_bytes_unref);
  g_clear_pointer (&file->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static GBytes *
load (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat info;
  g_autofree char *data = NULL;
  gsize length = 0;
  gssize got = 0;

  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode)) {
    int code = fd < 0 ? errno : 0;
    g_set_error (error, ARC_ERROR, code == ENOENT ? ARC_ERROR_NOT_FOUND : ARC_ERROR_IO,
                 _ ("Cannot read “%s”: %s"), path,
                 code != 0 ? g_strerror (code) : _ ("it is not a file"));
    if (fd >= 0)
      close (fd);
    return NULL;
  }
  if (info.st_size > ARC_FOLDER_FILE_BYTES) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_TOO_LARGE, _ ("“%s” is too large for a share."), path);
    close (fd);
    return NULL;
  }
  data = g_malloc (info.st_size + 1);
  while (length < (gsize) info.st_size &&
         (got = read (fd, data + length, info.st_size - length)) != 0) {
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      break;
    length += got;
  }
  close (fd);
  if (got < 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("Cannot read “%s”: %s"), path,
                 g_strerror (errno));
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static gboolean
take_id (File *file, char *id)
{
  if (file->left < ARC_ID_LENGTH + 1 || file->at[ARC_ID_LENGTH] != '\n')
    return FALSE;
  memcpy (id, file->at, ARC_ID_LENGTH);
  id[ARC_ID_LENGTH] = '\0';
  file->at += ARC_ID_LENGTH + 1;
  file->left -= ARC_ID_LENGTH + 1;
  return arc_id_is_valid (id);
}

static gboolean
take_blobs (File *file)
{
  const char *end = memchr (file->at, '\n', MIN (file->left, 8));
  gsize offset, length = 0;

  if (end == NULL || end == file->at)
    return FALSE;
  for (const char *digit = file->at; digit < end; digit++) {
    if (!g_ascii_isdigit (*digit))
      return FALSE;
    length = length * 10 + g_ascii_digit_value (*digit);
  }
  file->left -= end + 1 - file->at;
  file->at = end + 1;
  if (length > VOUCHER_MAX || length >= file->left)
    return FALSE;
  offset = file->at - (const char *) g_bytes_get_data (file->bytes, NULL);
  file->voucher = g_bytes_new_from_bytes (file->bytes, offset, length);
  file->sealed = g_bytes_new_from_bytes (file->bytes, offset + length, file->left - length);
  return TRUE;
}

static gboolean
parse (File *file, const char *path, GError **error)
{
  file->at = g_bytes_get_data (file->bytes, &file->left);
  if (file->left >= strlen (MAGIC) && memcmp (file->at, MAGIC, strlen (MAGIC)) == 0) {
    file->at += strlen (MAGIC);
    file->left -= strlen (MAGIC);
    if (take_id (file, file->team_id) && take_id (file, file->author) && take_blobs (file))
      return TRUE;
    g_set_error (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                 _ ("“%s” is damaged. Ask for it to be sent again."), path);
  } else if (file->left >= strlen (MAGIC_ANY) &&
             memcmp (file->at, MAGIC_ANY, strlen (MAGIC_ANY)) == 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NEWER,
                 _ ("“%s” was made by a newer version of ARC Journal."), path);
  } else {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("“%s” is not a share."), path);
  }
  return FALSE;
}

static ArcPost *
open_sealed (const ArcTeamWork *work, const File *file, GError **error)
{
  const ArcPerson *person =
      work->roster != NULL ? arc_roster_find (work->roster, file->author) : NULL;
  g_autoptr (ArcDevice) device = NULL;
  g_autoptr (ArcPost) post = NULL;
  ArcOpened opened = ARC_NOT_FOR_ME;

  if (person == NULL || person->member.state != ARC_MEMBER_IN) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("Whoever made this file is not a member of “%s”, as far as is known here. "
                    "Sync and try again."),
                 work->team->name);
    return NULL;
  }
  device = arc_device_open (file->voucher, person, error);
  if (device == NULL ||
      !arc_open_post (file->sealed, device, work->roster, work->keys, &opened, &post, error))
    return NULL;
  if (opened == ARC_NOT_FOR_ME || post == NULL) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("This file is sealed to others; you cannot open it."));
    return NULL;
  }
  if (!g_str_equal (post->author, file->author) || !g_str_equal (device->team_id, work->team->id)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                         _ ("What this file holds is not by whoever signed it."));
    return NULL;
  }
  return g_steal_pointer (&post);
}

static gboolean
read_known (const ArcTeamWork *work, const File *file, const char *path, ArcSyncReport *report,
            GError **error)
{
  g_autoptr (ArcPost) post = open_sealed (work, file, error);
  g_autoptr (ArcPostBatch) batch = NULL;
  g_autofree char *place = g_path_get_basename (path);

  if (post == NULL)
    return FALSE;
  batch = arc_post_batch_new ();
  g_ptr_array_add (batch->posts, g_steal_pointer (&post));
  return arc_team_take_in (work->journal, work->team->id, batch, place, report, error);
}

gboolean
arc_share_file_read (ArcJournal *journal, const char *path, ArcSyncReport *report, GError **error)
{
  g_auto (File) file = {0};
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcTeamWork) work = NULL;
  int lock;

  file.bytes = load (path, error);
  if (file.bytes == NULL || !parse (&file, path, error))
    return FALSE;
  team = arc_team_load (journal, file.team_id, &local);
  if (team == NULL) {
    if (g_error_matches (local, ARC_ERROR, ARC_ERROR_NOT_FOUND))
      g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                   _ ("“%s” is for a team that you do not belong to."), path);
    else
      g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  lock = arc_team_lock (journal, NULL, error);
  work = lock >= 0 ? arc_team_work_new (journal, file.team_id, lock, error) : NULL;
  return work != NULL && read_known (work, &file, path, report, error);
}
