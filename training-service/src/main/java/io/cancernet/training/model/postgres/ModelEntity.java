package io.cancernet.training.model.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.model.Arrival;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.ModelMetrics;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code model}. */
@Entity
@Immutable
@Table(name = "model")
class ModelEntity {

    private static final TypeReference<TreeMap<String, ObjectRef>> FILES = new TypeReference<>() {};

    /** A version of a model. */
    @Embeddable
    record Key(String name, String version) {

        static Key of(ModelVersion version) {
            return new Key(version.name(), version.version());
        }

        ModelVersion toDomain() {
            return new ModelVersion(name, version);
        }
    }

    @EmbeddedId
    Key key;

    @Enumerated(EnumType.STRING)
    ModelOrigin.Kind kind;

    @Column(name = "run_id")
    @Nullable String runId;

    @Nullable String dataset;

    @Nullable String recipe;

    @Nullable Boolean leaky;

    @ColumnTransformer(write = "?::jsonb")
    String files;

    @ColumnTransformer(write = "?::jsonb")
    String metrics;

    @Column(name = "calibration_slope")
    double calibrationSlope;

    @Column(name = "calibration_intercept")
    double calibrationIntercept;

    double threshold;

    @ColumnTransformer(write = "?::jsonb")
    String input;

    @Column(name = "import_identity")
    @Nullable String importIdentity;

    @Column(name = "imported_by")
    @Nullable String importedBy;

    @Column(name = "import_reason")
    @Nullable String importReason;

    @Column(name = "import_source")
    @Nullable String importSource;

    @Column(name = "created_at")
    Instant createdAt;

    static ModelEntity of(Model model) {
        ModelEntity row = new ModelEntity();
        row.key = Key.of(model.version());
        row.kind = model.kind();
        row.runId = model.run() == null ? null : model.run().value();
        row.dataset = model.dataset() == null ? null : model.dataset().toString();
        row.recipe = model.recipe();
        row.leaky = model.leaky();
        row.files = JsonColumn.write(model.files());
        row.metrics = JsonColumn.write(model.metrics());
        row.calibrationSlope = model.calibration().slope();
        row.calibrationIntercept = model.calibration().intercept();
        row.threshold = model.threshold();
        row.input = JsonColumn.write(model.input());
        row.createdAt = model.createdAt();
        Arrival arrival = model.arrival();
        if (arrival != null) {
            row.importIdentity = arrival.identity();
            row.importedBy = arrival.by();
            row.importReason = arrival.reason();
            row.importSource = arrival.source();
        }
        return row;
    }

    Model toDomain(List<String> slots, boolean promoted) {
        return new Model(
                key.toDomain(),
                kind,
                runId == null ? null : new RunId(runId),
                dataset == null ? null : DatasetVersion.parse(dataset),
                recipe,
                leaky,
                JsonColumn.read(files, FILES),
                new Calibration(calibrationSlope, calibrationIntercept),
                threshold,
                JsonColumn.read(input, InputSpec.class),
                JsonColumn.read(metrics, ModelMetrics.class),
                arrival(),
                createdAt,
                slots,
                promoted);
    }

    private @Nullable Arrival arrival() {
        return importIdentity == null
                ? null
                : new Arrival(
                        importIdentity,
                        Objects.requireNonNullElse(importedBy, ""),
                        Objects.requireNonNullElse(importReason, ""),
                        importSource);
    }
}
