package io.cancernet.inference.scoring;

import io.cancernet.common.error.Outage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Images that threads fetch and decode ahead, each handed on as soon as it is decoded, so that the network computes the
 * first of a range while the last is still to be decoded. Not thread-safe; closing it ends what is under way.
 */
final class ImageFetches implements AutoCloseable {

    private final ExecutorService threads;
    private final int mostUnderWay;
    private final Iterator<Fetch> waiting;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final List<Future<?>> started = new ArrayList<>();
    private int underWay;

    /** @param mostUnderWay fetches that are begun and not through: bounds the images held here */
    ImageFetches(ExecutorService threads, int mostUnderWay, List<Fetch> fetches) {
        this.threads = threads;
        this.mostUnderWay = mostUnderWay;
        this.waiting = fetches.iterator();
    }

    /** Fetches some images and hands each on. */
    interface Fetch {
        void run(Consumer<PatchImage> found);
    }

    /** An image, or with none the end of a fetch, which may have failed. */
    private record Arrival(
            @Nullable PatchImage image, @Nullable Throwable failure) {}

    /**
     * The next image, in no order; null after the last.
     *
     * @throws RuntimeException what a fetch failed with
     * @throws Outage when the thread is interrupted
     */
    @Nullable PatchImage next() {
        while (true) {
            while (waiting.hasNext() && underWay < mostUnderWay) {
                start(waiting.next());
            }
            if (underWay == 0) {
                return null;
            }
            Arrival arrival = take();
            if (arrival.image() != null) {
                return arrival.image();
            }
            underWay--;
            if (arrival.failure() instanceof RuntimeException failure) {
                throw failure;
            } else if (arrival.failure() != null) {
                throw new IllegalStateException("fetching images failed", arrival.failure());
            }
        }
    }

    private void start(Fetch fetch) {
        started.add(threads.submit(() -> {
            @Nullable Throwable failure = null;
            try {
                fetch.run(image -> arrivals.add(new Arrival(image, null)));
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            arrivals.add(new Arrival(null, failure));
        }));
        underWay++;
    }

    private Arrival take() {
        try {
            return arrivals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("stopped while fetching images", e);
        }
    }

    @Override
    public void close() {
        started.forEach(each -> each.cancel(true));
    }
}
