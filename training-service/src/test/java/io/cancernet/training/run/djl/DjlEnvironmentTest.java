package io.cancernet.training.run.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.network.Devices;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DjlEnvironmentTest {

    private final DjlEnvironment environment = new DjlEnvironment();

    @Test
    void autoWithoutGpu_saysThatItFellBack() {
        Assumptions.assumeTrue(Devices.gpu().isEmpty(), "there is a GPU here");

        Map<String, Object> auto = environment.describe(Map.of("device", "AUTO"));
        Map<String, Object> silent = environment.describe(Map.of());
        Map<String, Object> cpu = environment.describe(Map.of("device", "CPU"));

        assertThat(auto).containsEntry("device", "cpu()").containsKey("deviceNote");
        assertThat(auto.get("deviceNote")).asString().contains("CPU");
        assertThat(silent).containsKey("deviceNote");
        assertThat(cpu).containsEntry("device", "cpu()").doesNotContainKey("deviceNote");
    }

    @Test
    void description_namesEngineAndMachine() {
        assertThat(environment.describe(Map.of()))
                .containsKeys("java", "os", "arch", "cores", "heapBytes", "djl", "engine", "device");
    }
}
