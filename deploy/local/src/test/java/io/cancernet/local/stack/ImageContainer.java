package io.cancernet.local.stack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a container runtime makes of an image, as far as this machine's root can without one: the image's user, program and
 * environment, a root file system that nobody can write to, and volumes. Processes and network are the machine's.
 */
final class ImageContainer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final List<String> VOLUMES = List.of("tmp", "work", "cache");

    /** Mounts, and becomes the image's program; arguments: root, folder of volumes, user, read-only folder, command. */
    private static final String SCRIPT = """
            set -e
            root=$1; volumes=$2; user=$3; slides=$4; shift 4
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount --bind "$slides" "$root/slides"
            mount -o remount,bind,ro "$root/slides"
            for file in hosts resolv.conf; do
                if [ -e "$root/etc/$file" ]; then mount --bind "/etc/$file" "$root/etc/$file"; fi
            done
            for volume in tmp work cache; do
                if [ -d "$root/$volume" ]; then mount --bind "$volumes/$volume" "$root/$volume"; fi
            done
            mount -o remount,bind,ro "$root"
            exec chroot --userspec="$user" --groups="" "$root" /usr/bin/env --ignore-environment --chdir=/tmp "$@"
            """;

    private final Process process;
    private final Path root;
    private final Path log;
    private final List<String> user;
    private final Map<String, String> environment;

    private ImageContainer(Process process, Path root, Path log, List<String> user, Map<String, String> environment) {
        this.process = process;
        this.root = root;
        this.log = log;
        this.user = user;
        this.environment = environment;
    }

    /**
     * Starts the image's program.
     *
     * @param folder gets the root file system, the volumes and the log
     * @param slides seen as {@code /slides}
     * @param settings environment besides the image's own
     */
    static ImageContainer start(ImageArchive image, Path folder, Path slides, Map<String, String> settings)
            throws Exception {
        Path root = image.unpack(folder.resolve("root"));
        for (String mounted : List.of("proc", "dev", "slides")) {
            Files.createDirectories(root.resolve(mounted));
        }
        for (String volume : VOLUMES) {
            Path made = Files.createDirectories(folder.resolve("volumes").resolve(volume));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        JsonNode config = image.config().path("config");
        Map<String, String> environment = new LinkedHashMap<>();
        config.path("Env").forEach(each -> {
            String[] variable = each.asText().split("=", 2);
            environment.put(variable[0], variable[1]);
        });
        environment.putAll(settings);
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "bash",
                "-c",
                SCRIPT,
                "container",
                root.toString(),
                folder.resolve("volumes").toString(),
                config.path("User").asText(),
                slides.toString()));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        config.path("Entrypoint").forEach(each -> command.add(each.asText()));
        Path log = folder.resolve("container.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ImageContainer(
                process, root, log, List.of(config.path("User").asText().split(":", 2)), environment);
    }

    /** Waits until the image's own check says that the service is ready. */
    void awaitHealthy() {
        await().atMost(START).pollInterval(Duration.ofMillis(300)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "ended with %d: %s".formatted(process.exitValue(), Files.readString(log)));
            }
            return run("/app/healthy") == 0;
        });
    }

    /** Runs a program in the container, as its user, and returns its exit code. */
    int run(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "nsenter",
                "--target=" + process.pid(),
                "--mount",
                "--root",
                "--wd",
                "--setgid=" + user.get(1),
                "--setuid=" + user.get(0),
                "/usr/bin/env",
                "--ignore-environment"));
        environment.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Whose rights the program has, as {@code /proc} tells: user ids and capabilities. */
    String status() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    }

    /** Asks it to end, as a container runtime does, and returns its exit code. */
    int stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it has not ended after " + patience);
        }
        return process.exitValue();
    }

    /** Removes the root file system, which only its mounts needed. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
            new ProcessBuilder("rm", "-rf", "--one-file-system", root.toString())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
