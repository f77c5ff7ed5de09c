/* Scrolling to a row that has just been made, has grown, or lost the room it was shown in. */
#include "arc-reveal.h"

struct _ArcReveal {
  GtkScrolledWindow *scroller;
  GtkWidget *rows_box;
  GtkWidget *row; /* to be scrolled to once it has its place */
  guint tick_id;  /* the frame in which it has */
  gboolean waits; /* for a layout */
  double page_px; /* the height that rows were shown in so far */
};

/* Where the row is in what is scrolled. */
static gboolean
find_place (ArcReveal *reveal, GtkWidget *row, graphene_rect_t *area)
{
  return gtk_widget_compute_bounds (row, gtk_widget_get_parent (reveal->rows_box), area) &&
         area->size.height > 0;
}

/* At once: GTK's own way moves step by step, and each layout on the way ends it. */
static void
scroll_to (GtkAdjustment *adjustment, const graphene_rect_t *area)
{
  double page_px = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);

  /* Of what is higher than the page any part may be the one that is written in. */
  if (area->size.height > page_px)
    return;
  value = MAX (value, area->origin.y + area->size.height - page_px);
  gtk_adjustment_set_value (adjustment, MIN (value, area->origin.y));
}

/* A row that was made or grew has its place after the next layout. */
static gboolean
tick_cb (GtkWidget *rows_box, GdkFrameClock *clock, gpointer user_data)
{
  ArcReveal *reveal = user_data;
  graphene_rect_t area;

  if (reveal->waits) {
    reveal->waits = FALSE;
    return G_SOURCE_CONTINUE;
  }
  if (reveal->row != NULL) {
    if (!find_place (reveal, reveal->row, &area))
      return G_SOURCE_CONTINUE;
    scroll_to (gtk_scrolled_window_get_vadjustment (reveal->scroller), &area);
  }
  g_clear_weak_pointer (&reveal->row);
  reveal->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* Whether the row was in sight when rows were shown in @page_px. */
static gboolean
was_in_sight (ArcReveal *reveal, GtkWidget *row, double page_px)
{
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (reveal->scroller));
  graphene_rect_t area;

  return find_place (reveal, row, &area) && area.origin.y + area.size.height > value &&
         area.origin.y < value + page_px;
}

static void
adjustment_changed_cb (GtkAdjustment *adjustment, ArcReveal *reveal)
{
  double page_px = gtk_adjustment_get_page_size (adjustment);
  GtkWidget *row = page_px < reveal->page_px ? gtk_widget_get_focus_child (reveal->rows_box) : NULL;

  if (row != NULL && reveal->row == NULL && was_in_sight (reveal, row, reveal->page_px))
    arc_reveal_show (reveal, row);
  reveal->page_px = page_px;
}

ArcReveal *
arc_reveal_new (GtkScrolledWindow *scroller, GtkWidget *rows_box)
{
  ArcReveal *reveal = g_new0 (ArcReveal, 1);

  reveal->scroller = scroller;
  reveal->rows_box = rows_box;
  g_signal_connect (gtk_scrolled_window_get_vadjustment (scroller), "changed",
                    G_CALLBACK (adjustment_changed_cb), reveal);
  return reveal;
}

void
arc_reveal_free (ArcReveal *reveal)
{
  if (reveal == NULL)
    return;
  if (reveal->tick_id != 0)
    gtk_widget_remove_tick_callback (reveal->rows_box, reveal->tick_id);
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (reveal->scroller),
                                        reveal);
  g_clear_weak_pointer (&reveal->row);
  g_free (reveal);
}

void
arc_reveal_show (ArcReveal *reveal, GtkWidget *row)
{
  g_set_weak_pointer (&reveal->row, row);
  reveal->waits = TRUE;
  if (reveal->tick_id == 0)
    reveal->tick_id = gtk_widget_add_tick_callback (reveal->rows_box, tick_cb, reveal, NULL);
}

void
arc_reveal_forget (ArcReveal *reveal)
{
  g_clear_weak_pointer (&reveal->row);
}
