package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.ModelRef;
import io.cancernet.local.terminal.Screen;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, promotes, imports and deletes models. */
@Command(
        name = "models",
        description = "Shows models, decides which of them score patches, imports and deletes them.",
        subcommands = {ModelPromoteCommand.class, ModelImportCommand.class},
        footer = {
            "",
            "Examples:",
            "  cancernet models list",
            "  cancernet models promote cancernet/RUN --reason 'best on idc/1' --min-sensitivity 0.85 --wait",
            "  cancernet models live --at 2026-11-21T12:00:00Z",
            "  cancernet models rollback --reason 'misses small tumours'",
            "  cancernet models import weights.safetensors --name external --mpp 4 --side 48 --reason 'to compare'"
        })
final class ModelsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do with models: list, show, promote, rollback, retire, live, history, disagreement, import or"
                        + " delete");
    }

    @Command(name = "list", description = "Lists models, with their stages and the slots they serve in.")
    int list(
            @Mixin ServerAddress server,
            @Option(names = "--name", paramLabel = "NAME", description = "Only of this name.") @Nullable String name)
            throws InterruptedException {
        String query = name == null ? "" : "?name=" + Api.encode(name);
        new Results()
                .text("model", "/name")
                .text("version", "/version")
                .text("dataset", "/dataset")
                .metric("test ROC-AUC", "/testRocAuc")
                .metric("threshold", "/threshold")
                .text("stage", "/stage")
                .text("slots", "/slots")
                .text("created", "/createdAt")
                .print(server.services().api().list(Api.TRAINING + "/models" + query, 1000), server.json());
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a model: where it comes from, its files and their hashes.")
    int show(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As 'models list' shows them.") String model)
            throws InterruptedException {
        return print(server, server.services().api().get(ModelRef.parse(model).path()));
    }

    @Command(name = "live", description = "Shows which model serves, or served at a time, and who decided so.")
    int live(
            @Mixin ServerAddress server,
            @Option(names = "--slot", defaultValue = "live", description = "Slot (default: ${DEFAULT-VALUE}).")
                    String slot,
            @Option(names = "--at", paramLabel = "TIME", description = "In UTC, as 2026-11-21T12:00:00Z.") @Nullable String at)
            throws InterruptedException {
        String query = at == null ? "" : "?at=" + Api.encode(at);
        JsonNode answer = server.services().api().get(slot(slot) + query);
        if (!server.json() && !answer.hasNonNull("model")) {
            Screen.standard().say("nothing serves in " + slot + (at == null ? "" : " at " + at));
            return ExitCode.OK;
        }
        return print(server, answer);
    }

    @Command(
            name = "disagreement",
            description = "Shows how often shadow models call patches other than the models that scored them.")
    int disagreement(@Mixin ServerAddress server) throws InterruptedException {
        new Results()
                .text("shadow", "/shadow/name")
                .text("version", "/shadow/version")
                .text("model", "/model/name")
                .text("version", "/model/version")
                .count("patches", "/compared")
                .metric("rate", "/rate")
                .count("shadow only", "/shadowOnly")
                .count("model only", "/modelOnly")
                .text("last", "/last")
                .print(
                        server.services().api().list(Api.INFERENCE + "/models/shadow/disagreement", 1000),
                        server.json());
        return ExitCode.OK;
    }

    @Command(name = "history", description = "Lists who put which model into which slot, when and why.")
    int history(
            @Mixin ServerAddress server,
            @Option(names = "--slot", paramLabel = "SLOT", description = "Only of this slot.") @Nullable String slot,
            @Option(names = "--limit", defaultValue = "100", description = "Most (default: ${DEFAULT-VALUE}).")
                    int limit)
            throws InterruptedException {
        String query = slot == null ? "" : "?slot=" + Api.encode(slot);
        List<JsonNode> entries = server.services().api().list(Api.TRAINING + "/promotions" + query, limit);
        new Results()
                .text("time", "/promotedAt")
                .text("slot", "/slot")
                .text("model", "/model/name")
                .text("version", "/model/version")
                .text("by", "/by")
                .text("reason", "/reason")
                .print(entries, server.json());
        return ExitCode.OK;
    }

    @Command(name = "rollback", description = "Puts back the model before; again, the one before that.")
    int rollBack(
            @Mixin ServerAddress server,
            @Option(names = "--slot", defaultValue = "live", description = "Slot (default: ${DEFAULT-VALUE}).")
                    String slot,
            @Mixin Motive motive,
            @Option(names = "--wait", description = "Wait until inference-service scores with it.") boolean wait)
            throws InterruptedException {
        JsonNode entry = server.services().api().post(slot(slot) + "/rollback", motive.fields());
        ModelRef model = Api.as(ModelRef.class, entry.path("model"));
        if (wait) {
            server.services().awaitServing(slot, model);
        }
        Screen.standard().say(server.json() ? Api.pretty(entry) : "rolled " + slot + " back to " + model);
        return ExitCode.OK;
    }

    @Command(name = "retire", description = "Empties a slot: patches wait until another model is promoted.")
    int retire(
            @Mixin ServerAddress server,
            @Option(names = "--slot", required = true, description = "Slot.") String slot,
            @Mixin Motive motive)
            throws InterruptedException {
        JsonNode entry = server.services().api().post(slot(slot) + "/retire", motive.fields());
        Screen.standard().say(server.json() ? Api.pretty(entry) : "emptied " + slot);
        return ExitCode.OK;
    }

    @Command(name = "delete", description = "Deletes a model for good; refused while it serves in a slot.")
    int delete(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As 'models list' shows them.") String model,
            @Mixin Motive motive)
            throws InterruptedException {
        Map<String, Object> body = new TreeMap<>(motive.fields());
        return print(
                server, server.services().api().delete(ModelRef.parse(model).path(), body));
    }

    private static String slot(String slot) {
        return Api.TRAINING + "/slots/" + Api.encode(slot);
    }

    static int print(ServerAddress server, JsonNode answer) {
        if (server.json()) {
            Screen.standard().say(Api.pretty(answer));
        } else {
            Fields.print(answer);
        }
        return ExitCode.OK;
    }
}
