package io.cancernet.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program from the code of training-service that needs no servers. */
public final class ServiceProgram {

    private ServiceProgram() {}

    /**
     * Runs the program and shows what it prints.
     *
     * @param home of the built tree
     * @return its exit code
     */
    public static int run(Path home, String mainClass, List<String> arguments) throws InterruptedException {
        return ServiceProcess.runBeside(Service.TRAINING, home, Map.of(), mainClass, arguments);
    }
}
