package io.cancernet.common.network;

/**
 * The mean over an image's views: their probabilities are averaged and taken back to a logit difference, so that
 * calibration and threshold apply as without views. Not thread-safe.
 */
public final class ViewAverage {

    /** Beyond it a probability is 0 even in double precision. */
    private static final double LARGEST = 700;

    private final double[] disease;
    private final double[] none;

    public ViewAverage(int images) {
        disease = new double[images];
        none = new double[images];
    }

    /** Adds a view of every image: logits of disease minus logits of none. */
    public void add(float[] differences) {
        for (int i = 0; i < disease.length; i++) {
            double difference = Math.max(-LARGEST, Math.min(LARGEST, differences[i]));
            disease[i] += 1 / (1 + Math.exp(-difference));
            none[i] += 1 / (1 + Math.exp(difference));
        }
    }

    /** Logit difference of the mean probability of each image. */
    public float[] differences() {
        float[] differences = new float[disease.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = (float) Math.log(disease[i] / none[i]);
        }
        return differences;
    }
}
