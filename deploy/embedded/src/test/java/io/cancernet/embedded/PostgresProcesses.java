package io.cancernet.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The Postgres main processes of this machine that work on a given directory. */
final class PostgresProcesses {

    private PostgresProcesses() {}

    static List<ProcessHandle> under(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.stream(arguments)
                                .anyMatch(argument -> argument.startsWith(directory.toString())))
                        .orElse(false))
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(false))
                .toList();
    }
}
