package io.cancernet.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceHostTest {

    @Test
    void closedPipe_endsTheProcess() throws Exception {
        Process process = host(SleepingService.class);
        assertThat(process.inputReader().readLine()).isEqualTo("serving");

        // What the operating system does when the launcher is killed.
        process.getOutputStream().close();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void serviceThatCannotStart_endsWithItsTrace() throws Exception {
        Process process = host(BrokenService.class);

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(output).contains("the database is not there");
    }

    /** Stands for a service that runs. */
    public static final class SleepingService {

        private SleepingService() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("serving");
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }
    }

    /** Stands for a service that finds no database. */
    public static final class BrokenService {

        private BrokenService() {}

        public static void main(String[] arguments) {
            requireDatabase(arguments.length > 0);
        }
    }

    private static void requireDatabase(boolean there) {
        if (!there) {
            throw new IllegalStateException("the database is not there");
        }
    }

    private static Process host(Class<?> service) throws Exception {
        String classPath = location(ServiceHost.class) + File.pathSeparator + location(service);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + ServiceHost.MAIN_PROPERTY + "=" + service.getName(),
                        "-cp",
                        classPath,
                        ServiceHost.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static Path location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
