package io.cancernet.dataset.dataset.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.dataset.dataset.FrozenDataset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The table {@code dataset_slide}: which slides a dataset holds. Used within the caller's transaction. */
final class DatasetSlides {

    private final AgroalDataSource database;

    DatasetSlides(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Adds the slides of a dataset. They are locked until the commit, so that none is deleted meanwhile.
     *
     * @throws DomainException {@code conflict} when one is gone already, or on its way out
     */
    void add(FrozenDataset dataset) {
        String[] extractions = dataset.slides().stream()
                .map(slide -> slide.extractionId().value())
                .distinct()
                .sorted()
                .toArray(String[]::new);
        try (Connection connection = database.getConnection()) {
            requireThere(connection, extractions);
            insert(connection, dataset, extractions);
        } catch (SQLException e) {
            throw Outage.isOutage(e)
                    ? new Outage("Postgres did not answer: " + e.getMessage(), e)
                    : new IllegalStateException("the slides of a dataset cannot be stored: " + e.getMessage(), e);
        }
    }

    private static void requireThere(Connection connection, String[] extractions) throws SQLException {
        String sql = "select e.extraction_id from extraction e join slide s on s.slide_id = e.slide_id"
                + " where e.extraction_id = any (?) and s.state = 'INGESTED' order by s.case_id, s.slide_id"
                + " for key share";
        int there = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", extractions));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    there++;
                }
            }
        }
        if (there < extractions.length) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "%d of the chosen slides are being deleted or are gone. Freeze the dataset again, without them where they are named."
                            .formatted(extractions.length - there));
        }
    }

    private static void insert(Connection connection, FrozenDataset dataset, String[] extractions) throws SQLException {
        String sql = "insert into dataset_slide (name, version, slide_id, extraction_id)"
                + " select ?, ?, slide_id, extraction_id from extraction where extraction_id = any (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, dataset.dataset().name());
            statement.setInt(2, dataset.dataset().version());
            statement.setArray(3, connection.createArrayOf("text", extractions));
            int inserted = statement.executeUpdate();
            if (inserted != extractions.length) {
                throw new IllegalStateException("%d slides of %d were stored: %s"
                        .formatted(inserted, extractions.length, Arrays.asList(extractions)));
            }
        }
    }
}
