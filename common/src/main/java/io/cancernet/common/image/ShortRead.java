package io.cancernet.common.image;

import io.cancernet.common.image.UndecodableImageException.Reason;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Notices that the JPEG decoder ran out of bytes: it only warns, fills the rest with grey and returns an image.
 */
final class ShortRead implements IIOReadWarningListener {

    private boolean seen;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        seen |= warning.contains("Premature end") || warning.contains("premature end");
    }

    void check() {
        if (seen) {
            throw new UndecodableImageException(Reason.TRUNCATED, "the JPEG ends before its pixels do");
        }
    }
}
