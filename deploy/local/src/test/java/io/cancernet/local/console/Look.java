package io.cancernet.local.console;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** A width and a theme in which pages are looked at. */
enum Look {
    WIDE_LIGHT(1280, ColorScheme.LIGHT),
    WIDE_DARK(1280, ColorScheme.DARK),
    NARROW_LIGHT(390, ColorScheme.LIGHT),
    NARROW_DARK(390, ColorScheme.DARK);

    private static final int HEIGHT = 900;

    private final int width;
    private final ColorScheme theme;

    Look(int width, ColorScheme theme) {
        this.width = width;
        this.theme = theme;
    }

    int width() {
        return width;
    }

    int height() {
        return HEIGHT;
    }

    ColorScheme theme() {
        return theme;
    }

    /** As it stands in the names of screenshots: {@code 390-dark}. */
    String words() {
        return width + "-" + theme.name().toLowerCase(Locale.ROOT);
    }
}
