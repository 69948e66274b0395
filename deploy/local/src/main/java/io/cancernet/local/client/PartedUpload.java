package io.cancernet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Sends a file in parts to the server's object store, past the services. A part that fails is sent again. */
final class PartedUpload {

    private static final int MIB = 1 << 20;
    private static final int ADDRESSES = 100;

    private final Api api;
    private final PartStore store = new PartStore();
    private final Duration longest;
    private final Duration pause;
    private final Patience patience;

    /**
     * @param longest how long one part, or the server, is tried
     * @param pause between attempts
     */
    PartedUpload(Api api, Duration longest, Duration pause) {
        this.api = api;
        this.longest = longest;
        this.pause = pause;
        this.patience = new Patience(longest, pause);
    }

    /** The object store did not take even the first part: it cannot be reached from here. */
    static final class OutOfReach extends Exception {

        private static final long serialVersionUID = 1L;

        OutOfReach(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Sends the file; what was sent of it is removed when that fails.
     *
     * @return the URI by which the server ingests it
     */
    String send(SentFile file, SendProgress progress) throws InterruptedException, IOException, OutOfReach {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("name", file.name()).put("size", file.size()).put("sha256", hash(file, progress));
        JsonNode upload = patience.ask(() -> api.post(Api.DATASET + "/uploads", request));
        String path = Api.DATASET + "/uploads/" + upload.path("uploadId").asText();
        boolean complete = false;
        try {
            JsonNode tags = sendParts(file, path, upload.path("parts").asInt(), progress);
            JsonNode answer = patience.ask(() -> api.postLong(path + "/complete", tags));
            complete = true;
            return answer.path("uri").asText();
        } finally {
            if (!complete) {
                abort(path);
            }
        }
    }

    private JsonNode sendParts(SentFile file, String path, int parts, SendProgress progress)
            throws InterruptedException, IOException, OutOfReach {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        JsonNode page = addresses(path, 1);
        int first = 1;
        for (int number = 1; number <= parts; number++) {
            if (number == first + page.size()) {
                first = number;
                page = addresses(path, first);
            }
            JsonNode part = page.get(number - first);
            progress.update(part.path("offset").asLong() / MIB, file.size() / MIB, "MiB sent");
            tags.addObject().put("number", number).put("etag", sendPart(file, path, part));
        }
        return JsonNodeFactory.instance.objectNode().set("parts", tags);
    }

    private String sendPart(SentFile file, String path, JsonNode part)
            throws InterruptedException, IOException, OutOfReach {
        int number = part.path("number").asInt();
        long deadline = System.nanoTime() + longest.toNanos();
        JsonNode current = part;
        while (true) {
            try {
                return store.put(
                        URI.create(current.path("url").asText()),
                        file.path(),
                        current.path("offset").asLong(),
                        current.path("length").asLong());
            } catch (PartStore.Interruption e) {
                if (number == 1 && e instanceof PartStore.Unreachable) {
                    throw new OutOfReach(e);
                }
                if (System.nanoTime() > deadline) {
                    throw new FailedException("the object store does not take part " + number + ": " + e.getMessage());
                }
            }
            Thread.sleep(pause.toMillis());
            current = addresses(path, number).path(0);
        }
    }

    private JsonNode addresses(String path, int from) throws InterruptedException {
        return patience.ask(() -> api.get(path + "/parts?from=" + from + "&count=" + ADDRESSES))
                .path("items");
    }

    private void abort(String path) throws InterruptedException {
        try {
            api.delete(path);
        } catch (UnreachableException | RefusedException e) {
            // The server removes by itself what nobody goes on with.
            return;
        }
    }

    private static String hash(SentFile file, SendProgress progress) throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[MIB];
            long done = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                done += read;
                progress.update(done / MIB, file.size() / MIB, "MiB hashed");
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
