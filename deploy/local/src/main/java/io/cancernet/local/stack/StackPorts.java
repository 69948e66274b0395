package io.cancernet.local.stack;

import io.cancernet.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Loopback ports of everything that listens; 0 stands for any free one.
 *
 * @param gateway the one that users need
 */
public record StackPorts(int gateway, int dataset, int training, int inference, int kafka, int postgres, int s3) {

    /** Ports of a stack unless others are given; uncommon ones beside the gateway's. */
    public static final StackPorts STANDARD = new StackPorts(8080, 18081, 18082, 18083, 19092, 15432, 19000);

    /** Any free ports. */
    public static final StackPorts FREE = new StackPorts(0, 0, 0, 0, 0, 0, 0);

    /**
     * Replaces each 0 by a free port.
     *
     * @throws StackException when a given port is taken or given twice; the message names the option that changes it
     */
    public StackPorts resolve() {
        Map<Integer, String> used = new HashMap<>();
        byOption().forEach((option, port) -> {
            if (port != 0) {
                requireFree(option, port);
                String other = used.putIfAbsent(port, option);
                if (other != null) {
                    throw new StackException("port " + port + " is given twice, by " + other + " and " + option);
                }
            }
        });
        Set<Integer> taken = new HashSet<>(used.keySet());
        return new StackPorts(
                givenOrFree(gateway, taken),
                givenOrFree(dataset, taken),
                givenOrFree(training, taken),
                givenOrFree(inference, taken),
                givenOrFree(kafka, taken),
                givenOrFree(postgres, taken),
                givenOrFree(s3, taken));
    }

    private Map<String, Integer> byOption() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--port", gateway);
        ports.put("--dataset-port", dataset);
        ports.put("--training-port", training);
        ports.put("--inference-port", inference);
        ports.put("--kafka-port", kafka);
        ports.put("--postgres-port", postgres);
        ports.put("--s3-port", s3);
        return ports;
    }

    private static void requireFree(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new StackException(option + " " + port + " is no port: 1 to 65535, or 0 for any free one");
        }
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of an earlier run in TIME_WAIT do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (IOException e) {
            throw new StackException(
                    "port " + port + " is taken by another process: free it, or choose another with " + option
                            + " (0 for any free one)",
                    e);
        }
    }

    private static int givenOrFree(int given, Set<Integer> taken) {
        int port = given;
        while (port == 0) {
            int candidate = Ports.free();
            port = taken.add(candidate) ? candidate : 0;
        }
        return port;
    }
}
