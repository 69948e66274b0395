package io.cancernet.embedded;

import io.cancernet.embedded.kafka.KafkaServer;
import io.cancernet.embedded.postgres.PostgresServer;
import io.cancernet.embedded.s3.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Main class of the child JVM: starts the servers, then takes commands from standard input, one a line.
 *
 * <p>It prints {@code READY {json}} when all servers are up. Commands are {@code stop SERVER}, {@code start SERVER} and
 * {@code shutdown}; each is answered by {@code OK ...} or {@code ERROR ...}. The end of standard input is a shutdown
 * too, so that no server outlives the process that started it. Nothing else goes to standard output; logs go to
 * standard error. Exit code 1: the servers could not be started; 2: the arguments were wrong.
 */
public final class EmbeddedServers {

    private EmbeddedServers() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Whatever a library prints must not be taken for an answer.
        System.setOut(System.err);
        quietLogging();
        ServerOptions options;
        try {
            options = ServerOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            answers.println("ERROR " + e.getMessage());
            System.err.print(ServerOptions.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(options, answers));
    }

    private static int run(ServerOptions options, PrintStream answers) throws IOException, InterruptedException {
        Path data = options.dataDirectory();
        Files.createDirectories(data.resolve("logs"));
        try (FileChannel channel =
                        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                answers.println("ERROR the data directory " + data + " is in use by another stack");
                return 1;
            }
            return serve(options, answers);
        }
    }

    private static int serve(ServerOptions options, PrintStream answers) throws IOException, InterruptedException {
        ServerGroup group;
        try {
            PostgresServer.stopOrphan(postgresDirectory(options));
            Ports ports = options.ports().resolve();
            group = group(options.withPorts(ports));
            // A signal ends the JVM without passing the end of this method.
            Runtime.getRuntime().addShutdownHook(new Thread(group::stopAll, "stop-servers"));
            group.startAll();
            answers.println("READY "
                    + Endpoints.of(ports, options.credentials(), options.key() != null)
                            .toJson());
        } catch (IllegalArgumentException | ServerFailure e) {
            answers.println("ERROR " + oneLine(e));
            return 1;
        }
        obey(group, answers);
        return 0;
    }

    private static ServerGroup group(ServerOptions options) {
        Path data = options.dataDirectory();
        Ports ports = options.ports();
        return new ServerGroup(
                ports,
                new KafkaServer(data.resolve("kafka"), ports.kafka(), options.credentials(), options.key()),
                new PostgresServer(
                        postgresDirectory(options),
                        options.binaries(),
                        data.resolve("logs").resolve("postgres.log"),
                        ports.postgres(),
                        options.credentials(),
                        options.key()),
                new S3Server(data.resolve("s3"), ports.s3(), options.credentials(), options.key()));
    }

    private static Path postgresDirectory(ServerOptions options) {
        return options.dataDirectory().resolve("postgres");
    }

    private static void obey(ServerGroup group, PrintStream answers) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        @Nullable String command;
        while ((command = commands.readLine()) != null && !command.strip().equals("shutdown")) {
            answers.println(answer(group, command.strip()));
        }
        group.stopAll();
        answers.println("OK shutdown");
    }

    private static String answer(ServerGroup group, String command) {
        String[] words = command.split("\\s+", -1);
        try {
            if (words.length == 2 && words[0].equals("stop")) {
                group.stop(Server.of(words[1]));
            } else if (words.length == 2 && words[0].equals("start")) {
                group.start(Server.of(words[1]));
            } else {
                return "ERROR unknown command '" + command + "': stop SERVER, start SERVER or shutdown";
            }
            return "OK " + command;
        } catch (IllegalArgumentException | ServerFailure e) {
            return "ERROR " + oneLine(e);
        }
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
    }

    private static void quietLogging() {
        // Read when the formatter's class is loaded.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
