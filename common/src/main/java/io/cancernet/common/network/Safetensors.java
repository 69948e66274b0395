package io.cancernet.common.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The safetensors file format with 32-bit floats: eight bytes of header length, a JSON header, the values
 * (huggingface.co/docs/safetensors). Names are written in order, so equal weights are equal bytes.
 */
public final class Safetensors {

    private static final String FLOAT32 = "F32";
    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /** The bytes of a weights file. */
    public static byte[] toBytes(Map<String, Tensor> tensors) {
        return toBytes(tensors, Map.of());
    }

    /** The bytes of a weights file that also carries text, by the format's free metadata. */
    public static byte[] toBytes(Map<String, Tensor> tensors, Map<String, String> metadata) {
        SortedMap<String, Tensor> sorted = new TreeMap<>(tensors);
        ObjectNode header = Json.mapper().createObjectNode();
        if (!metadata.isEmpty()) {
            header.set(METADATA, Json.mapper().valueToTree(new TreeMap<>(metadata)));
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
            long end = offset + (long) entry.getValue().values().length * Float.BYTES;
            ObjectNode field = header.putObject(entry.getKey());
            field.put("dtype", FLOAT32);
            field.set("shape", Json.mapper().valueToTree(entry.getValue().shape()));
            field.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = Json.write(header);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + padded + offset))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(json).put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : sorted.values()) {
            out.asFloatBuffer().put(tensor.values());
            out.position(out.position() + tensor.values().length * Float.BYTES);
        }
        return out.array();
    }

    /** Writes a weights file whole or not at all. */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        Path temporary = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".part");
        try {
            Files.write(temporary, toBytes(tensors));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Reads a weights file.
     *
     * @throws DomainException when it is cut short, contradicts itself, or holds anything but 32-bit floats
     */
    public static SortedMap<String, Tensor> read(byte[] bytes) {
        return read(bytes, name -> true);
    }

    /**
     * Reads some tensors of a weights file.
     *
     * @param wanted by name; the others may be of any type
     * @throws DomainException as {@link #read(byte[])} does
     */
    public static SortedMap<String, Tensor> read(byte[] bytes, Predicate<String> wanted) {
        int length = headerLength(bytes);
        JsonNode header = header(bytes, length);
        int start = Long.BYTES + length;
        ByteBuffer data =
                ByteBuffer.wrap(bytes, start, bytes.length - start).slice().order(ByteOrder.LITTLE_ENDIAN);
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        header.properties().forEach(entry -> {
            if (!entry.getKey().equals(METADATA) && wanted.test(entry.getKey())) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
            }
        });
        long covered = header.properties().stream()
                .filter(entry -> !entry.getKey().equals(METADATA))
                .mapToLong(entry -> bytes(entry.getValue()))
                .sum();
        if (covered != data.capacity()) {
            throw invalid("its tensors cover %d of %d bytes".formatted(covered, data.capacity()));
        }
        return tensors;
    }

    private static long bytes(JsonNode field) {
        JsonNode offsets = field.path("data_offsets");
        return offsets.path(1).asLong() - offsets.path(0).asLong();
    }

    /**
     * The text that a weights file carries, by name; empty where it carries none.
     *
     * @throws DomainException when the file has no header that can be read
     */
    public static SortedMap<String, String> metadata(byte[] bytes) {
        SortedMap<String, String> metadata = new TreeMap<>();
        header(bytes, headerLength(bytes))
                .path(METADATA)
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return metadata;
    }

    private static int headerLength(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < Long.BYTES) {
            throw invalid("it has no header");
        }
        long length = in.getLong();
        if (length < 2 || length > in.remaining()) {
            throw invalid("its header of %d bytes does not fit the file".formatted(length));
        }
        return (int) length;
    }

    private static JsonNode header(byte[] bytes, int length) {
        try {
            JsonNode header = Json.mapper().readTree(bytes, Long.BYTES, length);
            if (header != null && header.isObject()) {
                return header;
            }
        } catch (JsonProcessingException e) {
            throw new DomainException(ErrorCode.MODEL_INVALID, "the weights file is broken: its header is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw invalid("its header is no JSON object");
    }

    private static Tensor tensor(String name, JsonNode field, ByteBuffer data) {
        String type = field.path("dtype").asText();
        if (!type.equals(FLOAT32)) {
            throw invalid("tensor %s has type '%s'; only F32 is read, convert it first".formatted(name, type));
        }
        long from = field.path("data_offsets").path(0).asLong(-1);
        long to = field.path("data_offsets").path(1).asLong(-1);
        List<Long> shape = new ArrayList<>();
        field.path("shape").forEach(side -> shape.add(side.asLong(-1)));
        long size = shape.stream().allMatch(side -> side >= 0 && side <= Integer.MAX_VALUE) ? product(shape) : -1;
        if (from < 0 || to < from || to > data.capacity() || to - from != size * Float.BYTES) {
            throw invalid("tensor %s of shape %s stands at bytes %d to %d of %d"
                    .formatted(name, shape, from, to, data.capacity()));
        }
        float[] values = new float[(int) size];
        data.slice((int) from, (int) (to - from))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Tensor(shape, values);
    }

    private static long product(List<Long> shape) {
        double size = shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        return size > Integer.MAX_VALUE ? -1 : (long) size;
    }

    private static DomainException invalid(String what) {
        return new DomainException(ErrorCode.MODEL_INVALID, "the weights file is broken: " + what);
    }
}
