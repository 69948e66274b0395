package io.cancernet.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.training.data.CacheKey;
import io.cancernet.training.data.PatchCache;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.learning.Verdict;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.loop.djl.DjlNetworkTrainer;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.RunMetrics;
import io.cancernet.training.testing.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a short real training: behind {@code -Psoak}. It is left in {@code target/idc-report} to be looked at. */
@Tag("soak")
class IdcReportTest {

    private static final Set<String> VALIDATION_CASES = Set.of("8865", "9035");
    private static final Pattern NAME = Pattern.compile("(\\d+)_idx5_x(\\d+)_y(\\d+)_class([01])\\.png");
    private static final RunId RUN = new RunId("20260101-000000-abcdef");

    @TempDir
    Path folder;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void threeEpochs_areReportedWithSmoothingBeside() throws IOException {
        Manifest manifest = new Manifest(lines());
        Recipe recipe = Recipes.preset("cancernet").with(Map.of("epochs", 3, "contextSmoothing", 2.5));
        PatchCache cache = PatchCache.openOrFill(
                folder,
                new CacheKey(
                        Sha256.of(new byte[0]),
                        manifest.lines().size(),
                        48,
                        48,
                        recipe.input().resize()),
                sink -> {
                    for (int row = 0; row < manifest.lines().size(); row++) {
                        sink.accept(
                                row, store.get(manifest.lines().get(row).image().shard()));
                    }
                });
        DjlNetworkTrainer trainer = new DjlNetworkTrainer();
        List<Epoch> epochs = new ArrayList<>();

        TrainingResult result = trainer.train(
                recipe,
                split(cache, manifest, Split.TRAIN),
                split(cache, manifest, Split.VALIDATION),
                each -> epochs.add(new Epoch(
                        each.epoch(),
                        each.trainLoss(),
                        each.trainAccuracy(),
                        Objects.requireNonNull(each.validationLoss()),
                        Objects.requireNonNull(each.validationAccuracy()),
                        each.validationRocAuc(),
                        each.training().toMillis() / 1e3,
                        each.patchesPerSecond(),
                        each.waitingForData().toMillis() / 1e3,
                        each.residentBytes())),
                () -> false);
        float[] test = trainer.predict(recipe, result.weights(), split(cache, manifest, Split.TEST));
        Verdict verdict = Verdict.of(recipe, manifest, result.validationLogitDifferences(), test);
        TinyRun run = TinyRun.of(RUN, "idc", manifest, false, recipe, epochs, verdict);
        RunArtefacts artefacts = new RunArtefacts(store);
        new RunReports(store, artefacts, Clock.systemUTC()).report(run.run(), run.result(), run.learned(), manifest);

        Path kept = Files.createDirectories(Path.of("target", "idc-report"));
        for (String name : artefacts.names(RUN)) {
            Files.write(kept.resolve(name), artefacts.get(RUN, name));
        }
        RunMetrics metrics = verdict.metrics();
        RunMetrics.Smoothed smoothed = Objects.requireNonNull(metrics.smoothed());
        System.out.printf(
                "test ROC-AUC %s %s, smoothed %s %s%n",
                metrics.test().rocAuc(),
                metrics.test().interval("rocAuc"),
                smoothed.test().rocAuc(),
                smoothed.test().interval("rocAuc"));
        assertThat(metrics.test().rocAuc()).isGreaterThan(0.7);
        assertThat(metrics.test().intervals()).containsKey("cases.atThreshold.balancedAccuracy");
    }

    /** Every patch is an object of its own; whole cases go to test by their number. */
    private List<ManifestLine> lines() throws IOException {
        Path idc = Path.of(System.getProperty("cancernet.shared.data", "absent"), "idc");
        Assumptions.assumeTrue(Files.isDirectory(idc), "no IDC patches at " + idc);
        List<ManifestLine> lines = new ArrayList<>();
        try (var walk = Files.walk(idc)) {
            for (Path file : walk.sorted().toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    lines.add(line(file, name));
                }
            }
        }
        return lines;
    }

    private ManifestLine line(Path file, Matcher name) throws IOException {
        String caseName = name.group(1);
        Split split = VALIDATION_CASES.contains(caseName)
                ? Split.VALIDATION
                : Integer.parseInt(caseName) % 2 == 1 ? Split.TEST : Split.TRAIN;
        byte[] png = Files.readAllBytes(file);
        String key = "patches/" + file.getFileName();
        store.put(key, png, "image/png");
        ExtractionId extraction = new ExtractionId(Hashes.identity("idc", caseName));
        return new ManifestLine(
                split,
                new CaseId(caseName),
                new SlideId(Hashes.identity("slide", caseName)),
                extraction,
                Identifiers.patchId(extraction, file.getFileName().toString()),
                Integer.parseInt(name.group(2)),
                Integer.parseInt(name.group(3)),
                50,
                50,
                Integer.parseInt(name.group(4)),
                new PatchLocation(key, 0, png.length, Sha256.of(png)));
    }

    private static PatchSet split(PatchCache cache, Manifest manifest, Split split) {
        int[] rows = manifest.rows(split);
        return new PatchSet(cache, rows, manifest.labels(rows));
    }
}
