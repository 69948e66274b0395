package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.ModelRef;
import io.cancernet.local.client.Services;
import io.cancernet.local.terminal.Screen;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a model into a slot. */
@Command(
        name = "promote",
        description = {
            "Puts a model into a slot; later scoring requests use it.",
            "What is demanded of it here comes on top of what the server is configured to demand."
        })
final class ModelPromoteCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Mixin
    private Motive motive = new Motive();

    @Parameters(paramLabel = "NAME/VERSION", description = "As 'models list' shows them.")
    private String model = "";

    @Option(names = "--slot", defaultValue = "live", description = "Slot (default: ${DEFAULT-VALUE}).")
    private String slot = "live";

    @Option(
            names = "--expected",
            paramLabel = "NAME/VERSION",
            description = "Refuse when another model holds the slot than this, or any does with 'none'.")
    private @Nullable String expected;

    @Option(names = "--min-sensitivity", paramLabel = "X", description = "Least sensitivity on test.")
    private @Nullable Double minimumSensitivity;

    @Option(names = "--max-interval-width", paramLabel = "X", description = "Greatest width of its 95 %% interval.")
    private @Nullable Double maximumIntervalWidth;

    @Option(names = "--refuse-leaky", description = "Refuse a model that was judged on leaky data.")
    private boolean refuseLeaky;

    @Option(names = "--wait", description = "Wait until inference-service scores with it.")
    private boolean wait;

    @Override
    public Integer call() throws Exception {
        ModelRef chosen = ModelRef.parse(model);
        Services services = server.services();
        JsonNode promotion = services.api().post(chosen.path() + "/promote", request());
        if (wait) {
            services.awaitServing(slot, chosen);
        }
        Screen.standard().say(server.json() ? Api.pretty(promotion) : "promoted " + chosen + " to " + slot);
        return ExitCode.OK;
    }

    private Map<String, Object> request() {
        Map<String, Object> gates = new TreeMap<>();
        if (minimumSensitivity != null) {
            gates.put("minimumSensitivity", minimumSensitivity);
        }
        if (maximumIntervalWidth != null) {
            gates.put("maximumIntervalWidth", maximumIntervalWidth);
        }
        if (refuseLeaky) {
            gates.put("refuseLeaky", true);
        }
        Map<String, Object> request = new TreeMap<>(motive.fields());
        request.put("slot", slot);
        if (expected != null) {
            request.put("expected", expected);
        }
        if (!gates.isEmpty()) {
            request.put("gates", gates);
        }
        return request;
    }
}
