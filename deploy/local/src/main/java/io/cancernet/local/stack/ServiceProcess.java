package io.cancernet.local.stack;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service that runs as a process of its own. */
final class ServiceProcess {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Service service;
    private final Process process;
    private final int port;
    private final Path log;

    private ServiceProcess(Service service, Process process, int port, Path log) {
        this.service = service;
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static ServiceProcess launch(Service service, Path home, int port, Map<String, String> settings, Path log) {
        List<String> command = new ArrayList<>();
        // Ctrl-C goes to all processes of a terminal: the launcher alone decides in which order they stop.
        command.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.jvmOptions());
        command.addAll(List.of("-cp", ownCode() + File.pathSeparator + service.jar(home), ServiceHost.class.getName()));
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(settings);
            // Options meant for the launcher (an agent, a heap) are not for the services.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().remove("JDK_JAVA_OPTIONS");
            return new ServiceProcess(service, builder.start(), port, log);
        } catch (IOException e) {
            throw new StackException("cannot start " + service.id() + ": " + e.getMessage(), e);
        }
    }

    /** Runs another main class of a service's code to its end, which comes with the launcher's at the latest. */
    static int runBeside(
            Service service, Path home, Map<String, String> settings, String mainClass, List<String> arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.jvmOptions());
        command.add("-D" + ServiceHost.MAIN_PROPERTY + "=" + mainClass);
        // Quarkus' log manager is on the class path and complains where it is not in charge.
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.addAll(
                List.of("-cp", ownCode() + File.pathSeparator + service.code(home), ServiceHost.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        try {
            Process process = builder.start();
            try {
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new StackException("cannot start " + mainClass + ": " + e.getMessage(), e);
        }
    }

    Service service() {
        return service;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path log() {
        return log;
    }

    /** Runs the action when the process has ended, whoever ended it. */
    void onEnd(Runnable action) {
        // Nobody waits for the watch itself.
        var unused = process.onExit().thenRun(action);
    }

    /** What its end looked like; the process has ended. */
    String obituary() {
        return service.id() + " ended with code " + process.exitValue() + new LogTail(log).describe();
    }

    /** Asks the process to stop. */
    void terminate() {
        process.destroy();
    }

    /** Waits until the process has ended, and kills it when that takes too long. */
    void awaitEnd() {
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path ownCode() {
        try {
            return Path.of(ServiceHost.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
