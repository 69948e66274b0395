package io.cancernet.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports of the three servers.
 *
 * @param kafka 1 to 65535, or 0 for a free one
 * @param postgres as {@code kafka}
 * @param s3 as {@code kafka}
 */
public record Ports(int kafka, int postgres, int s3) {

    /** Any free ports. */
    public static final Ports FREE = new Ports(0, 0, 0);

    /** Address that the servers listen on; a number, because "localhost" may stand for ::1 as well. */
    public static final String HOST = "127.0.0.1";

    // Below the ports that systems give to outgoing connections (Linux: from 32768, macOS: from 49152). From there, a
    // client that retries while its server is stopped can take the port itself, or even connect to itself.
    private static final int FIRST_FREE = 20_000;
    private static final int LAST_FREE = 32_000;

    public Ports {
        for (int port : new int[] {kafka, postgres, s3}) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("not a port: " + port);
            }
        }
    }

    /** Returns a port that nothing listens on now. */
    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST_FREE + " and " + LAST_FREE);
    }

    int of(Server server) {
        return switch (server) {
            case KAFKA -> kafka;
            case POSTGRES -> postgres;
            case S3 -> s3;
        };
    }

    /**
     * Replaces each 0 by a free port.
     *
     * @throws IllegalArgumentException when a given port is taken or given twice; the message names server and port
     */
    Ports resolve() {
        Set<Integer> used = new HashSet<>();
        for (Server server : Server.values()) {
            int port = of(server);
            if (port != 0) {
                requireFree(server, port);
                if (!used.add(port)) {
                    throw new IllegalArgumentException("port " + port + " is given to two servers");
                }
            }
        }
        return new Ports(givenOrFree(kafka, used), givenOrFree(postgres, used), givenOrFree(s3, used));
    }

    static void requireFree(Server server, int port) {
        if (!isFree(port)) {
            throw new IllegalArgumentException(
                    "%1$s: port %2$d is taken by another process; free it or choose another with --%1$s-port"
                            .formatted(server.id(), port));
        }
    }

    private static int givenOrFree(int given, Set<Integer> used) {
        int port = given;
        while (port == 0) {
            int candidate = free();
            port = used.add(candidate) ? candidate : 0;
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of an earlier run in TIME_WAIT do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
