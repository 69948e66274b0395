package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.cancernet.common.colour.ColourSample;
import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoadedModelTest {

    private static byte[] weights = new byte[0];

    @BeforeAll
    static void draw() {
        try (Network network = Network.initialised(NetworkSpec.of("cancernet"), 48, 48, 5, Device.cpu())) {
            weights = Safetensors.toBytes(network.weights());
        }
    }

    @Test
    void probability_isTheCalibratedLogitDifference() {
        List<RgbImage> images = images(3, 48);
        try (LoadedModel model = LoadedModel.load(spec(), weights)) {
            float[] differences = model.logitDifferences(images);
            float[] probabilities = model.probabilities(images);

            for (int i = 0; i < 3; i++) {
                assertThat((double) probabilities[i])
                        .isCloseTo(1 / (1 + Math.exp(-(2 * differences[i] - 0.5))), within(1e-6));
            }
            assertThat(model.positive(0.31)).isTrue();
            assertThat(model.positive(0.29)).isFalse();
        }
    }

    @Test
    void batching_doesNotChangeAScore() {
        List<RgbImage> images = images(150, 50);
        try (LoadedModel model = LoadedModel.load(spec(), weights)) {
            float[] together = model.logitDifferences(images);
            for (int i : new int[] {0, 63, 64, 149}) {
                assertThat(model.logitDifferences(images.subList(i, i + 1))[0]).isCloseTo(together[i], within(1e-5f));
            }
            assertThat(model.logitDifferences(List.of())).isEmpty();
        }
    }

    @Test
    void threads_takeTurnsAndGetTheirOwnScores() throws Exception {
        List<RgbImage> images = images(16, 48);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (LoadedModel model = LoadedModel.load(spec(), weights)) {
            float[] expected = model.logitDifferences(images);
            List<Callable<float[]>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> model.logitDifferences(images));
            }
            for (Future<float[]> scores : threads.invokeAll(calls)) {
                assertThat(scores.get()).containsExactly(expected, within(1e-5f));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closedModel_refusesToScore() {
        LoadedModel model = LoadedModel.load(spec(), weights);
        model.close();
        model.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> model.logitDifferences(images(1, 48)))
                .withMessageContaining("closed");
    }

    @Test
    void weightsWithAnotherHash_areRefused() {
        byte[] changed = weights.clone();
        changed[changed.length - 1] ^= 1;

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> LoadedModel.load(spec(), changed))
                .matches(e -> e.code() == ErrorCode.HASH_MISMATCH);
    }

    @Test
    void spec_survivesARoundTripAndNamesWhatIsWrong() {
        ModelSpec spec = spec();
        String json = new String(spec.toJson(), StandardCharsets.UTF_8);

        assertThat(ModelSpec.fromJson(spec.toJson())).isEqualTo(spec);
        assertRefused(json.replace("0.3", "1.3"), "threshold");
        assertRefused(json.replace("\"slope\" : 2.0", "\"slope\" : \"NaN\""), "calibration");
        assertRefused(json.replace("\"version\"", "\"versoin\""), "'version'");
        assertRefused(json.replace("\"negative\"", "\"benign\""), "classes");
        assertRefused("{", "model.json");
    }

    @Test
    void specOfAnEarlierVersion_isRead() {
        String json = new String(spec().toJson(), StandardCharsets.UTF_8);

        assertThat(json).doesNotContain("origin", "files", "positiveClass", "colourStatistics");
        ModelSpec read = ModelSpec.fromJson(json.getBytes(StandardCharsets.UTF_8));
        assertThat(read.origin()).isNull();
        assertThat(read.files()).isNull();
    }

    @Test
    void specOfAnImportedModel_needsNoRunAndKeepsItsHashes() {
        ModelSpec plain = spec();
        ModelSpec imported = new ModelSpec(
                        "external",
                        "1",
                        plain.network(),
                        plain.classes(),
                        plain.input(),
                        plain.calibration(),
                        plain.threshold(),
                        plain.weightsSha256(),
                        null,
                        null,
                        plain.note(),
                        ModelSpec.POSITIVE,
                        "as published",
                        ModelOrigin.imported("a paper", "1.0"),
                        null,
                        colours())
                .withFiles(Map.of(ModelSpec.WEIGHTS, plain.weightsSha256()));

        assertThat(ModelSpec.fromJson(imported.toJson())).isEqualTo(imported);
        assertThat(new String(imported.toJson(), StandardCharsets.UTF_8))
                .contains("\"imported\"", "model.safetensors")
                .doesNotContain("metrics", "dataset");
    }

    private static void assertRefused(String json, String message) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> ModelSpec.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(message)
                .matches(e -> e.code() == ErrorCode.MODEL_INVALID);
    }

    private static List<RgbImage> images(int count, int side) {
        Random random = new Random(3);
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[side * side * 3];
            random.nextBytes(pixels);
            images.add(new RgbImage(side, side, pixels));
        }
        return images;
    }

    private static ColourStatistics colours() {
        ColourSample sample = new ColourSample();
        sample.add(new RgbImage(1, 1, new byte[] {1, 2, 3}));
        return sample.statistics();
    }

    private static ModelSpec spec() {
        return new ModelSpec(
                "idc-cancernet",
                "1",
                NetworkSpec.of("cancernet"),
                ModelSpec.CLASSES,
                new InputSpec(48, 48, new MicronsPerPixel(4), 1.0 / 255, Resize.NEAREST, 50),
                new Calibration(2, -0.5),
                0.3,
                Sha256.of(weights),
                new RunId("run-1"),
                Sha256.of(new byte[0]),
                ModelSpec.RESEARCH_USE_ONLY);
    }
}
