package io.cancernet.kubernetes.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway's nginx with its own configuration, on a free port before other upstreams. */
final class Nginx implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of(System.getProperty("cancernet.home", "../.."))
            .resolve("deploy/kubernetes/cancernet/files/nginx.conf");

    private final Process process;
    private final URI url;

    private Nginx(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** The server of this machine, if it has one. */
    static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .filter(program -> Files.exists(Path.of("/etc/nginx/mime.types")))
                .findFirst();
    }

    /** @param upstreams port of each upstream, by its name */
    static Nginx start(Path program, Path folder, Map<String, Integer> upstreams) throws Exception {
        int port = freePort();
        Files.writeString(
                folder.resolve("upstreams.conf"),
                upstreams.entrySet().stream()
                        .map(each -> "upstream %s { server 127.0.0.1:%d; keepalive 32; }%n"
                                .formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining()));
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                Files.readString(CONFIGURATION)
                        .replace("listen 8080;", "listen 127.0.0.1:%d;".formatted(port))
                        .replace("/tmp/", folder + "/")
                        .replace("/etc/cancernet", folder.toString()));
        Path log = folder.resolve("nginx.log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-c",
                        configuration.toString(),
                        "-p",
                        folder.toString(),
                        "-g",
                        "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitPort(process, port, log);
        return new Nginx(process, URI.create("http://127.0.0.1:" + port));
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitPort(Process process, int port, Path log) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            if (!process.isAlive()) {
                throw new AssertionError("nginx refuses the configuration: " + Files.readString(log));
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        process.destroyForcibly();
        throw new AssertionError("nginx does not listen: " + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
