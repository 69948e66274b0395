package io.cancernet.dataset.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cancernet.common.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Figures.Run COLD = new Figures.Run(9, 10);
    private static final Figures.Run WARM = new Figures.Run(4, 5);

    @Test
    void goals_stand_beside_what_was_reached() {
        Figures figures = figures(4000, 200, 0.4);

        assertThat(FiguresPage.lines(figures))
                .anyMatch(line -> line.contains("4,000 patches/s (goal 3,000: reached)"))
                .anyMatch(line -> line.contains("20.0 times that (goal 20 times: reached)"))
                .anyMatch(line -> line.contains("0.40 of that (goal 0.5: missed)"))
                .anyMatch(line ->
                        line.contains("30 MB of shards alone  20 MB/s or 171 tiles/s; the ingest is 0.75 of that"))
                .anyMatch(
                        line -> line.contains("cold: stored after 9.00 s, published after 10.00 s (2,000 patches/s)"));
        assertThat(FiguresPage.lines(figures(2999, 200, 0.5)))
                .anyMatch(line -> line.contains("goal 3,000: missed"))
                .anyMatch(line -> line.contains("goal 20 times: missed"))
                .anyMatch(line -> line.contains("goal 0.5: reached"));
    }

    @Test
    void figures_survive_json() throws IOException {
        Figures figures = figures(4000, 200, 0.4);

        assertThat(Json.read(Json.write(figures), Figures.class)).isEqualTo(figures);
    }

    @Test
    void median_is_the_middle() {
        assertThat(Figures.median(List.of(3.0, 1.0, 9.0))).isEqualTo(3);
        assertThat(Figures.median(List.of(3.0, 1.0))).isEqualTo(2);
    }

    @Test
    void options_have_defaults_and_are_checked() {
        BenchOptions options = BenchOptions.of("service=http://127.0.0.1:1", "work=w", "patches=7", "data=d");

        assertThat(options.patches()).isEqualTo(7);
        assertThat(options.data()).isEqualTo(Path.of("d"));
        assertThat(options.json()).isNull();
        assertThat(BenchOptions.of().patches()).isEqualTo(20_000);
        assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.of("runs=0"));
    }

    private static Figures figures(double rate, double onePut, double share) {
        Figures.Patches patches = new Figures.Patches(
                20_000, 120_000_000, 20_000, COLD, List.of(WARM), rate, onePut, 30_000, rate / onePut, rate / 30_000);
        Figures.Tiles tiles = new Figures.Tiles(
                4096, 256, 200, COLD, List.of(WARM), 128, 128 / share, share, 30_000_000, 20_000_000, 0.75);
        return new Figures(2, 0.5, patches, tiles);
    }
}
