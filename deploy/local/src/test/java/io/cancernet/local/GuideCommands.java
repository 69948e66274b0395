package io.cancernet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.guide.GuidePages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the commands of the documents as a reader would, against a running system. */
final class GuideCommands {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Of every block another slide: one that is known already is not announced again. */
    private static final int PATCHES = 48;

    private final Path sample;
    private final Path folder;
    private int next = 95_001;

    /** @param sample patches in the layout of IDC */
    GuideCommands(Path sample, Path folder) {
        this.sample = sample;
        this.folder = folder;
    }

    /** Runs them all, and returns those that were left out for want of a program. */
    List<String> run(String server, String kafka) throws Exception {
        List<String> leftOut = new ArrayList<>();
        for (GuidePages.Block block : new GuidePages(Launcher.HOME).blocks()) {
            if (!block.isRun()) {
                continue;
            }
            String lacking = block.lacking();
            if (lacking.isEmpty()) {
                run(block, server, kafka);
            } else {
                leftOut.add(block.page().getFileName() + ": " + lacking);
            }
        }
        return leftOut;
    }

    private void run(GuidePages.Block block, String server, String kafka) throws Exception {
        Path output = Files.createTempFile(folder, "guide", ".out");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", block.text())
                .directory(Launcher.HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CANCERNET_SERVER", server);
        builder.environment().put("CANCERNET_KAFKA", kafka);
        builder.environment().put("CANCERNET_BUILD", "never");
        builder.environment()
                .put(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("OUT", folder.toString());
        Path patches = patches();
        builder.environment().put("PATCHES", patches.toString());
        builder.environment().put("SLIDE", patches.toUri().toString());
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(ended && process.exitValue() == 0)
                .as("%s:%n%s%n%s", block.page().getFileName(), block.text(), Files.readString(output))
                .isTrue();
    }

    /** A case that is not known yet. */
    private Path patches() throws IOException {
        Path root = Files.createTempDirectory(folder, "patches");
        try (Stream<Path> cases = Files.list(sample)) {
            Path any = cases.filter(each -> each.getFileName().toString().matches("\\d+"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            copy(any, root, any.getFileName().toString(), Integer.toString(next++));
        }
        return root;
    }

    private static void copy(Path patientCase, Path root, String from, String to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(patientCase)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        // Of both classes, which lie one behind the other.
        int step = Math.max(1, files.size() / PATCHES);
        for (int i = 0; i < files.size(); i += step) {
            Path target = root.resolve(to)
                    .resolve(patientCase.relativize(files.get(i)).toString().replace(from, to));
            Files.createDirectories(target.getParent());
            Files.copy(files.get(i), target);
        }
    }
}
