package io.cancernet.dataset.source;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A store that sources are read from over a network, within an allow-list. Thread-safe. */
public interface RemoteStore {

    /** Whether a URI names something in this store, by its scheme. */
    boolean speaks(URI uri);

    /**
     * Checks that a URI may be read, without looking whether anything is there.
     *
     * @throws io.cancernet.common.error.DomainException {@code source-not-allowed}, {@code invalid-request}
     */
    void requireAllowed(URI uri);

    /**
     * Opens a file, which the caller closes.
     *
     * @param name what it is called below the source's root
     * @throws io.cancernet.common.error.DomainException {@code source-not-allowed}, {@code source-unreadable}
     * @throws IOException when the store does not answer for now
     */
    FileBytes open(URI uri, String name) throws IOException;

    /**
     * The files below a place that is no file itself; none in a store without folders.
     *
     * @throws io.cancernet.common.error.DomainException {@code source-not-allowed}, {@code source-unreadable}
     * @throws IOException when the store does not answer for now
     */
    List<RemoteFile> list(URI uri, SourceLimits limits) throws IOException;

    /**
     * A file below a place.
     *
     * @param name its path below that place, with slashes
     * @param version changes with its bytes
     */
    record RemoteFile(String name, long size, String version, URI uri) {}

    /**
     * The bytes of a listed file.
     *
     * @throws SourceChangedException when it is no longer what was listed
     * @throws IOException when it cannot be read
     */
    byte[] read(RemoteFile file) throws IOException;
}
