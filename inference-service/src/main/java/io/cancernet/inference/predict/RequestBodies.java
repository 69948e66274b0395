package io.cancernet.inference.predict;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/** Reads the bodies of requests into memory, no more at once than there is room for. Thread-safe. */
@ApplicationScoped
public class RequestBodies {

    private final int largest;
    private final Semaphore room;

    RequestBodies(PredictConfig config) {
        this.largest = config.largestRequest();
        this.room = new Semaphore(config.allRequests());
    }

    /** A body in memory; closing it gives its room back. */
    public final class Body implements AutoCloseable {

        private final byte[] bytes;
        private final int taken;

        private Body(byte[] bytes, int taken) {
            this.bytes = bytes;
            this.taken = taken;
        }

        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            room.release(taken);
        }
    }

    /**
     * Reads a body whole. One that is refused is read to its end all the same, so that who sends it hears why.
     *
     * @param length as its sender says; negative: not said
     * @throws DomainException when it is too large, or there is no room for it now
     * @throws IOException when it breaks off
     */
    public Body read(InputStream stream, long length) throws IOException {
        int taken = length < 0 ? largest : (int) Math.min(length, largest);
        if (length > largest) {
            throw refused(stream, tooLarge());
        }
        if (!room.tryAcquire(taken)) {
            throw refused(
                    stream,
                    new DomainException(ErrorCode.OVERLOADED, "too many requests are being read: try again later"));
        }
        boolean read = false;
        try {
            byte[] bytes = stream.readNBytes(taken);
            if (stream.read() >= 0) {
                throw refused(stream, tooLarge());
            }
            read = true;
            return new Body(bytes, taken);
        } finally {
            if (!read) {
                room.release(taken);
            }
        }
    }

    /** Checks the size of what was read elsewhere. @throws DomainException when it is too large */
    public void requireSize(long bytes) {
        if (bytes > largest) {
            throw tooLarge();
        }
    }

    private DomainException tooLarge() {
        return new DomainException(
                ErrorCode.REQUEST_TOO_LARGE,
                "a request has at most %d bytes: send fewer or smaller images".formatted(largest));
    }

    private static DomainException refused(InputStream stream, DomainException refusal) throws IOException {
        stream.transferTo(OutputStream.nullOutputStream());
        return refusal;
    }
}
