package io.cancernet.dataset.wholeslide.tiff;

import java.io.IOException;

/** The size of an image by its tags, in pixels. */
record Size(long width, long height) {

    static Size of(Directory image) throws IOException {
        Size size = new Size(image.number(Tag.IMAGE_WIDTH), image.number(Tag.IMAGE_LENGTH));
        if (size.width < 1 || size.height < 1) {
            throw Refusals.unreadable("an image has no pixels");
        }
        return size;
    }

    double pixels() {
        return (double) width * height;
    }

    /** Whether some downsample above 1 leads from the larger size to this one, rounded in any way. */
    boolean isReducedFrom(Size larger) {
        if (width >= larger.width || height >= larger.height) {
            return false;
        }
        double least = Math.max((double) larger.width / (width + 1), (double) larger.height / (height + 1));
        double most = Math.min(larger.width / Math.max(0.5, width - 1.0), larger.height / Math.max(0.5, height - 1.0));
        return least <= most;
    }
}
