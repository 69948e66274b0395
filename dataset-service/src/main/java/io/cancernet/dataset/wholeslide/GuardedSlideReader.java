package io.cancernet.dataset.wholeslide;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A reader whose decoders stumble over damaged bytes in any way they like: it is always {@code slide-unreadable}. */
final class GuardedSlideReader implements SlideReader {

    private final SlideReader reader;
    private volatile boolean closed;

    GuardedSlideReader(SlideReader reader) {
        this.reader = reader;
    }

    static DomainException unreadable(RuntimeException cause) {
        return new DomainException(
                ErrorCode.SLIDE_UNREADABLE,
                "The slide is damaged: its decoder failed with %s. Export it again, or check it with the scanner's viewer."
                        .formatted(cause.getClass().getSimpleName()),
                cause);
    }

    @Override
    public String format() {
        return reader.format();
    }

    @Override
    public List<SlideLevel> levels() {
        return reader.levels();
    }

    @Override
    public Optional<MicronsPerPixel> mpp() {
        return reader.mpp();
    }

    @Override
    public RgbImage read(int level, int x, int y, int width, int height) throws IOException {
        if (closed) {
            throw new IllegalStateException("the slide is closed");
        }
        if (level < 0 || level >= levels().size() || !isRegion(width, height)) {
            throw new IllegalArgumentException(
                    "no region of a level: %d x %d of level %d".formatted(width, height, level));
        }
        try {
            return reader.read(level, x, y, width, height);
        } catch (DomainException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.close();
    }

    private static boolean isRegion(int width, int height) {
        return width >= 1 && height >= 1 && (long) width * height <= Integer.MAX_VALUE / RgbImage.CHANNELS;
    }
}
