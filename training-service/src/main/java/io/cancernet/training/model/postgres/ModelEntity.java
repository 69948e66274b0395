package io.cancernet.training.model.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.model.Model;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code model}. */
@Entity
@Table(name = "model")
class ModelEntity {

    /** A version of a model. */
    @Embeddable
    record Key(String name, String version) {

        static Key of(ModelVersion version) {
            return new Key(version.name(), version.version());
        }
    }

    @EmbeddedId
    Key key;

    @Column(name = "run_id")
    String runId;

    String dataset;

    String recipe;

    @Column(name = "weights_key")
    String weightsKey;

    @Column(name = "weights_sha256")
    String weightsSha256;

    @Column(name = "spec_key")
    String specKey;

    @Column(name = "spec_sha256")
    String specSha256;

    @Column(name = "calibration_slope")
    double calibrationSlope;

    @Column(name = "calibration_intercept")
    double calibrationIntercept;

    double threshold;

    @ColumnTransformer(write = "?::jsonb")
    String input;

    @Column(name = "test_roc_auc")
    @Nullable Double testRocAuc;

    @Column(name = "created_at")
    Instant createdAt;

    static ModelEntity of(Model model) {
        ModelEntity row = new ModelEntity();
        row.key = Key.of(model.version());
        row.runId = model.run().value();
        row.dataset = model.dataset().toString();
        row.recipe = model.recipe();
        row.weightsKey = model.weights().key();
        row.weightsSha256 = model.weights().sha256().value();
        row.specKey = model.spec().key();
        row.specSha256 = model.spec().sha256().value();
        row.calibrationSlope = model.calibration().slope();
        row.calibrationIntercept = model.calibration().intercept();
        row.threshold = model.threshold();
        row.input = JsonColumn.write(model.input());
        row.testRocAuc = model.testRocAuc();
        row.createdAt = model.createdAt();
        return row;
    }

    Model toDomain(List<String> slots) {
        return new Model(
                new ModelVersion(key.name(), key.version()),
                new RunId(runId),
                DatasetVersion.parse(dataset),
                recipe,
                new ObjectRef(weightsKey, new Sha256(weightsSha256)),
                new ObjectRef(specKey, new Sha256(specSha256)),
                new Calibration(calibrationSlope, calibrationIntercept),
                threshold,
                JsonColumn.read(input, InputSpec.class),
                testRocAuc,
                createdAt,
                slots);
    }
}
