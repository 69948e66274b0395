package io.cancernet.training.model.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.training.model.Promotion;
import io.cancernet.training.model.PromotionRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code promotion}. */
@Entity
@Immutable
@Table(name = "promotion")
class PromotionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long number;

    String slot;

    @Column(name = "model_name")
    String modelName;

    @Column(name = "model_version")
    String modelVersion;

    @Column(name = "promoted_by")
    String by;

    String reason;

    @Column(name = "promoted_at")
    Instant promotedAt;

    static PromotionEntity of(PromotionRequest request, Instant now) {
        PromotionEntity row = new PromotionEntity();
        row.slot = request.slot();
        row.modelName = request.model().name();
        row.modelVersion = request.model().version();
        row.by = request.by();
        row.reason = request.reason();
        row.promotedAt = now;
        return row;
    }

    ModelVersion model() {
        return new ModelVersion(modelName, modelVersion);
    }

    Promotion toDomain() {
        return new Promotion(number == null ? 0 : number, slot, model(), by, reason, promotedAt);
    }
}
