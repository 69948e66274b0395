package io.cancernet.dataset.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

    private static final String LINE =
            "{\"split\":\"train\",\"caseId\":\"%s\",\"slideId\":\"%s\",\"extractionId\":\"%s\",\"patchId\":\"%s\","
                    + "\"x\":1,\"y\":2,\"width\":50,\"height\":50,\"label\":1,\"image\":{\"shard\":\"s\",\"offset\":512,"
                    + "\"length\":9,\"sha256\":\"%s\"}}";

    @Test
    void lines_are_numbered_and_broken_ones_told_apart() throws IOException {
        List<String> found = read(gzip(line("a") + "\n{\"split\":\"train\"}\nno json\n" + line("b")));

        assertThat(found.get(0)).isEqualTo("1 a");
        assertThat(found.get(1)).startsWith("2 broken").contains("caseId");
        assertThat(found.get(2)).startsWith("3 broken");
        assertThat(found.get(3)).isEqualTo("4 b");
        assertThat(found).hasSize(4);
    }

    @Test
    void lines_across_buffers_are_whole() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 2000; i++) {
            text.append(line("case-" + i)).append('\n');
            expected.add(i + " case-" + i);
        }

        assertThat(read(gzip(text.toString()))).isEqualTo(expected);
    }

    @Test
    void what_is_no_whole_gzip_is_refused() throws IOException {
        byte[] whole = gzip((line("a") + "\n").repeat(1000));

        assertThatThrownBy(() -> read("plain text".getBytes(UTF_8))).isInstanceOf(DamagedManifestException.class);
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(DamagedManifestException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(DamagedManifestException.class)
                .hasMessageContaining("no whole gzip");
        whole[whole.length / 2] ^= 0x55;
        assertThatThrownBy(() -> read(whole)).isInstanceOf(DamagedManifestException.class);
    }

    @Test
    void line_without_end_is_refused_before_it_fills_memory() throws IOException {
        byte[] bomb = gzip(line("a") + "\n" + " ".repeat(50_000_000));

        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(DamagedManifestException.class)
                .hasMessageContaining("line 2 has more than 16384 bytes");
    }

    private static List<String> read(byte[] bytes) throws IOException {
        List<String> found = new ArrayList<>();
        ManifestReader.read(new ByteArrayInputStream(bytes), new ManifestReader.Visitor() {
            @Override
            public void line(NumberedLine line) {
                found.add(line.number() + " " + line.line().caseId());
            }

            @Override
            public void broken(int number, String why) {
                found.add(number + " broken " + why);
            }
        });
        return found;
    }

    private static String line(String caseId) {
        String id = "0".repeat(32);
        return LINE.formatted(caseId, id, id, id, "0".repeat(64));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
