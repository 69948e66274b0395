package io.cancernet.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the services of a system logged since it was started, a JSON object a line. */
final class ServiceLogs {

    private final Path folder;

    ServiceLogs(Path folder) {
        this.folder = folder;
    }

    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path log : logs()) {
            text.append(Files.readString(log));
        }
        return text.toString();
    }

    /** Lines that carry this id. */
    List<JsonNode> lines(String idName, String id) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path log : logs()) {
            for (String line : Files.readAllLines(log)) {
                // The JVM itself may have warned of something before.
                if (line.startsWith("{")) {
                    JsonNode read = new ObjectMapper().readTree(line);
                    if (read.path("mdc").path(idName).asText().equals(id)) {
                        lines.add(read);
                    }
                }
            }
        }
        return lines;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith("-service.log"))
                    .toList();
        }
    }
}
