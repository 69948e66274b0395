package io.cancernet.training.run.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.training.run.RunError;
import io.cancernet.training.run.RunSummary;
import io.cancernet.training.run.Stage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code run} that a list shows: reading the JSON of a thousand runs would cost megabytes. */
@Entity
@Immutable
@Table(name = "run")
class RunSummaryEntity {

    @Id
    @Column(name = "run_id")
    String id;

    @Enumerated(EnumType.STRING)
    RunState state;

    @Enumerated(EnumType.STRING)
    @Nullable Stage stage;

    String dataset;

    boolean leaky;

    String recipe;

    long seed;

    @Column(name = "epochs_total")
    int epochsTotal;

    @Column(name = "model_name")
    @Nullable String modelName;

    @Column(name = "model_version")
    @Nullable String modelVersion;

    @Column(name = "test_roc_auc")
    @Nullable Double testRocAuc;

    @Column(name = "error_code")
    @Nullable String errorCode;

    @Column(name = "error_detail")
    @Nullable String errorDetail;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable Instant startedAt;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    RunSummary toDomain() {
        return new RunSummary(
                new RunId(id),
                state,
                stage,
                DatasetVersion.parse(dataset),
                leaky,
                recipe,
                seed,
                epochsTotal,
                modelName == null || modelVersion == null ? null : new ModelVersion(modelName, modelVersion),
                testRocAuc,
                errorCode == null ? null : new RunError(errorCode, Objects.requireNonNullElse(errorDetail, "")),
                createdAt,
                startedAt,
                finishedAt);
    }
}
