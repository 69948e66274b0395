package io.cancernet.dataset.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.IngestId;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestState;
import io.cancernet.dataset.ingest.Submission;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestResponseTest {

    @Test
    void source_isToldWithoutItsSignature_andToOperatorsAlone() {
        Ingest ingest = of("https://scanner.example/Doe-Jane.svs?X-Amz-Signature=abc");

        assertThat(IngestResponse.from(ingest, null, true).uri()).hasToString("https://scanner.example/Doe-Jane.svs");
        assertThat(IngestResponse.from(ingest, null, false).uri()).isNull();
        assertThat(IngestResponse.from(of("upload:1.zip"), null, true).uri()).hasToString("upload:1.zip");
    }

    private static Ingest of(String uri) {
        return new Ingest(
                new IngestId("i-1"),
                Submission.of(URI.create(uri), Purpose.DATASET),
                IngestState.SUBMITTED,
                new Ingest.Counts(0, 0, 0, 0, 0, 0),
                Map.of(),
                null,
                0,
                null,
                Instant.EPOCH,
                null,
                null);
    }
}
