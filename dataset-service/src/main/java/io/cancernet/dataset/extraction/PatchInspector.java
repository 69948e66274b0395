package io.cancernet.dataset.extraction;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.image.UndecodableImageException;
import io.cancernet.dataset.layout.Candidate;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceFile;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads, hashes and decodes candidates on all cores. */
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

    /**
     * Looks at every candidate.
     *
     * @param held takes the bytes of those that can be used
     * @param maxBytes how much of a sequential source is read ahead
     * @return in no particular order
     * @throws CancellationException when the calling thread is interrupted
     */
    Inspection inspect(PatchSource source, List<Candidate> candidates, HeldImages held, long maxBytes) {
        if (!source.isSequential()) {
            return inspect(candidates, source::read, held);
        }
        List<Candidate> inOrder = candidates.stream()
                .sorted(Comparator.comparing(each -> each.file().index()))
                .toList();
        List<Inspection> parts = new ArrayList<>();
        for (List<Candidate> piece : Pieces.of(inOrder, each -> bytesToRead(each.file()), maxBytes)) {
            List<SourceFile> files =
                    piece.stream().map(Candidate::file).filter(this::isRead).toList();
            ReadAhead ahead = ReadAhead.of(source, files);
            parts.add(inspect(piece, ahead::bytes, held));
        }
        return Inspection.join(parts);
    }

    private long bytesToRead(SourceFile file) {
        return isRead(file) ? file.size() : 0;
    }

    private boolean isRead(SourceFile file) {
        return file.obstacle() == null && file.size() <= maxImageBytes;
    }

    private Inspection inspect(List<Candidate> candidates, FileReader reader, HeldImages held) {
        List<Future<Inspection>> chunks = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += CHUNK) {
            List<Candidate> chunk = candidates.subList(from, Math.min(from + CHUNK, candidates.size()));
            chunks.add(threads.submit(() -> Inspection.join(
                    chunk.stream().map(each -> inspect(each, reader, held)).toList())));
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
            if (e.getCause() instanceof DomainException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof Outage outage) {
                throw outage;
            }
            throw new IllegalStateException("reading patches failed: " + e.getCause(), e);
        } finally {
            chunks.forEach(chunk -> chunk.cancel(true));
        }
    }

    private Inspection inspect(Candidate candidate, FileReader reader, HeldImages held) {
        SourceFile file = candidate.file();
        if (file.obstacle() != null) {
            return Inspection.of(candidate.quarantined(QuarantineReason.UNREADABLE, file.obstacle()));
        }
        if (!isRead(file)) {
            return Inspection.of(candidate.quarantined(
                    QuarantineReason.IMAGE_TOO_LARGE,
                    "it has %d bytes, at most %d are taken".formatted(file.size(), maxImageBytes)));
        }
        try {
            byte[] bytes = reader.read(file);
            RgbImage image = codec.decode(bytes);
            held.hold(file, bytes);
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

    @FunctionalInterface
    private interface FileReader {
        byte[] read(SourceFile file) throws IOException;
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
