package io.cancernet.local.console;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What holds for each page of the console at both widths and in both themes. */
final class EveryPage {

    private final Console console;
    private final Map<String, String> paths = new LinkedHashMap<>();

    /** @param run one that has finished */
    EveryPage(Console console, String run) {
        this.console = console;
        paths.put("runs", "/console/");
        paths.put("run", "/console/run.html?id=" + run);
        paths.put("start", "/console/start.html");
        paths.put("models", "/console/models.html");
        paths.put("studies", "/console/studies.html");
    }

    Stream<DynamicTest> tests() {
        return paths.entrySet().stream()
                .map(page -> dynamicTest(
                        page.getKey() + "_isReadableInAllLooks_andUsedByKeyboard",
                        () -> isReadableAndUsable(page.getKey(), page.getValue())));
    }

    private void isReadableAndUsable(String name, String path) {
        try (Tab tab = console.open(path)) {
            for (Look look : Look.values()) {
                tab.show(look);
                tab.check(name);
            }
            tab.show(Look.WIDE_LIGHT);
            tab.checkKeyboard(name);
        }
    }
}
