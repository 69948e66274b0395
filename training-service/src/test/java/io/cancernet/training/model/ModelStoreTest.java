package io.cancernet.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.training.testing.FaultyStore;
import io.cancernet.training.testing.TinyModel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ModelStoreTest {

    private static final byte[] WEIGHTS = TinyModel.weights(1);

    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final ModelStore store = new ModelStore(objects);

    @Test
    void model_isFourFilesThatItsDescriptionVouchesFor() {
        SortedMap<String, ObjectRef> files = store.put(TinyModels.trained(WEIGHTS, false, TinyModels.METRICS), WEIGHTS);

        assertThat(files).containsOnlyKeys(ModelSpec.WEIGHTS, ModelSpec.ONNX, ModelSpec.SPEC, ModelSpec.CARD);
        ModelSpec spec =
                ModelSpec.fromJson(objects.get(file(files, ModelSpec.SPEC).key()));
        assertThat(spec.files()).containsOnlyKeys(ModelSpec.WEIGHTS, ModelSpec.ONNX, ModelSpec.CARD);
        assertThat(Objects.requireNonNull(spec.files()).get(ModelSpec.ONNX))
                .isEqualTo(Sha256.of(objects.get(file(files, ModelSpec.ONNX).key())));
        assertThat(spec.positiveClass()).isEqualTo("positive");
        assertThat(spec.input().patchSize()).isEqualTo(50);
        assertThat(Objects.requireNonNull(spec.origin()).metrics()).containsKey("test");
        assertThat(objects.list("models/cancernet/v1/")).hasSize(4);
    }

    @Test
    void card_saysWhatTheModelIsForAndHowGoodItIs() {
        String card = card(TinyModels.trained(WEIGHTS, false, TinyModels.METRICS));

        assertThat(card)
                .startsWith("# cancernet/v1\n")
                .contains("Research use only, not a diagnosis.")
                .contains("## Intended use", "## Data", "## Metrics", "## Limits", "## Origin")
                .contains("- Threshold: 0.375 (for a sensitivity of 0.9 on validation)")
                .contains("Dataset tiny/3, split manifest sha256")
                .contains("| train | 5 | 100 | 30 |")
                .contains("| sensitivity at the threshold | 0.8500 | 0.8000 to 0.9200 |")
                .contains("| ROC-AUC | 0.9000 |  |")
                .contains("Trained by run r1", "- engine: PyTorch 2.7.1")
                .doesNotContain("Leaky", "null");
    }

    @Test
    void card_namesLeakyDataFirst() {
        String card = card(TinyModels.trained(WEIGHTS, true, TinyModels.METRICS));

        assertThat(card.indexOf("Leaky data")).isPositive().isLessThan(card.indexOf("## Intended use"));
    }

    @Test
    void cardOfAnImport_inventsNothing() {
        assertThat(card(TinyModels.imported(WEIGHTS)))
                .contains("The weights were made elsewhere", "None were measured here.", "somebody's paper")
                .doesNotContain("Dataset", "ROC-AUC", "Trained by", "null");
    }

    @Test
    void bytesThatChanged_areNotGivenOut() {
        ModelSpec spec = TinyModels.imported(WEIGHTS);
        Model model = Model.of(spec, store.put(spec, WEIGHTS), null, Instant.EPOCH);
        assertThat(store.get(model, ModelSpec.WEIGHTS)).isEqualTo(WEIGHTS);

        objects.put(model.weights().key(), new byte[] {1}, "application/octet-stream");

        assertThatThrownBy(() -> store.get(model, ModelSpec.WEIGHTS))
                .matches(e -> ((DomainException) e).code() == ErrorCode.HASH_MISMATCH);
        assertThatThrownBy(() -> store.get(model, "model.pkl")).hasMessageContaining("MODEL_CARD.md, model.json");
    }

    @Test
    void storeThatKeepsOtherBytes_isFoundOut() {
        ModelStore faulty = new ModelStore(new FaultyStore(objects, ModelSpec.ONNX));

        assertThatThrownBy(() -> faulty.put(TinyModels.imported(WEIGHTS), WEIGHTS))
                .hasMessageContaining(ModelSpec.ONNX);
        assertThat(objects.exists("models/external/v1/model.json")).isFalse();
        faulty.remove("external", "v1");
        assertThat(objects.list("models/")).isEmpty();
    }

    private String card(ModelSpec spec) {
        SortedMap<String, ObjectRef> files = store.put(spec, WEIGHTS);
        return new String(objects.get(file(files, ModelSpec.CARD).key()), StandardCharsets.UTF_8);
    }

    private static ObjectRef file(SortedMap<String, ObjectRef> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }
}
