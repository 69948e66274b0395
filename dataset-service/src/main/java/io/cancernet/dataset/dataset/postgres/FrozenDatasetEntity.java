package io.cancernet.dataset.dataset.postgres;

import io.cancernet.common.json.Json;
import io.cancernet.dataset.dataset.Erased;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.split.SplitStrategy;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code frozen_dataset}: what is asked for by columns, the rest as one JSON document. */
@Entity
@Immutable
@IdClass(FrozenDatasetEntity.Key.class)
@Table(name = "frozen_dataset")
class FrozenDatasetEntity extends PanacheEntityBase {

    @Id
    public String name;

    @Id
    public int version;

    @Column(name = "manifest_sha256")
    public String manifestSha256;

    @Convert(converter = StrategyColumn.class)
    public SplitStrategy strategy;

    public boolean leaky;

    public String document;

    @Column(name = "created_at")
    public Instant createdAt;

    /** What was erased, as JSON. */
    public @Nullable String erased;

    static FrozenDatasetEntity from(FrozenDataset dataset) {
        FrozenDatasetEntity entity = new FrozenDatasetEntity();
        entity.name = dataset.dataset().name();
        entity.version = dataset.dataset().version();
        entity.manifestSha256 = dataset.manifest().sha256().value();
        entity.strategy = dataset.strategy();
        entity.leaky = dataset.leaky();
        entity.document = Json.text(dataset);
        entity.createdAt = dataset.createdAt();
        return entity;
    }

    FrozenDataset toFrozenDataset() {
        try {
            FrozenDataset frozen = Json.read(document.getBytes(StandardCharsets.UTF_8), FrozenDataset.class);
            return erased == null
                    ? frozen
                    : frozen.with(Json.read(erased.getBytes(StandardCharsets.UTF_8), Erased.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the row of dataset %s/%d is broken".formatted(name, version), e);
        }
    }

    record Key(String name, int version) implements Serializable {}
}
