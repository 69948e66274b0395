package io.cancernet.local.stack;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;

/**
 * Main class of a service's process: runs the packaged service, and ends with the launcher.
 *
 * <p>Standard input is a pipe from the launcher. When it closes, the launcher is gone, even if it was killed.
 */
public final class ServiceHost {

    /** System property: main class to run instead of that of a packaged Quarkus application. */
    static final String MAIN_PROPERTY = "cancernet.host.main";

    private static final String QUARKUS_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final Duration GRACE = Duration.ofSeconds(20);

    private ServiceHost() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        daemon("launcher-watch", ServiceHost::endWithLauncher);
        try {
            Class.forName(System.getProperty(MAIN_PROPERTY, QUARKUS_MAIN))
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            // On the stream, because logging may not be up.
            e.getTargetException().printStackTrace();
            System.exit(1);
        }
    }

    private static void endWithLauncher() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        } catch (IOException gone) {
            // As good as closed.
        }
        daemon("halt", ServiceHost::haltAfterGrace);
        System.exit(1);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
