package io.cancernet.training.annotation.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.RunId;
import io.cancernet.training.annotation.Annotations;
import io.cancernet.training.annotation.RunAnnotations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Annotations in columns of the table {@code run} that nothing else writes. */
@ApplicationScoped
class PostgresRunAnnotations implements RunAnnotations {

    private final AgroalDataSource database;

    PostgresRunAnnotations(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    @Transactional
    public Optional<Annotations> find(RunId run) {
        return select(run, "");
    }

    @Override
    @Transactional
    public Optional<Annotations> change(RunId run, UnaryOperator<Annotations> change) {
        Optional<Annotations> changed = select(run, " for no key update").map(change);
        changed.ifPresent(annotations -> update(run, annotations));
        return changed;
    }

    private Optional<Annotations> select(RunId run, String lock) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select tags, note, revision from run where run_id = ?" + lock)) {
            select.setString(1, run.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Annotations(
                                List.of((String[]) row.getArray(1).getArray()), row.getString(2), row.getInt(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void update(RunId run, Annotations annotations) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update run set tags = ?, note = ?, revision = ? where run_id = ?")) {
            update.setArray(
                    1, connection.createArrayOf("text", annotations.tags().toArray()));
            update.setString(2, annotations.note());
            update.setInt(3, annotations.revision());
            update.setString(4, run.value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static Outage failure(SQLException e) {
        return new Outage("the annotations of runs did not answer: " + e.getMessage(), e);
    }
}
