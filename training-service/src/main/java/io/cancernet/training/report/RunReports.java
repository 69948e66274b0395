package io.cancernet.training.report;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.plot.Plot;
import io.cancernet.training.run.Learner;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunReporter;
import io.cancernet.training.run.RunResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes, keeps and reads the reports of runs. */
@ApplicationScoped
public class RunReports implements RunReporter {

    private final ObjectStore store;
    private final RunArtefacts artefacts;
    private final Clock clock;

    public RunReports(ObjectStore store, RunArtefacts artefacts, Clock clock) {
        this.store = store;
        this.artefacts = artefacts;
        this.clock = clock;
    }

    @Override
    public void requireReady() {
        Plot.requireFonts();
    }

    @Override
    public void report(Run run, RunResult result, Learner.Learned learned, Manifest manifest) {
        RunReport report = RunReport.of(run, result, learned, clock.instant());
        ReportSheets sheets = new ReportSheets(store, report, manifest, learned.predictions());
        artefacts.put(run.id(), RunArtefacts.PREDICTIONS, JsonLines.write(learned.predictions()));
        Map<String, byte[]> pictures = new HashMap<>();
        pictures.put(ReportSheets.MISTAKES, sheets.mistakes());
        pictures.put(ReportSheets.SAMPLES, sheets.samples());
        write(report, pictures);
    }

    @Override
    public void remove(RunId run) {
        artefacts.removeAll(run);
    }

    /**
     * The report of a run.
     *
     * @throws DomainException {@code not-found} when the run has none
     */
    public RunReport find(RunId run) {
        return read(run, RunArtefacts.JSON, bytes -> Json.read(bytes, RunReport.class));
    }

    /** Predictions for all patches of validation and test. @throws DomainException {@code not-found} when there are none */
    public List<Prediction> predictions(RunId run) {
        return read(run, RunArtefacts.PREDICTIONS, bytes -> JsonLines.read(bytes, Prediction.class));
    }

    /**
     * Takes slides out of what is kept of a run: their predictions, the rows of their cases and all sheets. Metrics and
     * plots are sums over many patches and stay. Doing it again changes nothing.
     */
    public void erase(RunId run, Set<SlideId> slides) {
        if (!artefacts.has(run, RunArtefacts.PREDICTIONS)) {
            return;
        }
        List<Prediction> all = predictions(run);
        List<Prediction> kept =
                all.stream().filter(each -> !slides.contains(each.slideId())).toList();
        if (kept.size() == all.size()) {
            // A slide of the training split: sheets and tables show validation and test only.
            return;
        }
        Set<CaseId> cases = all.stream()
                .filter(each -> slides.contains(each.slideId()))
                .map(Prediction::caseId)
                .collect(Collectors.toSet());
        artefacts.remove(run, ReportSheets.MISTAKES);
        artefacts.remove(run, ReportSheets.SAMPLES);
        long gone = all.stream()
                .map(Prediction::slideId)
                .filter(slides::contains)
                .distinct()
                .count();
        write(find(run).without(cases, (int) gone), Map.of());
        // Last: until then, a repeat finds the slides again.
        artefacts.put(run, RunArtefacts.PREDICTIONS, JsonLines.write(kept));
    }

    /** Writes everything that follows from a report; the sheets come by name. */
    private void write(RunReport report, Map<String, byte[]> sheets) {
        RunId run = report.runId();
        Map<String, byte[]> pictures = new TreeMap<>(sheets);
        List<Plot> plots = ReportPlots.of(report);
        for (Plot plot : plots) {
            pictures.put(plot.name() + ".svg", plot.svg());
            pictures.put(plot.name() + ".png", plot.png());
        }
        pictures.forEach((name, bytes) -> artefacts.put(run, name, bytes));
        Map<String, String> captions =
                sheets.keySet().stream().collect(Collectors.toMap(name -> name, ReportSheets::caption));
        Page page = ReportPage.of(report, plots, captions);
        artefacts.put(run, RunArtefacts.MARKDOWN, utf8(MarkdownPage.write(page)));
        artefacts.put(run, RunArtefacts.HTML, utf8(HtmlPage.write(page, name -> picture(pictures, name))));
        artefacts.put(run, RunArtefacts.JSON, Json.write(report));
    }

    private static byte[] picture(Map<String, byte[]> pictures, String name) {
        byte[] bytes = pictures.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("no picture " + name);
        }
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T read(RunId run, String name, Reader<T> reader) {
        try {
            return reader.read(artefacts.get(run, name));
        } catch (IOException e) {
            throw new DomainException(
                    ErrorCode.RUN_FAILED,
                    "%s of run %s cannot be read: %s; train again".formatted(name, run, e.getMessage()),
                    e);
        }
    }

    /** Makes sense of the bytes of an artefact. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] bytes) throws IOException;
    }
}
