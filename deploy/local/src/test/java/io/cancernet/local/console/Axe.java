package io.cancernet.local.console;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The accessibility checker axe, in a page. */
final class Axe {

    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
    private static final String RUN = """
        async standards => {
            const found = await axe.run(document, {runOnly: {type: 'tag', values: standards}});
            return found.violations.flatMap(rule => rule.nodes.slice(0, 5).map(node =>
                `${rule.id}: ${rule.help}: ${node.html.slice(0, 300)} ${node.failureSummary}`));
        }\
        """;

    private Axe() {}

    /** What breaks WCAG 2.1 AA in the page as it is now, in words. */
    static List<String> violations(Page page) {
        page.evaluate(library());
        @SuppressWarnings("unchecked") // what the script returns
        List<String> violations = (List<String>) page.evaluate(RUN, STANDARDS);
        return violations;
    }

    private static String library() {
        try (InputStream script =
                Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js on the class path")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
