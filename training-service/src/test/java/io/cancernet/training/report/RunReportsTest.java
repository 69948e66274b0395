package io.cancernet.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.Split;
import io.cancernet.training.evaluation.CaseRow;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.testing.TinyDataset;
import io.cancernet.training.testing.TinyRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RunReportsTest {

    private static final RunId RUN = new RunId("20260101-000000-abcdef");
    private static final Recipe RECIPE = Recipes.preset("cancernet").with(Map.of("epochs", 3, "contextSmoothing", 1.5));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RunArtefacts artefacts = new RunArtefacts(store);
    private final RunReports reports = new RunReports(store, artefacts, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final TinyDataset dataset = new TinyDataset("report")
            .add("a", Split.TRAIN, 5, 5)
            .add("b", Split.VALIDATION, 20, 20)
            .add("c", Split.TEST, 30, 20)
            .add("d", Split.TEST, 30, 0)
            .storeIn(store);

    @Test
    void report_hasAllItsFiles() {
        report(dataset, false);

        assertThat(artefacts.names(RUN))
                .contains("report.json", "report.md", "report.html", "predictions.jsonl.gz")
                .contains("sheet-mistakes.png", "sheet-samples.png");
        for (String plot : List.of(
                "loss",
                "accuracy",
                "roc",
                "precision-recall",
                "confusion-counts",
                "confusion-normalised",
                "reliability",
                "scores")) {
            assertThat(artefacts.names(RUN)).contains(plot + ".svg", plot + ".png");
        }
    }

    @Test
    void json_isReadAsItWasWritten() {
        TinyRun run = report(dataset, false);

        RunReport report = reports.find(RUN);
        assertThat(report.metrics()).isEqualTo(run.result().metrics());
        assertThat(report.test().cases())
                .extracting(row -> row.caseId().value())
                .containsExactly("c", "d");
        assertThat(report.epochs()).hasSize(3);
        assertThat(reports.predictions(RUN)).isEqualTo(run.learned().predictions());
    }

    @Test
    void words_tellMetricsIntervalsAndNotes() {
        report(dataset, false);

        assertThat(text("report.md"))
                .contains("Research use only")
                .contains("ROC-AUC", "expected calibration error", "With the neighbours' say")
                .contains("Test: only 2 cases")
                .contains("| d | 30 | 0 |")
                .contains("![ROC curve](roc.svg)")
                .doesNotContain("NaN", "null", "LEAKY");
    }

    @Test
    void html_standsAlone() {
        report(dataset, false);

        assertThat(text("report.html"))
                .startsWith("<!doctype html>")
                .contains("data:image/svg+xml;base64,", "data:image/png;base64,")
                .doesNotContain("src=\"http", "href=", "<script");
    }

    @Test
    void leakyRun_isMarkedOnEverything() throws IOException {
        report(
                new TinyDataset("report")
                        .add("b", Split.VALIDATION, 9, 9)
                        .add("c", Split.TEST, 9, 9)
                        .storeIn(store),
                true);

        for (String name : artefacts.names(RUN)) {
            if (name.endsWith(".svg") || name.equals("report.md") || name.equals("report.html")) {
                assertThat(text(name)).as(name).contains("LEAKY").contains("Research use only");
            }
            if (name.startsWith("sheet-")) {
                assertThat(redPixels(artefacts.get(RUN, name))).as(name).isGreaterThan(500);
            }
        }
        assertThat(reports.find(RUN).leaky()).isTrue();
    }

    @Test
    void oneClassAndNoTest_leaveOutWhatIsUndefined() {
        report(new TinyDataset("report").add("b", Split.VALIDATION, 9, 0).storeIn(store), false);

        assertThat(artefacts.names(RUN)).contains("loss.svg", "reliability.svg").doesNotContain("roc.svg");
        assertThat(text("report.md")).contains("undefined").doesNotContain("NaN", "null");
    }

    @Test
    void erasedSlide_isShownNowhere() {
        TinyRun run = report(dataset, false);
        SlideId slide = run.learned()
                .predictions()
                .get(run.learned().predictions().size() - 1)
                .slideId();

        reports.erase(RUN, Set.of(slide));
        reports.erase(RUN, Set.of(slide));

        assertThat(artefacts.names(RUN)).doesNotContain("sheet-mistakes.png", "sheet-samples.png");
        assertThat(reports.predictions(RUN)).hasSize(90).noneMatch(each -> each.slideId()
                .equals(slide));
        assertThat(reports.find(RUN).test().cases()).extracting(CaseRow::caseId).hasSize(1);
        assertThat(reports.find(RUN).erasedSlides()).isEqualTo(1);
        assertThat(text("report.html")).contains("1 slides were erased").doesNotContain("data:image/png");
        assertThat(text("report.md")).doesNotContain("| d | 30");
    }

    @Test
    void erasedSlideOfTraining_leavesTheReportAsItIs() {
        report(dataset, false);

        reports.erase(RUN, Set.of(dataset.lines().get(0).slideId()));
        reports.erase(
                new RunId("20260101-000000-fedcba"),
                Set.of(dataset.lines().get(0).slideId()));

        assertThat(artefacts.names(RUN)).contains("sheet-samples.png");
        assertThat(reports.find(RUN).erasedSlides()).isZero();
    }

    @Test
    void removal_leavesCheckpointsOnly() {
        report(dataset, false);
        store.put("runs/" + RUN + "/checkpoint-last", new byte[1], "application/octet-stream");

        reports.remove(RUN);

        assertThat(store.list("runs/")).containsExactly("runs/" + RUN + "/checkpoint-last");
    }

    @Test
    void unknownArtefacts_areNotFound() {
        store.put("runs/" + RUN + "/checkpoint-last", new byte[1], "application/octet-stream");

        for (String name : List.of("none.svg", "checkpoint-last", "../secret", "")) {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> artefacts.get(RUN, name))
                    .withMessageContaining("has no artefact");
        }
    }

    private TinyRun report(TinyDataset of, boolean leaky) {
        TinyRun run = TinyRun.of(RUN, of, leaky, RECIPE, 2);
        reports.report(run.run(), run.result(), run.learned(), run.manifest());
        return run;
    }

    private String text(String name) {
        return new String(artefacts.get(RUN, name), StandardCharsets.UTF_8);
    }

    private static long redPixels(byte[] png) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        long red = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                red += (image.getRGB(x, y) & 0xffffff) == 0xc00000 ? 1 : 0;
            }
        }
        return red;
    }
}
