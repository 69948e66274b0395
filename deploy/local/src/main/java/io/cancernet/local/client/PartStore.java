package io.cancernet.local.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/** The object store as a client with signed addresses sees it. */
final class PartStore {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PART_TIMEOUT = Duration.ofMinutes(10);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Sending a part failed in a way that may pass, with a fresh address. */
    static class Interruption extends Exception {

        private static final long serialVersionUID = 1L;

        Interruption(String message) {
            super(message);
        }
    }

    /** Nothing answers at the address. */
    static final class Unreachable extends Interruption {

        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    /** Sends part of a file. @return the tag that the store gives it */
    String put(URI address, Path file, long offset, long length)
            throws InterruptedException, IOException, Interruption {
        byte[] bytes = read(file, offset, Math.toIntExact(length));
        HttpResponse<String> answer;
        try {
            answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PART_TIMEOUT)
                            .PUT(BodyPublishers.ofByteArray(bytes))
                            .build(),
                    BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new Unreachable("nothing answers at " + address.getAuthority());
        } catch (IOException e) {
            throw new Interruption(String.valueOf(e.getMessage()));
        }
        if (answer.statusCode() != OK) {
            throw new Interruption("HTTP status " + answer.statusCode());
        }
        return answer.headers().firstValue("ETag").orElseThrow(() -> new Interruption("the answer has no ETag"));
    }

    private static byte[] read(Path file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
            }
            return buffer.array();
        }
    }
}
