package io.cancernet.training.data;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Decodes patches on all cores and writes each to its place in the file. The source's thread waits when they lag. */
final class CacheFiller implements PatchSource.Sink, AutoCloseable {

    private static final int WAITING_PER_THREAD = 64;
    /** What the system says of a full disk; Java has no exception of its own for it. */
    private static final String NO_SPACE = "No space left";

    private final CacheKey key;
    private final PatchImageCodec codec;
    private final FileChannel file;
    private final BitSet seen;
    private final int places;
    private final Semaphore free;
    private final ExecutorService decoders;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    CacheFiller(CacheKey key, PatchImageCodec codec, FileChannel file) {
        this.key = key;
        this.codec = codec;
        this.file = file;
        seen = new BitSet(key.patches());
        int threads = Runtime.getRuntime().availableProcessors();
        places = threads * WAITING_PER_THREAD;
        free = new Semaphore(places);
        decoders = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "patch-decoder");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void accept(int row, byte[] encoded) throws IOException {
        throwFailure();
        if (row < 0 || row >= key.patches() || seen.get(row)) {
            throw new IllegalArgumentException(
                    "row %d of %d comes twice or is out of range".formatted(row, key.patches()));
        }
        seen.set(row);
        acquire(1);
        decoders.execute(() -> {
            try {
                decode(row, encoded);
            } catch (IOException | RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
    }

    /**
     * Waits for the last patch.
     *
     * @throws DomainException when one is missing
     */
    void finish() throws IOException {
        acquire(places);
        throwFailure();
        int missing = seen.nextClearBit(0);
        if (missing < key.patches()) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID,
                    "%d of %d patches are missing, row %d first; ingest the dataset's slides again"
                            .formatted(key.patches() - seen.cardinality(), key.patches(), missing));
        }
    }

    private void decode(int row, byte[] encoded) throws IOException {
        RgbImage image;
        try {
            image = key.resize().apply(codec.decode(encoded), key.width(), key.height());
        } catch (DomainException e) {
            throw new DomainException(e.code(), "patch in row %d: %s".formatted(row, e.getMessage()), e);
        }
        ByteBuffer pixels = ByteBuffer.wrap(image.pixels());
        long position = (long) row * key.patchBytes();
        while (pixels.hasRemaining()) {
            position += file.write(pixels, position);
        }
    }

    private void acquire(int permits) throws IOException {
        try {
            free.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while patches were decoded");
        }
    }

    private void throwFailure() throws IOException {
        Exception first = failure.get();
        if (first instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (first == null) {
            return;
        }
        if (String.valueOf(first.getMessage()).contains(NO_SPACE)) {
            throw new DomainException(
                    ErrorCode.DISK_FULL,
                    "the disk of cancernet.training.cache-dir filled up while patches were decoded into it; make room or set it to a larger disk",
                    first);
        }
        throw new IOException("the patch cache could not be written", first);
    }

    /** Ends the decoders before the file is closed under them. */
    @Override
    public void close() {
        decoders.shutdownNow();
        try {
            if (!decoders.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("patch decoders do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
