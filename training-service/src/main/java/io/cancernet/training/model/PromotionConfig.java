package io.cancernet.training.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What every promotion to live demands of a model; a request may demand more, never less. */
@ConfigMapping(prefix = "cancernet.training.promotion")
public interface PromotionConfig {

    /** Least sensitivity on test at the model's threshold; none when absent. */
    Optional<Double> minimumSensitivity();

    /** Greatest width of that sensitivity's 95 % interval; any when absent. */
    Optional<Double> maximumIntervalWidth();

    /** Whether models judged on a split that shares cases are refused. */
    @WithDefault("false")
    boolean refuseLeaky();

    /** These demands as gates. */
    default Gates gates() {
        return new Gates(
                minimumSensitivity().orElse(null), maximumIntervalWidth().orElse(null), refuseLeaky());
    }
}
