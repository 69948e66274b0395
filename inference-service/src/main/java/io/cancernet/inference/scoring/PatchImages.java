package io.cancernet.inference.scoring;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.scoring.PatchImage.Pixels;
import io.cancernet.inference.scoring.ShardRange.LocatedPatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Fetches, verifies and decodes the images of patches; one that is broken never takes its neighbours along. */
@ApplicationScoped
class PatchImages {

    private static final Logger LOG = Logger.getLogger(PatchImages.class);

    /** Of an image whose bytes are not the stated ones. */
    private static final int MOST_READS = 3;

    private final ObjectStore store;

    PatchImages(ObjectStore store) {
        this.store = store;
    }

    /**
     * The images of a range.
     *
     * @param model whose size they are brought to
     * @param found takes each as soon as it is decoded
     * @throws Outage when the store is away
     */
    void fetch(ShardRange range, ScoringModel model, Consumer<PatchImage> found) {
        long started = System.nanoTime();
        byte[] bytes;
        try {
            bytes = store.getRange(range.shard(), range.offset(), range.length());
        } catch (ObjectNotFoundException e) {
            if (range.patches().size() == 1) {
                found.accept(unknown(range.patches().get(0), e));
            } else {
                // One location that leaves the shard spoils the whole range: each is asked for alone.
                range.patches().forEach(each -> fetch(ShardRange.of(each), model, found));
            }
            return;
        }
        range.patches().forEach(each -> found.accept(image(each, cut(each.at(), range, bytes), model, started)));
    }

    private PatchImage image(LocatedPatch patch, byte[] read, ScoringModel model, long started) {
        PatchLocation at = patch.at();
        byte[] file = read;
        for (int attempts = 1; !Sha256.of(file).equals(at.sha256()); attempts++) {
            if (attempts == MOST_READS) {
                return new PatchImage.Unusable(patch.work(), mismatch(at, attempts));
            }
            try {
                // Damaged on its way, or read while the shard was rewritten.
                file = store.getRange(at.shard(), at.offset(), at.length());
            } catch (ObjectNotFoundException e) {
                return unknown(patch, e);
            }
        }
        byte[] verified = file;
        return attempt(patch.work(), () -> pixels(patch.work(), verified, at.sha256(), model, started));
    }

    /** The images that came along with their events. */
    void decode(List<PatchWork> inline, ScoringModel model, Consumer<PatchImage> found) {
        long started = System.nanoTime();
        inline.forEach(each -> found.accept(attempt(each, () -> {
            byte[] file = base64(Objects.requireNonNull(each.inlineImage()));
            return pixels(each, file, Sha256.of(file), model, started);
        })));
    }

    private Pixels pixels(PatchWork work, byte[] file, Sha256 sha256, ScoringModel model, long started) {
        RgbImage image = model.decode(file);
        ColourCheck colours = model.checkColours(image).orElse(null);
        return new Pixels(work, image, sha256, Duration.ofNanos(System.nanoTime() - started), colours);
    }

    private static byte[] cut(PatchLocation at, ShardRange range, byte[] bytes) {
        int from = (int) (at.offset() - range.offset());
        return Arrays.copyOfRange(bytes, from, from + at.length());
    }

    private static Outcome.Failed mismatch(PatchLocation at, int attempts) {
        return new Outcome.Failed(
                ErrorCode.HASH_MISMATCH,
                "bytes %d+%d of %s have not the stated sha256".formatted(at.offset(), at.length(), at.shard()),
                attempts);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new DomainException(ErrorCode.UNDECODABLE_IMAGE, "the inline image is no base64", e);
        }
    }

    private static PatchImage attempt(PatchWork work, Supplier<Pixels> pixels) {
        try {
            return pixels.get();
        } catch (DomainException e) {
            return new PatchImage.Unusable(work, failed(e.code(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.errorf(e, "patch %s failed unexpectedly", work.patchId());
            return new PatchImage.Unusable(work, failed(ErrorCode.INTERNAL_ERROR, e.toString()));
        }
    }

    private static PatchImage unknown(LocatedPatch patch, ObjectNotFoundException e) {
        return new PatchImage.Unusable(patch.work(), failed(ErrorCode.UNKNOWN_SHARD, String.valueOf(e.getMessage())));
    }

    private static Outcome.Failed failed(ErrorCode code, String reason) {
        return new Outcome.Failed(code, reason);
    }
}
