package io.cancernet.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final byte[] WEIGHTS = {1};
    private static final Model TRAINED = model(TinyModels.trained(WEIGHTS, false, TinyModels.METRICS));
    private static final Model LEAKY = model(TinyModels.trained(WEIGHTS, true, TinyModels.METRICS));
    private static final Model UNMEASURED = model(TinyModels.trained(WEIGHTS, false, null));
    private static final Model IMPORTED = model(TinyModels.imported(WEIGHTS));

    @Test
    void modelThatKeepsItsBounds_passesWithItsValues() {
        List<Gate> gates = new Gates(0.85, 0.13, true).require(TRAINED);

        assertThat(gates).hasSize(3).allMatch(Gate::met);
        assertThat(gates.get(0).value()).isEqualTo(0.85);
        assertThat(Objects.requireNonNull(gates.get(1).value())).isCloseTo(0.12, within(1e-9));
        assertThat(Gates.OPEN.require(IMPORTED)).isEmpty();
    }

    @Test
    void refusal_namesEachGateWithValueAndBound() {
        assertThatThrownBy(() -> new Gates(0.9, 0.1, true).require(LEAKY))
                .isInstanceOf(DomainException.class)
                .matches(e -> ((DomainException) e).code() == ErrorCode.PROMOTION_REFUSED)
                .hasMessageContaining("misses 3 of 3 gates")
                .hasMessageContaining("minimum-sensitivity: its sensitivity on test is 0.8500, at least 0.9000")
                .hasMessageContaining("maximum-interval-width")
                .hasMessageContaining("is 0.1200, at most 0.1000")
                .hasMessageContaining("no-leaky-run: its dataset tiny/3 shares cases");
    }

    @Test
    void whatWasNotMeasured_passesNoGate() {
        Gates gates = new Gates(0.1, 0.9, true);

        assertThatThrownBy(() -> gates.require(IMPORTED))
                .hasMessageContaining("misses 3 of 3")
                .hasMessageContaining("imported without metrics")
                .hasMessageContaining("nothing is known of its data");
        assertThatThrownBy(() -> gates.require(UNMEASURED))
                .hasMessageContaining("misses 2 of 3")
                .hasMessageContaining("too few cases");
    }

    @Test
    void requestAndConfiguration_demandTheStricterOfTwo() {
        Gates configured = new Gates(0.8, 0.2, false);

        assertThat(configured.and(new Gates(0.7, 0.3, true))).isEqualTo(new Gates(0.8, 0.2, true));
        assertThat(configured.and(new Gates(0.9, 0.1, false))).isEqualTo(new Gates(0.9, 0.1, false));
        assertThat(Gates.OPEN.and(configured)).isEqualTo(configured);
        assertThatThrownBy(() -> new Gates(1.2, null, false)).hasMessageContaining("minimumSensitivity");
    }

    private static Model model(ModelSpec spec) {
        ObjectRef file = new ObjectRef("key", Sha256.of(WEIGHTS));
        return Model.of(spec, Map.of(ModelSpec.WEIGHTS, file, ModelSpec.SPEC, file), null, Instant.EPOCH);
    }
}
