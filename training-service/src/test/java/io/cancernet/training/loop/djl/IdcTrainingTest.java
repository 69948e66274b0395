package io.cancernet.training.loop.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.Sha256;
import io.cancernet.training.calibration.OperatingPoint;
import io.cancernet.training.calibration.OperatingPoint.SplitReport;
import io.cancernet.training.data.CacheKey;
import io.cancernet.training.data.PatchCache;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.data.PatchSource;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published recipe on real patches, split by case: behind {@code -Psoak}, since it takes a minute or two. */
@Tag("soak")
class IdcTrainingTest {

    private static final Set<String> VALIDATION_CASES = Set.of("8865", "9035");
    private static final Set<String> TEST_CASES = Set.of("8917", "9083", "9124");

    @TempDir
    Path folder;

    @Test
    void twoEpochs_rankUnseenCases() throws IOException {
        List<Path> files = patches();
        Recipe recipe = Recipes.preset("cancernet").with(Map.of("epochs", 2));
        PatchSource source = sink -> {
            for (int row = 0; row < files.size(); row++) {
                sink.accept(row, Files.readAllBytes(files.get(row)));
            }
        };
        long start = System.nanoTime();
        PatchCache cache = PatchCache.openOrFill(
                folder,
                new CacheKey(
                        Sha256.of(new byte[0]),
                        files.size(),
                        48,
                        48,
                        recipe.input().resize()),
                source);
        System.out.printf(
                "decoded %d patches at %.0f/s%n", files.size(), files.size() / ((System.nanoTime() - start) / 1e9));
        PatchSet train = split(cache, files, c -> !VALIDATION_CASES.contains(c) && !TEST_CASES.contains(c));
        PatchSet validation = split(cache, files, VALIDATION_CASES::contains);
        PatchSet test = split(cache, files, TEST_CASES::contains);
        DjlNetworkTrainer trainer = new DjlNetworkTrainer();

        TrainingResult result = trainer.train(recipe, train, validation, System.out::println, () -> false);

        OperatingPoint point = OperatingPoint.choose(recipe, result.validationLogitDifferences(), validation.labels());
        SplitReport report = point.evaluate(trainer.predict(recipe, result.weights(), test), test.labels());
        System.out.println(point + " " + report);
        assertThat(report.atThreshold().rocAuc()).isGreaterThan(0.7);
        List<EpochResult> epochs = result.epochs();
        assertThat(epochs.get(1).residentBytes() - epochs.get(0).residentBytes())
                .isLessThan(200L << 20);
        assertThat(epochs).allSatisfy(e -> assertThat(e.waitingForData())
                .isLessThan(e.training().dividedBy(10)));
    }

    private static List<Path> patches() throws IOException {
        Path idc = Path.of(System.getProperty("cancernet.shared.data", "absent"), "idc");
        Assumptions.assumeTrue(Files.isDirectory(idc), "no IDC patches at " + idc);
        try (var walk = Files.walk(idc)) {
            return walk.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    private static PatchSet split(PatchCache cache, List<Path> files, Predicate<String> cases) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < files.size(); row++) {
            if (cases.test(folder(files.get(row), 3))) {
                rows.add(row);
            }
        }
        int[] chosen = rows.stream().mapToInt(Integer::intValue).toArray();
        int[] labels = IntStream.of(chosen)
                .map(row -> Integer.parseInt(folder(files.get(row), 2)))
                .toArray();
        return new PatchSet(cache, chosen, labels);
    }

    /** Name of the folder so many levels from the end: {@code <case>/<label>/<file>}. */
    private static String folder(Path file, int fromEnd) {
        return file.getName(file.getNameCount() - fromEnd).toString();
    }
}
