package io.cancernet.dataset.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server of this machine that gives out the files of a folder, with ranges and versions unless told otherwise. */
public final class WebServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final Path folder;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean ranges = true;
    private volatile boolean versions = true;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int failureStatus;
    private volatile String location = "";

    private WebServer(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    public static WebServer of(Path folder) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "web-server");
                thread.setDaemon(true);
                return thread;
            }));
            WebServer web = new WebServer(folder, server);
            server.createContext("/", web::answer);
            server.start();
            return web;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address, such as {@code http://127.0.0.1:4711}. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public int requests() {
        return requests.get();
    }

    public WebServer withoutRanges() {
        ranges = false;
        return this;
    }

    public WebServer withoutVersions() {
        versions = false;
        return this;
    }

    /** Answers the next requests with a status. */
    public void fail(int times, int status) {
        failureStatus = status;
        failures.set(times);
    }

    /** Sends every request elsewhere. */
    public void redirect(String target) {
        location = target;
    }

    /** While this file exists, the server answers 503 for the one that is given. */
    public static Path away(Path file) {
        return file.resolveSibling(file.getFileName() + ".away");
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(failureStatus, -1);
                return;
            }
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (Files.exists(away(file))) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(exchange, Files.readAllBytes(file));
        }
    }

    private void send(HttpExchange exchange, byte[] bytes) throws IOException {
        String etag = "\"%08x\"".formatted(Arrays.hashCode(bytes));
        String wanted = exchange.getRequestHeaders().getFirst("If-Match");
        if (wanted != null && !wanted.equals(etag)) {
            exchange.sendResponseHeaders(412, -1);
            return;
        }
        if (versions) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        String asked = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        Matcher range = RANGE.matcher(asked);
        byte[] body = bytes;
        int status = 200;
        if (ranges && range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(Integer.parseInt(range.group(2)), bytes.length - 1);
            body = Arrays.copyOfRange(bytes, from, to + 1);
            status = 206;
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to, bytes.length));
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
