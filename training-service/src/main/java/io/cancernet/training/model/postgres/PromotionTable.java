package io.cancernet.training.model.postgres;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.training.model.Promotion;
import io.cancernet.training.model.PromotionQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and adds to the table {@code promotion} within the caller's transaction. */
@ApplicationScoped
class PromotionTable {

    private static final List<String> SLOTS = List.of(ModelPromoted.LIVE, ModelPromoted.SHADOW);

    private final Promotions promotions;

    PromotionTable(Promotions promotions) {
        this.promotions = promotions;
    }

    /** Makes others who decide on the same thing wait until the transaction ends. */
    void reserve(String what) {
        promotions
                .getEntityManager()
                .createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) locked")
                .setParameter(1, what)
                .getSingleResult();
    }

    /** The entry that stands for a slot: its last one. */
    Optional<PromotionEntity> standing(String slot) {
        return first("slot = ?1 order by number desc", slot);
    }

    Optional<PromotionEntity> standing(String slot, Instant at) {
        return first("slot = ?1 and promotedAt <= ?2 order by promotedAt desc, number desc", slot, at);
    }

    /** The last entry before a number that put a model into a slot which is still on record, and is not this one. */
    Optional<PromotionEntity> before(String slot, long number, @Nullable ModelVersion holder) {
        String sql = "slot = ?1 and number < ?2 and concat(modelName, '/', modelVersion) <> ?3"
                + " and exists (select 1 from ModelEntity m where m.key.name = modelName and m.key.version = modelVersion)"
                + " order by number desc";
        return first(sql, slot, number, holder == null ? "" : holder.toString());
    }

    void add(PromotionEntity row) {
        promotions.persistAndFlush(row);
    }

    /** The slots in which each model serves now. */
    Map<ModelVersion, List<String>> slots() {
        Map<ModelVersion, List<String>> slots = new HashMap<>();
        for (String slot : SLOTS) {
            standing(slot)
                    .map(PromotionEntity::model)
                    .ifPresent(model -> slots.merge(
                            model, List.of(slot), (one, other) -> Stream.concat(one.stream(), other.stream())
                                    .toList()));
        }
        return slots;
    }

    boolean hasPromoted(ModelVersion model) {
        return first("modelName = ?1 and modelVersion = ?2", model.name(), model.version())
                .isPresent();
    }

    Page<Promotion> list(PromotionQuery query) {
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> values = new HashMap<>();
        if (query.slot() != null) {
            where.append(" and slot = :slot");
            values.put("slot", query.slot());
        }
        ModelVersion model = query.model();
        if (model != null) {
            where.append(" and modelName = :name and modelVersion = :version");
            values.put("name", model.name());
            values.put("version", model.version());
        }
        Cursor cursor = Cursor.of(query.page());
        if (cursor != null) {
            where.append(" and (promotedAt, number) < (:at, :id)");
            values.put("at", cursor.at());
            values.put("id", number(cursor));
        }
        List<Promotion> found =
                promotions
                        .find(where + " order by promotedAt desc, number desc", values)
                        .range(0, query.page().limit())
                        .stream()
                        .map(PromotionEntity::toDomain)
                        .toList();
        return Page.of(found, query.page(), last -> new Cursor(last.promotedAt(), Long.toString(last.number())).text());
    }

    private Optional<PromotionEntity> first(String query, Object... values) {
        return promotions.find(query, values).range(0, 0).firstResultOptional();
    }

    private static long number(Cursor cursor) {
        try {
            return Long.parseLong(cursor.id());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(cursor.text()), e);
        }
    }

    /** Panache's view of the table {@code promotion}. */
    @ApplicationScoped
    static class Promotions implements PanacheRepositoryBase<PromotionEntity, Long> {}
}
