package io.cancernet.dataset.source;

import java.io.IOException;
import java.util.List;

/** A place that patches are read from: a folder or an archive, already checked as a whole. Reads are thread-safe. */
public interface PatchSource extends AutoCloseable {

    /** Every regular file, in no particular order. */
    List<SourceFile> files();

    /**
     * The bytes of one file.
     *
     * @throws IOException when it cannot be read, or holds more than its stated size
     */
    byte[] read(SourceFile file) throws IOException;

    @Override
    void close();
}
