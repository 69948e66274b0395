package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists slides. */
@Command(
        name = "slides",
        description = "Lists the slides that were ingested, with their patches.",
        footer = {"", "Examples:", "  cancernet slides", "  cancernet slides --case 10253 --output json"})
final class SlidesCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Option(names = "--case", paramLabel = "CASE", description = "Only of this case.")
    private @Nullable String caseId;

    @Option(names = "--limit", defaultValue = "100", description = "Most slides to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws Exception {
        String query = caseId == null ? "" : "?case=" + Api.encode(caseId);
        new Results()
                .text("slide", "/slideId")
                .text("case", "/caseId")
                .count("in", "/in")
                .count("stored", "/stored")
                .count("quarantined", "/quarantined")
                .count("negative", "/negative")
                .count("positive", "/positive")
                .text("mpp", "/mpp")
                .print(server.services().api().list(Api.DATASET + "/slides" + query, limit), server.json());
        return ExitCode.OK;
    }
}
