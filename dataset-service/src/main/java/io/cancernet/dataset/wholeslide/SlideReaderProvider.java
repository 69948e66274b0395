package io.cancernet.dataset.wholeslide;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A way to read whole slides of some formats. Thread-safe. */
public interface SlideReaderProvider {

    /** Short name: {@code tiff}, {@code dicom}, {@code openslide}. */
    String name();

    /** Formats it reads, by the names that vendors use. */
    List<String> formats();

    /** Why it cannot be used on this machine, and what to install; absent when it can. */
    Optional<String> obstacle();

    /** Whether it runs code that a damaged slide may end the process with. */
    default boolean isNative() {
        return false;
    }

    /** Whether the files look like a slide of its formats, told from their first bytes and never from names alone. */
    boolean recognises(SlideFiles files) throws IOException;

    /**
     * Opens a slide. The files stay the caller's, open for as long as the reader is used, and closed by the caller.
     *
     * @throws io.cancernet.common.error.DomainException {@code slide-unreadable} for a damaged file, {@code
     *     slide-unsupported}, {@code slide-too-large}, {@code slide-not-tissue}; each says what to do
     * @throws IOException when the files cannot be read
     */
    SlideReader open(SlideFiles files) throws IOException;
}
