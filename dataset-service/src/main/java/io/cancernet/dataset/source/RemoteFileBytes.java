package io.cancernet.dataset.source;

import io.cancernet.common.error.Outage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A remote file in blocks: those last used are kept, and reading on fetches ever longer ranges at once. A fetch that
 * fails for now is tried again a few times. Several threads may fetch different blocks at a time.
 */
public final class RemoteFileBytes implements FileBytes {

    private static final int BLOCK = 1 << 20;
    /** Blocks kept a file, 32 MiB. */
    private static final int KEPT = 32;
    /** Blocks fetched at once when a file is read from its start to its end. */
    private static final int LONGEST_FETCH = 8;

    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(200), Duration.ofSeconds(1));

    private final RangedFile file;
    private final Map<Long, CompletableFuture<byte[]>> blocks = new LinkedHashMap<>(2 * KEPT, 0.75f, true);
    private long expected = -1;
    private int fetchAtOnce = 1;

    public RemoteFileBytes(RangedFile file) {
        this.file = file;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public void read(long position, byte[] target, int offset, int wanted) throws IOException {
        if (position < 0 || position + wanted > length()) {
            throw new EOFException("a range of %d bytes at %d reaches past the end".formatted(wanted, position));
        }
        long at = position;
        int to = offset;
        while (to < offset + wanted) {
            byte[] block = block(at / BLOCK);
            int from = (int) (at % BLOCK);
            int part = Math.min(block.length - from, offset + wanted - to);
            System.arraycopy(block, from, target, to, part);
            at += part;
            to += part;
        }
    }

    @Override
    public Optional<Path> localPath() {
        return Optional.empty();
    }

    /** Looks at the store: one byte is fetched anew. */
    @Override
    public void requireUnchanged() throws IOException {
        if (length() > 0) {
            fetch(0, 1);
        }
    }

    @Override
    public void close() {
        synchronized (blocks) {
            blocks.clear();
        }
    }

    private byte[] block(long number) throws IOException {
        CompletableFuture<byte[]> block;
        int count = 0;
        synchronized (blocks) {
            block = blocks.get(number);
            if (block == null) {
                count = blocksToFetch(number);
                block = new CompletableFuture<>();
                blocks.put(number, block);
                expected = number + count;
            }
        }
        if (count > 0) {
            fetchBlocks(number, count, block);
        }
        return await(block);
    }

    /** Twice as many as before when the file is read on, one when it is read elsewhere. */
    private int blocksToFetch(long number) {
        fetchAtOnce = number == expected ? Math.min(LONGEST_FETCH, fetchAtOnce * 2) : 1;
        long last = (length() - 1) / BLOCK;
        return (int) Math.min(fetchAtOnce, last - number + 1);
    }

    private void fetchBlocks(long number, int count, CompletableFuture<byte[]> first) {
        try {
            long from = number * BLOCK;
            byte[] bytes = fetch(from, (int) Math.min((long) count * BLOCK, length() - from));
            first.complete(slice(bytes, 0));
            synchronized (blocks) {
                for (int i = 1; i < count; i++) {
                    blocks.putIfAbsent(number + i, CompletableFuture.completedFuture(slice(bytes, i)));
                }
                blocks.keySet()
                        .removeAll(blocks.keySet().stream()
                                .limit(Math.max(0, blocks.size() - KEPT))
                                .toList());
            }
        } catch (IOException | RuntimeException e) {
            synchronized (blocks) {
                blocks.remove(number, first);
            }
            first.completeExceptionally(e);
        }
    }

    private static byte[] slice(byte[] bytes, int number) {
        int from = number * BLOCK;
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + BLOCK));
    }

    private byte[] fetch(long position, int length) throws IOException {
        for (Duration pause : PAUSES) {
            try {
                return file.fetch(position, length);
            } catch (IOException e) {
                if (!Outage.isOutage(e)) {
                    throw e;
                }
                sleep(pause);
            }
        }
        return file.fetch(position, length);
    }

    private static void sleep(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static byte[] await(CompletableFuture<byte[]> block) throws IOException {
        try {
            return block.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceChangedException changed) {
                throw new SourceChangedException(String.valueOf(changed.getMessage()), changed);
            }
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped while a remote file was read");
    }
}
