package io.cancernet.training.weights;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of weights on this machine, by {@code file:} URI. */
public final class LocalWeightFiles implements WeightFiles {

    /** The largest network's have 74 MB; a device, or a slide by mistake, would take all memory. */
    private static final long LARGEST = 256_000_000;

    @Override
    public byte[] read(String name) {
        try {
            Path file = Path.of(URI.create(name));
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new IOException("it is no file of at most %,d bytes".formatted(LARGEST));
            }
            return Files.readAllBytes(file);
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    ("the weights %s cannot be read on this service's machine (%s); name a file that is there, or put it into"
                                    + " the object store and give its key")
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}
