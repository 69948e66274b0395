package io.cancernet.dataset.deletion.postgres;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;

/** Plain statements within the caller's transaction; parameters are ?1, ?2 and so on. */
final class Statements {

    private final EntityManager entities;

    Statements(EntityManager entities) {
        this.entities = entities;
    }

    int update(String sql, Object... parameters) {
        return bind(entities.createNativeQuery(sql), parameters).executeUpdate();
    }

    /** The only column of all rows. */
    List<String> strings(String sql, Object... parameters) {
        List<?> found =
                bind(entities.createNativeQuery(sql, String.class), parameters).getResultList();
        return found.stream().map(String.class::cast).toList();
    }

    Optional<String> string(String sql, Object... parameters) {
        return strings(sql, parameters).stream().findFirst();
    }

    List<Tuple> rows(String sql, Object... parameters) {
        List<?> found =
                bind(entities.createNativeQuery(sql, Tuple.class), parameters).getResultList();
        return found.stream().map(Tuple.class::cast).toList();
    }

    Optional<Tuple> row(String sql, Object... parameters) {
        return rows(sql, parameters).stream().findFirst();
    }

    long number(String sql, Object... parameters) {
        Object found =
                bind(entities.createNativeQuery(sql, Long.class), parameters).getSingleResult();
        return (Long) found;
    }

    boolean any(String sql, Object... parameters) {
        return !bind(entities.createNativeQuery(sql), parameters)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private static Query bind(Query query, Object... parameters) {
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
