package io.cancernet.common.patch;

import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A temporary file of gzipped JSON lines, hashed while it is written and deleted when closed: for more lines than memory
 * should hold. It has the bytes that {@link JsonLines#write} gives. Used by one thread.
 */
public final class JsonLinesFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final MessageDigest digest = Hashes.newSha256();
    private final OutputStream out;
    private int lines;

    private JsonLinesFile(Path path) throws IOException {
        this.path = path;
        OutputStream hashed =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(path), BUFFER), digest);
        this.out = new BufferedOutputStream(new GZIPOutputStream(hashed), BUFFER);
    }

    public static JsonLinesFile create(Path directory) throws IOException {
        return new JsonLinesFile(Files.createTempFile(directory, "lines-", ".jsonl.gz"));
    }

    public void add(Object line) throws IOException {
        out.write(Json.write(line));
        out.write('\n');
        lines++;
    }

    public int lines() {
        return lines;
    }

    /** Ends the file and returns its hash; nothing is added afterwards. */
    public Sha256 finish() throws IOException {
        out.close();
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /** Where it lies until it is closed. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
