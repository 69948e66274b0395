package io.cancernet.dataset.stain;

import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The stain normalisation of one slide: its colours estimated from some patches, and the way to those of a reference.
 * The same patches give the same estimate and the same bytes. Immutable and thread-safe.
 */
public final class StainNormalisation {

    /** Below this an estimate follows single nuclei. */
    static final int MIN_PIXELS = 1000;

    private final UnaryOperator<RgbImage> colours;
    private final Optional<StainRecord> record;

    private StainNormalisation(UnaryOperator<RgbImage> colours, Optional<StainRecord> record) {
        this.colours = colours;
        this.record = record;
    }

    /** Some patches of a slide, sampled one at a time. */
    public interface Samples {

        int count();

        RgbImage sample(int index) throws IOException;
    }

    /** Leaves all patches as they are. */
    public static StainNormalisation none() {
        return new StainNormalisation(UnaryOperator.identity(), Optional.empty());
    }

    /**
     * Estimates a slide's colours from patches of one size. Where they cannot be estimated, patches are left as they
     * are, and the record says why.
     */
    public static StainNormalisation estimate(StainMethod method, Samples samples) throws IOException {
        if (method == StainMethod.NONE) {
            return none();
        }
        PixelSample pixels = collect(samples);
        String reference = method == StainMethod.MACENKO ? Macenko.REFERENCE : Reinhard.REFERENCE;
        if (pixels.size() < MIN_PIXELS) {
            return leftAsIs(new StainRecord(
                    method,
                    reference,
                    pixels.size(),
                    Map.of(),
                    "only %d pixels of tissue were sampled, %d are needed".formatted(pixels.size(), MIN_PIXELS)));
        }
        return switch (method) {
            case NONE -> none();
            case MACENKO -> Macenko.estimate(pixels);
            case REINHARD -> Reinhard.estimate(pixels);
        };
    }

    static StainNormalisation of(UnaryOperator<RgbImage> colours, StainRecord record) {
        return new StainNormalisation(colours, Optional.of(record));
    }

    static StainNormalisation leftAsIs(StainRecord record) {
        return of(UnaryOperator.identity(), record);
    }

    private static PixelSample collect(Samples samples) throws IOException {
        PixelSample pixels = null;
        for (int i = 0; i < samples.count(); i++) {
            RgbImage sample = samples.sample(i);
            if (pixels == null) {
                pixels = new PixelSample((long) sample.width() * sample.height() * samples.count());
            }
            pixels.add(sample);
        }
        return pixels == null ? new PixelSample(0) : pixels;
    }

    /** A patch in the colours of the reference. */
    public RgbImage apply(RgbImage patch) {
        return colours.apply(patch);
    }

    /** What was done; absent where no normalisation was asked for. */
    public Optional<StainRecord> record() {
        return record;
    }

    static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().toList();
    }
}
