/* Without libFuzzer: mutates the files of a folder for some seconds.
 *
 *   PROGRAM CORPUS SECONDS [SEED]
 *
 * An input that breaks something is kept as fuzz.crash. */
#include "fuzz-engine.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The input under test, for the handler of a crash. */
static GByteArray *input;

static void
keep_input (int number)
{
  int fd = open ("fuzz.crash", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (fd >= 0) {
    if (write (fd, input->data, input->len) < 0)
      _exit (2);
    close (fd);
  }
  signal (number, SIG_DFL);
  raise (number);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
load_corpus (const char *path)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  /* The order of a folder is chance; a seed should not be. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    char *content;
    gsize length;
    if (g_file_get_contents (names->pdata[i], &content, &length, NULL))
      g_ptr_array_add (corpus, g_bytes_new_take (content, length));
  }
  return corpus;
}

static void
mutate (GRand *rand, GPtrArray *corpus)
{
  guint n = g_rand_int_range (rand, 1, 8);
  guint n_words = 0;

  while (arc_fuzz_words[n_words] != NULL)
    n_words++;
  while (n-- > 0) {
    guint at = input->len > 0 ? g_rand_int_range (rand, 0, input->len) : 0;
    guint left = input->len - at;
    const char *word = arc_fuzz_words[g_rand_int_range (rand, 0, n_words)];
    switch (g_rand_int_range (rand, 0, 6)) {
    case 0: /* a bit */
      if (left > 0)
        input->data[at] ^= 1 << g_rand_int_range (rand, 0, 8);
      break;
    case 1: /* a byte */
      if (left > 0)
        input->data[at] = g_rand_int_range (rand, 0, 256);
      break;
    case 2: /* something with a meaning */
    case 3: {
      g_autofree guint8 *tail = g_memdup2 (input->data + at, left);
      g_byte_array_set_size (input, at);
      g_byte_array_append (input, (const guint8 *) word, strlen (word));
      if (left > 0)
        g_byte_array_append (input, tail, left);
      break;
    }
    case 4: /* a gap */
      if (left > 1)
        g_byte_array_remove_range (input, at, g_rand_int_range (rand, 1, MIN (left, 30)));
      break;
    case 5: { /* the end of another file */
      GBytes *other = corpus->pdata[g_rand_int_range (rand, 0, corpus->len)];
      gsize size;
      const guint8 *data = g_bytes_get_data (other, &size);
      gsize from = size > 0 ? g_rand_int_range (rand, 0, size) : 0;
      g_byte_array_set_size (input, at);
      g_byte_array_append (input, data + from, MIN (size - from, 4000));
      break;
    }
    }
  }
}

int
main (int argc, char **argv)
{
  if (argc < 3) {
    fprintf (stderr, "usage: %s CORPUS SECONDS [SEED]\n", argv[0]);
    return 2;
  }
  g_autoptr (GPtrArray) corpus = load_corpus (argv[1]);
  gint64 end_us = g_get_monotonic_time () + atoi (argv[2]) * G_USEC_PER_SEC;
  guint32 seed = argc > 3 ? (guint32) strtoul (argv[3], NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint64 n = 0;

  if (corpus->len == 0) {
    fprintf (stderr, "%s: no files\n", argv[1]);
    return 2;
  }
  printf ("seed %u\n", seed);
  fflush (stdout);
  input = g_byte_array_new ();
  signal (SIGABRT, keep_input);
  signal (SIGSEGV, keep_input);
  signal (SIGTRAP, keep_input);
  /* Each file as it is, then changed ones until the time is over. */
  for (; n < corpus->len || g_get_monotonic_time () < end_us; n++) {
    GBytes *file =
        corpus->pdata[n < corpus->len ? n : (guint) g_rand_int_range (rand, 0, corpus->len)];
    gsize size;
    const guint8 *data = g_bytes_get_data (file, &size);
    g_byte_array_set_size (input, 0);
    g_byte_array_append (input, data, size);
    if (n >= corpus->len)
      mutate (rand, corpus);
    LLVMFuzzerTestOneInput (input->data, input->len);
  }
  printf ("%" G_GUINT64_FORMAT " inputs, no fault\n", n);
  g_byte_array_unref (input);
  return 0;
}
