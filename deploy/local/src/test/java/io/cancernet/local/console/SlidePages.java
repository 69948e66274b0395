package io.cancernet.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What people do with slides, datasets and dead letters: find, zoom, set a threshold, choose a patch, put back. */
final class SlidePages {

    private static final String THRESHOLD = "Threshold: patches are positive from this probability on";
    /** Whether an image has come and can be drawn. */
    private static final String DRAWN = "image => image.complete && image.naturalWidth > 0";

    private final Console console;

    SlidePages(Console console) {
        this.console = console;
    }

    Stream<DynamicTest> tests() {
        return Stream.of(
                dynamicTest("ingests_areListedWithTheirReasons_andOpened", this::ingestsAreListed),
                dynamicTest("slide_thatWaits_saysForWhat", this::waitingIsTold),
                dynamicTest("slide_isFound_andItsThresholdMovedWithoutLoading", this::thresholdIsMoved),
                dynamicTest("patch_isChosenByScoreClickAndKey_andExplained", this::patchIsChosen),
                dynamicTest("dataset_isOpened_andItsSheetLookedAt", this::datasetIsOpened),
                dynamicTest("deadLetter_isOpened_andPutBack", this::deadLetterIsPutBack));
    }

    private void ingestsAreListed() {
        try (Tab tab = console.open("/console/slides.html")) {
            Page page = tab.page();
            tab.see(page.locator("#ingests"), "ingested");
            tab.checkBoth("slides");
            tab.control("State").selectOption("rejected");
            tab.button("Show").click();
            tab.see(page.locator("main"), "No ingest fits");
            tab.control("State").selectOption("");
            tab.button("Show").click();
            page.locator("#ingests th a").first().click();
            tab.awaitLoaded();
            tab.see(page.locator("main"), "Files or cells");
            tab.checkBoth("ingest");
            page.locator("#outcomes th a").first().click();
            tab.awaitLoaded();
            tab.see(page.locator("main"), "About this slide");
        }
        try (Tab tab = console.open("/console/slides.html?view=slides")) {
            tab.see(tab.page().locator("#slides"), "patch archive");
            tab.checkBoth("slides-stored");
        }
    }

    private void waitingIsTold() {
        try (Tab tab = console.open("/console/slides.html?view=scoring")) {
            Page page = tab.page();
            tab.answer("**/inference/api/v1/models", "{\"items\": []}");
            tab.answer("**/inference/api/v1/slides/*/results?limit=1", """
                    {"items": [], "waiting": {"since": "2026-01-02T03:04:05Z", "reason": "no model is live: promote one"}}\
                    """);
            page.reload();
            tab.awaitLoaded();
            tab.see(page.locator("main"), "No model is live");
            tab.checkBoth("slides-scoring");
            tab.checkKeyboard("slides-scoring");
            openScored(tab);
            tab.see(page.locator("[aria-label='Scores']"), "no model is live: promote one");
            tab.check("slide-waits");
        }
    }

    private void thresholdIsMoved() {
        try (Tab tab = console.open("/console/slides.html?view=scoring")) {
            Page page = tab.page();
            tab.see(page.locator("#requests"), "scored");
            String published =
                    page.locator("#requests td[data-label=Positive]").first().textContent();
            openScored(tab);
            Locator positive = page.locator("#positive");
            tab.see(page.locator("main"), "scored patches are positive");
            assertThat(positive.textContent())
                    .as("positive patches at the model's own threshold")
                    .isEqualTo(published);
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));

            tab.control(THRESHOLD).fill("0");
            tab.see(positive, scored(page));
            tab.control(THRESHOLD).fill("1");
            tab.see(positive, "0");
            assertThat(positive.textContent()).isEqualTo("0");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^The model's threshold")))
                    .click();
            tab.see(positive, published);
            tab.control("Opacity of the colours").fill("1");
            tab.control("Colours show").selectOption("decision");

            assertThat(asked)
                    .as("what was asked for while threshold and colours changed")
                    .noneMatch(url -> url.contains("/scores") || url.contains("/image/patches"));
            scoresAreAskedFor(tab);
        }
    }

    /** What is sent is looked at, and not done: a request more would be counted by tests that follow. */
    private static void scoresAreAskedFor(Tab tab) {
        Page page = tab.page();
        tab.answer(
                "**/inference/api/v1/scoring-requests",
                "{\"requestId\": \"%s\"}".formatted(parameter(page, "request")));
        Request asked = page.waitForRequest(
                "**/inference/api/v1/scoring-requests",
                () -> tab.button("Score it with the live model").click());
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.postData()).contains(parameter(page, "id"));
    }

    private void patchIsChosen() {
        try (Tab tab = console.open("/console/slides.html?view=scoring")) {
            Page page = tab.page();
            openScored(tab);
            tab.see(page.locator("main"), "scored patches are positive");
            tab.button("Highest score").click();
            awaitDrawn(page, ".patch-image");
            awaitDrawn(page, ".explanation");
            tab.see(page.locator("#patch"), "Research use only");
            double highest = Double.parseDouble(page.locator("#probability").textContent());
            String place = place(page);
            tab.checkBoth("slide");

            tab.button("Lower").click();
            page.waitForFunction("before => !location.search.endsWith(before)", place);
            awaitDrawn(page, ".patch-image");
            assertThat(Double.parseDouble(page.locator("#probability").textContent()))
                    .isLessThanOrEqualTo(highest);
            tab.button("Higher").click();
            page.waitForFunction("before => location.search.endsWith(before)", place);

            // The picture has moved so that the patch lies in its middle.
            awaitStill(page);
            tab.button("Lower").click();
            tab.button("Higher").click();
            awaitStill(page);
            BoundingBox stage = page.locator(".stage").boundingBox();
            page.mouse().click(stage.x + stage.width / 2, stage.y + stage.height / 2);
            awaitDrawn(page, ".explanation");
            assertThat(place(page)).as("clicked").isEqualTo(place);
            page.locator(".openseadragon-canvas").focus();
            page.keyboard().press("Enter");
            awaitDrawn(page, ".explanation");
            assertThat(place(page)).as("chosen by key").isEqualTo(place);
            page.reload();
            tab.awaitLoaded();
            tab.checkKeyboard("slide");
        }
    }

    private void datasetIsOpened() {
        try (Tab tab = console.open("/console/datasets.html")) {
            Page page = tab.page();
            page.locator("#datasets th a").first().click();
            tab.awaitLoaded();
            tab.see(page.locator("#splits"), "validation");
            awaitDrawn(page, "#sheet");
            tab.control("Split").selectOption("test");
            awaitDrawn(page, "#sheet[src*='split=test']");
            tab.see(page.locator("main"), "mean and standard deviation");
            tab.checkBoth("dataset");
        }
    }

    private void deadLetterIsPutBack() {
        try (Tab tab = console.open("/console/dead-letters.html")) {
            Page page = tab.page();
            tab.see(page.locator("#groups"), "malformed-event");
            String letter = page.locator("#letters th button").first().textContent();
            page.locator("#letters th button").first().click();
            tab.see(page.locator("#opened"), "no event");
            tab.checkBoth("dead-letters");
            page.locator("#opened")
                    .getByText("Put back", new Locator.GetByTextOptions().setExact(true))
                    .click();
            page.getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("to see it fail again");
            page.locator("dialog button.main").click();
            tab.see(page.locator("main"), "1 record was put back");
            tab.control("State").selectOption("true");
            tab.button("Show").click();
            tab.see(page.locator("#letters"), letter);
        }
    }

    private static void openScored(Tab tab) {
        tab.page().locator("#requests th a").first().click();
        tab.page().waitForURL("**/slide.html?*");
        tab.awaitLoaded();
    }

    private static String scored(Page page) {
        String words = page.locator("[aria-label='Scores']").textContent();
        return words.replaceFirst("(?s).*scored (\\S+) of.*", "$1");
    }

    private static void awaitDrawn(Page page, String image) {
        page.waitForFunction(
                "selector => { const image = document.querySelector(selector); return image && (" + DRAWN
                        + ")(image); }",
                image);
    }

    /** Until the picture shows the same for a while of frames. */
    private static void awaitStill(Page page) {
        page.waitForFunction("""
                () => {
                    const canvas = document.querySelector('canvas.overlay');
                    const now = canvas.toDataURL();
                    window.still = window.before === now ? (window.still ?? 0) + 1 : 0;
                    window.before = now;
                    return window.still > 10;
                }""");
    }

    private static String parameter(Page page, String name) {
        return (String) page.evaluate("name => new URLSearchParams(location.search).get(name)", name);
    }

    /** The coordinates of the chosen patch, as they stand in the address. */
    private static String place(Page page) {
        return page.url().replaceFirst(".*&(x=.*)", "$1");
    }
}
