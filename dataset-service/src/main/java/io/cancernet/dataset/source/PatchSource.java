package io.cancernet.dataset.source;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A place that patches are read from: a folder or an archive, already checked as a whole. Reads are thread-safe. */
public interface PatchSource extends AutoCloseable {

    /** Every regular file, in no particular order. */
    List<SourceFile> files();

    /**
     * Whether going back in it means reading it from its start again. Such a source is read by one thread, in the order
     * of the files' indexes where memory allows.
     */
    default boolean isSequential() {
        return false;
    }

    /**
     * The bytes of one file.
     *
     * @throws IOException when this file cannot be read, or holds more than its stated size
     * @throws io.cancernet.common.error.DomainException {@code source-changed} when it is no longer what was listed
     * @throws io.cancernet.common.error.Outage when the source's store is away for now
     */
    byte[] read(SourceFile file) throws IOException;

    /** Whether it is one file, whose entries have no files of their own on disk or in a store. */
    default boolean isArchive() {
        return true;
    }

    /**
     * Writes the bytes of one file of whatever length.
     *
     * @throws IOException as {@link #read} says; an {@link java.io.UncheckedIOException} when they cannot be written
     */
    default void copy(SourceFile file, OutputStream target) throws IOException {
        target.write(read(file));
    }

    /**
     * Checks that the source is still what was listed.
     *
     * @throws io.cancernet.common.error.DomainException {@code source-changed} when something was added, changed or
     *     removed
     */
    void requireUnchanged();

    @Override
    void close();
}
