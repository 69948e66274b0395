package io.cancernet.inference.model.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.model.ModelCatalogue;
import io.cancernet.inference.model.PromotedModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresModelCatalogue implements ModelCatalogue {

    private final Sql sql;

    PostgresModelCatalogue(Sql sql) {
        this.sql = sql;
    }

    @Override
    @Transactional
    public void save(PromotedModel model) {
        sql.update(
                """
                insert into model (name, version, weights_key, weights_sha256, spec_key, spec_sha256, mpp,
                                   patch_size)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (name, version) do update
                   set weights_key = excluded.weights_key, weights_sha256 = excluded.weights_sha256,
                       spec_key = excluded.spec_key, spec_sha256 = excluded.spec_sha256, mpp = excluded.mpp,
                       patch_size = excluded.patch_size""",
                model.version().name(),
                model.version().version(),
                model.weights().key(),
                model.weights().sha256().value(),
                model.spec().key(),
                model.spec().sha256().value(),
                model.mpp().value(),
                model.patchSize());
    }

    @Override
    @Transactional
    public Optional<PromotedModel> find(ModelVersion version) {
        return sql.first(
                "select * from model where name = ? and version = ?",
                PostgresModelCatalogue::read,
                version.name(),
                version.version());
    }

    @Override
    @Transactional
    public List<String> versions(String name) {
        return sql.query(
                "select version from model where name = ? order by version", row -> row.getString("version"), name);
    }

    @Override
    @Transactional
    public List<ModelVersion> all() {
        return sql.query(
                "select name, version from model order by name, version",
                row -> new ModelVersion(row.getString("name"), row.getString("version")));
    }

    private static PromotedModel read(ResultSet row) throws SQLException {
        return new PromotedModel(
                new ModelVersion(row.getString("name"), row.getString("version")),
                new ObjectRef(row.getString("weights_key"), new Sha256(row.getString("weights_sha256"))),
                new ObjectRef(row.getString("spec_key"), new Sha256(row.getString("spec_sha256"))),
                new MicronsPerPixel(row.getDouble("mpp")),
                Sql.integer(row, "patch_size"));
    }
}
