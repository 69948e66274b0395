package io.cancernet.common.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

    private static final List<IndexLine> LINES = List.of(line("1", 1), line("2", null));

    @Test
    void lines_writtenAndRead_areTheSame() throws IOException {
        assertThat(JsonLines.read(JsonLines.write(LINES), IndexLine.class)).isEqualTo(LINES);
    }

    @Test
    void sameLines_giveTheSameBytes() {
        assertThat(JsonLines.write(LINES)).isEqualTo(JsonLines.write(LINES));
    }

    @Test
    void cutFile_isAnError() {
        byte[] whole = JsonLines.write(LINES);

        assertThatThrownBy(() -> JsonLines.read(Arrays.copyOf(whole, whole.length - 12), IndexLine.class))
                .isInstanceOf(IOException.class);
    }

    @Test
    void file_hasTheSameBytes_andIsGoneWhenClosed(@TempDir Path directory) throws IOException {
        byte[] expected = JsonLines.write(LINES);
        Path path;
        try (JsonLinesFile file = JsonLinesFile.create(directory)) {
            for (IndexLine line : LINES) {
                file.add(line);
            }
            path = file.path();
            assertThat(file.finish()).isEqualTo(Sha256.of(expected));
            assertThat(path).hasBinaryContent(expected);
            assertThat(file.lines()).isEqualTo(LINES.size());
        }
        assertThat(path).doesNotExist();
    }

    private static IndexLine line(String digit, @Nullable Integer label) {
        return new IndexLine(
                new PatchId(digit.repeat(32)),
                1,
                2,
                50,
                50,
                label,
                null,
                new PatchLocation("shard", 512, 100, new Sha256("a".repeat(64))));
    }
}
