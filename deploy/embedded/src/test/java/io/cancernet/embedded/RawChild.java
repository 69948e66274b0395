package io.cancernet.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child JVM without the client before it, for what the client hides: exit codes and the lines themselves. */
final class RawChild {

    private RawChild() {}

    static Process start(Path dataDirectory, String... options) throws IOException {
        String home = System.getProperty(EmbeddedStack.HOME_PROPERTY);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                Path.of(String.valueOf(home), "lib") + "/*",
                EmbeddedServers.class.getName(),
                "--data-dir",
                dataDirectory.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
