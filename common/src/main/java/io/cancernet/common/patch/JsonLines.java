package io.cancernet.common.patch;

import com.fasterxml.jackson.databind.MappingIterator;
import io.cancernet.common.json.Json;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzipped JSON lines: the form of index and manifest files. The same lines give the same bytes. */
public final class JsonLines {

    private JsonLines() {}

    public static byte[] write(Iterable<?> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(bytes), 1 << 16)) {
            for (Object line : lines) {
                out.write(Json.write(line));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads line by line, so that memory holds one. Closes the stream. @throws IOException when a line is broken */
    public static <T> void read(InputStream gzipped, Class<T> type, Consumer<T> reader) throws IOException {
        try (InputStream in = new GZIPInputStream(gzipped, 1 << 16);
                MappingIterator<T> lines = Json.mapper().readerFor(type).readValues(in)) {
            while (lines.hasNextValue()) {
                reader.accept(lines.nextValue());
            }
        }
    }

    /**
     * Reads all lines.
     *
     * @throws IOException when a line is broken
     */
    public static <T> List<T> read(byte[] gzipped, Class<T> type) throws IOException {
        List<T> lines = new ArrayList<>();
        read(new ByteArrayInputStream(gzipped), type, lines::add);
        return List.copyOf(lines);
    }
}
