package io.cancernet.local.command;

import io.cancernet.local.client.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import picocli.CommandLine;

/** Commands run against a server that answers what a test says; what they print is kept. */
abstract class CommandsOnFakeServer {

    final FakeServer server = new FakeServer();
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final StringWriter errors = new StringWriter();
    private final PrintStream standard = System.out;

    @BeforeEach
    void catchOutput() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(standard);
        server.close();
    }

    int run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = server.uri().toString();
        return line().execute(all);
    }

    CommandLine line() {
        return RootCommand.commandLine().setErr(new PrintWriter(errors, true));
    }

    String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
