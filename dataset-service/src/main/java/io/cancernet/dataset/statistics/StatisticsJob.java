package io.cancernet.dataset.statistics;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.dataset.DatasetRepository;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.dataset.Manifests;
import io.cancernet.dataset.manifest.DamagedManifestException;
import io.cancernet.dataset.manifest.ManifestReader;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.manifest.ShardPass;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Computes the statistics of a dataset once it is frozen, in one pass over its shards. */
@ApplicationScoped
class StatisticsJob implements JobHandler {

    static final String KIND = "dataset-statistics";
    private static final String DAMAGED = "The manifest is damaged or gone; a verification says more.";

    private final StatisticsRepository statistics;
    private final DatasetRepository datasets;
    private final Manifests manifests;
    private final ObjectStore store;

    StatisticsJob(StatisticsRepository statistics, DatasetRepository datasets, Manifests manifests, ObjectStore store) {
        this.statistics = statistics;
        this.datasets = datasets;
        this.manifests = manifests;
        this.store = store;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        DatasetVersion version = DatasetVersion.parse(lease.jobId());
        Optional<FrozenDataset> dataset = datasets.find(version);
        if (dataset.isEmpty()) {
            statistics.forget(lease);
            return;
        }
        try (InputStream manifest = manifests.open(dataset.get())) {
            statistics.finish(lease, version, collect(manifest, work));
        } catch (DomainException | DamagedManifestException e) {
            statistics.fail(lease, version, DAMAGED);
        } catch (IOException e) {
            throw new Outage("cannot read the manifest of %s: %s".formatted(version, e.getMessage()), e);
        }
    }

    private Statistics collect(InputStream manifest, JobProgress work) throws IOException {
        Collector collector = new Collector();
        ShardPass pass = new ShardPass(store, collector);
        ManifestReader.read(manifest, new ManifestReader.Visitor() {
            @Override
            public void line(NumberedLine line) {
                if (!work.mayContinue()) {
                    throw new CancellationException("the statistics stop here and start over later");
                }
                collector.line(line.line());
                pass.add(line);
            }

            @Override
            public void broken(int number, String why) {
                // A verification tells of it.
            }
        });
        pass.finish();
        return collector.statistics();
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        statistics.fail(
                lease,
                DatasetVersion.parse(lease.jobId()),
                "They failed several times; the log of dataset-service says why.");
    }
}
