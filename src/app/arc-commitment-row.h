/* One commitment: its line, when it is due, and the two answers, each one key or one click. */
#pragma once

#include "arc-journal-loop.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_COMMITMENT_ROW (arc_commitment_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcCommitmentRow, arc_commitment_row, ARC, COMMITMENT_ROW, GtkListBoxRow)

/**
 * ArcCommitmentRow::answered:
 * @did: (ArcDid)
 *
 * The person answered “did you do it?”, by Y, P, N or L, or by a click.
 */

/**
 * ArcCommitmentRow::helped:
 * @helped: (ArcHelped)
 *
 * The person answered “did it help?”, which the row asks once the first answer was given.
 */

/**
 * ArcCommitmentRow::state-chosen:
 * @state: (ArcCommitmentState): habit now, let go, or open again
 */

/**
 * arc_commitment_row_new:
 * @brief: (transfer none)
 * @today: for saying when it is due
 * @may_answer: whether the journal can be written
 */
GtkWidget *arc_commitment_row_new (const ArcCommitmentBrief *brief, ArcDay today,
                                   gboolean may_answer);

const ArcCommitment *arc_commitment_row_get_commitment (ArcCommitmentRow *self);

/* Shows what was answered; with an answer that ends or moves it, asks whether it helped. */
void arc_commitment_row_show_answer (ArcCommitmentRow *self, ArcDid did, ArcHelped helped);

G_END_DECLS
