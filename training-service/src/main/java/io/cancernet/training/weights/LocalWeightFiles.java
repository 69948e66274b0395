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

    @Override
    public byte[] read(String name) {
        try {
            return Files.readAllBytes(Path.of(URI.create(name)));
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    ("the pretrained weights %s cannot be read on the machine that trains; name a file that is there, or"
                                    + " put it into the object store and give its key")
                            .formatted(name),
                    e);
        }
    }
}
