package io.cancernet.local.stack;

import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import io.cancernet.embedded.Ports;
import io.cancernet.embedded.ServerFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything on one machine: the embedded servers, the services and the gateway, each service a process.
 *
 * <p>{@link #close} may be called from another thread at any time, also while {@link #start} runs.
 */
public final class LocalStack implements AutoCloseable {

    static final String LAUNCHER = "launcher";
    static final String SERVERS = "kafka and object store";
    static final String POSTGRES = "postgres";

    private final Path home;
    private final Path directory;
    private final StackPorts wanted;
    private final List<Service> kinds;
    private final Consumer<String> say;
    private final Loss loss = new Loss();
    private final List<ServiceProcess> services = new ArrayList<>();
    private @Nullable DataDirectory data;
    private @Nullable StackPorts ports;
    private @Nullable EmbeddedStack servers;
    private @Nullable Gateway gateway;
    private @Nullable MemoryProbe memory;
    private volatile Duration startTime = Duration.ZERO;
    private boolean closed;

    /**
     * Describes a stack, without starting it.
     *
     * @param home root of the built tree
     * @param directory where all data and logs are kept; made when it is missing
     * @param say gets a line about each step
     */
    public LocalStack(Path home, Path directory, StackPorts ports, Consumer<String> say) {
        this(home, directory, ports, List.of(Service.values()), say);
    }

    private LocalStack(Path home, Path directory, StackPorts ports, List<Service> kinds, Consumer<String> say) {
        this.home = home;
        this.directory = directory.toAbsolutePath().normalize();
        this.wanted = ports;
        this.kinds = kinds;
        this.say = say;
    }

    /** Describes a stack of the servers and dataset-service alone, on any free ports. */
    public static LocalStack ofDatasetService(Path home, Path directory, Consumer<String> say) {
        return new LocalStack(home, directory, StackPorts.FREE, List.of(Service.DATASET), say);
    }

    /** Describes a stack of the servers and training-service alone, on any free ports. */
    public static LocalStack ofTrainingService(Path home, Path directory, Consumer<String> say) {
        return new LocalStack(home, directory, StackPorts.FREE, List.of(Service.TRAINING), say);
    }

    /** Describes a stack of the servers and inference-service alone, on any free ports. */
    public static LocalStack ofInferenceService(Path home, Path directory, Consumer<String> say) {
        return new LocalStack(home, directory, StackPorts.FREE, List.of(Service.INFERENCE), say);
    }

    /** Describes a stack without inference-service, on any free ports: what training takes. */
    public static LocalStack ofTraining(Path home, Path directory, Consumer<String> say) {
        return new LocalStack(home, directory, StackPorts.FREE, List.of(Service.DATASET, Service.TRAINING), say);
    }

    /** Returns when every service is ready; throws {@link StackException} when one cannot be. */
    public void start() throws InterruptedException {
        requireBuilt();
        DataDirectory locked = openDirectory();
        StackPorts chosen = wanted.resolve();
        say.accept("starting Kafka, Postgres and the object store (data in " + directory + ")");
        Endpoints endpoints = startServers(locked, chosen);
        long begin = System.nanoTime();
        say.accept("starting " + kinds.stream().map(Service::id).collect(Collectors.joining(", ")));
        for (Service service : kinds) {
            launch(service, ServiceSettings.of(service, chosen, endpoints, locked), chosen, locked);
        }
        watch(chosen);
        Readiness readiness = new Readiness();
        for (ServiceProcess process : running()) {
            readiness.await(process, this::failure);
        }
        startTime = Duration.ofNanos(System.nanoTime() - begin);
        startGateway(chosen);
    }

    /** From the start of the services until all were ready; their servers ran before. */
    public Duration startTime() {
        return startTime;
    }

    /** The process of the only service. */
    public long servicePid() {
        return running().get(0).pid();
    }

    /** The URL of the gateway. */
    public URI url() {
        return URI.create("http://localhost:" + ports().gateway());
    }

    /** What people open in a browser. */
    public URI console() {
        return url().resolve("/console/");
    }

    /**
     * Runs a program from the code of the only service beside it, with the same settings, and shows what it prints.
     *
     * @param mainClass gets {@code service=URL} before the arguments
     * @return its exit code
     */
    public int runBeside(String mainClass, List<String> arguments) throws InterruptedException {
        Service service = kinds.get(0);
        List<String> all = new ArrayList<>(arguments);
        all.add(0, "service=http://127.0.0.1:" + service.port(ports()));
        DataDirectory opened = requireStarted(data);
        Map<String, String> settings =
                ServiceSettings.of(service, ports(), requireStarted(servers).endpoints(), opened);
        return ServiceProcess.runBeside(service, home, settings, mainClass, all);
    }

    /** Addresses by name, for people. */
    public Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("console", console().toString());
        addresses.put("gateway", url().toString());
        for (ServiceProcess process : running()) {
            addresses.put(process.service().id(), process.url().toString());
        }
        Endpoints endpoints = requireStarted(servers).endpoints();
        addresses.put("Kafka", endpoints.kafka().bootstrapServers());
        addresses.put("Postgres", endpoints.postgres().jdbcUrl());
        addresses.put("object store (S3)", endpoints.s3().endpoint());
        return addresses;
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    /** Waits until a process of the stack ends that nobody asked to; returns what it left in its log. */
    public String awaitLoss() throws InterruptedException {
        return loss.await();
    }

    /** Runs the action on another thread once a process of the stack was lost. */
    public void onLoss(Runnable action) {
        loss.then(action);
    }

    /** How the first process that was lost ended; empty while all are well. */
    public Optional<String> failure() {
        return loss.what();
    }

    /** Whether anything was started that a close has to stop. */
    public synchronized boolean hasBegun() {
        return servers != null;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** Memory of all processes; the stack was started. */
    public synchronized MemoryProbe memory() {
        return requireStarted(memory);
    }

    /** Stops the services, then their servers. Data stays. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // From here on nothing is added to what runs.
        if (memory != null) {
            memory.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        services.forEach(ServiceProcess::terminate);
        services.forEach(ServiceProcess::awaitEnd);
        closeServers();
        if (data != null) {
            data.close();
        }
    }

    private void closeServers() {
        try {
            if (servers != null) {
                servers.close();
            }
        } catch (ServerFailure e) {
            say.accept(String.valueOf(e.getMessage()));
        }
    }

    private void requireBuilt() {
        for (Service service : kinds) {
            if (!Files.exists(service.jar(home))) {
                throw new StackException(
                        service.id() + " is not built: run ./mvnw package -DskipTests in " + home + " first");
            }
        }
    }

    private synchronized DataDirectory openDirectory() {
        requireOpen();
        DataDirectory opened = DataDirectory.open(directory);
        data = opened;
        return opened;
    }

    private Endpoints startServers(DataDirectory locked, StackPorts chosen) {
        EmbeddedStack starting = EmbeddedStack.builder(locked.stack())
                .library(home.resolve("deploy/embedded/target/embedded/lib"))
                .ports(new Ports(chosen.kafka(), chosen.postgres(), chosen.s3()))
                .build();
        synchronized (this) {
            requireOpen();
            servers = starting;
        }
        try {
            starting.start();
        } catch (ServerFailure e) {
            throw new StackException(String.valueOf(e.getMessage()), e);
        }
        ProcessHandle.of(starting.pid()).ifPresent(process -> watchServers(process, starting.log()));
        return starting.endpoints();
    }

    private void watchServers(ProcessHandle process, Path log) {
        // Nobody waits for the watch itself.
        var unused = process.onExit()
                .thenRun(() -> reportLoss(
                        "the process of Kafka, Postgres and the object store ended" + new LogTail(log).describe()));
    }

    private synchronized void launch(
            Service service, Map<String, String> settings, StackPorts chosen, DataDirectory locked) {
        requireOpen();
        ServiceProcess process =
                ServiceProcess.launch(service, home, service.port(chosen), settings, locked.log(service.id()));
        services.add(process);
        process.onEnd(() -> reportLoss(process.obituary()));
    }

    private synchronized void watch(StackPorts chosen) {
        requireOpen();
        ports = chosen;
        memory = MemoryProbe.start(this::processes);
    }

    private synchronized void startGateway(StackPorts chosen) {
        requireOpen();
        gateway = Gateway.start(
                chosen.gateway(),
                kinds.stream()
                        .map(service -> new Gateway.Route(service.prefix(), service.port(chosen)))
                        .toList());
    }

    private synchronized void reportLoss(String what) {
        if (!closed) {
            loss.report(what);
        }
    }

    private synchronized List<ServiceProcess> running() {
        return List.copyOf(services);
    }

    private synchronized StackPorts ports() {
        return requireStarted(ports);
    }

    private Map<String, Long> processes() {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put(LAUNCHER, ProcessHandle.current().pid());
        running().forEach(process -> pids.put(process.service().id(), process.pid()));
        EmbeddedStack stack = servers;
        if (stack != null && stack.isRunning()) {
            pids.put(SERVERS, stack.pid());
            DataDirectory.postmaster(directory).ifPresent(pid -> pids.put(POSTGRES, pid));
        }
        return pids;
    }

    private void requireOpen() {
        if (closed) {
            throw new StackException("stopped while starting");
        }
    }

    private static <T> T requireStarted(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the stack was not started");
        }
        return part;
    }
}
