package io.cancernet.dataset.statistics.postgres;

import io.cancernet.common.json.Json;
import io.cancernet.dataset.statistics.Statistics;
import io.cancernet.dataset.statistics.StatisticsRepository.Outcome;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code dataset_statistics}: one JSON document, or why there is none. */
@Entity
@Immutable
@IdClass(StatisticsEntity.Key.class)
@Table(name = "dataset_statistics")
class StatisticsEntity extends PanacheEntityBase {

    @Id
    public String name;

    @Id
    public int version;

    public @Nullable String document;
    public @Nullable String error;

    Outcome toOutcome() {
        String json = document;
        if (json == null) {
            return new Outcome(null, error);
        }
        try {
            return new Outcome(Json.read(json.getBytes(StandardCharsets.UTF_8), Statistics.class), null);
        } catch (IOException e) {
            throw new UncheckedIOException("the statistics of %s/%d are broken".formatted(name, version), e);
        }
    }

    record Key(String name, int version) implements Serializable {}
}
