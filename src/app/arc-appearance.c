/* Light or dark, and the size of text. The size is set as the font resolution: every text, the
 * absolute sizes in libadwaita's style classes included, and every length given in em follows. */
#include "arc-appearance.h"

#include "arc-config.h"

#include <adwaita.h>

struct _ArcAppearance {
  GObject parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (ArcAppearance, arc_appearance, G_TYPE_OBJECT)

static void
apply_color_scheme (ArcAppearance *self)
{
  g_autofree char *scheme = g_settings_get_string (self->settings, "color-scheme");
  AdwColorScheme value = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (scheme, "light"))
    value = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (scheme, "dark"))
    value = ADW_COLOR_SCHEME_FORCE_DARK;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), value);
}

static void
apply_text_scale (ArcAppearance *self)
{
  GtkSettings *settings = gtk_settings_get_default ();
  double scale = g_settings_get_double (self->settings, "text-scale");
  int dpi = -1;

  /* Back to what the desktop says, which is what the scale counts from. */
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  if (ABS (scale - 1.0) < 0.01)
    return;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = 96 * 1024;
  g_object_set (settings, "gtk-xft-dpi", (int) (dpi * scale), NULL);
}

static void
arc_appearance_dispose (GObject *object)
{
  ArcAppearance *self = ARC_APPEARANCE (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (arc_appearance_parent_class)->dispose (object);
}

static void
arc_appearance_class_init (ArcAppearanceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_appearance_dispose;
}

static void
arc_appearance_init (ArcAppearance *self)
{
  self->settings = g_settings_new (ARC_APP_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (apply_color_scheme),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::text-scale", G_CALLBACK (apply_text_scale),
                           self, G_CONNECT_SWAPPED);
  apply_color_scheme (self);
  apply_text_scale (self);
  /* Going through an entry by keyboard is reading, not marking it. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}

ArcAppearance *
arc_appearance_new (void)
{
  return g_object_new (ARC_TYPE_APPEARANCE, NULL);
}
