package io.cancernet.training.patch;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.training.data.PatchSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Patches read from their shards: each shard once and front to back, several at a time. Every patch is checked against
 * its sha256.
 */
public final class ShardPatchSource implements PatchSource {

    /** Shards that a refusal names. */
    private static final int NAMED = 5;

    private final ObjectStore store;
    private final List<PatchLocation> images;
    private final int parallelShards;
    private final Runnable keepGoing;

    /**
     * Reads nothing yet.
     *
     * @param images where the patch of each row lies
     * @param keepGoing asked now and then; may throw to end the reading
     */
    public ShardPatchSource(ObjectStore store, List<PatchLocation> images, int parallelShards, Runnable keepGoing) {
        this.store = store;
        this.images = images;
        this.parallelShards = parallelShards;
        this.keepGoing = keepGoing;
    }

    /**
     * Hands over all patches.
     *
     * @throws DomainException when a shard is not in the store, is too short, or holds other bytes for a patch
     */
    @Override
    public void forEach(Sink sink) throws IOException {
        Map<String, List<Integer>> rowsByShard = new LinkedHashMap<>();
        for (int row = 0; row < images.size(); row++) {
            rowsByShard
                    .computeIfAbsent(images.get(row).shard(), shard -> new ArrayList<>())
                    .add(row);
        }
        ExecutorService readers = Executors.newFixedThreadPool(parallelShards, task -> {
            Thread thread = new Thread(task, "shard-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Boolean> reading = new ExecutorCompletionService<>(readers);
            rowsByShard.forEach((shard, rows) -> reading.submit(reader(shard, rows, sink)));
            for (int done = 0; done < rowsByShard.size(); done++) {
                await(reading);
            }
        } catch (ObjectNotFoundException e) {
            throw incomplete(rowsByShard, e);
        } finally {
            readers.shutdownNow();
        }
    }

    private void await(CompletionService<Boolean> reading) throws IOException {
        try {
            reading.take().get();
            keepGoing.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while shards were read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("a shard could not be read", e.getCause());
        }
    }

    private Callable<Boolean> reader(String shard, List<Integer> rows, Sink sink) {
        return () -> {
            keepGoing.run();
            rows.sort(Comparator.comparingLong(row -> images.get(row).offset()));
            try (InputStream in = store.open(shard)) {
                read(shard, in, rows, sink);
            }
            return true;
        };
    }

    /** Says how much of the dataset is missing, once something is. */
    private DomainException incomplete(Map<String, List<Integer>> rowsByShard, ObjectNotFoundException cause) {
        Map<String, Integer> missing = new TreeMap<>();
        rowsByShard.forEach((shard, rows) -> {
            if (!store.exists(shard)) {
                missing.put(shard, rows.size());
            }
        });
        int patches = missing.values().stream().mapToInt(Integer::intValue).sum();
        String named = missing.entrySet().stream()
                .limit(NAMED)
                .map(shard -> "%s (%d)".formatted(shard.getKey(), shard.getValue()))
                .collect(Collectors.joining(", "));
        return new DomainException(
                ErrorCode.UNKNOWN_SHARD,
                "%d of the dataset's %d patches are missing: %d of its shards are not in the object store: %s%s; ingest their slides again"
                        .formatted(
                                patches,
                                images.size(),
                                missing.size(),
                                named,
                                missing.size() > NAMED ? ", and others" : ""),
                cause);
    }

    private void read(String shard, InputStream in, List<Integer> rows, Sink sink) throws IOException {
        long position = 0;
        int done = 0;
        for (int row : rows) {
            PatchLocation image = images.get(row);
            byte[] bytes = next(shard, in, image.offset() - position, image.length(), rows.size() - done++);
            position = image.offset() + image.length();
            if (!Sha256.of(bytes).equals(image.sha256())) {
                throw new DomainException(
                        ErrorCode.HASH_MISMATCH,
                        "shard %s holds other bytes at %d than the patch in line %d of the manifest has; ingest its slide again"
                                .formatted(shard, image.offset(), row + 1));
            }
            synchronized (sink) {
                sink.accept(row, bytes);
            }
        }
    }

    private byte[] next(String shard, InputStream in, long skip, int length, int left) throws IOException {
        try {
            in.skipNBytes(skip);
            byte[] bytes = in.readNBytes(length);
            if (bytes.length == length) {
                return bytes;
            }
            throw new EOFException();
        } catch (EOFException e) {
            throw new DomainException(
                    ErrorCode.UNKNOWN_SHARD,
                    "%d of the dataset's %d patches are missing: shard %s is too short; ingest its slide again"
                            .formatted(left, images.size(), shard),
                    e);
        } catch (IOException e) {
            throw new Outage("the object store broke off while %s was read".formatted(shard), e);
        }
    }
}
