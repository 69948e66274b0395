package io.cancernet.local.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The console of a running system in headless Chromium. For one thread alone. */
public final class Console implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("cancernet.chromium", "/usr/bin/chromium"));
    /** Playwright's driver is a program for Node; the copies of Node that Playwright has would be 200 MB to download. */
    private static final Path NODE = Path.of(System.getProperty("cancernet.node", "/usr/bin/node"));

    // Containers have no user namespaces for the sandbox, and little shared memory.
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");

    private final Playwright playwright;
    private final Browser browser;
    private final URI url;
    private final Path screenshots;

    private Console(Playwright playwright, Browser browser, URI url, Path screenshots) {
        this.playwright = playwright;
        this.browser = browser;
        this.url = url;
        this.screenshots = screenshots;
    }

    /** Whether there are a browser and Node on this machine. */
    public static boolean hasBrowser() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(NODE);
    }

    /** What a test that is skipped says. */
    public static String missing() {
        return "%s or %s is missing: install Debian's chromium and nodejs, or set cancernet.chromium and cancernet.node"
                .formatted(CHROMIUM, NODE);
    }

    /**
     * Starts the browser.
     *
     * @param url of the system
     * @param screenshots folder of the pictures
     */
    public static Console start(URI url, Path screenshots) {
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", NODE.toString())));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(ARGUMENTS));
        return new Console(playwright, browser, url.resolve("/"), screenshots);
    }

    /** A page that has loaded, wide and light. The tab is to be closed, which fails when the page made errors. */
    Tab open(String path) {
        Tab tab = tab();
        tab.goTo(path);
        return tab;
    }

    /** An empty page of somebody who was never here. */
    Tab tab() {
        Tab tab = new Tab(browser.newContext(new Browser.NewContextOptions().setLocale("en-GB")), url, screenshots);
        tab.show(Look.WIDE_LIGHT);
        return tab;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
