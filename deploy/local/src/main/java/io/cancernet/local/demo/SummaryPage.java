package io.cancernet.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.client.Dataset.SplitCount;
import io.cancernet.local.client.Run.Epoch;
import io.cancernet.local.terminal.Numbers;
import io.cancernet.local.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The summary of a demo as text for people. */
public final class SummaryPage {

    private static final String[][] DECISIONS = {
        {"balanced accuracy", "balancedAccuracy"},
        {"sensitivity", "sensitivity"},
        {"specificity", "specificity"},
        {"PPV", "ppv"},
        {"NPV", "npv"},
        {"F1", "f1"},
        {"kappa", "kappa"},
        {"MCC", "mcc"},
        {"accuracy", "accuracy"}
    };

    private final DemoSummary summary;
    private final List<String> lines = new ArrayList<>();

    private SummaryPage(DemoSummary summary) {
        this.summary = summary;
    }

    /** The page, line by line. */
    public static List<String> lines(DemoSummary summary) {
        SummaryPage page = new SummaryPage(summary);
        page.dataset();
        page.epochs();
        page.metrics();
        page.scoring();
        page.cost();
        page.where();
        return List.copyOf(page.lines);
    }

    private void dataset() {
        DemoSummary.DatasetPart dataset = summary.dataset();
        heading("Dataset " + dataset.version());
        Table table = new Table()
                .left("split")
                .right("cases")
                .right("negative")
                .right("positive")
                .right("patches");
        for (SplitCount split : dataset.splits()) {
            table.row(
                    split.split(),
                    split.cases(),
                    Numbers.count(split.negative()),
                    Numbers.count(split.positive()),
                    Numbers.count(split.negative() + split.positive()));
        }
        add(table);
        line(Numbers.count(dataset.in()) + " files in = " + Numbers.count(dataset.stored()) + " stored + "
                + Numbers.count(dataset.quarantined()) + " quarantined, " + Numbers.count(dataset.duplicatesLeftOut())
                + " left out of the dataset as duplicates across splits");
        dataset.quarantine().forEach((reason, count) -> line("  quarantined: " + reason + " " + count));
    }

    private void epochs() {
        heading("Training " + summary.run().recipe() + ", run " + summary.run().runId());
        Table table = new Table()
                .right("epoch")
                .right("loss")
                .right("accuracy")
                .right("val. loss")
                .right("val. accuracy")
                .right("val. ROC-AUC")
                .right("seconds")
                .right("patches/s")
                .right("waiting for data")
                .right("memory");
        for (Epoch epoch : summary.run().epochs()) {
            table.row(
                    epoch.number(),
                    Numbers.metric(epoch.trainLoss()),
                    Numbers.metric(epoch.trainAccuracy()),
                    Numbers.metric(epoch.validationLoss()),
                    Numbers.metric(epoch.validationAccuracy()),
                    Numbers.metric(epoch.validationRocAuc()),
                    Numbers.decimals(epoch.seconds(), 1),
                    Numbers.decimals(epoch.patchesPerSecond(), 0),
                    Numbers.decimals(epoch.secondsWaitingForData(), 2) + " s",
                    Numbers.bytes(epoch.residentBytes()));
        }
        add(table);
        Long events = summary.run().patchesFromEvents();
        if (events != null) {
            line(Numbers.count(events) + " patches came by events, "
                    + Numbers.count(orZero(summary.run().patchesFromManifest())) + " from the manifest");
        }
    }

    private void metrics() {
        JsonNode test = summary.metrics().path("test");
        heading("Test cases, never seen in training (positive = disease)");
        line("ROC-AUC " + metric(test, "rocAuc") + "   PR-AUC " + metric(test, "prAuc") + "   Brier "
                + metric(test, "brier") + "   calibration error " + metric(test, "ece"));
        JsonNode chosen = test.path("atThreshold");
        JsonNode half = test.path("atHalf");
        Table table = new Table()
                .left("decision")
                .right("at " + metric(chosen, "threshold") + " (chosen on validation)")
                .right("at 0.500");
        for (String[] decision : DECISIONS) {
            table.row(decision[0], metric(chosen, decision[1]), metric(half, decision[1]));
        }
        table.row("true/false positive", confusion(chosen, "tp", "fp"), confusion(half, "tp", "fp"));
        table.row("true/false negative", confusion(chosen, "tn", "fn"), confusion(half, "tn", "fn"));
        add(table);
        line("After a few epochs the column at 0.500 says little: judge by ROC-AUC and at the chosen threshold.");
    }

    private void scoring() {
        DemoSummary.ScoringPart scoring = summary.scoring();
        heading("Scoring through Kafka, model " + summary.run().model());
        line(Numbers.count(scoring.announced()) + " patches of " + scoring.requests() + " slides announced = "
                + Numbers.count(scoring.scored()) + " scored + " + Numbers.count(scoring.failed()) + " failed, "
                + Numbers.count(scoring.positive()) + " called positive");
        line(Numbers.decimals(scoring.patchesPerSecond(), 0) + " patches/s, from the first request to the last score");
        Double rocAuc = scoring.rocAuc();
        if (rocAuc != null) {
            line("ROC-AUC of the stored scores against the file names: " + Numbers.metric(rocAuc));
        }
    }

    private void cost() {
        DemoSummary.Timings timings = summary.timings();
        heading("Time and memory");
        line("start " + Numbers.duration(timings.startSeconds()) + ", ingest "
                + Numbers.duration(timings.ingestSeconds()) + ", freeze " + Numbers.duration(timings.freezeSeconds())
                + ", train " + Numbers.duration(timings.trainSeconds()) + ", promote "
                + Numbers.duration(timings.promoteSeconds()) + ", score " + Numbers.duration(timings.scoreSeconds())
                + "; in all " + Numbers.duration(timings.totalSeconds()));
        DemoSummary.Memory memory = summary.memory();
        if (memory != null) {
            line("peak of all processes together " + Numbers.bytes(memory.peakBytes()) + ":");
            memory.processes().forEach((name, bytes) -> line("  " + name + " " + Numbers.bytes(bytes)));
        }
    }

    private void where() {
        heading("Where to look next");
        summary.where().forEach((name, place) -> line(name + ": " + place));
        lines.add("");
        lines.add(summary.note());
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text + (summary.synthetic() ? " [synthetic]" : ""));
    }

    private void line(String text) {
        lines.add("  " + text);
    }

    private void add(Table table) {
        table.lines().forEach(this::line);
    }

    private static String metric(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return Numbers.metric(value.isNumber() ? value.asDouble() : null);
    }

    private static String confusion(JsonNode decisions, String right, String wrong) {
        JsonNode counts = decisions.path("confusion");
        return counts.isMissingNode()
                ? "-"
                : Numbers.count(counts.path(right).asLong()) + " / "
                        + Numbers.count(counts.path(wrong).asLong());
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
