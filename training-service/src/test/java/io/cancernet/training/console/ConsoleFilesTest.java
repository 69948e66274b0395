package io.cancernet.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every file of the console, without a browser. */
class ConsoleFilesTest {

    private static final Path RESOURCES = Path.of("src/main/resources/META-INF/resources");
    private static final Path CONSOLE = RESOURCES.resolve("console");
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/[^\"?#]*)");
    private static final Pattern MODULE = Pattern.compile("from '([^']+)'");
    private static final Pattern PATH = Pattern.compile("'(/(?:console|webjars)/[^'?#]*)['?#]");

    static Stream<Path> pages() {
        return files(".html");
    }

    static Stream<Path> scripts() {
        return files(".js");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_hasWhatReadersAndNarrowScreensNeed(Path page) {
        assertThat(read(page))
                .contains("<html lang=\"en\">", "name=\"viewport\"", "<main id=\"main\">", "<h1", "/console/theme.js")
                .containsPattern("<title>[^<]+ – CancerNet</title>");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_hasNothingThatTheContentSecurityPolicyForbids(Path page) {
        assertThat(read(page))
                .as("scripts and styles are files of their own, from here")
                .doesNotContain("<style", " style=", "http:", "https:", "//cdn")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("<script(?![^>]*src=)");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_refersOnlyToFilesThatAreThere(Path page) {
        assertThat(found(REFERENCE, page))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(isServed(path)).as(path).isTrue());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void script_refersOnlyToFilesThatAreThere(Path script) {
        assertThat(found(MODULE, script))
                .allSatisfy(module -> assertThat(script.resolveSibling(module)).exists());
        assertThat(found(PATH, script))
                .allSatisfy(path -> assertThat(isServed(path)).as(path).isTrue());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void script_neverMakesMarkupOfText(Path script) {
        assertThat(read(script))
                .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http:", "https:");
    }

    private static boolean isServed(String path) {
        Path file = RESOURCES.resolve(path.substring(1));
        return Files.isRegularFile(path.endsWith("/") ? file.resolve("index.html") : file)
                || ConsoleFilesTest.class.getResource("/META-INF/resources" + path) != null;
    }

    private static List<String> found(Pattern pattern, Path file) {
        return pattern.matcher(read(file))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static Stream<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(CONSOLE)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
