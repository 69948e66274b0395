package io.cancernet.training.bench;

import io.cancernet.common.patch.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two ways of scoring the same images compared over seeds, with intervals by bootstrap over slides: slides of each class
 * are drawn with replacement, and both ways are judged on the same draw.
 */
final class SlideBootstrap {

    private static final int DRAWS = 2000;
    private static final double TAIL = 0.025;

    private final BreakHisImages images;
    private final List<FoldScores> first;
    private final List<FoldScores> second;
    private final int[][] draws = new int[DRAWS][];

    /** @param first scores of each seed; {@code second} likewise */
    SlideBootstrap(BreakHisImages images, List<FoldScores> first, List<FoldScores> second) {
        this.images = images;
        this.first = first;
        this.second = second;
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = IntStream.concat(draw(Labels.NEGATIVE, random), draw(Labels.POSITIVE, random))
                    .toArray();
        }
    }

    /** A mean over the seeds and where 95 % of its draws lie. */
    record Interval(double value, double low, double high) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f (95 %% interval %.3f to %.3f)", value, low, high);
        }
    }

    Interval first() {
        return interval(rows -> mean(first, rows));
    }

    Interval second() {
        return interval(rows -> mean(second, rows));
    }

    Interval difference() {
        return interval(rows -> mean(first, rows) - mean(second, rows));
    }

    private Interval interval(ToDoubleFunction<int[]> figure) {
        double[] drawn = Arrays.stream(draws)
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double value = figure.applyAsDouble(images.rows());
        return new Interval(value, drawn[(int) (TAIL * drawn.length)], drawn[(int) ((1 - TAIL) * drawn.length) - 1]);
    }

    private double mean(List<FoldScores> scores, int[] rows) {
        return scores.stream().mapToDouble(seed -> seed.rocAuc(rows)).average().orElseThrow();
    }

    private IntStream draw(int label, SplittableRandom random) {
        List<String> slides = images.slides(label);
        return slides.stream()
                .map(slide -> slides.get(random.nextInt(slides.size())))
                .flatMapToInt(slide -> Arrays.stream(images.rowsOf(slide)))
                .boxed()
                .mapToInt(Integer::intValue);
    }
}
