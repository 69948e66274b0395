package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.DomainException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private static final Map<String, Tensor> TENSORS = Map.of(
            "b.weight", new Tensor(List.of(2L, 3L), new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, 6}),
            "a", new Tensor(List.of(1L), new float[] {7}));

    @TempDir
    Path folder;

    @Test
    void bytes_followTheFormat() {
        byte[] bytes = Safetensors.toBytes(TENSORS);

        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) file.getLong();
        assertThat(header % 8).isZero();
        assertThat(new String(bytes, 8, header, StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"b.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[4,28]}}");
        assertThat(file.getFloat(8 + header)).isEqualTo(7f);
        assertThat(file.getFloat(8 + header + 12)).isEqualTo(3.5f);
        assertThat(bytes).hasSize(8 + header + 28);
    }

    @Test
    void writtenFile_readsBackTheSame() throws IOException {
        Path file = folder.resolve("model.safetensors");

        Safetensors.write(file, TENSORS);
        Map<String, Tensor> read = Safetensors.read(Files.readAllBytes(file));

        assertThat(read).containsOnlyKeys("a", "b.weight");
        Tensor weight = Objects.requireNonNull(read.get("b.weight"));
        assertThat(weight.shape()).containsExactly(2L, 3L);
        assertThat(weight.values()).containsExactly(1, -2, 3.5f, 0, Float.MIN_VALUE, 6);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 20, 100, 150})
    void fileThatIsCutShort_isRefused(int length) {
        byte[] bytes = Safetensors.toBytes(TENSORS);
        assertThat(bytes.length).isGreaterThan(length);

        assertRefused(Arrays.copyOf(bytes, length), "broken");
    }

    @Test
    void otherTypesAndImpossibleHeaders_areRefusedByName() {
        assertRefused(file("{\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4), "w has type 'F16'");
        assertRefused(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4), "tensor w of shape");
        assertRefused(
                file("{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[4,0]}}", 4), "tensor w of shape");
        assertRefused(
                file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,4]}}", 4),
                "tensor w of shape");
        assertRefused(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8), "4 of 8 bytes");
        assertRefused(file("[1]", 0), "no JSON object");
        assertRefused(file("{\"w\":", 0), "no JSON");
    }

    @Test
    void metadata_isPassedOver() {
        byte[] bytes = file(
                "{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                4);

        assertThat(Safetensors.read(bytes)).containsOnlyKeys("w");
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> Safetensors.read(bytes))
                .withMessageContaining(message);
    }
}
