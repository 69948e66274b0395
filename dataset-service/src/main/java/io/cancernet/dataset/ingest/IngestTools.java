package io.cancernet.dataset.ingest;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.minio.ObjectStoreConfig;
import io.cancernet.dataset.extraction.PatchInspector;
import io.cancernet.dataset.extraction.SlideExtractor;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.source.http.WebStore;
import io.cancernet.dataset.source.objectstore.BucketStore;
import io.cancernet.dataset.upload.UploadConfig;
import io.cancernet.dataset.work.WorkDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;

/** Makes what ingests work with from their configuration. */
@ApplicationScoped
class IngestTools {

    @Produces
    @Singleton
    Sources sources(IngestConfig config, UploadConfig uploads, ObjectStoreConfig objectStore, WorkDirectory work) {
        IngestConfig.Limits limits = config.limits();
        return new Sources(
                config.allowedRoots().orElse(List.of()),
                new SourceLimits(limits.maxFiles(), limits.maxTotalBytes(), limits.maxRatio()),
                List.of(
                        new BucketStore(objectStore, config.allowedBuckets().orElse(List.of())),
                        new WebStore(
                                config.allowedHosts().orElse(List.of()),
                                config.allowedPrivateHosts().orElse(List.of()),
                                config.remoteTimeout(),
                                work.path(),
                                uploads.maxBytes())));
    }

    @Produces
    @Singleton
    PatchInspector inspector(IngestConfig config) {
        return new PatchInspector(
                new PatchImageCodec(),
                config.maxImageBytes(),
                Runtime.getRuntime().availableProcessors());
    }

    void close(@Disposes PatchInspector inspector) {
        inspector.close();
    }

    @Produces
    @Singleton
    SlideExtractor extractor(
            PatchInspector inspector, PseudonymKey key, ObjectStore store, IngestConfig config, WorkDirectory work) {
        return new SlideExtractor(inspector, key, store, config.maxShardBytes(), config.caseBufferBytes(), work.path());
    }

    @Produces
    @Singleton
    WholeSlideCutter wholeSlideCutter(
            IngestLedger ledger, SlideExtractor extractor, ObjectStore store, WorkDirectory work) {
        return new WholeSlideCutter(ledger, extractor, store, work.path());
    }

    @Produces
    @Singleton
    Staging staging(WorkDirectory work, UploadConfig uploads) {
        return new Staging(work.path(), uploads.maxBytes());
    }

    @Produces
    @Singleton
    WorkDirectory workDirectory(IngestConfig config) {
        return WorkDirectory.in(config.workDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))));
    }

    void close(@Disposes WorkDirectory work) {
        work.close();
    }
}
