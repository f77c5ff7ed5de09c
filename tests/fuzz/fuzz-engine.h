/* What a fuzzer gives to fuzz-engine.c, or to libFuzzer. */
#pragma once

#include <glib.h>

/* One input; crashes where a rule is broken. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Pieces of text that mean something to the reader under test; closed by NULL. */
extern const char *const arc_fuzz_words[];
