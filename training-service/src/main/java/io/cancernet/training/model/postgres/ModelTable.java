package io.cancernet.training.model.postgres;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.Promotion;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads and writes the tables {@code model} and {@code promotion} within the caller's transaction. */
@ApplicationScoped
public class ModelTable {

    private static final List<String> SLOTS = List.of(ModelPromoted.LIVE, ModelPromoted.SHADOW);

    private final Models models;
    private final Promotions promotions;

    ModelTable(Models models, Promotions promotions) {
        this.models = models;
        this.promotions = promotions;
    }

    public void add(Model model) {
        models.persist(ModelEntity.of(model));
    }

    Optional<Model> find(ModelVersion version) {
        return models.findByIdOptional(ModelEntity.Key.of(version)).map(row -> row.toDomain(slots(holders(), row)));
    }

    Page<Model> list(PageRequest page) {
        String order = " order by createdAt desc, key.version desc";
        Cursor cursor = Cursor.of(page);
        Stream<ModelEntity> rows = (cursor == null
                        ? models.find("1 = 1" + order)
                        : models.find("(createdAt, key.version) < (:at, :id)" + order, after(cursor)))
                .range(0, page.limit()).stream();
        Map<String, ModelVersion> holders = holders();
        List<Model> found = rows.map(row -> row.toDomain(slots(holders, row))).toList();
        return Page.of(
                found, page, last -> new Cursor(last.createdAt(), last.version().version()).text());
    }

    /** The model in each slot that is taken. */
    private Map<String, ModelVersion> holders() {
        Map<String, ModelVersion> holders = new HashMap<>();
        SLOTS.forEach(slot -> holder(slot).ifPresent(row -> holders.put(slot, row.model())));
        return holders;
    }

    private static List<String> slots(Map<String, ModelVersion> holders, ModelEntity row) {
        ModelVersion version = new ModelVersion(row.key.name(), row.key.version());
        return SLOTS.stream().filter(slot -> version.equals(holders.get(slot))).toList();
    }

    /** Makes others who promote into the same slot wait until the transaction ends. */
    void reserve(String slot) {
        models.getEntityManager()
                .createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) locked")
                .setParameter(1, "slot " + slot)
                .getSingleResult();
    }

    /** The promotion that stands for a slot: its last one. */
    Optional<PromotionEntity> holder(String slot) {
        return promotions
                .find("slot = ?1 order by number desc", slot)
                .range(0, 0)
                .firstResultOptional();
    }

    void add(PromotionEntity row) {
        promotions.persist(row);
    }

    Page<Promotion> promotions(PageRequest page) {
        String order = " order by promotedAt desc, number desc";
        Cursor cursor = Cursor.of(page);
        Stream<PromotionEntity> rows = (cursor == null
                        ? promotions.find("1 = 1" + order)
                        : promotions.find(
                                "(promotedAt, number) < (:at, :id)" + order,
                                Map.of("at", cursor.at(), "id", number(cursor))))
                .range(0, page.limit()).stream();
        List<Promotion> found = rows.map(PromotionEntity::toDomain).toList();
        return Page.of(found, page, last -> new Cursor(last.promotedAt(), Long.toString(last.number())).text());
    }

    private static long number(Cursor cursor) {
        try {
            return Long.parseLong(cursor.id());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(cursor.text()), e);
        }
    }

    private static Map<String, Object> after(Cursor cursor) {
        return Map.of("at", cursor.at(), "id", cursor.id());
    }

    /** Panache's view of the table {@code model}. */
    @ApplicationScoped
    static class Models implements PanacheRepositoryBase<ModelEntity, ModelEntity.Key> {}

    /** Panache's view of the table {@code promotion}. */
    @ApplicationScoped
    static class Promotions implements PanacheRepositoryBase<PromotionEntity, Long> {}
}
