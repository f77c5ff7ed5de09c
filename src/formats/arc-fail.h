/* Setting an error and failing, in one expression. For the sources of this folder only. */
#pragma once

#include "arc-error.h"
#include "arc-text.h"

/* The input breaks a rule; FALSE. */
#define ARC_FAIL(error, ...) (g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, __VA_ARGS__), FALSE)

/* As above with a message that shows @text, cut where it is long, but never inside a character. */
#define ARC_FAIL_SHOWING(error, format, text)                                                      \
  ({                                                                                               \
    g_autofree char *arc_fail_shown = arc_text_excerpt (text, 60);                                 \
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, format, arc_fail_shown);                     \
    FALSE;                                                                                         \
  })
