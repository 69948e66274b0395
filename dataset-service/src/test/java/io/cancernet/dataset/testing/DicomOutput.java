package io.cancernet.dataset.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A little-endian DICOM data set as it is written, right or wrong. */
public final class DicomOutput {

    public static final long UNDEFINED = 0xffffffffL;

    private static final int ITEM = 0xfffee000;
    private static final int ITEM_END = 0xfffee00d;
    private static final int SEQUENCE_END = 0xfffee0dd;
    private static final List<String> LONG = List.of("OB", "OV", "OW", "SQ", "UN", "UT");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean explicit;
    private final boolean undefinedLengths;

    /** @param undefinedLengths whether sequences and their items end with a delimiter and state no length */
    public DicomOutput(boolean explicit, boolean undefinedLengths) {
        this.explicit = explicit;
        this.undefinedLengths = undefinedLengths;
    }

    /** An empty data set written in the same way, for an item. */
    public DicomOutput item() {
        return new DicomOutput(explicit, undefinedLengths);
    }

    public DicomOutput text(int tag, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? '\0' : ' ');
        return bytes(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    public DicomOutput us(int tag, int value) {
        return bytes(tag, "US", little(2).putShort((short) value).array());
    }

    public DicomOutput ul(int tag, long value) {
        return bytes(tag, "UL", little(4).putInt((int) value).array());
    }

    public DicomOutput sl(int tag, int value) {
        return bytes(tag, "SL", little(4).putInt(value).array());
    }

    public DicomOutput ov(int tag, List<Long> values) {
        byte[] table = new byte[values.size() * Long.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(buffer::putLong);
        return bytes(tag, "OV", table);
    }

    public DicomOutput bytes(int tag, String vr, byte[] value) {
        return header(tag, vr, value.length).raw(value);
    }

    public DicomOutput sequence(int tag, List<DicomOutput> items) {
        DicomOutput content = item();
        for (DicomOutput each : items) {
            content.delimited(ITEM, each.toBytes(), ITEM_END);
        }
        byte[] bytes = content.toBytes();
        header(tag, "SQ", undefinedLengths ? UNDEFINED : bytes.length).raw(bytes);
        return undefinedLengths ? marker(SEQUENCE_END, 0) : this;
    }

    /** Begins an element of any length, true or not. */
    public DicomOutput header(int tag, String vr, long length) {
        tag(tag);
        if (!explicit) {
            return u32(length);
        }
        raw(vr.getBytes(StandardCharsets.ISO_8859_1));
        return LONG.contains(vr)
                ? raw(new byte[2]).u32(length)
                : raw(little(2).putShort((short) length).array());
    }

    /** A fragment of encapsulated pixels, or their offset table. */
    public DicomOutput fragment(byte[] content) {
        return marker(ITEM, content.length).raw(content);
    }

    public DicomOutput endOfSequence() {
        return marker(SEQUENCE_END, 0);
    }

    public DicomOutput startOfItem(long length) {
        return marker(ITEM, length);
    }

    public DicomOutput raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public int size() {
        return out.size();
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    private void delimited(int start, byte[] content, int end) {
        marker(start, undefinedLengths ? UNDEFINED : content.length).raw(content);
        if (undefinedLengths) {
            marker(end, 0);
        }
    }

    private DicomOutput marker(int tag, long length) {
        tag(tag);
        return u32(length);
    }

    private void tag(int tag) {
        raw(little(4).putShort((short) (tag >> 16)).putShort((short) tag).array());
    }

    private DicomOutput u32(long value) {
        return raw(little(4).putInt((int) value).array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
