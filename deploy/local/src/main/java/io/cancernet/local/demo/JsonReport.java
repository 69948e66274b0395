package io.cancernet.local.demo;

import io.cancernet.local.client.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that a summary is written to: the whole of it or nothing. */
public record JsonReport(Path file) {

    /** Fails at once when the file could not be written at the end. */
    public void requireWritable() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder + " for " + file);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("the folder " + folder + " of " + file + " cannot be written to");
        }
    }

    public void write(DemoSummary summary) throws IOException {
        Path draft = folder().resolve(file.getFileName() + ".tmp");
        try {
            Files.writeString(draft, Api.pretty(summary) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
