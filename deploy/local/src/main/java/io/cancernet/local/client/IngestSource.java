package io.cancernet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What is to be ingested: a path on this machine, or a URI that the server reads itself.
 *
 * <p>A server on this machine reads a path in place. To another one a large file or a slide goes in parts past the
 * service, and everything else, a folder as a zip, through it.
 *
 * @param send whether a path is sent to a server on this machine too
 */
public record IngestSource(String location, boolean send) {

    private static final int BUFFER = 1 << 20;
    private static final int MIB = 1 << 20;
    private static final Pattern URI_FORM = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    public IngestSource(String location) {
        this(location, false);
    }

    /**
     * Submits the ingest.
     *
     * @param options fields of the request beside the URI
     * @param progress told when files are sent at all
     */
    public JsonNode submit(Api api, Map<String, ?> options, SendProgress progress)
            throws InterruptedException, IOException {
        Map<String, Object> body = new TreeMap<>(options);
        body.put("uri", reachable(api, progress));
        return api.post(Api.DATASET + "/ingests", body);
    }

    /** Makes sure that the server can read it. @return the URI by which it does */
    public String reachable(Api api, SendProgress progress) throws InterruptedException, IOException {
        if (URI_FORM.matcher(location).matches()) {
            return location;
        }
        Path path = Path.of(location);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no " + path.toAbsolutePath() + " to ingest");
        }
        Path real = path.toRealPath();
        if (isLocal(api.server()) && !send) {
            return real.toUri().toString();
        }
        return Files.isDirectory(real) ? sendFolder(api, real, progress) : sendFile(api, real, progress);
    }

    private static String sendFolder(Api api, Path folder, SendProgress progress) throws InterruptedException {
        return sendWhole(
                api,
                "upload.zip",
                BodyPublishers.ofInputStream(() -> zipped(folder, files -> progress.update(files, 0, "files sent"))));
    }

    private static String sendFile(Api api, Path path, SendProgress progress) throws InterruptedException, IOException {
        SentFile file = SentFile.of(path);
        if (file.goesInParts()) {
            try {
                return new PartedUpload(api, LONGEST_OUTAGE, PAUSE).send(file, progress);
            } catch (PartedUpload.OutOfReach e) {
                // Object stores are often reached by the services alone.
                progress.update(0, file.size() / MIB, "MiB through the service, since " + e.getMessage());
            }
        }
        return sendWhole(api, file.name(), BodyPublishers.ofFile(path));
    }

    private static String sendWhole(Api api, String name, BodyPublisher body) throws InterruptedException {
        return api.upload(Api.DATASET + "/uploads/whole?name=" + Api.encode(name), "application/octet-stream", body)
                .path("uri")
                .asText();
    }

    static boolean isLocal(URI server) {
        String host = server.getHost();
        return host != null && LOOPBACK.contains(host);
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
