package io.cancernet.local.command;

import io.cancernet.local.stack.LocalStack;
import io.cancernet.local.terminal.Screen;
import io.cancernet.local.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the whole system and keeps it running. */
@Command(
        name = "up",
        description = {
            "Starts Kafka, Postgres, an object store and the three services on this machine, and prints their URLs.",
            "Ctrl-C stops them; the data stays, and the next 'up' goes on with it."
        },
        footer = {
            "",
            "Everything listens on the loopback address only. Logs are in DIR/logs and DIR/stack/logs.",
            "A service that dies stops the whole system with exit code 1; the end of its log is shown.",
            "",
            "Examples:",
            "  cancernet up",
            "  cancernet up --data-dir /data/cancernet --port 9090"
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.standard();
        LocalStack stack = new LocalStack(options.home(), options.dataDirectory(), options.ports(), screen::say);
        Attended attended = new Attended(stack, screen, () -> {});
        return attended.run(() -> {
            stack.start();
            printAddresses(stack, screen);
            return attended.attend();
        });
    }

    static void printAddresses(LocalStack stack, Screen screen) {
        Table table = new Table().left("what").left("where");
        stack.addresses().forEach(table::row);
        table.row("logs", stack.logs());
        screen.say("");
        screen.say(table);
        screen.say("");
        screen.say("ready at " + stack.url() + "; open " + stack.console()
                + " in a browser. Ctrl-C stops it. Research use only, not a diagnosis.");
    }
}
