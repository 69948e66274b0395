package io.cancernet.local.console;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** All tests of the console's pages, in the order in which they build upon one another. */
public final class ConsoleTests {

    private ConsoleTests() {}

    /**
     * The tests on a system after a demo.
     *
     * @param run the run that the demo finished, whose model is live
     */
    public static Stream<DynamicTest> on(Console console, String run) {
        return Stream.of(
                        new EveryPage(console, run).tests(),
                        new RunPages(console, run).tests(),
                        new SlidePages(console).tests())
                .flatMap(tests -> tests);
    }
}
