package io.cancernet.training.model.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.model.Decision;
import io.cancernet.training.model.Gate;
import io.cancernet.training.model.ModelMetrics;
import io.cancernet.training.model.Promotion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code promotion}. */
@Entity
@Immutable
@Table(name = "promotion")
class PromotionEntity {

    private static final TypeReference<List<Gate>> GATES = new TypeReference<>() {};

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long number;

    String slot;

    @Column(name = "model_name")
    @Nullable String modelName;

    @Column(name = "model_version")
    @Nullable String modelVersion;

    @Column(name = "promoted_by")
    String by;

    String reason;

    @Column(name = "promoted_at")
    Instant promotedAt;

    @ColumnTransformer(write = "?::jsonb")
    String metrics;

    @ColumnTransformer(write = "?::jsonb")
    String gates;

    @Nullable Long restores;

    /** An entry that empties the slot. */
    static PromotionEntity of(Decision decision, Instant at) {
        PromotionEntity row = new PromotionEntity();
        row.slot = decision.slot();
        row.by = decision.by();
        row.reason = decision.reason();
        row.promotedAt = at;
        row.metrics = "{}";
        row.gates = "[]";
        return row;
    }

    PromotionEntity with(ModelVersion model, ModelMetrics told, List<Gate> passed) {
        modelName = model.name();
        modelVersion = model.version();
        metrics = JsonColumn.write(told);
        gates = JsonColumn.write(passed);
        return this;
    }

    @Nullable ModelVersion model() {
        return modelName == null || modelVersion == null ? null : new ModelVersion(modelName, modelVersion);
    }

    long number() {
        return number == null ? 0 : number;
    }

    /** The entry from which on the slot is as this one left it: its own, or the one that it went back to. */
    long stands() {
        return restores == null ? number() : restores;
    }

    Promotion toDomain() {
        return new Promotion(
                number(),
                slot,
                model(),
                by,
                reason,
                promotedAt,
                JsonColumn.read(metrics, ModelMetrics.class),
                JsonColumn.read(gates, GATES),
                restores);
    }
}
