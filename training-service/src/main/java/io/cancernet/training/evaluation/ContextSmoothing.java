package io.cancernet.training.evaluation;

import io.cancernet.common.id.SlideId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gaussian smoothing of logits over the grid of patches of a slide: tissue is continuous, so a patch's neighbours tell of
 * it. Only patches of the same slide speak for each other; the weights of those that are there are made to sum to one.
 */
public final class ContextSmoothing {

    /** Neighbours farther away than so many deviations count nothing. */
    private static final int REACH = 3;

    private ContextSmoothing() {}

    /**
     * Where a patch lies.
     *
     * @param x left edge in the pixels of its slide
     * @param y top edge in the same pixels
     */
    public record Place(SlideId slide, int x, int y) {}

    /**
     * Smoothed logits, in the same order.
     *
     * @param sigma standard deviation in patches; 0 leaves the logits as they are. A slide whose patches do not lie on a
     *     grid, such as loose images, stays as it is
     */
    public static float[] smooth(float[] logits, List<Place> places, double sigma) {
        if (logits.length != places.size()) {
            throw new IllegalArgumentException("%d logits for %d places".formatted(logits.length, places.size()));
        }
        if (!(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("a deviation of %s patches".formatted(sigma));
        }
        float[] smoothed = logits.clone();
        if (sigma > 0) {
            Map<SlideId, List<Integer>> slides = IntStream.range(0, logits.length)
                    .boxed()
                    .collect(Collectors.groupingBy(i -> places.get(i).slide()));
            double[] kernel = kernel(sigma);
            slides.values().forEach(patches -> smoothSlide(logits, places, patches, kernel, smoothed));
        }
        return smoothed;
    }

    private static void smoothSlide(
            float[] logits, List<Place> places, List<Integer> patches, double[] kernel, float[] smoothed) {
        int[] xs = patches.stream().mapToInt(i -> places.get(i).x()).toArray();
        int[] ys = patches.stream().mapToInt(i -> places.get(i).y()).toArray();
        PatchGrid grid = PatchGrid.of(xs, ys).orElse(null);
        if (grid == null) {
            return;
        }
        for (int member = 0; member < xs.length; member++) {
            double sum = 0;
            double weights = 0;
            for (int down = 1 - kernel.length; down < kernel.length; down++) {
                for (int right = 1 - kernel.length; right < kernel.length; right++) {
                    int neighbour = grid.neighbour(member, right, down);
                    if (neighbour != PatchGrid.NOBODY) {
                        double weight = kernel[Math.abs(down)] * kernel[Math.abs(right)];
                        sum += weight * logits[patches.get(neighbour)];
                        weights += weight;
                    }
                }
            }
            smoothed[patches.get(member)] = (float) (sum / weights);
        }
    }

    /** Half of the Gaussian, from its middle outwards. */
    private static double[] kernel(double sigma) {
        int reach = (int) Math.ceil(REACH * sigma);
        return IntStream.rangeClosed(0, reach)
                .mapToDouble(step -> Math.exp(-step * step / (2 * sigma * sigma)))
                .toArray();
    }
}
