package io.cancernet.dataset.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cancernet.common.json.Json;
import io.cancernet.common.patch.ManifestLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a gzipped manifest line by line; a line that is none is told apart from a file that is none. */
public final class ManifestReader {

    private static final int BUFFER = 1 << 16;
    private static final int MAX_LINE = 1 << 14;

    private ManifestReader() {}

    /** What is found, in the order of the lines. */
    public interface Visitor {

        void line(NumberedLine line);

        /** A line is not one of a manifest. */
        void broken(int number, String why);
    }

    /**
     * Reads to the end. The stream stays open, for its owner to close.
     *
     * @throws DamagedManifestException when the bytes are no gzip, are cut short, or hold a line without end
     * @throws IOException when the stream fails
     */
    public static void read(InputStream gzipped, Visitor visitor) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        int number = 1;
        try {
            InputStream in = new GZIPInputStream(gzipped, BUFFER);
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer, filled, buffer.length - filled)) {
                int end = filled + read;
                int start = 0;
                for (int at = filled; at < end; at++) {
                    if (buffer[at] == '\n') {
                        visit(Arrays.copyOfRange(buffer, start, at), number++, visitor);
                        start = at + 1;
                    }
                }
                filled = end - start;
                requireLine(filled, number);
                System.arraycopy(buffer, start, buffer, 0, filled);
            }
        } catch (ZipException | EOFException e) {
            throw new DamagedManifestException("it is no whole gzip file: " + e.getMessage(), e);
        }
        if (filled > 0) {
            visit(Arrays.copyOf(buffer, filled), number, visitor);
        }
    }

    private static void requireLine(int length, int number) throws DamagedManifestException {
        if (length > MAX_LINE) {
            throw new DamagedManifestException("line %d has more than %d bytes".formatted(number, MAX_LINE), null);
        }
    }

    private static void visit(byte[] json, int number, Visitor visitor) throws IOException {
        ManifestLine line;
        try {
            line = Json.read(json, ManifestLine.class);
        } catch (JsonProcessingException e) {
            visitor.broken(number, e.getOriginalMessage());
            return;
        }
        visitor.line(new NumberedLine(number, line));
    }
}
