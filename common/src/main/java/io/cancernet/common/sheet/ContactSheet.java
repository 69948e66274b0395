package io.cancernet.common.sheet;

import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A picture of sample patches under headings, twelve in a row. */
public final class ContactSheet {

    /** Side of a cell, pixels. */
    public static final int CELL = 96;

    /** Of the warning, as red, green and blue from the highest byte. */
    public static final int WARNING_COLOUR = Canvas.RED;

    /** Of cells whose patch is lost. */
    public static final int LOST_COLOUR = Canvas.GREY;

    private static final int MARGIN = 12;
    private static final int GAP = 6;
    private static final int COLUMNS = 12;
    private static final int CAPTION = 12;
    private static final int TITLE_SCALE = 3;
    private static final int HEADING_SCALE = 2;
    private static final int TITLE_HEIGHT = 32;
    private static final int HEADING_HEIGHT = 24;
    private static final int WIDTH = 2 * MARGIN + COLUMNS * (CELL + GAP) - GAP;

    private ContactSheet() {}

    /**
     * Patches of one class.
     *
     * @param samples in the order in which they are shown
     */
    public record Section(String heading, List<Cell> samples) {
        public Section {
            samples = List.copyOf(samples);
        }

        int height() {
            int rows = (samples.size() + COLUMNS - 1) / COLUMNS;
            return HEADING_HEIGHT + rows * (CELL + CAPTION + GAP);
        }
    }

    /** A patch with what is written below it; without an image where it is lost. */
    public record Cell(@Nullable RgbImage image, String caption) {}

    /** Draws title, warning, sections and footer below each other. */
    public static RgbImage draw(String title, @Nullable String warning, List<Section> sections, String footer) {
        int height = 2 * MARGIN + TITLE_HEIGHT + (warning == null ? 0 : HEADING_HEIGHT) + HEADING_HEIGHT;
        for (Section section : sections) {
            height += section.height();
        }
        Canvas canvas = new Canvas(WIDTH, height);
        canvas.text(MARGIN, MARGIN, scaleOf(title), Canvas.BLACK, title);
        int top = MARGIN + TITLE_HEIGHT;
        if (warning != null) {
            canvas.text(MARGIN, top, HEADING_SCALE, WARNING_COLOUR, warning);
            top += HEADING_HEIGHT;
        }
        for (Section section : sections) {
            draw(canvas, top, section);
            top += section.height();
        }
        canvas.text(MARGIN, top + GAP, HEADING_SCALE, Canvas.GREY, footer);
        return canvas.toImage();
    }

    /** Long names of datasets are written smaller. */
    private static int scaleOf(String title) {
        return Canvas.textWidth(title, TITLE_SCALE) > WIDTH - 2 * MARGIN ? 1 : TITLE_SCALE;
    }

    private static void draw(Canvas canvas, int top, Section section) {
        canvas.text(MARGIN, top, HEADING_SCALE, Canvas.BLACK, section.heading());
        for (int i = 0; i < section.samples().size(); i++) {
            int left = MARGIN + i % COLUMNS * (CELL + GAP);
            int row = top + HEADING_HEIGHT + i / COLUMNS * (CELL + CAPTION + GAP);
            draw(canvas, left, row, section.samples().get(i));
        }
    }

    private static void draw(Canvas canvas, int left, int top, Cell cell) {
        RgbImage image = cell.image();
        if (image == null) {
            canvas.fill(left, top, CELL, CELL, LOST_COLOUR);
        } else {
            RgbImage fitting = fit(image);
            canvas.image(left + (CELL - fitting.width()) / 2, top + (CELL - fitting.height()) / 2, fitting);
        }
        int letters = CELL / Canvas.textWidth(" ", 1);
        String caption = cell.caption();
        canvas.text(left, top + CELL + 2, 1, Canvas.GREY, caption.substring(0, Math.min(letters, caption.length())));
    }

    /** As large as the cell lets it be without changing its shape. */
    private static RgbImage fit(RgbImage image) {
        int longer = Math.max(image.width(), image.height());
        int width = Math.max(1, image.width() * CELL / longer);
        int height = Math.max(1, image.height() * CELL / longer);
        return Resize.BILINEAR.apply(image, width, height);
    }
}
