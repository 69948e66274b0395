package io.cancernet.dataset.verification.postgres;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.json.Json;
import io.cancernet.dataset.verification.Findings;
import io.cancernet.dataset.verification.Verification;
import io.cancernet.dataset.verification.VerificationState;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code dataset_verification}; the findings are one JSON document. */
@Entity
@Table(name = "dataset_verification")
class VerificationEntity extends PanacheEntityBase {

    @Id
    @Column(name = "verification_id")
    public String verificationId;

    public String name;
    public int version;

    @Enumerated(EnumType.STRING)
    public VerificationState state;

    public int checked;
    public int patches;
    public @Nullable String findings;
    public @Nullable String error;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;

    Verification toVerification() {
        return new Verification(
                verificationId,
                new DatasetVersion(name, version),
                state,
                checked,
                patches,
                findings(),
                error,
                createdAt,
                startedAt,
                finishedAt);
    }

    private @Nullable Findings findings() {
        String document = findings;
        if (document == null) {
            return null;
        }
        try {
            return Json.read(document.getBytes(StandardCharsets.UTF_8), Findings.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the row of verification %s is broken".formatted(verificationId), e);
        }
    }
}
