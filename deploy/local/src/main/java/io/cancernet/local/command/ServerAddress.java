package io.cancernet.local.command;

import io.cancernet.local.client.Api;
import io.cancernet.local.client.BearerToken;
import io.cancernet.local.client.Services;
import io.cancernet.local.terminal.Screen;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of every command that talks to running services. */
final class ServerAddress {

    /** Work goes on while a service restarts; whoever waits for it does so too. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

    /** How results are printed. */
    enum Output {
        TABLE,
        JSON
    }

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:CANCERNET_SERVER:-http://localhost:8080}",
            description = "URL that 'cancernet up' printed (default: $CANCERNET_SERVER, or http://localhost:8080).")
    private URI server = URI.create("http://localhost:8080");

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for people (default) or json, the services' own answers, for scripts.")
    private Output output = Output.TABLE;

    Services services() {
        if (server.getHost() == null
                || server.getScheme() == null
                || !server.getScheme().startsWith("http")) {
            throw new IllegalArgumentException("--server " + server + " is no URL, as http://localhost:8080");
        }
        return new Services(new Api(server, BearerToken.of(System.getenv(), server)), LONGEST_OUTAGE);
    }

    boolean json() {
        return output == Output.JSON;
    }

    /** Where progress goes: with JSON, standard output is for the result alone. */
    Screen progressScreen() {
        return json() ? Screen.errors() : Screen.standard();
    }
}
