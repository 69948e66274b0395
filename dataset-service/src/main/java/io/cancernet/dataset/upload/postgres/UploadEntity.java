package io.cancernet.dataset.upload.postgres;

import io.cancernet.common.id.Sha256;
import io.cancernet.dataset.upload.FileEnding;
import io.cancernet.dataset.upload.Upload;
import io.cancernet.dataset.upload.UploadId;
import io.cancernet.dataset.upload.UploadState;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code upload}. */
@Entity
@Table(name = "upload")
class UploadEntity extends PanacheEntityBase {

    @Id
    @Column(name = "upload_id")
    public String uploadId;

    public String ending;
    public long size;
    public @Nullable String sha256;
    public @Nullable String multipart;

    @Column(name = "part_bytes")
    public long partBytes;

    @Enumerated(EnumType.STRING)
    public UploadState state;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "touched_at")
    public Instant touchedAt;

    static UploadEntity from(Upload upload) {
        UploadEntity entity = new UploadEntity();
        entity.uploadId = upload.uploadId().value();
        entity.ending = upload.ending().value();
        entity.size = upload.size();
        entity.sha256 = upload.sha256() == null ? null : upload.sha256().value();
        entity.multipart = upload.multipart();
        entity.partBytes = upload.partBytes();
        entity.state = upload.state();
        entity.createdAt = upload.createdAt();
        entity.touchedAt = upload.createdAt();
        return entity;
    }

    Upload toUpload() {
        return new Upload(
                new UploadId(uploadId),
                new FileEnding(ending),
                size,
                sha256 == null ? null : new Sha256(sha256),
                multipart,
                partBytes,
                state,
                createdAt);
    }
}
