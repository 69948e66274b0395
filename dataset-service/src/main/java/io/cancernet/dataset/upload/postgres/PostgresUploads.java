package io.cancernet.dataset.upload.postgres;

import io.cancernet.dataset.upload.Upload;
import io.cancernet.dataset.upload.UploadId;
import io.cancernet.dataset.upload.UploadRepository;
import io.cancernet.dataset.upload.UploadState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Uploads in Postgres. */
@ApplicationScoped
class PostgresUploads implements UploadRepository {

    private static final String IN_USE = "exists (select 1 from ingest_upload u join ingest i using (ingest_id)"
            + " where u.upload_id = upload.upload_id and i.state in ('SUBMITTED', 'INGESTING'))";
    private static final String INGESTED = "exists (select 1 from ingest_upload u join ingest i using (ingest_id)"
            + " where u.upload_id = upload.upload_id and i.state = 'INGESTED')";

    private final EntityManager entities;

    PostgresUploads(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public void add(Upload upload) {
        UploadEntity.from(upload).persist();
    }

    @Override
    @Transactional
    public void begun(Upload upload) {
        UploadEntity.update(
                "multipart = ?1 where uploadId = ?2",
                upload.multipart(),
                upload.uploadId().value());
    }

    @Override
    @Transactional
    public Optional<Upload> find(UploadId upload) {
        return UploadEntity.<UploadEntity>findByIdOptional(upload.value()).map(UploadEntity::toUpload);
    }

    @Override
    @Transactional
    public boolean touch(UploadId upload, UploadState state) {
        return UploadEntity.update(
                        "touchedAt = ?1 where uploadId = ?2 and state = ?3", Instant.now(), upload.value(), state)
                == 1;
    }

    @Override
    @Transactional
    public boolean complete(UploadId upload) {
        return UploadEntity.update(
                        "state = ?1, touchedAt = ?2 where uploadId = ?3 and state = ?4",
                        UploadState.COMPLETE,
                        Instant.now(),
                        upload.value(),
                        UploadState.OPEN)
                == 1;
    }

    @Override
    @Transactional
    public boolean discard(UploadId upload) {
        return entities.createNativeQuery(
                                "update upload set state = 'DELETING' where upload_id = :id and not " + IN_USE)
                        .setParameter("id", upload.value())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public List<Upload> discardExpired(Instant untouchedSince) {
        entities.createNativeQuery("update upload set state = 'DELETING' where state <> 'DELETING' and not " + IN_USE
                        + " and (touched_at < :since or " + INGESTED + ")")
                .setParameter("since", untouchedSince)
                .executeUpdate();
        return UploadEntity.<UploadEntity>list("state", UploadState.DELETING).stream()
                .map(UploadEntity::toUpload)
                .toList();
    }

    @Override
    @Transactional
    public void remove(UploadId upload) {
        UploadEntity.deleteById(upload.value());
    }

    @Override
    @Transactional
    public Set<String> strangers(List<String> keys) {
        Set<String> strangers = new HashSet<>(keys);
        UploadEntity.<UploadEntity>streamAll()
                .forEach(each -> strangers.remove(each.toUpload().key()));
        return strangers;
    }
}
