/* An entry: one Action–Reflection–Change reflection, as a plain value. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  ARC_SECTION_ACTION,
  ARC_SECTION_REFLECTION,
  ARC_SECTION_CHANGE,
  ARC_N_SECTIONS,
} ArcSection;

typedef enum {
  ARC_OUTCOME_NOT_SAID,
  ARC_OUTCOME_ACHIEVED,
  ARC_OUTCOME_PARTLY,
  ARC_OUTCOME_MISSED,
  ARC_N_OUTCOMES,
} ArcOutcome;

typedef enum {
  ARC_LENS_INDIVIDUAL,
  ARC_LENS_MANAGER,
  ARC_LENS_EXECUTIVE,
  ARC_LENS_FACILITATOR,
  ARC_N_LENSES,
} ArcLens;

typedef enum {
  ARC_EVIDENCE_NONE,
  ARC_EVIDENCE_FELT,
  ARC_EVIDENCE_LEARNED,
  ARC_EVIDENCE_DID_DIFFERENTLY,
  ARC_EVIDENCE_MEASURED,
  ARC_N_EVIDENCE,
} ArcEvidence;

/* What a measured figure counts for: once, each time it is done, each week. */
typedef enum {
  ARC_PER_NOT_SAID,
  ARC_PER_ONCE,
  ARC_PER_TIME,
  ARC_PER_WEEK,
  ARC_N_PER,
} ArcPer;

/**
 * ArcEntry:
 *
 * All strings are owned, valid UTF-8 and never %NULL, but for @id, @revision and @parent, which
 * are %NULL until the journal gave them. @title is empty when none was given: show
 * arc_entry_dup_display_title(). @evidence_amount, @evidence_unit and @evidence_per count only with
 * %ARC_EVIDENCE_MEASURED.
 */
typedef struct {
  char *id;
  char *revision;     /* id of this state of the entry */
  char *parent;       /* id of the state it was made from, NULL for the first */
  gint64 occurred_us; /* when it happened, microseconds UTC */
  char *zone;         /* IANA zone in which it was written */
  gint64 created_us;
  gint64 modified_us;
  char *title;
  char *section[ARC_N_SECTIONS];
  ArcOutcome outcome;
  ArcLens lens;
  char *topic;
  GPtrArray *tags; /* of char*, in the order given, distinct when folded */
  ArcEvidence evidence;
  double evidence_amount;
  char *evidence_unit;
  ArcPer evidence_per;
} ArcEntry;

#define ARC_TYPE_ENTRY (arc_entry_get_type ())
GType arc_entry_get_type (void);

ArcEntry *arc_entry_new (void);
ArcEntry *arc_entry_copy (const ArcEntry *entry);
void arc_entry_free (ArcEntry *entry);

/* Replace an owned string; NULL becomes "" . */
void arc_entry_set_title (ArcEntry *entry, const char *title);
void arc_entry_set_section (ArcEntry *entry, ArcSection section, const char *text);
void arc_entry_set_zone (ArcEntry *entry, const char *zone);
/* Tidied as a label (arc_text_tidy_label()). */
void arc_entry_set_topic (ArcEntry *entry, const char *topic);
void arc_entry_set_evidence (ArcEntry *entry, ArcEvidence evidence, double amount,
                             const char *unit);
/* Adds a tidied tag; FALSE if it is empty or there already, whatever its case. */
gboolean arc_entry_add_tag (ArcEntry *entry, const char *tag);
gboolean arc_entry_has_tag (const ArcEntry *entry, const char *tag);
void arc_entry_clear_tags (ArcEntry *entry);

/**
 * arc_entry_dup_display_title:
 *
 * Returns: (transfer full): the title, or the first line of the first section that has one, or a
 * translated "Untitled"
 */
char *arc_entry_dup_display_title (const ArcEntry *entry);

/* Whether nothing was written: no title, no text in any section. */
gboolean arc_entry_is_empty (const ArcEntry *entry);

/* Whether everything a person can write or choose is the same; ids and times of saving aside. */
gboolean arc_entry_same_content (const ArcEntry *a, const ArcEntry *b);

/**
 * arc_entry_validate:
 *
 * Checks every rule and limit (arc-limits.h).
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID or %ARC_ERROR_TOO_LARGE, naming the field
 */
gboolean arc_entry_validate (const ArcEntry *entry, GError **error);

/**
 * arc_entry_dup_tags_text:
 *
 * Returns: (transfer full): the tags, one per line: how they are kept and compared
 */
char *arc_entry_dup_tags_text (const ArcEntry *entry);
void arc_entry_set_tags_text (ArcEntry *entry, const char *text);

/* The words of the interchange format and of the command line; NULL for "not said"/"none". */
const char *arc_section_to_word (ArcSection section);
gboolean arc_section_from_word (const char *word, ArcSection *section);
const char *arc_outcome_to_word (ArcOutcome outcome);
gboolean arc_outcome_from_word (const char *word, ArcOutcome *outcome);
const char *arc_lens_to_word (ArcLens lens);
gboolean arc_lens_from_word (const char *word, ArcLens *lens);
const char *arc_evidence_to_word (ArcEvidence evidence);
gboolean arc_evidence_from_word (const char *word, ArcEvidence *evidence);
const char *arc_per_to_word (ArcPer per);
gboolean arc_per_from_word (const char *word, ArcPer *per);

/* The words people see, translated. */
const char *arc_section_to_label (ArcSection section);
const char *arc_outcome_to_label (ArcOutcome outcome);
const char *arc_lens_to_label (ArcLens lens);
const char *arc_evidence_to_label (ArcEvidence evidence);
const char *arc_per_to_label (ArcPer per);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcEntry, arc_entry_free)

G_END_DECLS
