package io.cancernet.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Dataset;
import io.cancernet.local.client.FailedException;
import io.cancernet.local.client.Ingest;
import io.cancernet.local.client.IngestSource;
import io.cancernet.local.client.ModelRef;
import io.cancernet.local.client.Run;
import io.cancernet.local.client.Score;
import io.cancernet.local.client.ScoringRequest;
import io.cancernet.local.client.SendProgress;
import io.cancernet.local.client.Services;
import io.cancernet.local.demo.Stopwatch.Step;
import io.cancernet.local.stack.LocalStack;
import io.cancernet.local.stack.MemoryProbe;
import io.cancernet.local.terminal.Numbers;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The main job: a folder of patches becomes a dataset, a trained and promoted model, and scores of unseen cases. */
public final class Demo {

    private static final String NOTE = "Research use only, not a diagnosis.";
    private static final String SYNTHETIC_NOTE =
            NOTE + " All numbers are of a synthetic sample and say nothing about tissue.";

    private final LocalStack stack;
    private final DemoOptions options;
    private final Screen screen;
    private final Stopwatch stopwatch = new Stopwatch();

    public Demo(LocalStack stack, DemoOptions options, Screen screen) {
        this.stack = stack;
        this.options = options;
        this.screen = screen;
    }

    /** Starts the stack and does it all; the stack is left running. */
    public DemoSummary run() throws InterruptedException, IOException {
        stack.start();
        Services services = new Services(new Api(stack.url()));
        ProgressReports reports = new ProgressReports(screen);
        stopwatch.begin(Step.SAMPLE);
        Path source = source();
        stopwatch.begin(Step.INGEST);
        Ingest ingest = ingest(services, source, reports);
        stopwatch.begin(Step.FREEZE);
        Dataset dataset =
                Api.as(Dataset.class, services.freeze(options.datasetName(), List.of(ingest.ingestId()), Map.of()));
        screen.say("froze dataset " + dataset.dataset() + marker() + ", split by case");
        stopwatch.begin(Step.TRAIN);
        Run run = train(services, dataset, reports);
        stopwatch.begin(Step.PROMOTE);
        ModelRef model = promote(services, run);
        stopwatch.begin(Step.SCORE);
        DemoSummary.ScoringPart scoring = score(services, dataset.slidesOf("test"), source, reports);
        stopwatch.begin(Step.END);
        return summary(source, ingest, dataset, run, model, scoring);
    }

    private Path source() throws IOException {
        Path data = options.data();
        if (data != null) {
            return data.toRealPath();
        }
        screen.say(
                "writing a synthetic sample: " + Numbers.count(options.sample().usable()) + " patches of "
                        + options.sample().cases() + " made-up cases");
        options.sample().write(options.sampleFolder());
        return options.sampleFolder().toRealPath();
    }

    private Ingest ingest(Services services, Path source, ProgressReports reports)
            throws InterruptedException, IOException {
        JsonNode submitted = new IngestSource(source.toString())
                .submit(services.api(), Map.of("layout", "idc"), SendProgress.SILENT);
        Ingest begun = Api.as(Ingest.class, submitted);
        Ingest ingest;
        try (var progress = screen.progress("ingest")) {
            ingest = Api.as(
                    Ingest.class, services.awaitIngest(begun.ingestId(), state -> reports.ingest(progress, state)));
        }
        if (ingest.isRejected()) {
            throw new FailedException("the ingest was rejected: "
                    + (ingest.error() == null
                            ? "no reason given"
                            : ingest.error().detail()));
        }
        requireEqual("files in", ingest.in(), "stored + quarantined", ingest.stored() + ingest.quarantined());
        screen.say("ingested " + Numbers.count(ingest.in()) + " files" + marker() + ": "
                + Numbers.count(ingest.stored()) + " patches stored, " + Numbers.count(ingest.quarantined())
                + " quarantined");
        return ingest;
    }

    private Run train(Services services, Dataset dataset, ProgressReports reports) throws InterruptedException {
        Run queued = Api.as(Run.class, services.train(options.runRequest(dataset.dataset())));
        screen.say("training " + options.recipe() + " for " + options.epochs() + " epochs, run " + queued.runId());
        Run run;
        try (var progress = screen.progress("training")) {
            run = Api.as(Run.class, services.awaitRun(queued.runId(), state -> reports.run(progress, state)));
        }
        if (!run.isFinished()) {
            throw new FailedException("the run " + run.runId() + " " + run.state() + ": " + run.failure());
        }
        return run;
    }

    private ModelRef promote(Services services, Run run) throws InterruptedException {
        ModelRef model = run.model();
        if (model == null) {
            throw new FailedException("the run " + run.runId() + " finished without a model");
        }
        services.promote(model, "live", "cancernet demo", "demo run " + run.runId());
        services.awaitServing("live", model);
        screen.say("promoted " + model + ", now live");
        return model;
    }

    private DemoSummary.ScoringPart score(
            Services services, List<Dataset.SlideSplit> slides, Path source, ProgressReports reports)
            throws InterruptedException, IOException {
        long begun = System.nanoTime();
        Map<String, String> casesByRequest = new LinkedHashMap<>();
        for (Dataset.SlideSplit slide : slides) {
            ScoringRequest request = Api.as(ScoringRequest.class, services.score(slide.slideId()));
            casesByRequest.put(request.requestId(), slide.caseId());
        }
        List<ScoringRequest> requests;
        try (var progress = screen.progress("scoring")) {
            requests =
                    services
                            .awaitScored(
                                    List.copyOf(casesByRequest.keySet()), states -> reports.scoring(progress, states))
                            .stream()
                            .map(node -> Api.as(ScoringRequest.class, node))
                            .toList();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long announced = requests.stream().mapToLong(ScoringRequest::total).sum();
        long scored = requests.stream().mapToLong(ScoringRequest::scored).sum();
        long failed = requests.stream().mapToLong(ScoringRequest::failed).sum();
        requireEqual("patches announced", announced, "scored + failed", scored + failed);
        ReadBack back = readBack(services, casesByRequest, FileLabels.in(source));
        requireEqual("patches scored", scored, "distinct scores read back", back.distinct());
        screen.say("scored " + Numbers.count(scored) + " patches of " + slides.size() + " test cases" + marker());
        return new DemoSummary.ScoringPart(
                requests.size(),
                List.copyOf(casesByRequest.keySet()),
                announced,
                scored,
                failed,
                back.distinct(),
                back.positive(),
                Math.round(seconds * 1000) / 1000.0,
                Math.round((scored + failed) / seconds * 10) / 10.0,
                back.rocAuc().isPresent() ? back.rocAuc().getAsDouble() : null);
    }

    private record ReadBack(long distinct, long positive, OptionalDouble rocAuc) {}

    private static ReadBack readBack(Services services, Map<String, String> casesByRequest, FileLabels labels)
            throws InterruptedException {
        Set<String> ids = new HashSet<>();
        List<FileLabels.Labelled> labelled = new ArrayList<>();
        long positive = 0;
        for (Map.Entry<String, String> entry : casesByRequest.entrySet()) {
            List<Score> scores = services.scores(entry.getKey());
            for (Score score : scores) {
                if (!ids.add(score.scoreId())) {
                    throw new FailedException("the score " + score.scoreId() + " is there twice");
                }
                positive += score.positive() ? 1 : 0;
            }
            labelled.addAll(labels.label(entry.getValue(), scores));
        }
        return new ReadBack(ids.size(), positive, FileLabels.rocAuc(labelled));
    }

    private DemoSummary summary(
            Path source, Ingest ingest, Dataset dataset, Run run, ModelRef model, DemoSummary.ScoringPart scoring) {
        return new DemoSummary(
                options.synthetic() ? SYNTHETIC_NOTE : NOTE,
                options.synthetic(),
                options.synthetic() ? "synthetic sample" : source.toString(),
                new DemoSummary.DatasetPart(
                        ingest.ingestId(),
                        ingest.in(),
                        ingest.stored(),
                        ingest.quarantined(),
                        ingest.quarantineByReason(),
                        ingest.slides(),
                        dataset.dataset(),
                        dataset.manifest(),
                        dataset.duplicatesLeftOut(),
                        dataset.counts()),
                new DemoSummary.RunPart(
                        run.runId(),
                        run.recipe(),
                        run.seed(),
                        run.codeVersion(),
                        run.environment(),
                        run.patchesFromEvents(),
                        run.patchesFromManifest(),
                        run.finishedEpochs(),
                        run.calibration(),
                        run.threshold(),
                        model),
                Objects.requireNonNullElseGet(run.metrics(), JsonNodeFactory.instance::objectNode),
                scoring,
                stopwatch.timings(),
                memory(stack.memory()),
                whereToLook(run));
    }

    private static DemoSummary.@Nullable Memory memory(MemoryProbe probe) {
        Map<String, Long> peak = probe.peak();
        return peak.isEmpty()
                ? null
                : new DemoSummary.Memory(
                        peak.values().stream().mapToLong(Long::longValue).sum(), peak);
    }

    private Map<String, String> whereToLook(Run run) {
        Map<String, String> where = new LinkedHashMap<>();
        switch (options.afterwards()) {
            case GOES_ON -> {
                where.put("console", stack.console() + "run.html?id=" + run.runId());
                where.put("run", stack.url() + "/api/v1/runs/" + run.runId());
                where.put("models", stack.url() + "/api/v1/models");
                where.put("scores", stack.url() + "/inference/api/v1/scoring-requests");
                where.put("slides", stack.url() + "/dataset/api/v1/slides");
                where.put("openapi", stack.url() + "/q/openapi");
                where.put("logs", stack.logs().toString());
                where.put("command", "cancernet runs show " + run.runId() + " --server " + stack.url());
            }
            case STOPS -> {
                where.put("logs", stack.logs().toString());
                where.put("command", "cancernet up --data-dir " + stack.logs().getParent());
            }
            case IS_DELETED -> where.put("command", "cancernet demo, without --once, to look around");
        }
        return where;
    }

    private String marker() {
        return options.synthetic() ? " (synthetic)" : "";
    }

    private static void requireEqual(String left, long leftValue, String right, long rightValue) {
        if (leftValue != rightValue) {
            throw new FailedException(left + " (" + leftValue + ") and " + right + " (" + rightValue
                    + ") differ: patches were lost or counted twice");
        }
    }
}
