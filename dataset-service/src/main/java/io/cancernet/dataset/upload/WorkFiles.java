package io.cancernet.dataset.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Files of this machine that hold an upload for a while. */
final class WorkFiles {

    private static final Logger LOG = Logger.getLogger(WorkFiles.class);

    private WorkFiles() {}

    static Path create(Path folder, FileEnding ending) {
        try {
            return Files.createTempFile(Files.createDirectories(folder), "upload-", "." + ending);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("the temporary file %s stays behind: %s", file, e.getMessage());
        }
    }
}
