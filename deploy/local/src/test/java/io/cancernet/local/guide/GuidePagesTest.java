package io.cancernet.local.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuidePagesTest {

    /** Tests run in the module's folder. */
    private static final Path HOME = Path.of("../..");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private final GuidePages guides = new GuidePages(HOME);

    @Test
    void everyLink_leadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : guides.documents()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                links++;
                Path target = link.group(1).isEmpty()
                        ? page
                        : page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target) || (link.group(2) != null && !hasHeading(target, link.group(2)))) {
                    dead.add(page + ": " + link.group());
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(50);
    }

    private static boolean hasHeading(Path target, String anchor) throws IOException {
        Path page = Files.isDirectory(target) ? target.resolve("README.md") : target;
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .anyMatch(anchor::equals);
    }

    @Test
    void dataOfEvents_isThatOfTheContract() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<GuidePages.Block> events = guides.blocks().stream()
                .filter(each -> each.language().equals("json"))
                .toList();
        assertThat(events).hasSizeGreaterThanOrEqualTo(7);
        for (GuidePages.Block each : events) {
            Path golden = HOME.resolve("common/src/test/resources/golden/" + each.mark() + ".json");
            assertThat(mapper.readTree(each.text())).as(each.mark()).isEqualTo(mapper.readTree(golden.toFile()));
        }
    }

    @Test
    void commandsThatNoTestRuns_sayWhatTheyNeed() throws IOException {
        List<GuidePages.Block> commands = guides.blocks().stream()
                .filter(each -> each.language().equals("sh"))
                .toList();
        assertThat(commands).filteredOn(GuidePages.Block::isRun).hasSizeGreaterThanOrEqualTo(8);
        assertThat(commands).filteredOn(each -> !each.isRun()).allSatisfy(each -> assertThat(each.text())
                .as(each.page().toString())
                .startsWith("# Needs "));
    }
}
