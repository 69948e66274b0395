package io.cancernet.training.bench;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.patch.Labels;
import io.cancernet.training.data.PatchPixels;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.recipe.InputSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Images of BreakHis in memory, by slide: the number in the name, since some slides come with several suffixes. */
final class BreakHisImages implements PatchPixels {

    /** {@code SOB_<B|M>_<type>-<year>-<slide>-<magnification>-<sequence>.png}. */
    private static final Pattern NAME = Pattern.compile("SOB_([BM])_[A-Z]+-\\d+-(\\d+)[A-Z]*-\\d+-\\d+\\.png");

    private static final int FEWEST_FOLDS = 3;

    private final InputSettings input;
    private final List<byte[]> pixels = new ArrayList<>();
    private final List<String> slides = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    private BreakHisImages(InputSettings input) {
        this.input = input;
    }

    /** Images of other names are passed over. */
    static BreakHisImages read(Path folder, InputSettings input) throws IOException {
        BreakHisImages images = new BreakHisImages(input);
        PatchImageCodec codec = new PatchImageCodec();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                RgbImage image = codec.decode(Files.readAllBytes(file));
                images.pixels.add(input.resize()
                        .apply(image, input.width(), input.height())
                        .pixels());
                images.slides.add(name.group(2));
                images.labels.add(name.group(1).equals("M") ? Labels.POSITIVE : Labels.NEGATIVE);
            }
        }
        if (images.slides(Labels.POSITIVE).size() < 2
                || images.slides(Labels.NEGATIVE).size() < 2) {
            throw new IllegalArgumentException(
                    "%s has to hold BreakHis images of two slides of each class at least".formatted(folder));
        }
        return images;
    }

    /** A split of the slides: what is chosen is chosen on validation. */
    record Fold(PatchSet train, PatchSet validation, PatchSet test) {}

    /**
     * Folds that have every slide in one test set and in the validation set of another fold, benign and malignant slides
     * dealt out by turns.
     *
     * @param count three or more
     */
    List<Fold> folds(int count, long seed) {
        if (count < FEWEST_FOLDS) {
            throw new IllegalArgumentException(
                    "train, validation and test take %d folds at least: %d".formatted(FEWEST_FOLDS, count));
        }
        List<List<String>> tested = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> tested.add(new ArrayList<>()));
        for (int label : new int[] {Labels.NEGATIVE, Labels.POSITIVE}) {
            List<String> shuffled = new ArrayList<>(slides(label));
            Collections.shuffle(shuffled, new Random(seed));
            for (int i = 0; i < shuffled.size(); i++) {
                tested.get(i % count).add(shuffled.get(i));
            }
        }
        return IntStream.range(0, count)
                .mapToObj(i -> fold(tested.get((i + 1) % count), tested.get(i)))
                .toList();
    }

    private Fold fold(List<String> validation, List<String> test) {
        return new Fold(
                rows(row -> !validation.contains(slides.get(row)) && !test.contains(slides.get(row))),
                rows(row -> validation.contains(slides.get(row))),
                rows(row -> test.contains(slides.get(row))));
    }

    private PatchSet rows(IntPredicate chosen) {
        int[] rows = IntStream.range(0, count()).filter(chosen).toArray();
        return new PatchSet(this, rows, IntStream.of(rows).map(labels::get).toArray());
    }

    /** Slides of a class, in order. */
    List<String> slides(int label) {
        return List.copyOf(new TreeSet<>(IntStream.range(0, count())
                .filter(row -> labels.get(row) == label)
                .mapToObj(slides::get)
                .toList()));
    }

    boolean diseased(int row) {
        return labels.get(row) == Labels.POSITIVE;
    }

    /** Rows of all images. */
    int[] rows() {
        return IntStream.range(0, count()).toArray();
    }

    /** Rows of the images of a slide. */
    int[] rowsOf(String slide) {
        return IntStream.range(0, count())
                .filter(row -> slides.get(row).equals(slide))
                .toArray();
    }

    String describe() {
        return "%d images of %d benign and %d malignant slides"
                .formatted(
                        count(),
                        slides(Labels.NEGATIVE).size(),
                        slides(Labels.POSITIVE).size());
    }

    @Override
    public int count() {
        return pixels.size();
    }

    @Override
    public int width() {
        return input.width();
    }

    @Override
    public int height() {
        return input.height();
    }

    @Override
    public void read(int row, byte[] into) {
        System.arraycopy(pixels.get(row), 0, into, 0, into.length);
    }
}
