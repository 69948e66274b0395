package io.cancernet.local.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Dataset;
import io.cancernet.local.client.FailedException;
import io.cancernet.local.client.Ingest;
import io.cancernet.local.client.IngestSource;
import io.cancernet.local.client.SendProgress;
import io.cancernet.local.client.Services;
import io.cancernet.local.client.Study;
import io.cancernet.local.terminal.Progress;
import io.cancernet.local.terminal.Screen;
import io.cancernet.local.terminal.StudyTables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One ingest, one cross-validation, one study; each step finds what an earlier call has done. */
public final class QualityStudy {

    private static final String NAME = "quality";
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

    private final Services services;
    private final QualityOptions options;
    private final Screen screen;

    /** @param server that dataset-service and training-service answer at */
    public QualityStudy(URI server, QualityOptions options, Screen screen) {
        this.services = new Services(new Api(server), LONGEST_OUTAGE);
        this.options = options;
        this.screen = screen;
    }

    /** Returns whether all runs finished. */
    public boolean run() throws InterruptedException, IOException {
        String ingest = ingest();
        List<String> datasets = freeze(ingest);
        Study begun = Api.as(Study.class, services.startStudy(options.request(datasets), options.key(datasets)));
        screen.say("study %s: %d runs, %d have ended before"
                .formatted(begun.studyId(), begun.counts().total(), begun.ended()));
        JsonNode ended;
        try (Progress progress = screen.progress("training")) {
            ended = services.awaitStudy(
                    begun.studyId(),
                    study -> progress.update(study.ended(), study.counts().total(), "runs"));
        }
        JsonNode summary = services.api().getLong(Api.TRAINING + "/studies/" + begun.studyId() + "/summary");
        List<Target> targets = Target.of(summary, options.recipe());
        StudyTables.of(summary).forEach(screen::say);
        targets.forEach(target -> screen.say(target.line()));
        Path json = options.json();
        if (json != null) {
            Files.writeString(json, Api.pretty(report(summary, targets)) + "\n");
            screen.say("wrote " + json);
        }
        Study study = Api.as(Study.class, ended);
        return study.counts().finished() == study.counts().total();
    }

    private String ingest() throws InterruptedException, IOException {
        JsonNode submitted = new IngestSource(options.data().toString())
                .submit(services.api(), Map.of("layout", "idc"), SendProgress.SILENT);
        Ingest begun = Api.as(Ingest.class, submitted);
        Ingest ingest = Api.as(Ingest.class, services.awaitIngest(begun.ingestId(), state -> {}));
        if (ingest.isRejected()) {
            throw new FailedException("the ingest was rejected: "
                    + (ingest.error() == null
                            ? "no reason given"
                            : ingest.error().detail()));
        }
        screen.say("ingested %,d patches".formatted(ingest.stored()));
        return ingest.ingestId();
    }

    private List<String> freeze(String ingest) throws InterruptedException {
        List<String> versions = new ArrayList<>();
        JsonNode folds = services.freeze(
                NAME, List.of(ingest), Map.of("split", Map.of("strategy", "k-fold", "folds", options.folds())));
        folds.path("items")
                .forEach(each -> versions.add(Api.as(Dataset.class, each).dataset()));
        if (options.leaky()) {
            JsonNode random = services.freeze(
                    NAME + "-leaky", List.of(ingest), Map.of("split", Map.of("strategy", "patch-random")));
            versions.add(Api.as(Dataset.class, random).dataset());
        }
        screen.say("froze " + String.join(", ", versions));
        return versions;
    }

    private Map<String, Object> report(JsonNode summary, List<Target> targets) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("notice", summary.path("notice").asText());
        report.put("folds", options.folds());
        report.put("seeds", options.seeds());
        report.put("epochs", options.epochs());
        report.put("targets", targets);
        report.put("summary", summary);
        return report;
    }
}
