package io.cancernet.training.report;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.image.UndecodableImageException;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.sheet.ContactSheet;
import io.cancernet.common.sheet.ContactSheet.Cell;
import io.cancernet.common.sheet.ContactSheet.Section;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.plot.Marking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws sheets of the patches that a report is about. */
final class ReportSheets {

    static final String MISTAKES = "sheet-mistakes.png";
    static final String SAMPLES = "sheet-samples.png";

    private static final int PATCHES = 24;

    private final ObjectStore store;
    private final RunReport report;
    private final Map<PatchId, ManifestLine> lines;
    private final List<Prediction> judged;
    private final PatchImageCodec codec = new PatchImageCodec();

    /** @param predictions of all splits */
    ReportSheets(ObjectStore store, RunReport report, Manifest manifest, List<Prediction> predictions) {
        this.store = store;
        this.report = report;
        this.lines = manifest.lines().stream().collect(Collectors.toMap(ManifestLine::patchId, Function.identity()));
        this.judged = predictions.stream()
                .filter(each -> each.split() == report.judged().split())
                .toList();
    }

    /** What a sheet shows. */
    static String caption(String name) {
        return "%s; below each patch its calibrated probability and case"
                .formatted(name.equals(MISTAKES) ? "The most confident mistakes" : "Samples of each class");
    }

    byte[] mistakes() {
        Comparator<Prediction> byProbability = Comparator.comparingDouble(Prediction::probability);
        List<Prediction> alarms = called(Labels.NEGATIVE, true);
        List<Prediction> missed = called(Labels.POSITIVE, false);
        alarms.sort(byProbability.reversed());
        missed.sort(byProbability);
        return draw(
                "most confident mistakes",
                List.of(section("no disease, but called", alarms), section("disease, but missed", missed)));
    }

    byte[] samples() {
        List<Section> sections = new ArrayList<>();
        for (int label : List.of(Labels.POSITIVE, Labels.NEGATIVE)) {
            List<Prediction> patches = new ArrayList<>(
                    judged.stream().filter(each -> each.label() == label).toList());
            Collections.shuffle(patches, new Random(report.seed()));
            sections.add(section(label == Labels.POSITIVE ? "disease" : "no disease", patches));
        }
        return draw("samples", sections);
    }

    /** Patches of a class on one side of the threshold; the list may be sorted. */
    private List<Prediction> called(int label, boolean positive) {
        return new ArrayList<>(judged.stream()
                .filter(each -> each.label() == label)
                .filter(each -> each.probability() >= (float) report.threshold() == positive)
                .toList());
    }

    private byte[] draw(String what, List<Section> sections) {
        String title = "%s %s: %s of %s"
                .formatted(
                        report.recipe(),
                        report.dataset(),
                        what,
                        report.judged().split().slug());
        RgbImage sheet = ContactSheet.draw(
                title,
                report.leaky() ? Marking.LEAKY : null,
                sections,
                "%s  run %s  threshold %s"
                        .formatted(Marking.RESEARCH_USE_ONLY, report.runId(), Words.number(report.threshold())));
        return codec.encodePng(sheet);
    }

    private Section section(String name, List<Prediction> patches) {
        List<Cell> cells = patches.stream().limit(PATCHES).map(this::cell).toList();
        return new Section(String.format(Locale.ROOT, "%s: %d of %,d", name, cells.size(), patches.size()), cells);
    }

    private Cell cell(Prediction prediction) {
        ManifestLine line = lines.get(prediction.patchId());
        RgbImage image = line == null ? null : image(line.image());
        String score = String.format(Locale.ROOT, "%.2f", prediction.probability());
        return new Cell(image, image == null ? "lost" : score + " " + prediction.caseId());
    }

    private @Nullable RgbImage image(PatchLocation location) {
        try {
            byte[] bytes = store.getRange(location.shard(), location.offset(), location.length());
            return Sha256.of(bytes).equals(location.sha256()) ? codec.decode(bytes) : null;
        } catch (ObjectNotFoundException | UndecodableImageException e) {
            return null;
        }
    }
}
