package io.cancernet.dataset.extraction;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.image.UndecodableImageException;
import io.cancernet.dataset.layout.Candidate;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.source.PatchSource;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads, hashes and decodes candidates on all cores; keeps what they are and lets their bytes go. */
public final class PatchInspector implements AutoCloseable {

    /** Files handed to one thread at a time: enough that handing over costs nothing. */
    private static final int CHUNK = 64;

    private final PatchImageCodec codec;
    private final int maxImageBytes;
    private final ExecutorService threads;

    public PatchInspector(PatchImageCodec codec, int maxImageBytes, int threads) {
        this.codec = codec;
        this.maxImageBytes = maxImageBytes;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "patch-inspector");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks at every candidate. @throws CancellationException when the calling thread is interrupted */
    public Inspection inspect(PatchSource source, List<Candidate> candidates) {
        List<Future<Inspection>> chunks = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += CHUNK) {
            List<Candidate> chunk = candidates.subList(from, Math.min(from + CHUNK, candidates.size()));
            chunks.add(threads.submit(() -> Inspection.join(
                    chunk.stream().map(each -> inspect(source, each)).toList())));
        }
        try {
            List<Inspection> parts = new ArrayList<>(chunks.size());
            for (Future<Inspection> chunk : chunks) {
                parts.add(chunk.get());
            }
            return Inspection.join(parts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while reading patches");
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading patches failed: " + e.getCause(), e);
        } finally {
            chunks.forEach(chunk -> chunk.cancel(true));
        }
    }

    private Inspection inspect(PatchSource source, Candidate candidate) {
        if (candidate.file().obstacle() != null) {
            return Inspection.of(candidate.quarantined(
                    QuarantineReason.UNREADABLE, candidate.file().obstacle()));
        }
        if (candidate.file().size() > maxImageBytes) {
            return Inspection.of(candidate.quarantined(
                    QuarantineReason.IMAGE_TOO_LARGE,
                    "it has %d bytes, at most %d are taken"
                            .formatted(candidate.file().size(), maxImageBytes)));
        }
        try {
            byte[] bytes = source.read(candidate.file());
            RgbImage image = codec.decode(bytes);
            return Inspection.of(
                    new UsablePatch(candidate, Sha256.of(bytes), ending(bytes), image.width(), image.height()));
        } catch (UndecodableImageException e) {
            return Inspection.of(candidate.quarantined(reason(e), String.valueOf(e.getMessage())));
        } catch (ClosedChannelException e) {
            throw new IllegalStateException("the source was closed while it was read", e);
        } catch (IOException e) {
            return Inspection.of(candidate.quarantined(QuarantineReason.UNREADABLE, String.valueOf(e.getMessage())));
        }
    }

    /** A decoded image is one of two kinds, and no PNG begins so. */
    private static String ending(byte[] image) {
        return image[0] == (byte) 0xff ? "jpg" : "png";
    }

    private static QuarantineReason reason(UndecodableImageException e) {
        return switch (e.reason()) {
            case NOT_AN_IMAGE -> QuarantineReason.NOT_AN_IMAGE;
            case TOO_LARGE -> QuarantineReason.IMAGE_TOO_LARGE;
            case TRUNCATED, DAMAGED, UNSUPPORTED -> QuarantineReason.UNDECODABLE_IMAGE;
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
