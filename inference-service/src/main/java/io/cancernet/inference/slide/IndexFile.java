package io.cancernet.inference.slide;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An extraction's index in a temporary file, verified: it is read in chunks as often as needed, and memory holds one of
 * them. Deleted when closed. Used by one thread.
 */
public final class IndexFile implements AutoCloseable {

    private static final int CHUNK = 1000;

    private final String key;
    private final Path file;

    private IndexFile(String key, Path file) {
        this.key = key;
        this.file = file;
    }

    /**
     * Copies an index from the store.
     *
     * @throws DomainException when it is not there, or not what was announced
     * @throws Outage when the store is away
     */
    public static IndexFile fetch(ObjectStore store, ObjectRef index) {
        MessageDigest digest = Hashes.newSha256();
        Path file = null;
        try {
            file = Files.createTempFile("index-", ".jsonl.gz");
            try (InputStream in = new DigestInputStream(store.open(index.key()), digest)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Sha256 found = new Sha256(HexFormat.of().formatHex(digest.digest()));
            if (!found.equals(index.sha256())) {
                throw refusal(ErrorCode.HASH_MISMATCH, index.key(), "has not the announced sha256", null);
            }
            return new IndexFile(index.key(), file);
        } catch (ObjectNotFoundException e) {
            delete(file);
            throw refusal(ErrorCode.NOT_FOUND, index.key(), "is not in the object store", e);
        } catch (IOException e) {
            delete(file);
            throw new Outage("index %s could not be copied: %s".formatted(index.key(), e.getMessage()), e);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /** Number of its lines. @throws DomainException when one is broken */
    public int lines() {
        int[] count = new int[1];
        read(CHUNK, lines -> count[0] += lines.size());
        return count[0];
    }

    /** Hands the lines over in their order, so many at a time. @throws DomainException when one is broken */
    public void read(int chunk, Consumer<List<IndexLine>> reader) {
        List<IndexLine> lines = new ArrayList<>(chunk);
        try {
            JsonLines.read(Files.newInputStream(file), IndexLine.class, line -> {
                lines.add(line);
                if (lines.size() == chunk) {
                    reader.accept(List.copyOf(lines));
                    lines.clear();
                }
            });
        } catch (IOException e) {
            throw refusal(ErrorCode.MANIFEST_INVALID, key, "is broken", e);
        }
        if (!lines.isEmpty()) {
            reader.accept(List.copyOf(lines));
        }
    }

    @Override
    public void close() {
        delete(file);
    }

    private static DomainException refusal(ErrorCode code, String key, String what, @Nullable Exception cause) {
        String message = "index %s %s: delete the slide and ingest it again".formatted(key, what);
        return cause == null ? new DomainException(code, message) : new DomainException(code, message, cause);
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The system clears its temporary folder.
            file.toFile().deleteOnExit();
        }
    }
}
