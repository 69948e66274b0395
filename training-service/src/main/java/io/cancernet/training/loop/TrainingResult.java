package io.cancernet.training.loop;

import java.util.List;

/** What a training leaves. */
public final class TrainingResult {

    private final Outcome outcome;
    private final List<EpochResult> epochs;
    private final int selectedEpoch;
    private final byte[] weights;
    private final float[] validationLogitDifferences;

    /** How a training ended. */
    public enum Outcome {
        FINISHED,
        /** Asked to stop; what the finished epochs reached is there. */
        CANCELLED
    }

    public TrainingResult(
            Outcome outcome,
            List<EpochResult> epochs,
            int selectedEpoch,
            byte[] weights,
            float[] validationLogitDifferences) {
        this.outcome = outcome;
        this.epochs = List.copyOf(epochs);
        this.selectedEpoch = selectedEpoch;
        this.weights = weights;
        this.validationLogitDifferences = validationLogitDifferences;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** The finished epochs, in order. */
    public List<EpochResult> epochs() {
        return epochs;
    }

    /** The epoch whose weights these are, from 1; 0 when no epoch was finished. */
    public int selectedEpoch() {
        return selectedEpoch;
    }

    /** Safetensors bytes; empty when no epoch was finished. Not copied. */
    public byte[] weights() {
        return weights;
    }

    /** Of the selected epoch, in the order of the validation patches. Not copied. */
    public float[] validationLogitDifferences() {
        return validationLogitDifferences;
    }
}
