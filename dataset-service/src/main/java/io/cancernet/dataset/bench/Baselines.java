package io.cancernet.dataset.bench;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.tiff.TiffSlideReaderProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What an ingest is compared with. All rates are per second. */
final class Baselines {

    private Baselines() {}

    /** Puts patches as objects of their own, one after the other, and removes them again. */
    static double onePutAPatch(ObjectStore store, List<Path> files) throws IOException {
        long start = System.nanoTime();
        for (Path file : files) {
            store.put(key(file), Files.readAllBytes(file), "image/png");
        }
        double rate = rate(files.size(), start);
        files.forEach(file -> store.delete(key(file)));
        return rate;
    }

    /** Reads and hashes files, with a thread a processor as ingests do. */
    static double readAndHash(List<Path> files) {
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        files.parallelStream().forEach(file -> {
            try {
                // Counted by what comes out of it, lest it be skipped.
                done.addAndGet(
                        Math.min(1, Sha256.of(Files.readAllBytes(file)).value().length()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return rate(done.get(), start);
    }

    /** Decodes every tissue tile of level 0 once, with a thread a processor. */
    static double decodeTiles(Path slide) throws IOException {
        try (LocalFileBytes bytes = LocalFileBytes.open(slide, "slide.tif");
                SlideReader reader = new TiffSlideReaderProvider().open(new SlideFiles(List.of(bytes)))) {
            int side = reader.levels().get(0).width();
            int columns = SyntheticSlide.tissueTiles(side);
            int from = SyntheticSlide.tissueFrom(side);
            long start = System.nanoTime();
            long decoded = IntStream.range(0, columns * columns)
                    .parallel()
                    .filter(tile -> decode(
                            reader,
                            from + tile % columns * SyntheticSlide.TILE,
                            from + tile / columns * SyntheticSlide.TILE))
                    .count();
            return rate(decoded, start);
        }
    }

    /**
     * Puts stored shards once more, under other keys, one after the other as an ingest does, and removes those again.
     *
     * @param work folder for copies
     * @return bytes put
     */
    static double putShards(ObjectStore store, List<String> shards, Path work) throws IOException {
        long bytes = 0;
        long nanos = 0;
        for (String shard : shards) {
            Path copy = Files.write(work.resolve("shard.tar"), store.get(shard));
            bytes += Files.size(copy);
            String key = "bench/" + shard;
            long start = System.nanoTime();
            store.put(key, copy, "application/x-tar");
            nanos += System.nanoTime() - start;
            store.delete(key);
        }
        return bytes / (nanos / 1e9);
    }

    private static boolean decode(SlideReader reader, int x, int y) {
        int side = SyntheticSlide.TILE;
        try {
            return reader.read(0, x, y, side, side).width() == side;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Path file) {
        return "bench/" + file.getFileName();
    }

    private static double rate(long count, long start) {
        return count / ((System.nanoTime() - start) / 1e9);
    }
}
