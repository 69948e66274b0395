package io.cancernet.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What people do with runs and models: start, watch, compare, tag, cancel, promote, roll back. */
final class RunPages {

    private static final Duration TRAINING = Duration.ofMinutes(3);
    private static final int EPOCHS = 4;

    private final Console console;
    private final String first;
    private String second = "none yet";

    /** @param first a run that has finished, whose model is live */
    RunPages(Console console, String first) {
        this.console = console;
        this.first = first;
    }

    Stream<DynamicTest> tests() {
        return Stream.of(
                dynamicTest("run_isStartedByKeyboard_andWatchedToItsEnd", this::isStartedAndWatched),
                dynamicTest("finishedRun_showsWhatItReached", this::showsWhatItReached),
                dynamicTest("runs_areFilteredSortedAndCompared", this::areFilteredSortedAndCompared),
                dynamicTest("list_isPaged_forthAndBack", this::isPaged),
                dynamicTest("run_isTagged_andFoundByTheTag", this::isTaggedAndFound),
                dynamicTest("model_isRefusedByAGate_promotedAndRolledBack", this::isPromotedAndRolledBack),
                dynamicTest("run_isCancelled", this::isCancelled),
                dynamicTest("refusals_areShownInWords", this::refusalsAreShown),
                dynamicTest("viewer_isShownNoActions", this::viewerIsShownNoActions),
                dynamicTest("theme_isSwitched_andKept", this::themeIsSwitched));
    }

    private void isStartedAndWatched() {
        try (Tab list = console.open("/console/");
                Tab tab = console.open("/console/start.html")) {
            Page page = tab.page();
            tab.control("epochs").focus();
            page.keyboard().type(String.valueOf(EPOCHS));
            tab.control("Seed").focus();
            page.keyboard().type("7");
            page.keyboard().press("Enter");
            page.waitForURL("**/run.html?id=*");
            tab.awaitLoaded();
            second = page.url().substring(page.url().indexOf("id=") + 3);
            row(list, second).waitFor();

            List<Integer> grown = new ArrayList<>();
            await().atMost(TRAINING).pollInterval(Duration.ofMillis(50)).until(() -> {
                int points = points(tab);
                if (points > 0 && (grown.isEmpty() || grown.get(grown.size() - 1) < points)) {
                    grown.add(points);
                }
                return state(tab).equals("finished");
            });
            assertThat(grown)
                    .as("points of the curves while it trained")
                    .hasSizeGreaterThan(1)
                    .contains(EPOCHS);
            tab.see(page.locator("#report"), "Results on test");
            list.see(row(list, second), "finished");
        }
    }

    private static Locator row(Tab list, String run) {
        return list.page().locator("tr[data-run='" + run + "']");
    }

    private static int points(Tab tab) {
        String points = tab.page().locator("canvas").first().getAttribute("data-points");
        return points == null ? 0 : Integer.parseInt(points);
    }

    private static String state(Tab tab) {
        return String.valueOf(tab.page().locator("#state").getAttribute("data-state"));
    }

    private void showsWhatItReached() {
        try (Tab tab = console.open("/console/run.html?id=" + first)) {
            Page page = tab.page();
            tab.see(page.locator("#metrics"), "ROC-AUC");
            tab.see(page.locator("#confusion"), "false alarms");
            for (String chart : List.of("ROC curve", "Precision and recall", "Reliability", "Scores by true class")) {
                tab.see(page.locator("figcaption", new Page.LocatorOptions().setHasText(chart)), chart);
            }
            assertThat(numbers(page.locator("#confusion strong")).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .as("patches in the confusion matrix")
                    .isEqualTo(numbers(page.locator("#case-table td[data-label=Patches]")).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isPositive();
            Locator sheet = page.locator("img[alt*='most confident mistakes']");
            sheet.scrollIntoViewIfNeeded();
            await().until(() -> ((Number) sheet.evaluate("image => image.naturalWidth")).intValue() > 100);
            tab.button("Sensitivity").click();
            assertThat(page.locator("#case-table th[aria-sort]").textContent()).contains("Sensitivity");
            page.getByText("All settings of").click();
            tab.see(page.locator("dl", new Page.LocatorOptions().setHasText("optimizer.learningRate")), "batchSize");
            assertThat(tab.link("predictions.jsonl.gz").getAttribute("href"))
                    .endsWith("/artefacts/predictions.jsonl.gz");
        }
    }

    private static List<Integer> numbers(Locator places) {
        return places.allTextContents().stream()
                .map(text -> Integer.parseInt(text.replace(",", "")))
                .toList();
    }

    private void areFilteredSortedAndCompared() {
        try (Tab tab = console.open("/console/")) {
            Page page = tab.page();
            tab.control("State").selectOption("failed");
            tab.button("Show").click();
            tab.see(page.locator("#list"), "No run fits");
            tab.button("Clear").click();
            tab.control("Sort by").selectOption("test.rocAuc");
            tab.button("Show").click();
            page.waitForURL("**sort=test.rocAuc**");
            tab.see(page.locator("#runs th[aria-sort=descending]"), "ROC-AUC");
            List<String> areas = page.locator("#runs td[data-label='ROC-AUC']").allTextContents();
            assertThat(areas).hasSizeGreaterThan(1).isSortedAccordingTo((one, other) -> other.compareTo(one));

            tab.control("Compare run " + first).check();
            tab.control("Compare run " + second).check();
            tab.link("Compare").click();
            page.waitForURL("**/compare.html?**");
            tab.awaitLoaded();
            tab.see(page.locator("#settings-table"), "epochs");
            tab.see(page.locator("#metric-table"), "balanced accuracy");
            assertThat(page.locator("canvas").count()).isEqualTo(6);
            tab.checkKeyboard("compare");
            for (Look look : Look.values()) {
                tab.show(look);
                tab.check("compare");
            }
        }
    }

    private void isPaged() {
        try (Tab tab = console.open("/console/?limit=1&state=finished&order=asc")) {
            row(tab, first).waitFor();
            tab.button("Next page").click();
            row(tab, first).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(tab.page().locator("tr[data-run]").count()).isOne();
            tab.button("Page before").click();
            row(tab, first).waitFor();
            assertThat(tab.button("Page before").count()).isZero();
        }
    }

    private void isTaggedAndFound() {
        try (Tab tab = console.open("/console/run.html?id=" + second)) {
            String tag = "seen-" + second;
            tab.control("Tags").fill(tag);
            tab.control("Note").fill("started in a browser");
            tab.button("Save tags and note").click();
            tab.see(tab.page().locator("#annotated"), "Saved");
            tab.goTo("/console/?tag=" + tag);
            row(tab, second).waitFor();
            assertThat(tab.page().locator("#runs tbody tr").count()).isOne();
        }
    }

    private void isPromotedAndRolledBack() {
        try (Tab tab = console.open("/console/run.html?id=" + second)) {
            Page page = tab.page();
            tab.button("Promote its model").click();
            tab.control("Your name").fill("B. Rowser");
            tab.control("Reason").fill("to see it serve");
            tab.control("its 95 % interval is at most as wide as").fill("0.000001");
            tab.check("promote");
            tab.button("Promote").click();
            tab.see(page.locator("dialog [role=alert]"), "maximum-interval-width");

            tab.control("its 95 % interval is at most as wide as").fill("");
            tab.button("Promote").click();
            tab.see(page.locator("#done"), "is promoted to live");

            tab.goTo("/console/models.html");
            tab.see(page.locator("#slot-live"), "to see it serve");
            tab.see(page.locator("#ledger li").first(), "B. Rowser");
            page.locator("#slot-live").getByText("Roll back").click();
            tab.control("Your name").fill("B. Rowser");
            tab.control("Reason").fill("the one before was better");
            page.locator("dialog").getByText("Roll back").last().click();
            tab.see(page.locator("#done"), "live is rolled back");
            tab.see(page.locator("#slot-live"), first);
            tab.see(page.locator("#ledger li").first(), "the one before was better");
            tab.check("ledger");
        }
    }

    private void isCancelled() {
        try (Tab tab = console.open("/console/start.html?like=" + second)) {
            Page page = tab.page();
            assertThat(tab.control("epochs").inputValue())
                    .as("as in the run it is like")
                    .isEqualTo(String.valueOf(EPOCHS));
            tab.control("epochs").fill("500");
            tab.button("Start the run").click();
            page.waitForURL("**/run.html?id=*");
            tab.awaitLoaded();
            tab.button("Cancel the run").click();
            page.locator("dialog").getByText("Cancel the run").last().click();
            await().atMost(TRAINING).until(() -> state(tab).equals("cancelled"));
        }
    }

    private void refusalsAreShown() {
        try (Tab tab = console.open("/console/start.html")) {
            Page page = tab.page();
            assertThat(tab.control("device").locator("option").allTextContents())
                    .contains("AUTO", "CPU", "GPU");
            tab.control("epochs").fill("-1");
            tab.button("Start the run").click();
            tab.see(page.locator(".error"), "a whole number, 1 to 10000");
            assertThat(page.evaluate("document.activeElement.name")).isEqualTo("set:epochs");
            tab.control("epochs").fill("1");
            page.getByText("further settings").click();
            tab.control("optimizer.momentum").fill("0.5");
            tab.button("Start the run").click();
            tab.see(page.locator(".error"), "only SGD has it");
            assertThat(page.evaluate("document.activeElement.name")).isEqualTo("set:optimizer.momentum");
            tab.check("refusal");
            tab.goTo("/console/run.html?id=no-such-run");
            tab.see(tab.page().locator("#problem [role=alert]"), "no run no-such-run");
        }
    }

    /** What the server would refuse is not offered; its own tests show that it refuses. */
    private void viewerIsShownNoActions() {
        try (Tab tab = console.open("/console/")) {
            Page page = tab.page();
            tab.answer("**/api/v1/me", "{\"name\": \"v.iewer\", \"roles\": [\"viewer\"], \"authenticated\": true}");
            tab.goTo("/console/run.html?id=" + first);
            tab.see(page.locator("#me"), "v.iewer");
            tab.see(page.locator("#report"), "Results on test");
            assertThat(page.locator("#actions button, #actions a, #tags").count())
                    .isZero();
            tab.goTo("/console/models.html");
            assertThat(page.locator("main button:has-text('Promote'), main button:has-text('Roll back')")
                            .count())
                    .isZero();
        }
    }

    private void themeIsSwitched() {
        try (Tab tab = console.open("/console/")) {
            String light = background(tab);
            tab.control("Theme").selectOption("dark");
            String dark = background(tab);
            assertThat(dark).isNotEqualTo(light);
            tab.goTo("/console/models.html");
            assertThat(background(tab)).as("on the next page").isEqualTo(dark);
        }
    }

    private static String background(Tab tab) {
        return (String) tab.page().evaluate("getComputedStyle(document.documentElement).backgroundColor");
    }
}
