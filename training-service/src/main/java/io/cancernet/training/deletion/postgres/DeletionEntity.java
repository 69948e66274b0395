package io.cancernet.training.deletion.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.id.Sha256;
import io.cancernet.training.deletion.Deletion;
import io.cancernet.training.deletion.DeletionRequest;
import io.cancernet.training.deletion.Subject;
import io.cancernet.training.json.JsonColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code deletion}. */
@Entity
@Table(name = "deletion")
class DeletionEntity {

    private static final TypeReference<TreeMap<String, Sha256>> FILES = new TypeReference<>() {};

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long number;

    @Enumerated(EnumType.STRING)
    Subject.Kind kind;

    @Column(name = "subject_id")
    String subjectId;

    String folder;

    @Column(name = "deleted_by")
    String by;

    String reason;

    @Column(name = "requested_at")
    Instant requestedAt;

    @ColumnTransformer(write = "?::jsonb")
    String files;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    static DeletionEntity of(Subject subject, DeletionRequest request, Map<String, Sha256> files, Instant now) {
        DeletionEntity row = new DeletionEntity();
        row.kind = subject.kind();
        row.subjectId = subject.id();
        row.folder = subject.folder();
        row.by = request.by();
        row.reason = request.reason();
        row.requestedAt = now;
        row.files = JsonColumn.write(new TreeMap<>(files));
        return row;
    }

    void add(Map<String, Sha256> more) {
        SortedMap<String, Sha256> all = new TreeMap<>(more);
        all.putAll(JsonColumn.read(files, FILES));
        files = JsonColumn.write(all);
    }

    Deletion toDomain() {
        return new Deletion(
                new Subject(kind, subjectId, folder),
                by,
                reason,
                requestedAt,
                JsonColumn.read(files, FILES),
                finishedAt);
    }
}
