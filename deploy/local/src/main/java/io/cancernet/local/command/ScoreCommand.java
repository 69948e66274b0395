package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Dataset;
import io.cancernet.local.client.ScoringRequest;
import io.cancernet.local.client.Services;
import io.cancernet.local.demo.ProgressReports;
import io.cancernet.local.terminal.Progress;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requests the scoring of slides. */
@Command(
        name = "score",
        description = "Scores slides with the live model.",
        footer = {
            "",
            "Exit code 1 when a patch could not be scored (known with --wait).",
            "",
            "Examples:",
            "  cancernet score SLIDE --wait",
            "  cancernet score SLIDE --priority 1 --out results",
            "  cancernet score --dataset idc/1 --split test --wait --output json"
        })
final class ScoreCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Parameters(arity = "0..*", paramLabel = "SLIDE", description = "Ids of slides.")
    private List<String> slides = new ArrayList<>();

    @Option(names = "--dataset", paramLabel = "NAME/VERSION", description = "Score the slides of this dataset.")
    private @Nullable String dataset;

    @Option(
            names = "--split",
            defaultValue = "test",
            description = "Which of them: train, validation or test (default: ${DEFAULT-VALUE}).")
    private String split = "test";

    @Option(names = "--wait", description = "Wait until all are scored.")
    private boolean wait;

    @Option(names = "--priority", description = "The higher, the sooner; above 0 ahead of all others (default: 0).")
    private int priority;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Wait, then write heat map, GeoJSON for QuPath and summary of each request into DIR/<request>.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        Services services = server.services();
        List<JsonNode> requests = new ArrayList<>();
        for (String slide : chosen(services)) {
            requests.add(services.score(slide, priority));
        }
        if (wait || out != null) {
            List<String> ids = requests.stream()
                    .map(node -> node.path("requestId").asText())
                    .toList();
            Screen screen = server.progressScreen();
            ProgressReports reports = new ProgressReports(screen);
            try (Progress progress = screen.progress("scoring")) {
                requests = services.awaitScored(ids, states -> reports.scoring(progress, states));
            }
        }
        new Results()
                .text("request", "/requestId")
                .text("slide", "/slideId")
                .text("state", "/state")
                .count("announced", "/announced")
                .count("scored", "/scored")
                .count("failed", "/failed")
                .count("positive", "/positive")
                .text("model", "/model/version")
                .print(requests, server.json());
        if (out != null) {
            download(services, requests, out);
        }
        boolean succeeded = requests.stream()
                .allMatch(node -> Api.as(ScoringRequest.class, node).succeeded());
        return succeeded ? ExitCode.OK : ExitCode.FAILED;
    }

    private void download(Services services, List<JsonNode> requests, Path directory)
            throws IOException, InterruptedException {
        for (JsonNode request : requests) {
            if (Api.as(ScoringRequest.class, request).hasResults()) {
                Path folder = ResultFiles.download(
                        services.api(), request.path("requestId").asText(), directory);
                server.progressScreen().say(folder.toString());
            }
        }
    }

    private List<String> chosen(Services services) throws InterruptedException {
        List<String> chosen = new ArrayList<>(slides);
        if (dataset != null) {
            List<Dataset.SlideSplit> inSplit =
                    Api.as(Dataset.class, services.dataset(dataset)).slidesOf(split);
            if (inSplit.isEmpty()) {
                throw new IllegalArgumentException("dataset " + dataset + " has no slides in a split '" + split + "'");
            }
            inSplit.forEach(slide -> chosen.add(slide.slideId()));
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("name slides, or a dataset with --dataset");
        }
        return chosen;
    }
}
