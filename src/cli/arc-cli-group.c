/* group: statements of a file, and which are about the same thing. For scripts and for measuring;
 * needs no journal. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-file.h"
#include "arc-cli-interrupt.h"
#include "arc-cli.h"
#include "arc-json-statement.h"
#include "arc-lines.h"
#include "arc-summary-module.h"

/* Lines that are rejected are shown one by one up to this. */
#define MAX_SHOWN 20

typedef struct {
  char *id;
  char *json;
} Id;

static void
id_clear (Id *id)
{
  g_free (id->id);
  g_free (id->json);
}

typedef struct {
  ArcCli *cli;
  const ArcSummaryModule *module;
  ArcStatementIndex *index;
  GCancellable *cancellable;
  GArray *ids; /* Id: in the order of the file */
  guint n_rejected;
} Grouping;

static void
reject (Grouping *run, guint64 line, const char *why)
{
  if (run->n_rejected++ < MAX_SHOWN)
    arc_cli_note (_ ("line %lu: %s"), (gulong) line, why);
}

static void
take_line (Grouping *run, const char *line, gsize length, guint64 number)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Id id = {0};

  if (!arc_json_statement_parse (line, length, &id.id, &id.json, &text, &error)) {
    reject (run, number, error->message);
    return;
  }
  if (!run->module->index_add (run->index, id.id, text)) {
    g_autofree char *why = g_strdup_printf (_ ("There is another “%s” above."), id.id);

    reject (run, number, why);
    id_clear (&id);
    return;
  }
  g_array_append_val (run->ids, id);
}

static gboolean
is_blank (const char *line, gsize length)
{
  return strspn (line, " \t\r") == length;
}

static gboolean
read_lines (Grouping *run, GInputStream *stream, GError **error)
{
  g_autoptr (ArcLines) lines = arc_lines_new (stream);
  const char *head;
  char *line;
  gsize length;
  gboolean is_too_long;

  /* Passes over a byte order mark. */
  if (!arc_lines_peek (lines, &head, &length, run->cancellable, error))
    return FALSE;
  while (arc_lines_next (lines, &line, &length, &is_too_long, run->cancellable, error)) {
    if (line == NULL)
      return TRUE;
    if (is_too_long)
      reject (run, arc_lines_get_number (lines), _ ("The line is too long."));
    else if (!is_blank (line, length))
      take_line (run, line, length, arc_lines_get_number (lines));
  }
  return FALSE;
}

static gboolean
go_on (double fraction, gpointer user_data)
{
  return !g_cancellable_is_cancelled (user_data);
}

static int
print_groups (Grouping *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  ArcGrouping *grouping = run->module->group (run->index, NULL, go_on, run->cancellable, &error);

  if (grouping == NULL)
    return arc_cli_fail (run->cli, error);
  for (guint i = 0; i < run->ids->len; i++) {
    const Id *id = &g_array_index (run->ids, Id, i);
    const ArcGroup *group = g_hash_table_lookup (grouping->group_of, id->id);

    g_string_truncate (line, 0);
    arc_json_statement_append_cluster (line, id->json, group->key);
    arc_cli_print_raw (run->cli, line->str, line->len);
  }
  run->module->grouping_free (grouping);
  return ARC_CLI_DONE;
}

static int
run_grouping (Grouping *run, GInputStream *stream)
{
  g_autoptr (GError) error = NULL;

  if (!read_lines (run, stream, &error)) {
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      return arc_cli_fail_text (run->cli, _ ("Interrupted."));
    return arc_cli_fail (run->cli, error);
  }
  if (run->n_rejected > MAX_SHOWN)
    arc_cli_note (ngettext ("and %lu more", "and %lu more", run->n_rejected - MAX_SHOWN),
                  (gulong) run->n_rejected - MAX_SHOWN);
  if (run->n_rejected > 0)
    return arc_cli_fail_text (run->cli,
                              ngettext ("%lu line was rejected, so nothing was grouped.",
                                        "%lu lines were rejected, so nothing was grouped.",
                                        run->n_rejected),
                              (gulong) run->n_rejected);
  return print_groups (run);
}

int
arc_cli_group (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (Id));
  Grouping run = {.cli = cli, .ids = ids};
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  run.module = arc_summary_module_get (&error);
  if (run.module == NULL)
    return arc_cli_fail (cli, error);
  g_array_set_clear_func (ids, (GDestroyNotify) id_clear);
  run.cancellable = arc_cli_interrupt_watch ();
  stream = arc_cli_open_file ((*argv)[0], &error);
  if (stream == NULL) {
    status = arc_cli_fail (cli, error);
  } else {
    run.index = run.module->index_new ();
    status = run_grouping (&run, stream);
    run.module->index_free (run.index);
  }
  g_object_unref (run.cancellable);
  return status;
}
