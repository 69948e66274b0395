package io.cancernet.inference.testing;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.model.ScoringModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A model whose probability is a hash of the pixels; it remembers what it was asked. */
public final class FakeModel implements ScoringModel {

    public static final double THRESHOLD = 0.5;

    /** Of the images that it says to take. */
    public static final int SIDE = 50;

    private final ModelVersion version;
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private volatile @Nullable RgbImage stumblingBlock;
    private volatile @Nullable RgbImage beyondNumbers;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile ToDoubleFunction<RgbImage> answer = FakeModel::probability;
    private volatile boolean computing;
    private volatile @Nullable ColourDistance colours;
    private volatile boolean closed;

    public FakeModel(ModelVersion version) {
        this.version = version;
    }

    public static float probability(RgbImage image) {
        return (Arrays.hashCode(image.pixels()) & 0xffff) / 65536f;
    }

    /** Answers by this function instead of the hash from now on. */
    public void answer(ToDoubleFunction<RgbImage> function) {
        answer = function;
    }

    /** Fails on this image from now on. */
    public void stumbleOver(RgbImage image) {
        stumblingBlock = image;
    }

    /** Answers this image with no number from now on. */
    public void answerNoNumberTo(RgbImage image) {
        beyondNumbers = image;
    }

    /** Begins to compute but does not end from now on. */
    public void holdBack() {
        gate = new CountDownLatch(1);
    }

    /** Ends what is held back, and holds back no more. */
    public void letGo() {
        gate.countDown();
    }

    public boolean isComputing() {
        return computing;
    }

    /** Sizes of the batches computed so far. */
    public List<Integer> batches() {
        return batches;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public double threshold() {
        return THRESHOLD;
    }

    @Override
    public InputSpec input() {
        return new InputSpec(SIDE, SIDE, new MicronsPerPixel(4), 1.0 / 255, Resize.NEAREST, null);
    }

    @Override
    public Optional<ColourCheck> checkColours(RgbImage image) {
        return Optional.ofNullable(colours).map(each -> each.check(image));
    }

    /** Knows the colours that it was trained on from now on. */
    public void trainedOn(ColourDistance distance) {
        colours = distance;
    }

    @Override
    public RgbImage decode(byte[] file) {
        return new PatchImageCodec().decode(file);
    }

    @Override
    public float[] probabilities(List<RgbImage> images) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        computing = true;
        awaitGate();
        if (stumblingBlock != null && images.contains(stumblingBlock)) {
            throw new IllegalStateException("stumbled");
        }
        batches.add(images.size());
        float[] probabilities = new float[images.size()];
        for (int i = 0; i < probabilities.length; i++) {
            RgbImage image = images.get(i);
            probabilities[i] = isBeyondNumbers(image) ? Float.NaN : (float) answer.applyAsDouble(image);
        }
        return probabilities;
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the fake model", e);
        }
    }

    private boolean isBeyondNumbers(RgbImage image) {
        RgbImage beyond = beyondNumbers;
        return beyond != null && beyond.equals(image);
    }

    @Override
    public void warmUp(int batchSize) {
        // Nothing gets warmer.
    }

    @Override
    public void close() {
        closed = true;
    }
}
