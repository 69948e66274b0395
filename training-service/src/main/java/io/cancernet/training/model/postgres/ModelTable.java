package io.cancernet.training.model.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.model.Model;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the table {@code model} within the caller's transaction. */
@ApplicationScoped
public class ModelTable {

    private final Models models;
    private final PromotionTable promotions;

    ModelTable(Models models, PromotionTable promotions) {
        this.models = models;
        this.promotions = promotions;
    }

    public void add(Model model) {
        models.persistAndFlush(ModelEntity.of(model));
    }

    Optional<Model> find(ModelVersion version) {
        return models.findByIdOptional(ModelEntity.Key.of(version)).map(this::toDomain);
    }

    /** The model, which cannot be deleted until the transaction ends. */
    Optional<Model> hold(ModelVersion version) {
        return locked(version, LockModeType.PESSIMISTIC_READ);
    }

    /** The model, which cannot be promoted until the transaction ends. */
    public Optional<Model> lock(ModelVersion version) {
        return locked(version, LockModeType.PESSIMISTIC_WRITE);
    }

    private Optional<Model> locked(ModelVersion version, LockModeType lock) {
        return Optional.ofNullable(models.findById(ModelEntity.Key.of(version), lock))
                .map(this::toDomain);
    }

    Optional<Model> findImport(String identity) {
        return models.find("importIdentity", identity).firstResultOptional().map(this::toDomain);
    }

    /** The models that a run made. */
    public List<ModelVersion> madeBy(RunId run) {
        return models.find("runId", run.value()).stream()
                .map(row -> row.key.toDomain())
                .toList();
    }

    public void delete(ModelVersion version) {
        models.deleteById(ModelEntity.Key.of(version));
    }

    Page<Model> list(@Nullable String name, PageRequest page) {
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> values = new HashMap<>();
        if (name != null) {
            where.append(" and key.name = :name");
            values.put("name", name);
        }
        Cursor cursor = Cursor.of(page);
        if (cursor != null) {
            where.append(" and (createdAt, key.version) < (:at, :id)");
            values.put("at", cursor.at());
            values.put("id", cursor.id());
        }
        Map<ModelVersion, List<String>> slots = promotions.slots();
        List<Model> found =
                models
                        .find(where + " order by createdAt desc, key.version desc", values)
                        .range(0, page.limit())
                        .stream()
                        .map(row -> toDomain(row, slots))
                        .toList();
        return Page.of(
                found, page, last -> new Cursor(last.createdAt(), last.version().version()).text());
    }

    private Model toDomain(ModelEntity row) {
        return toDomain(row, promotions.slots());
    }

    private Model toDomain(ModelEntity row, Map<ModelVersion, List<String>> slots) {
        ModelVersion version = row.key.toDomain();
        return row.toDomain(slots.getOrDefault(version, List.of()), promotions.hasPromoted(version));
    }

    /** Panache's view of the table {@code model}. */
    @ApplicationScoped
    static class Models implements PanacheRepositoryBase<ModelEntity, ModelEntity.Key> {}
}
