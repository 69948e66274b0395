package io.cancernet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one stack of a test JVM: started when it is first asked for, on free ports and a temporary directory, and ended
 * with the JVM.
 *
 * <p>Quarkus loads test classes through class loaders of its own. There is one stack none the less: a copy of this
 * class in another class loader passes its calls on to the one that the application class loader knows.
 */
public final class SharedStack {

    /** Bucket that {@link #configuration} names; services make it when it is missing. */
    public static final String BUCKET = "cancernet";

    private static @Nullable EmbeddedStack stack;

    private SharedStack() {}

    /** Quarkus settings of a service that uses this stack. */
    @SuppressWarnings("unchecked") // what this very method returned, in the other class loader
    public static Map<String, String> configuration() {
        if (isCopy()) {
            return (Map<String, String>) callOriginal("configuration", "");
        }
        Endpoints endpoints = stack().endpoints();
        return Map.of(
                "kafka.bootstrap.servers", endpoints.kafka().bootstrapServers(),
                "quarkus.datasource.jdbc.url", endpoints.postgres().jdbcUrl(),
                "quarkus.datasource.username", endpoints.postgres().user(),
                "quarkus.datasource.password", endpoints.postgres().password(),
                "cancernet.object-store.endpoint", endpoints.s3().endpoint(),
                "cancernet.object-store.access-key", endpoints.s3().accessKey(),
                "cancernet.object-store.secret-key", endpoints.s3().secretKey(),
                "cancernet.object-store.bucket", BUCKET);
    }

    /** Stops one server, for tests of what happens without it; the test starts it again. */
    public static void stop(Server server) {
        if (isCopy()) {
            callOriginal("stop", server.id());
        } else {
            stack().stop(server);
        }
    }

    /** Starts one stopped server again, on the same port and data. */
    public static void start(Server server) {
        if (isCopy()) {
            callOriginal("start", server.id());
        } else {
            stack().start(server);
        }
    }

    /**
     * Does what a copy in another class loader was asked for.
     *
     * @param server id, or nothing where the method takes none
     */
    static @Nullable Object call(String method, String server) {
        return switch (method) {
            case "configuration" -> configuration();
            case "stop" -> {
                stop(Server.of(server));
                yield null;
            }
            case "start" -> {
                start(Server.of(server));
                yield null;
            }
            default -> throw new IllegalArgumentException(method);
        };
    }

    private static synchronized EmbeddedStack stack() {
        EmbeddedStack found = stack;
        if (found == null) {
            Path directory = temporaryDirectory();
            EmbeddedStack starting = EmbeddedStack.builder(directory).build();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(starting, directory), "end-shared-stack"));
            found = starting.start();
            stack = found;
        }
        return found;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("cancernet-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(EmbeddedStack ending, Path directory) {
        ending.close();
        try {
            FileTree.delete(directory);
        } catch (IOException e) {
            System.err.println("could not delete " + directory + ": " + e);
        }
    }

    private static boolean isCopy() {
        return original() != SharedStack.class;
    }

    private static Class<?> original() {
        try {
            return Class.forName(SharedStack.class.getName(), false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException onlyHere) {
            return SharedStack.class;
        }
    }

    private static Object callOriginal(String method, String server) {
        try {
            var call = original().getDeclaredMethod("call", String.class, String.class);
            call.setAccessible(true);
            return call.invoke(null, method, server);
        } catch (InvocationTargetException e) {
            throw new ServerFailure(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("two versions of cancernet-embedded are on the class path", e);
        }
    }
}
