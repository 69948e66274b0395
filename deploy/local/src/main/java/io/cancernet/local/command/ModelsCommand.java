package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.ModelRef;
import io.cancernet.local.client.Services;
import io.cancernet.local.terminal.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and promotes models. */
@Command(
        name = "models",
        description = "Shows models, and promotes them to score patches.",
        footer = {
            "",
            "Examples:",
            "  cancernet models list",
            "  cancernet models promote cancernet/RUN --reason 'best on idc/1' --wait"
        })
final class ModelsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with models: list or promote");
    }

    @Command(name = "list", description = "Lists models, and the slots they are promoted to.")
    int list(@Mixin ServerAddress server) throws InterruptedException {
        new Results()
                .text("model", "/name")
                .text("version", "/version")
                .text("dataset", "/dataset")
                .metric("test ROC-AUC", "/testRocAuc")
                .metric("threshold", "/threshold")
                .text("slots", "/slots")
                .text("created", "/createdAt")
                .print(server.services().api().list(Api.TRAINING + "/models", 1000), server.json());
        return ExitCode.OK;
    }

    @Command(name = "promote", description = "Puts a model into a slot; later scoring requests use it.")
    int promote(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As 'models list' shows them.") String model,
            @Option(names = "--slot", defaultValue = "live", description = "Slot (default: ${DEFAULT-VALUE}).")
                    String slot,
            @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who decides (default: you).")
                    String by,
            @Option(names = "--reason", required = true, description = "Why; it is kept in the ledger.") String reason,
            @Option(names = "--wait", description = "Wait until inference-service scores with it.") boolean wait)
            throws InterruptedException {
        int slash = model.indexOf('/');
        if (slash < 1 || slash == model.length() - 1) {
            throw new IllegalArgumentException("'" + model + "' is no model: write NAME/VERSION");
        }
        ModelRef chosen = new ModelRef(model.substring(0, slash), model.substring(slash + 1));
        Services services = server.services();
        JsonNode promotion = services.promote(chosen, slot, by, reason);
        if (wait) {
            services.awaitLive(chosen);
        }
        Screen.standard().say(server.json() ? Api.pretty(promotion) : "promoted " + chosen + " to " + slot);
        return ExitCode.OK;
    }
}
