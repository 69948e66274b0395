package io.cancernet.dataset.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.manifest.ShardPass;
import io.cancernet.dataset.statistics.Statistics.Colour;
import io.cancernet.dataset.statistics.Statistics.SizeCount;
import io.cancernet.dataset.statistics.Statistics.SplitStatistics;
import io.cancernet.dataset.testing.FrozenInMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final FrozenInMemory frozen = new FrozenInMemory(store);

    @Test
    void every_split_and_size_is_counted() {
        Statistics statistics = collect(frozen.lines());

        assertThat(statistics.splits())
                .containsExactly(
                        new SplitStatistics(Split.TRAIN, 2, 4, 2, 2 / 6.0, 0, 0),
                        new SplitStatistics(Split.VALIDATION, 2, 4, 2, 2 / 6.0, 0, 0),
                        new SplitStatistics(Split.TEST, 2, 4, 2, 2 / 6.0, 0, 0));
        assertThat(statistics.sizes()).containsExactly(new SizeCount(50, 50, 18));
        assertThat(statistics.otherSizes()).isZero();
        assertThat(statistics.unreadable()).isZero();
        assertThat(statistics.colours().whole().pixels()).isEqualTo(18 * 2500);
        assertThat(statistics.colours().positive().pixels()).isEqualTo(6 * 2500);
    }

    @Test
    void colours_are_mean_and_deviation_of_each_channel() {
        PatchImageCodec codec = new PatchImageCodec();
        Collector collector = new Collector();
        byte[] two = {10, 20, 30, (byte) 250, 20, 50};
        collector.patch(new NumberedLine(1, frozen.lines().get(0)), codec.encodePng(new RgbImage(2, 1, two)));

        Colour positive = collector.statistics().colours().positive();
        assertThat(positive.mean()).containsExactly(130.0, 20.0, 40.0);
        assertThat(positive.deviation().get(0)).isCloseTo(120, within(1e-9));
        assertThat(positive.deviation()).element(1).isEqualTo(0.0);
        assertThat(positive.deviation()).element(2).isEqualTo(10.0);
        assertThat(collector.statistics().colours().negative()).isEqualTo(new Colour(0, List.of(), List.of()));
        assertThat(collector.statistics().colours().whole()).isEqualTo(positive);
    }

    @Test
    void repeats_within_a_split_are_counted_by_bytes_and_by_patches() {
        List<ManifestLine> lines = frozen.lines();
        List<ManifestLine> repeated = List.of(lines.get(0), lines.get(0), lines.get(0), lines.get(1), lines.get(1));
        Collector collector = new Collector();
        repeated.forEach(collector::line);
        collector.line(lines.get(2));

        assertThat(collector.statistics().splits().get(0))
                .isEqualTo(new SplitStatistics(Split.TRAIN, 1, 3, 3, 0.5, 2, 5));
    }

    @Test
    void lost_and_broken_images_are_counted() {
        String shard = frozen.lines().get(0).image().shard();
        store.delete(shard);

        assertThat(collect(frozen.lines()).unreadable()).isEqualTo(3);

        Collector collector = new Collector();
        collector.patch(new NumberedLine(1, frozen.lines().get(0)), new byte[9]);
        assertThat(collector.statistics().unreadable()).isEqualTo(1);
    }

    private Statistics collect(List<ManifestLine> lines) {
        Collector collector = new Collector();
        ShardPass pass = new ShardPass(store, collector);
        for (int i = 0; i < lines.size(); i++) {
            collector.line(lines.get(i));
            pass.add(new NumberedLine(i + 1, lines.get(i)));
        }
        pass.finish();
        return collector.statistics();
    }
}
