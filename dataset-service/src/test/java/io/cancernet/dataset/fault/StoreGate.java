package io.cancernet.dataset.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.cancernet.embedded.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * A way to the object store that can hold the service where it stores a named object: so a test knows what is done and
 * what is not while it kills the service or takes a server away.
 */
final class StoreGate implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ServerSocket door;
    private final URI store;
    private final Queue<Hold> holds = new ConcurrentLinkedQueue<>();

    private StoreGate(ServerSocket door, URI store) {
        this.door = door;
        this.store = store;
    }

    static StoreGate to(Endpoints.S3 store) {
        try {
            StoreGate gate = new StoreGate(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(store.endpoint()));
            start(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Holds the next PUT of an object before the store hears of it; one after the other in the order of the calls. */
    Hold before(String fileName) {
        return hold(new Hold(fileName, false));
    }

    /** Holds the answer to the next PUT of an object, which the store has by then. */
    Hold after(String fileName) {
        return hold(new Hold(fileName, true));
    }

    private Hold hold(Hold hold) {
        holds.add(hold);
        return hold;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(store.getHost(), store.getPort())) {
            AtomicReference<Hold> answer = new AtomicReference<>();
            start(() -> passAnswers(server, client, answer));
            passRequests(client, server, answer);
        } catch (IOException e) {
            // One of them went away, and so does the other then.
        }
    }

    private void passRequests(Socket client, Socket server, AtomicReference<Hold> answer) throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            Hold hold = holds.peek();
            if (hold != null && hold.concerns(buffer, read) && holds.remove(hold)) {
                if (hold.answer) {
                    answer.set(hold);
                } else {
                    hold.here();
                }
            }
            out.write(buffer, 0, read);
        }
    }

    private static void passAnswers(Socket server, Socket client, AtomicReference<Hold> answer) {
        byte[] buffer = new byte[BUFFER];
        try (server;
                client) {
            InputStream in = server.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Hold hold = answer.getAndSet(null);
                if (hold != null) {
                    hold.here();
                }
                client.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of them went away, and so does the other then.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "store-gate");
        thread.setDaemon(true);
        thread.start();
    }

    /** A point at which the service is held until it is let go. */
    static final class Hold {

        private final Pattern request;
        private final boolean answer;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean dropped;

        private Hold(String fileName, boolean answer) {
            this.request = Pattern.compile("PUT \\S*/" + Pattern.quote(fileName) + " HTTP/1.1\r\n");
            this.answer = answer;
        }

        /** Waits until the service is there. */
        void await() {
            await(reached, "the service did not come to the point where it was to be held");
        }

        /** Lets what is held pass. */
        void release() {
            ended.countDown();
        }

        /** Loses what is held, and the connection with it. */
        void drop() {
            dropped = true;
            ended.countDown();
        }

        private boolean concerns(byte[] bytes, int length) {
            return request.matcher(new String(bytes, 0, length, ISO_8859_1)).lookingAt();
        }

        private void here() throws IOException {
            reached.countDown();
            await(ended, "the service was held and forgotten");
            if (dropped) {
                throw new SocketException("dropped");
            }
        }

        private static void await(CountDownLatch latch, String otherwise) {
            try {
                if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError(otherwise);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(otherwise, e);
            }
        }
    }
}
