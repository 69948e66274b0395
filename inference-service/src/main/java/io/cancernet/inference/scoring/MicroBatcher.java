package io.cancernet.inference.scoring;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.scoring.WaitingImages.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The one door to the network, for queued patches and HTTP requests alike. It gathers images of one model until a
 * micro-batch is full or its first image waited long enough, and computes one micro-batch after the other on a thread of
 * its own. Images that wait are bounded for each priority. Thread-safe.
 *
 * <p>An image is handed in at the model's size ({@link ScoringModel#fit}), and its model stays in use by the caller until
 * the answer is there. An answer fails with a {@link DomainException} when the model fails on this image, and with an
 * {@link Outage} when this replica stops before the image was computed.
 */
@Startup // its meters are there from the start
@ApplicationScoped
public class MicroBatcher {

    private static final Logger LOG = Logger.getLogger(MicroBatcher.class);

    private final WaitingImages waiting;
    private final int capacity;
    private final NetworkMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition left = lock.newCondition();
    private boolean closed;

    @Inject
    MicroBatcher(ScoringConfig config, MeterRegistry registry) {
        this.waiting =
                new WaitingImages(config.microBatch(), config.microBatchWait().toNanos());
        this.capacity = config.waitingImages();
        this.meters = new NetworkMeters(registry, this::waiting);
        Thread thread = new Thread(this::run, "micro-batcher");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that nobody counts the images of. */
    public MicroBatcher(ScoringConfig config) {
        this(config, new CompositeMeterRegistry());
    }

    private int waiting(Priority priority) {
        lock.lock();
        try {
            return waiting.size(priority);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands an image in, waiting for a place.
     *
     * @throws Outage when this replica stops, or the thread is interrupted, and stays so
     */
    public CompletableFuture<Prediction> submit(ScoringModel model, RgbImage image, Priority priority) {
        lock.lock();
        try {
            while (!closed && waiting.size(priority) >= capacity) {
                left.await();
            }
            return add(model, image, priority);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("stopped while waiting for the network", e);
        } finally {
            lock.unlock();
        }
    }

    /** Hands an image in; empty when too many of its priority wait already. @throws Outage when this replica stops */
    public Optional<CompletableFuture<Prediction>> trySubmit(ScoringModel model, RgbImage image, Priority priority) {
        lock.lock();
        try {
            return waiting.size(priority) >= capacity ? Optional.empty() : Optional.of(add(model, image, priority));
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Prediction> add(ScoringModel model, RgbImage image, Priority priority) {
        if (closed) {
            throw stopped();
        }
        Waiting entry = new Waiting(model, image, priority, System.nanoTime(), new CompletableFuture<>());
        waiting.add(entry);
        arrived.signal();
        return entry.answer();
    }

    private void run() {
        for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
            long taken = System.nanoTime();
            compute(batch, taken);
            meters.computed(batch, taken, System.nanoTime());
        }
    }

    /** Waits for the next batch; empty when closed. */
    private List<Waiting> next() {
        lock.lock();
        try {
            while (!closed) {
                long until = waiting.isEmpty() ? Long.MAX_VALUE : waiting.untilDue(System.nanoTime());
                if (until == 0) {
                    left.signalAll();
                    return waiting.take();
                }
                arrived.awaitNanos(until);
            }
            return List.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the micro-batcher", e);
        } finally {
            lock.unlock();
        }
    }

    /** Computes a batch; when the model fails on it, by halves, so that only the image that it stumbles over fails. */
    private static void compute(List<Waiting> batch, long taken) {
        ScoringModel model = batch.get(0).model();
        try {
            float[] probabilities =
                    model.probabilities(batch.stream().map(Waiting::image).toList());
            Duration computed = Duration.ofNanos(System.nanoTime() - taken);
            for (int i = 0; i < probabilities.length; i++) {
                answer(batch.get(i), probabilities[i], taken, computed);
            }
        } catch (OutOfMemoryError e) {
            batch.forEach(each ->
                    each.answer().completeExceptionally(new Outage("there is no memory to compute images now", e)));
        } catch (RuntimeException | Error e) {
            // An engine fails with errors too, and the one thread that computes must outlive them.
            if (batch.size() > 1) {
                int half = batch.size() / 2;
                compute(batch.subList(0, half), taken);
                compute(batch.subList(half, batch.size()), taken);
            } else {
                LOG.errorf(e, "model %s failed on an image", model.version());
                fail(batch.get(0), "the model failed: " + e);
            }
        }
    }

    private static void answer(Waiting image, float probability, long taken, Duration computed) {
        if (!Float.isFinite(probability)) {
            fail(image, "the model's answer is no number");
            return;
        }
        image.answer()
                .complete(new Prediction(
                        probability, image.model().threshold(), Duration.ofNanos(taken - image.since()), computed));
    }

    private static void fail(Waiting image, String reason) {
        image.answer().completeExceptionally(new DomainException(ErrorCode.INTERNAL_ERROR, reason));
    }

    private static Outage stopped() {
        return new Outage("this replica stops before it computed the image");
    }

    /** Ends once the batch in progress is through; images that wait are not computed. */
    public void close() {
        List<Waiting> rest;
        lock.lock();
        try {
            closed = true;
            rest = waiting.clear();
            arrived.signal();
            left.signalAll();
        } finally {
            lock.unlock();
        }
        rest.forEach(each -> each.answer().completeExceptionally(stopped()));
    }

    void onStop(@Observes ShutdownEvent event) {
        close();
    }
}
