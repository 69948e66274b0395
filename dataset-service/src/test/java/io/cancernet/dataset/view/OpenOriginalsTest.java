package io.cancernet.dataset.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.testing.MemorySlide;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpenOriginalsTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final OpenOriginals slides = new OpenOriginals(2, Duration.ofSeconds(60), now::get);

    @Test
    void slide_is_opened_once_for_many_tiles() throws IOException {
        for (int i = 0; i < 5; i++) {
            use("a");
        }

        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(0);
    }

    @Test
    void one_used_longest_ago_makes_room() throws IOException {
        use("a");
        use("b");
        use("a");
        use("c");

        assertThat(slides.count()).isEqualTo(2);
        assertThat(closed).hasValue(1);
        use("a");
        assertThat(opened).hasValue(3);
        use("b");
        assertThat(opened).hasValue(4);
    }

    @Test
    void one_that_nobody_looks_at_is_closed() throws IOException {
        use("a");
        now.addAndGet(TimeUnit.SECONDS.toNanos(40));
        use("b");
        now.addAndGet(TimeUnit.SECONDS.toNanos(40));

        slides.closeIdle();

        assertThat(slides.count()).isEqualTo(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void one_in_use_is_never_idle() throws IOException {
        slides.use(key("a"), this::open, slide -> {
            now.addAndGet(TimeUnit.SECONDS.toNanos(100));
            slides.closeIdle();
            return slide;
        });

        assertThat(closed).hasValue(0);
    }

    @Test
    void one_given_up_while_it_is_used_is_closed_by_its_last_user() throws IOException {
        slides.use(key("a"), this::open, outer -> {
            slides.use(key("a"), this::open, inner -> {
                assertThat(inner).isSameAs(outer);
                slides.forget(key -> true);
                assertThat(closed).hasValue(0);
                return inner;
            });
            assertThat(closed).hasValue(0);
            return outer;
        });

        assertThat(closed).hasValue(1);
        use("a");
        assertThat(opened).hasValue(2);
    }

    @Test
    void failure_to_open_is_not_kept() throws IOException {
        OpenOriginals.Opener failing = () -> {
            throw new IllegalStateException("not there");
        };
        assertThatThrownBy(() -> slides.use(key("a"), failing, slide -> slide)).hasMessage("not there");

        use("a");

        assertThat(opened).hasValue(1);
    }

    @Test
    void all_are_closed_at_the_end() throws IOException {
        use("a");
        use("b");

        slides.close();

        assertThat(closed).hasValue(2);
        assertThat(slides.count()).isZero();
    }

    @Test
    void every_opened_slide_is_closed_once_whatever_the_order() throws Exception {
        int viewers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(viewers);
        CyclicBarrier start = new CyclicBarrier(viewers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int viewer = 0; viewer < viewers; viewer++) {
                int first = viewer;
                all.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 200; i++) {
                        use("slide " + (first + i) % 5);
                        if (i % 17 == 0) {
                            slides.forget(key -> key.equals(key("slide 1")));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        slides.close();

        assertThat(closed.get()).isEqualTo(opened.get());
    }

    private void use(String name) throws IOException {
        RgbImage tile = slides.use(key(name), this::open, slide -> slide.tile(new TileArea(1, 0, 0, 2, 2)));
        assertThat(tile.width()).isEqualTo(2);
    }

    private static OriginalKey key(String name) {
        return new OriginalKey(new SlideId(Hashes.identity(name)), URI.create("file:///slide"));
    }

    private OpenOriginal open() {
        opened.incrementAndGet();
        return new OpenOriginal(List.of(new CountedFile(closed)), MemorySlide.of(new RgbImage(2, 2, new byte[12])));
    }

    /** A file that counts how often it was closed, and is not read after. */
    private static final class CountedFile implements FileBytes {

        private final AtomicInteger closed;
        private volatile boolean open = true;

        private CountedFile(AtomicInteger closed) {
            this.closed = closed;
        }

        @Override
        public String name() {
            return "slide";
        }

        @Override
        public long length() {
            return 0;
        }

        @Override
        public void read(long position, byte[] target, int offset, int length) throws IOException {
            throw new EOFException("empty");
        }

        @Override
        public Optional<Path> localPath() {
            return Optional.empty();
        }

        @Override
        public void requireUnchanged() {
            assertThat(open).isTrue();
        }

        @Override
        public void close() {
            assertThat(open).isTrue();
            open = false;
            closed.incrementAndGet();
        }
    }
}
