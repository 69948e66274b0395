package io.cancernet.training.run.postgres;

import io.cancernet.common.id.RunId;
import io.cancernet.training.run.Epoch;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code epoch}. */
@Entity
@Table(name = "epoch")
class EpochEntity {

    /** An epoch of a run. */
    @Embeddable
    record Key(@Column(name = "run_id") String runId, int number) {}

    @EmbeddedId
    Key key;

    @Column(name = "train_loss")
    double trainLoss;

    @Column(name = "train_accuracy")
    double trainAccuracy;

    @Column(name = "validation_loss")
    double validationLoss;

    @Column(name = "validation_accuracy")
    double validationAccuracy;

    @Column(name = "validation_roc_auc")
    @Nullable Double validationRocAuc;

    double seconds;

    @Column(name = "patches_per_second")
    double patchesPerSecond;

    @Column(name = "seconds_waiting_for_data")
    double secondsWaitingForData;

    @Column(name = "resident_bytes")
    long residentBytes;

    static EpochEntity of(RunId run, Epoch epoch) {
        EpochEntity row = new EpochEntity();
        row.key = new Key(run.value(), epoch.number());
        row.trainLoss = epoch.trainLoss();
        row.trainAccuracy = epoch.trainAccuracy();
        row.validationLoss = epoch.validationLoss();
        row.validationAccuracy = epoch.validationAccuracy();
        row.validationRocAuc = epoch.validationRocAuc();
        row.seconds = epoch.seconds();
        row.patchesPerSecond = epoch.patchesPerSecond();
        row.secondsWaitingForData = epoch.secondsWaitingForData();
        row.residentBytes = epoch.residentBytes();
        return row;
    }

    Epoch toDomain() {
        return new Epoch(
                key.number(),
                trainLoss,
                trainAccuracy,
                validationLoss,
                validationAccuracy,
                validationRocAuc,
                seconds,
                patchesPerSecond,
                secondsWaitingForData,
                residentBytes);
    }
}
