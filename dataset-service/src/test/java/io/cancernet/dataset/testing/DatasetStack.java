package io.cancernet.dataset.testing;

import io.cancernet.common.testing.EmbeddedStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The real servers, and a folder of sources that the service may read. */
public class DatasetStack extends EmbeddedStackResource {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        settings.put("cancernet.pseudonym-key", "a key for tests only");
        String data = System.getProperty("cancernet.shared.data", "");
        Path sources = sources();
        settings.put("cancernet.ingest.allowed-roots", sources + (data.isEmpty() ? "" : "," + data));
        // The same folder on a web server, which lives as long as this test JVM.
        settings.put("cancernet.ingest.allowed-hosts", WebServer.of(sources).address());
        settings.put(
                "cancernet.ingest.allowed-buckets",
                "%s/incoming".formatted(settings.get("cancernet.object-store.bucket")));
        // A worker whose database went away is taken over soon.
        settings.put("cancernet.ingest.lease", "3s");
        // Small enough to be reached by a test.
        settings.put("cancernet.ingest.limits.max-total-bytes", "200000000");
        settings.put("cancernet.upload.max-bytes", "20000000");
        settings.put("cancernet.upload.part-bytes", "5242880");
        settings.put("cancernet.upload.sweep-interval", "1h");
        return settings;
    }

    private static Path sources() {
        try {
            return Files.createTempDirectory("cancernet-sources-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
