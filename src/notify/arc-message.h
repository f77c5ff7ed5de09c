/* What a notification says, and what can be answered in it. */
#pragma once

#include "arc-schedule.h"
#include "arc-tidings.h"

G_BEGIN_DECLS

/* What the notification server can do, as org.freedesktop.Notifications names it. */
typedef enum {
  ARC_SERVER_ACTIONS = 1 << 0,
  ARC_SERVER_MARKUP = 1 << 1, /* the body is read as markup */
} ArcServerFeatures;

/* Keys of the actions. A click on the body is "default". */
#define ARC_ACTION_OPEN "default"
#define ARC_ACTION_WRITE "write"
#define ARC_ACTION_LOOK_BACK "look-back"
#define ARC_ACTION_HOUR "hour"
#define ARC_ACTION_TOMORROW "tomorrow"
#define ARC_ACTION_SKIP "skip"
#define ARC_ACTION_YES "yes"
#define ARC_ACTION_PARTLY "partly"
#define ARC_ACTION_NOT_YET "not-yet"

/* Desktops show three. */
#define ARC_MESSAGE_ACTIONS 3

/**
 * ArcMessage:
 * @body: markup where the server reads markup, text otherwise
 * @actions: @n_actions of them; labels are translated
 */
typedef struct {
  char *title;
  char *body;
  guint n_actions;
  struct {
    const char *key;
    const char *label;
  } actions[ARC_MESSAGE_ACTIONS];
} ArcMessage;

/**
 * arc_message_new:
 * @due: (element-type ArcDue): at least one; the first leads
 * @quote: the person's own words may be shown; else only topics are
 * @features: of the server
 *
 * Returns: (transfer full)
 */
ArcMessage *arc_message_new (const GPtrArray *due, gboolean quote, ArcServerFeatures features);
/* The same about what teammates said. @tidings: (element-type ArcTiding): at least one. By default
 * it names people and topics only. */
ArcMessage *arc_message_new_tidings (const GPtrArray *tidings, gboolean quote,
                                     ArcServerFeatures features);
/* (transfer full): for "Send a test reminder". */
ArcMessage *arc_message_new_test (ArcServerFeatures features);
void arc_message_free (ArcMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcMessage, arc_message_free)

G_END_DECLS
