package io.cancernet.dataset.dataset;

import io.cancernet.common.id.Hashes;
import io.cancernet.common.patch.ManifestLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a manifest line says of its patch, as 16 bytes: a hash of it all, and a byte a field to tell which of them differ.
 *
 * @param whole differs when anything does
 * @param fields a byte for each of {@link #FIELDS}, the first in the lowest
 */
record LineContent(long whole, long fields) {

    private static final List<Field> FIELDS = List.of(
            new Field("caseId", ManifestLine::caseId),
            new Field("slideId", ManifestLine::slideId),
            new Field("extractionId", ManifestLine::extractionId),
            new Field("x or y", line -> line.x() + "," + line.y()),
            new Field("width or height", line -> line.width() + "," + line.height()),
            new Field("label", ManifestLine::label),
            new Field("shard, offset or length", line -> "%s,%d,%d"
                    .formatted(
                            line.image().shard(),
                            line.image().offset(),
                            line.image().length())),
            new Field("sha256", line -> line.image().sha256()));

    /** All but the split. */
    static LineContent of(ManifestLine line) {
        MessageDigest whole = Hashes.newSha256();
        long fields = 0;
        for (int i = FIELDS.size() - 1; i >= 0; i--) {
            byte[] value = String.valueOf(FIELDS.get(i).value().apply(line)).getBytes(StandardCharsets.UTF_8);
            whole.update(value);
            whole.update((byte) 0);
            fields = (fields << Byte.SIZE) | mixed(value);
        }
        return new LineContent(ByteBuffer.wrap(whole.digest()).getLong(), fields);
    }

    private static int mixed(byte[] value) {
        int hash = 1;
        for (byte each : value) {
            hash = 31 * hash + each;
        }
        return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 0xff;
    }

    /** The fields that differ from another's, in words. */
    String difference(LineContent other) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            if (field(i) != other.field(i)) {
                names.add(FIELDS.get(i).name());
            }
        }
        return names.isEmpty() ? "something" : String.join(" and ", names);
    }

    private int field(int number) {
        return (int) (fields >>> (Byte.SIZE * number)) & 0xff;
    }

    private record Field(String name, Function<ManifestLine, Object> value) {}
}
