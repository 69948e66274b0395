package io.cancernet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Patches to ingest: a path on this machine, or a URI that the server reads itself.
 *
 * <p>A server on this machine reads the path in place; to another one the folder or zip is sent.
 */
public record IngestSource(String location) {

    private static final int BUFFER = 1 << 20;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * Submits the ingest.
     *
     * @param layout how names in the source are read, for example {@code idc}
     * @param sent gets the number of files sent so far, when files are sent at all
     */
    public JsonNode submit(Api api, String layout, Consumer<Long> sent) throws InterruptedException, IOException {
        if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
            return api.post(Api.DATASET + "/ingests", request(URI.create(location), layout));
        }
        Path path = Path.of(location);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no " + path.toAbsolutePath() + " to ingest");
        }
        if (isLocal(api.server())) {
            URI uri = path.toRealPath().toUri();
            return api.post(Api.DATASET + "/ingests", request(uri, layout));
        }
        String name = String.valueOf(path.toRealPath().getFileName());
        String target = Api.DATASET + "/ingests/archive?layout=" + Api.encode(layout) + "&name=";
        if (Files.isDirectory(path)) {
            return api.upload(
                    target + Api.encode(name + ".zip"),
                    "application/zip",
                    BodyPublishers.ofInputStream(() -> zipped(path, sent)));
        }
        return api.upload(target + Api.encode(name), "application/zip", BodyPublishers.ofFile(path));
    }

    static boolean isLocal(URI server) {
        String host = server.getHost();
        return host != null && LOOPBACK.contains(host);
    }

    private static Map<String, Object> request(URI uri, String layout) {
        Map<String, Object> body = new TreeMap<>();
        body.put("uri", uri.toString());
        body.put("layout", layout);
        return body;
    }

    /** The folder as a zip that is made while it is read, so that no copy of it is kept. */
    static InputStream zipped(Path folder, Consumer<Long> sent) {
        PipedInputStream in = new PipedInputStream(BUFFER);
        try {
            PipedOutputStream out = new PipedOutputStream(in);
            Thread writer = new Thread(() -> zip(folder, out, sent), "zip-" + folder.getFileName());
            writer.setDaemon(true);
            writer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return in;
    }

    // A failure closes the pipe before the zip's directory is written: the server refuses the cut-off archive.
    private static void zip(Path folder, OutputStream out, Consumer<Long> sent) {
        try (out) {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(0);
            long files = 0;
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file :
                        (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
                    zip.putNextEntry(new ZipEntry(folder.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/")));
                    Files.copy(file, zip);
                    zip.closeEntry();
                    sent.accept(++files);
                }
            }
            zip.finish();
        } catch (IOException | UncheckedIOException e) {
            // The reader sees the archive end early; the server's refusal is what the user is told.
            System.err.println("could not zip " + folder + ": " + e.getMessage());
        }
    }
}
