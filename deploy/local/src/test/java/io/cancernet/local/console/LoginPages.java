package io.cancernet.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Somebody logs in at the console of a system with a real provider, looks around, and signs out. */
public final class LoginPages {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SESSION = "q_session";
    private static final String STATUS = "([path, method]) => fetch(path, {method}).then(answer => answer.status)";

    private final Console console;
    private final String user;
    private final String password;

    /** @param user with the role trainer */
    public LoginPages(Console console, String user, String password) {
        this.console = console;
        this.user = user;
        this.password = password;
    }

    /** The tests, each in a browser that nobody is logged in with. */
    public Stream<DynamicTest> tests() {
        return Stream.of(
                dynamicTest("login_leadsToThePageThatWasAskedFor_andCountsForAllServices", this::staysIn),
                dynamicTest("signingOut_endsTheSession_hereAndAtTheProvider", this::signsOut),
                dynamicTest("wrongPassword_isToldByTheProvider", this::isTurnedAway));
    }

    private void staysIn() {
        try (Tab tab = console.tab()) {
            Page page = tab.page();
            logIn(tab, "/console/models.html");
            assertThat(page.url()).endsWith("/console/models.html");
            tab.see(page.locator("#me"), user);
            checkCookies(page.context().cookies());
            String first = session(page);

            for (String path : List.of("/console/", "/console/datasets.html", "/console/slides.html?view=scoring")) {
                tab.goTo(path);
                tab.see(page.locator("#me"), user);
                assertThat(page.locator("#problem").textContent()).as(path).isBlank();
            }
            assertThat(page.evaluate(STATUS, List.of("/api/v1/runs/20260102-030405-0a1b2c/cancel", "POST")))
                    .as("a change, asked for by the console's own page")
                    .isEqualTo(404);
            assertThat(page.evaluate(STATUS, List.of("/dataset/api/v1/erasures", "POST")))
                    .as("a change that the role does not allow")
                    .isEqualTo(403);

            // Tokens run out; whichever service is asked renews the session for all.
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (String service : List.of("/inference", "/dataset", "")) {
                    assertThat(page.evaluate(STATUS, List.of(service + "/q/openapi", "GET")))
                            .as(service)
                            .isEqualTo(200);
                }
                assertThat(session(page)).isNotEqualTo(first);
            });
        }
    }

    private void signsOut() {
        try (Tab tab = console.tab()) {
            Page page = tab.page();
            logIn(tab, "/console/");
            tab.link("Sign out").click();

            page.locator("#username").waitFor();
            assertThat(page.context().cookies()).noneMatch(each -> each.name.startsWith(SESSION));
            for (String service : List.of("", "/dataset", "/inference")) {
                assertThat(page.evaluate(STATUS, List.of(service + "/q/openapi", "GET")))
                        .as(service)
                        .isEqualTo(401);
            }
        }
    }

    private void isTurnedAway() {
        try (Tab tab = console.tab()) {
            fill(tab, "/console/", password + "x");
            tab.see(tab.page().locator("body"), "Invalid username or password");
            assertThat(tab.page().context().cookies()).noneMatch(each -> each.name.startsWith(SESSION));
        }
    }

    private void logIn(Tab tab, String path) {
        fill(tab, path, password);
        tab.awaitLoaded();
    }

    private void fill(Tab tab, String path, String typed) {
        Page page = tab.page();
        tab.ask(path);
        page.locator("#username").fill(user);
        page.locator("#password").fill(typed);
        page.locator("#kc-login").click();
    }

    private static void checkCookies(List<Cookie> cookies) {
        assertThat(cookies)
                .filteredOn(each -> each.name.startsWith(SESSION))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.httpOnly).isTrue();
                    assertThat(each.sameSite).isEqualTo(SameSiteAttribute.LAX);
                    assertThat(each.path).isEqualTo("/");
                });
    }

    private static String session(Page page) {
        return page.context().cookies().stream()
                .filter(each -> each.name.startsWith(SESSION))
                .map(each -> each.name + "=" + each.value)
                .sorted()
                .toList()
                .toString();
    }
}
