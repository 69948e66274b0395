package io.cancernet.dataset.wholeslide;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An open whole slide, read by region, so that memory stays bounded however large it is. Thread-safe. Only tissue levels
 * are given: label, macro and thumbnail images, which can show a patient's name, are never among them, nor is any
 * attribute of the file but what is here.
 */
public interface SlideReader extends AutoCloseable {

    /** What the file is, such as {@code Aperio SVS}; one of {@link SlideReaderProvider#formats()}. */
    String format();

    /** The pyramid, the largest level first. */
    List<SlideLevel> levels();

    /** Resolution of level 0; absent where the file does not state it. */
    Optional<MicronsPerPixel> mpp();

    /**
     * The pixels of a region, in pixels of its level. What lies outside the level, and tiles that the file leaves out,
     * are white.
     *
     * @throws io.cancernet.common.error.DomainException {@code slide-unreadable} when the tiles are damaged, {@code
     *     slide-unsupported} when they cannot be decoded here
     * @throws IOException when the file cannot be read
     */
    RgbImage read(int level, int x, int y, int width, int height) throws IOException;

    @Override
    void close();
}
