package io.cancernet.dataset.tiling;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.stain.StainMethod;
import io.cancernet.dataset.stain.StainNormalisation;
import io.cancernet.dataset.tissue.Thumbnail;
import io.cancernet.dataset.tissue.TissueMask;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The cutting of whole slides into patches, on several threads and with bounded memory.
 *
 * <p>Cells come block by block, in the order of the blocks' rows, and row by row within a block. A block is as many
 * cells as cover about 2,048 x 2,048 pixels of the level that is read: reading the grid row by row would decode each
 * tile several times. The order, and every byte, depend on slide and options alone, never on the number of threads.
 */
public final class PatchCutter {

    /** Side of a block in pixels of the level; a little below the root of what a region may hold, for its edges. */
    private static final int BLOCK = 2040;

    private static final int MAX_BLOCK_CELLS = 64;
    /** Blocks cut or waiting to be taken, for each thread: they are held in memory. */
    private static final int BLOCKS_PER_THREAD = 2;

    private final PatchImageCodec codec;
    private final int threads;

    public PatchCutter(PatchImageCodec codec, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("cutting takes at least one thread, not " + threads);
        }
        this.codec = codec;
        this.threads = threads;
    }

    /**
     * Cuts a slide. When it returns or throws, no thread uses the reader any more.
     *
     * @param mpp0 resolution of level 0, from the slide or from the caller
     * @param consumer takes every cell of the grid, on the calling thread
     * @throws DomainException {@code slide-too-coarse} when the slide was scanned at a lower resolution; what reading
     *     the slide throws
     * @throws CancellationException when the calling thread is interrupted
     * @throws IOException when the slide cannot be read, or from the consumer
     */
    public CutSummary cut(SlideReader reader, MicronsPerPixel mpp0, Tiling tiling, CellConsumer consumer)
            throws IOException {
        PatchGrid grid = PatchGrid.of(reader.levels().get(0), mpp0, tiling);
        PatchSampler sampler = new PatchSampler(reader, grid);
        TissueMask mask = TissueMask.of(Thumbnail.of(reader));
        StainNormalisation stain = tiling.stain() == StainMethod.NONE
                ? StainNormalisation.none()
                : StainNormalisation.estimate(tiling.stain(), new StainSamples(grid, sampler, mask, tiling));
        AtomicBoolean stopped = new AtomicBoolean();
        BlockCutter cutter = new BlockCutter(grid, sampler, mask, tiling, stain, codec, stopped::get);
        int size = Math.max(1, Math.min(MAX_BLOCK_CELLS, (int) (BLOCK / sampler.footprint())));
        Map<CellKind, Long> cells = CutSummary.noCells();
        CellConsumer counted = cell -> {
            consumer.accept(cell);
            cells.merge(cell.kind(), 1L, Long::sum);
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads, PatchCutter::newThread);
        try {
            cutAll(Block.of(grid, size), cutter, pool, counted);
        } finally {
            stopped.set(true);
            finish(pool);
        }
        return new CutSummary(
                grid, sampler.level(), mask.tissueShare(), cells, stain.record().orElse(null));
    }

    private void cutAll(List<Block> blocks, BlockCutter cutter, ExecutorService pool, CellConsumer consumer)
            throws IOException {
        Deque<Future<List<Cell>>> inWork = new ArrayDeque<>();
        for (Block block : blocks) {
            if (inWork.size() == threads * BLOCKS_PER_THREAD) {
                take(inWork.remove(), consumer);
            }
            inWork.add(pool.submit(() -> cutter.cut(block)));
        }
        while (!inWork.isEmpty()) {
            take(inWork.remove(), consumer);
        }
    }

    private static void take(Future<List<Cell>> block, CellConsumer consumer) throws IOException {
        for (Cell cell : result(block)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("stopped while cutting patches");
            }
            consumer.accept(cell);
        }
    }

    private static List<Cell> result(Future<List<Cell>> block) throws IOException {
        try {
            return block.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while cutting patches");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("cutting patches failed: " + e.getCause(), e);
        }
    }

    /** Waits until no thread reads any more: readers of native libraries must not be closed under one. */
    private static void finish(ExecutorService pool) {
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "patch-cutter");
        thread.setDaemon(true);
        return thread;
    }
}
