package io.cancernet.training.patch.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.training.patch.PatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The patch store: one table, filled by one statement a batch (arrays that the server unnests), because a statement a
 * patch costs a round trip each.
 */
@ApplicationScoped
class PostgresPatchRepository implements PatchRepository {

    private static final int CHUNK = 10_000;
    private static final int HEX = 16;

    private final AgroalDataSource database;

    PostgresPatchRepository(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public void addFromEvents(List<PatchExtracted> patches) {
        insert(patches.stream().map(PatchRow::of).toList());
    }

    @Override
    public void addFromManifest(List<ManifestLine> patches) {
        insert(patches.stream().map(PatchRow::of).toList());
    }

    @Override
    public Map<PatchId, Known> find(Collection<PatchId> patches) {
        Map<PatchId, Known> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select patch_id, shard, shard_offset, shard_length, sha256, from_event"
                                + " from patch where patch_id = any (?)")) {
            for (List<UUID> ids :
                    chunks(patches.stream().map(each -> uuid(each.value())).toList())) {
                select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                read(select, found);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return found;
    }

    @Override
    public void remove(Collection<PatchId> patches) {
        for (List<UUID> ids :
                chunks(patches.stream().map(each -> uuid(each.value())).toList())) {
            delete("patch_id", "uuid", ids.toArray());
        }
    }

    /** Reads the whole table: deletions are too rare for an index that every patch would pay for. */
    @Override
    public void removeSlides(Collection<SlideId> slides) {
        delete("slide_id", "text", slides.stream().map(SlideId::value).toArray());
    }

    private void delete(String column, String type, Object[] values) {
        if (values.length == 0) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from patch where %s = any (?)".formatted(column))) {
            delete.setArray(1, connection.createArrayOf(type, values));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void markDeleted(SlideId slide, Instant toldAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into deleted_slide (slide_id, told_at) values (?, ?) on conflict (slide_id) do update"
                                + " set told_at = greatest(deleted_slide.told_at, excluded.told_at)")) {
            insert.setString(1, slide.value());
            insert.setObject(2, toldAt.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Map<SlideId, Instant> deleted(Collection<SlideId> slides) {
        Map<SlideId, Instant> deleted = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select slide_id, told_at from deleted_slide where slide_id = any (?)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", slides.stream().map(SlideId::value).toArray()));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    deleted.put(
                            new SlideId(result.getString(1)),
                            result.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return deleted;
    }

    private static void read(PreparedStatement select, Map<PatchId, Known> found) throws SQLException {
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                PatchId id = new PatchId(result.getString(1).replace("-", ""));
                PatchLocation image = new PatchLocation(
                        result.getString(2), result.getLong(3), result.getInt(4), new Sha256(result.getString(5)));
                found.put(id, new Known(image, result.getBoolean(6)));
            }
        }
    }

    private void insert(List<PatchRow> rows) {
        String sql = "insert into patch (" + PatchRow.COLUMNS + ") select * from unnest("
                + String.join(
                        ", ",
                        PatchRow.TYPES.stream().map(type -> "?::" + type + "[]").toList())
                + ") on conflict do nothing";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (List<PatchRow> chunk : chunks(rows)) {
                List<Object[]> columns = PatchRow.columns(chunk);
                for (int i = 0; i < columns.size(); i++) {
                    insert.setArray(i + 1, connection.createArrayOf(PatchRow.TYPES.get(i), columns.get(i)));
                }
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The 32 hex digits of an id as the 16 bytes that they are: the index is half as large. */
    static UUID uuid(String hex) {
        return new UUID(
                new BigInteger(hex.substring(0, HEX), HEX).longValue(),
                new BigInteger(hex.substring(HEX), HEX).longValue());
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(from + CHUNK, all.size())));
        }
        return chunks;
    }

    private static RuntimeException failure(SQLException e) {
        return Outage.isOutage(e)
                ? new Outage("the patch store did not answer: " + e.getMessage(), e)
                : new IllegalStateException("the patch store refused: " + e.getMessage(), e);
    }
}
