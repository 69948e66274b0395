package io.cancernet.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainBenchTest {

    @TempDir
    Path folder;

    @Test
    void figures_areOfTheSameRounds() throws IOException {
        Path json = folder.resolve("figures.json");

        TrainBench.main("device=cpu", "patches=64", "rounds=2", "json=" + json);

        JsonNode figures = Json.mapper().readTree(Files.readAllBytes(json));
        JsonNode cpu = figures.get("cpu");
        for (int round = 0; round < 2; round++) {
            double bare = cpu.at("/bareStep/rounds").get(round).asDouble();
            double loop = cpu.at("/loop/rounds").get(round).asDouble();
            assertThat(bare).isPositive();
            assertThat(cpu.at("/ratio/rounds").get(round).asDouble()).isCloseTo(loop / bare, within(1e-9));
        }
        assertThat(cpu.get("secondsTraining").asDouble()).isPositive();
        assertThat(figures.get("gpu")).isEmpty();
    }

    @Test
    void batchesOfAGpu_areMeasuredOnWhatThereIs() {
        TrainBenchOptions options = TrainBenchOptions.of("device=cpu", "gpu-patches=64", "large-batch=64", "rounds=1");

        TrainMeasurements.Gpu figures = TrainMeasurements.gpu(options, 64);

        assertThat(figures.batch()).isEqualTo(64);
        assertThat(figures.projectedEpochSeconds())
                .isCloseTo(199_818 / figures.loop().median(), within(1e-9));
    }

    @Test
    void gpuWhereThereIsNone_isRefused() {
        Assumptions.assumeTrue(Devices.gpu().isEmpty(), "there is a GPU here");

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> TrainBench.run(TrainBenchOptions.of("device=gpu")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_MISSING));
    }

    @Test
    void rates_areMedianAndSpread() {
        Rates odd = Rates.of(List.of(5.0, 1.0, 3.0));
        Rates even = Rates.of(List.of(4.0, 1.0, 2.0, 8.0));

        assertThat(odd.median()).isEqualTo(3);
        assertThat(odd.lowest()).isEqualTo(1);
        assertThat(odd.highest()).isEqualTo(5);
        assertThat(even.median()).isEqualTo(3);
    }

    @Test
    void impossibleOptions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainBenchOptions.of("patches=3"))
                .withMessageContaining("64");
        assertThatIllegalArgumentException().isThrownBy(() -> TrainBenchOptions.of("nonsense"));
    }
}
