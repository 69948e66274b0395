package io.cancernet.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.inference.testing.TestPredictConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBodiesTest {

    private static final int UNKNOWN = -1;

    private final RequestBodies bodies = new RequestBodies(new TestPredictConfig(1, 10, 25, Duration.ofSeconds(1)));

    @Test
    void body_isReadWhole() throws IOException {
        try (RequestBodies.Body known = bodies.read(stream(10), 10);
                RequestBodies.Body unknown = bodies.read(stream(10), UNKNOWN)) {
            assertThat(known.bytes()).hasSize(10);
            assertThat(unknown.bytes()).hasSize(10);
        }
    }

    @Test
    void tooLargeBody_isRefused_afterItWasRead() {
        for (long length : new long[] {11, UNKNOWN}) {
            InputStream stream = stream(11);
            assertRefused(ErrorCode.REQUEST_TOO_LARGE, stream, length);
            assertThat(stream).isEmpty();
        }
    }

    @Test
    void bodiesBeyondTheRoom_areTurnedAway_untilOthersAreDone() throws IOException {
        try (RequestBodies.Body first = bodies.read(stream(10), 10);
                RequestBodies.Body second = bodies.read(stream(10), UNKNOWN)) {
            assertThat(first.bytes()).isEqualTo(second.bytes());
            assertRefused(ErrorCode.OVERLOADED, stream(6), 6);
            bodies.read(stream(5), 5).close();
        }
        bodies.read(stream(10), 10).close();
    }

    @Test
    void refusedAndBrokenBodies_leaveTheirRoom() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertRefused(ErrorCode.REQUEST_TOO_LARGE, stream(20), UNKNOWN);
            assertThatIOException().isThrownBy(() -> bodies.read(new Broken(), 8));
        }
        bodies.read(stream(10), 10).close();
    }

    private void assertRefused(ErrorCode code, InputStream stream, long length) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> bodies.read(stream, length))
                .extracting(DomainException::code)
                .isEqualTo(code);
    }

    private static InputStream stream(int bytes) {
        return new ByteArrayInputStream(new byte[bytes]);
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("broken off");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }
}
