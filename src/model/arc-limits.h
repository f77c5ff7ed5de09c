/* Every limit on what a journal accepts, in one place. */
#pragma once

/* Bytes of UTF-8 in one section (action, reflection or change). */
#define ARC_LIMIT_SECTION_BYTES (10 * 1024 * 1024)
/* Characters (not bytes) of the short fields. */
#define ARC_LIMIT_TITLE_CHARS 500
#define ARC_LIMIT_TAG_CHARS 200
#define ARC_LIMIT_TOPIC_CHARS 200
#define ARC_LIMIT_UNIT_CHARS 100
#define ARC_LIMIT_NOTE_CHARS 10000
/* One line of the Change, and the short texts that hang on it. */
#define ARC_LIMIT_LINE_CHARS 2000
#define ARC_LIMIT_RULE_CHARS 500
/* Commitments, or barriers, of one entry. */
#define ARC_LIMIT_LOOP_LINES 200
#define ARC_LIMIT_TAGS 100
/* Characters of the name of a person or a team, and members that a team can have. */
#define ARC_LIMIT_NAME_CHARS 100
#define ARC_LIMIT_MEMBERS 10000
/* Years in which an entry can have happened; SQLite positions stay positive and dates printable. */
#define ARC_LIMIT_FIRST_YEAR 1900
#define ARC_LIMIT_LAST_YEAR 2999
/* Words taken from one search; what follows is left out. */
#define ARC_LIMIT_QUERY_TERMS 200
/* Characters of an excerpt in lists, and of a title made from a first line. */
#define ARC_EXCERPT_CHARS 160
#define ARC_DERIVED_TITLE_CHARS 80
