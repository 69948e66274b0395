package io.cancernet.embedded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The three servers inside the child JVM, each of which runs or is stopped. Calls may come from any thread. */
final class ServerGroup {

    private static final Logger LOG = Logger.getLogger(ServerGroup.class.getName());

    private final Ports ports;
    private final Map<Server, EmbeddedServer> servers = new EnumMap<>(Server.class);
    private final Set<Server> running = EnumSet.noneOf(Server.class);
    private boolean ended;

    ServerGroup(Ports ports, EmbeddedServer kafka, EmbeddedServer postgres, EmbeddedServer s3) {
        this.ports = ports;
        servers.put(Server.KAFKA, kafka);
        servers.put(Server.POSTGRES, postgres);
        servers.put(Server.S3, s3);
    }

    /** Starts all at once; when one fails, the others are stopped again and the first failure is thrown. */
    synchronized void startAll() {
        List<ServerFailure> failures = inParallel(this::startOne);
        if (failures.isEmpty()) {
            running.addAll(servers.keySet());
        } else {
            inParallel(this::stopOne);
            throw failures.get(0);
        }
    }

    /** Stops all that run, for good. A server that cannot be stopped is logged and does not keep the others. */
    synchronized void stopAll() {
        if (!ended) {
            ended = true;
            running.clear();
            inParallel(this::stopOne).forEach(failure -> LOG.log(Level.SEVERE, failure.getMessage(), failure));
        }
    }

    synchronized void start(Server server) {
        if (!ended && !running.contains(server)) {
            Ports.requireFree(server, ports.of(server));
            startOne(server);
            running.add(server);
        }
    }

    synchronized void stop(Server server) {
        if (running.remove(server)) {
            stopOne(server);
        }
    }

    private void startOne(Server server) {
        call(server, "start", get(server)::start);
    }

    private void stopOne(Server server) {
        call(server, "stop", get(server)::stop);
    }

    private EmbeddedServer get(Server server) {
        EmbeddedServer found = servers.get(server);
        if (found == null) {
            throw new IllegalStateException("no server " + server);
        }
        return found;
    }

    private static void call(Server server, String verb, Action action) {
        try {
            action.run();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(Level.SEVERE, server.id() + " did not " + verb, e);
            throw new ServerFailure(server.id() + " did not " + verb + ": " + e, e);
        }
    }

    private List<ServerFailure> inParallel(java.util.function.Consumer<Server> action) {
        ExecutorService threads = Executors.newFixedThreadPool(servers.size());
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (Server server : servers.keySet()) {
                calls.add(threads.submit(() -> action.accept(server)));
            }
            List<ServerFailure> failures = new ArrayList<>();
            for (Future<?> call : calls) {
                await(call, failures);
            }
            return failures;
        } finally {
            threads.shutdown();
        }
    }

    private static void await(Future<?> call, List<ServerFailure> failures) {
        try {
            call.get();
        } catch (ExecutionException e) {
            failures.add(
                    e.getCause() instanceof ServerFailure failure
                            ? failure
                            : new ServerFailure("a server failed: " + e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(new ServerFailure("interrupted", e));
        }
    }

    private interface Action {
        void run() throws Exception;
    }
}
