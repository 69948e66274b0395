package io.cancernet.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a service's log, its JSON lines made readable. */
record LogTail(Path log) {

    private static final int LINES = 20;
    private static final int BYTES = 64 * 1024;
    private static final int LINE_WIDTH = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    String describe() {
        List<String> lines;
        try {
            lines = lines();
        } catch (IOException unreadable) {
            return "; its log " + log + " cannot be read";
        }
        return lines.isEmpty()
                ? "; its log " + log + " is empty"
                : "; the end of its log " + log + ":\n  " + String.join("\n  ", lines);
    }

    private List<String> lines() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .skip(start > 0 ? 1 : 0)
                    .map(LogTail::readable)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        }
    }

    static String readable(String line) {
        String text = line;
        if (line.startsWith("{")) {
            try {
                JsonNode entry = MAPPER.readTree(line);
                JsonNode exception = entry.path("exception");
                text = (entry.path("timestamp").asText() + " "
                                + entry.path("level").asText() + " "
                                + entry.path("message").asText()
                                + (exception.isMissingNode()
                                        ? ""
                                        : " (" + exception.path("exceptionType").asText() + ": "
                                                + exception.path("message").asText() + ")"))
                        .strip();
            } catch (JsonProcessingException cutOff) {
                // Shown as it is.
            }
        }
        return text.length() > LINE_WIDTH ? text.substring(0, LINE_WIDTH) + "..." : text;
    }
}
