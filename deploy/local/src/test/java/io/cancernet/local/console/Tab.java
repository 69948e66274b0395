package io.cancernet.local.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A page in the browser, its errors, and what can be asked of any page. */
final class Tab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_STOPS = 400;
    /** Tells of answers that a page asked for and shows, such as refusals. */
    private static final String ANSWERS = "Failed to load resource";

    private final BrowserContext context;
    private final Page page;
    private final URI url;
    private final Path screenshots;
    private final List<String> errors = new ArrayList<>();
    private Look look = Look.WIDE_LIGHT;

    Tab(BrowserContext context, URI url, Path screenshots) {
        this.context = context;
        this.url = url;
        this.screenshots = screenshots;
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        page = context.newPage();
        page.onConsoleMessage(this::note);
        page.onPageError(error -> errors.add("error in the page: " + error));
        page.onRequest(this::requireSameHost);
    }

    Page page() {
        return page;
    }

    /** Changes width and theme, of this page and those that follow. */
    void show(Look changed) {
        look = changed;
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.theme()));
    }

    /** Loads a page of the console and waits until its script has done its work. */
    void goTo(String path) {
        page.navigate(url.resolve(path).toString());
        awaitLoaded();
    }

    /** Asks for a page of the console where another may come, such as a login. */
    void ask(String path) {
        page.navigate(url.resolve(path).toString());
    }

    /** Waits after a click that leads to another page. */
    void awaitLoaded() {
        page.locator("main[data-ready]").waitFor();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The control with exactly that label. */
    Locator control(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Waits until something shows a text. */
    void see(Locator place, String text) {
        see(place, text, PATIENCE);
    }

    void see(Locator place, String text, Duration patience) {
        assertThat(place).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout((double)
                        patience.toMillis()));
    }

    /** Looks at the page as it is now, and keeps a screenshot of that name. */
    void check(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(screenshots.resolve(name + "-" + look.words() + ".png"))
                .setFullPage(true));
        String what = name + " at " + look.words();
        assertThat(Axe.violations(page)).as("violations of WCAG AA on " + what).isEmpty();
        assertThat(((Number) page.evaluate("document.scrollingElement.scrollWidth")).intValue())
                .as("width of " + what)
                .isLessThanOrEqualTo(look.width());
    }

    /** Looks at the page at both widths and in both themes, in two looks, and ends wide and light. */
    void checkBoth(String name) {
        check(name);
        show(Look.NARROW_DARK);
        check(name);
        show(Look.WIDE_LIGHT);
    }

    /** Answers what this page asks of such a path with JSON of the test. */
    void answer(String path, String json) {
        page.route(
                path,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(json)));
    }

    /** Goes through the page by the Tab key: every control is reached, and seen to have the focus. */
    void checkKeyboard(String name) {
        page.evaluate("document.activeElement.blur()");
        int controls = ((Number) page.evaluate(KeyboardScripts.MARK_CONTROLS)).intValue();
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            String unseen = (String) page.evaluate(KeyboardScripts.VISIT);
            if (unseen.equals(KeyboardScripts.END)) {
                break;
            }
            assertThat(unseen).as("control of %s without an outline", name).isEmpty();
        }
        @SuppressWarnings("unchecked") // what the script returns
        List<String> missed = (List<String>) page.evaluate(KeyboardScripts.MISSED);
        assertThat(missed)
                .as("of %d controls of %s, not reached by the Tab key", controls, name)
                .isEmpty();
        assertThat(controls).as("controls of " + name).isPositive();
    }

    /** Ends the tab. @throws AssertionError when the page made errors */
    @Override
    public void close() {
        context.close();
        assertThat(errors).as("errors in the browser").isEmpty();
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith(ANSWERS)) {
            errors.add("on " + page.url() + ": " + message.text());
        }
    }

    private void requireSameHost(Request request) {
        if (!request.url().startsWith(url.toString()) && !request.url().startsWith("data:")) {
            errors.add(page.url() + " calls " + request.url());
        }
    }
}
