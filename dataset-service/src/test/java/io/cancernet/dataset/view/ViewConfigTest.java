package io.cancernet.dataset.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ViewConfigTest {

    @Test
    void defaults_are_as_documented() {
        ViewConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ViewConfig.class)
                .build()
                .getConfigMapping(ViewConfig.class);

        assertThat(config.jpegQuality()).isEqualTo(0.85);
        assertThat(config.tileMaxAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.tileCacheBytes()).isEqualTo(32L << 20);
        assertThat(config.mosaicCacheBytes()).isEqualTo(64L << 20);
        assertThat(config.concurrentTiles()).isEqualTo(4);
        assertThat(config.openSlides()).isEqualTo(4);
        assertThat(config.openSlideIdle()).isEqualTo(Duration.ofMinutes(1));
    }
}
