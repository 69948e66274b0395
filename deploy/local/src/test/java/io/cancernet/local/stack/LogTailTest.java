package io.cancernet.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void longLog_showsItsLastLines() throws IOException {
        Path log = folder.resolve("service.log");
        Files.writeString(
                log,
                IntStream.rangeClosed(1, 50_000)
                        .mapToObj(line -> "line " + line)
                        .collect(Collectors.joining("\n")));

        String tail = new LogTail(log).describe();

        assertThat(tail).contains(log.toString(), "line 50000", "line 49981").doesNotContain("line 49980");
    }

    @Test
    void jsonLine_isMadeReadable() {
        assertThat(LogTail.readable("{\"timestamp\":\"T\",\"level\":\"ERROR\",\"message\":\"no store\","
                        + "\"exception\":{\"exceptionType\":\"E\",\"message\":\"m\",\"frames\":[]}}"))
                .isEqualTo("T ERROR no store (E: m)");
        assertThat(LogTail.readable("{cut off")).isEqualTo("{cut off");
    }

    @Test
    void missingLog_isSaid() {
        assertThat(new LogTail(folder.resolve("none.log")).describe()).contains("cannot be read");
    }
}
