package io.cancernet.dataset.upload;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.Outage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The object store as a place that clients send the parts of a file to. Every method throws {@link Outage}. */
public interface MultipartStore {

    /** Begins an upload. @return what the store calls it */
    String begin(String key);

    /** An address, as clients reach it, that takes a part by PUT for a while. */
    URI address(String key, String multipart, int part, Duration valid);

    /**
     * Makes the object from its parts; one that was made already is left.
     *
     * @throws DomainException {@code upload-invalid} when a part is missing, too short or not the one with that tag
     */
    void complete(String key, String multipart, List<PartTag> parts);

    /**
     * Forgets an upload with its parts; one that is not there is no error.
     *
     * @param multipart absent where nobody noted it: all uploads of the key
     */
    void abort(String key, @Nullable String multipart);

    /** Bytes of a stored object. @throws io.cancernet.common.objectstore.ObjectNotFoundException when there is none */
    long size(String key);
}
