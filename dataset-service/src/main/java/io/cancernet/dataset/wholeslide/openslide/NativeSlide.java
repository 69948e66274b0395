package io.cancernet.dataset.wholeslide.openslide;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A slide that OpenSlide holds open. Thread-safe; it is closed once nobody is inside any more, for the library would
 * crash the process. What the library says of an error is not passed on: it names files.
 */
final class NativeSlide {

    private final OpenSlideLibrary library;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final SlideView files;
    private @Nullable Pointer slide;

    /** @param files closed after the slide, for the library opens them again and again */
    NativeSlide(OpenSlideLibrary library, Pointer slide, SlideView files) {
        this.library = library;
        this.slide = slide;
        this.files = files;
    }

    /** @throws IllegalStateException when it is closed */
    void requireOpen() {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            open();
        } finally {
            reading.unlock();
        }
    }

    int levelCount() {
        return call(() -> library.openslide_get_level_count(open()));
    }

    /** Width and height. */
    long[] size(int level) {
        LongByReference width = new LongByReference();
        LongByReference height = new LongByReference();
        return call(() -> {
            library.openslide_get_level_dimensions(open(), level, width, height);
            return new long[] {width.getValue(), height.getValue()};
        });
    }

    /** Pixels of level 0 to one of a level, as the library counts them. */
    double downsample(int level) {
        return call(() -> library.openslide_get_level_downsample(open(), level));
    }

    Optional<String> property(String name) {
        return call(() -> Optional.ofNullable(library.openslide_get_property_value(open(), name)));
    }

    /** A region as premultiplied ARGB, its corner in pixels of level 0. */
    int[] read(int level, long x, long y, int width, int height) {
        int[] argb = new int[width * height];
        return call(() -> {
            library.openslide_read_region(open(), argb, x, y, level, width, height);
            return argb;
        });
    }

    void close() {
        Lock closing = lock.writeLock();
        closing.lock();
        try {
            if (slide != null) {
                library.openslide_close(slide);
                slide = null;
                files.close();
            }
        } finally {
            closing.unlock();
        }
    }

    private Pointer open() {
        if (slide == null) {
            throw new IllegalStateException("the slide is closed");
        }
        return slide;
    }

    private <T> T call(Supplier<T> function) {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            T result = function.get();
            if (library.openslide_get_error(open()) != null) {
                throw new DomainException(
                        ErrorCode.SLIDE_UNREADABLE,
                        "OpenSlide cannot read the slide: it is damaged, cut short, or files that belong to it are missing. Export it again, with all its files.");
            }
            return result;
        } finally {
            reading.unlock();
        }
    }
}
