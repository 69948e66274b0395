package io.cancernet.common.image;

import io.cancernet.common.image.UndecodableImageException.Reason;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunk structure of a PNG, checked from end to end before anything is inflated.
 *
 * <p>Decoders differ in what they let pass: the JDK's fills the missing rows of some truncated files with black and
 * checks no checksum. A patch with invented pixels must not reach training, so the whole chain of chunks is walked
 * here; it costs microseconds for a patch.
 */
final class PngStructure {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454e44;
    private static final int IHDR_LENGTH = 13;
    private static final int CHUNK_OVERHEAD = 12;

    private PngStructure() {}

    static boolean hasSignature(byte[] bytes) {
        if (bytes.length < SIGNATURE.length) {
            return false;
        }
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (bytes[i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a PNG that is cut short, damaged, or larger than the limits. */
    static void check(byte[] bytes, ImageLimits limits) {
        ByteBuffer png = ByteBuffer.wrap(bytes, SIGNATURE.length, bytes.length - SIGNATURE.length);
        boolean first = true;
        int type;
        do {
            if (png.remaining() < CHUNK_OVERHEAD) {
                throw new UndecodableImageException(Reason.TRUNCATED, "the PNG ends before its last chunk");
            }
            int length = png.getInt();
            type = png.getInt();
            if (first) {
                checkHeader(png, length, type, limits);
                first = false;
            }
            if (length < 0 || length > png.remaining() - Integer.BYTES) {
                throw new UndecodableImageException(Reason.TRUNCATED, "the PNG ends inside a chunk");
            }
            checkSum(bytes, png, length);
        } while (type != IEND);
    }

    private static void checkHeader(ByteBuffer png, int length, int type, ImageLimits limits) {
        if (type != IHDR || length != IHDR_LENGTH) {
            throw new UndecodableImageException(Reason.NOT_AN_IMAGE, "the PNG does not begin with a header");
        }
        if (png.remaining() < IHDR_LENGTH) {
            throw new UndecodableImageException(Reason.TRUNCATED, "the PNG ends inside its header");
        }
        int width = png.getInt(png.position());
        int height = png.getInt(png.position() + Integer.BYTES);
        if (width < 1 || height < 1) {
            throw new UndecodableImageException(Reason.DAMAGED, "the PNG's header announces no pixels");
        }
        limits.check(width, height);
    }

    private static void checkSum(byte[] bytes, ByteBuffer png, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, png.position() - Integer.BYTES, Integer.BYTES + length);
        png.position(png.position() + length);
        if ((int) crc.getValue() != png.getInt()) {
            throw new UndecodableImageException(Reason.DAMAGED, "a checksum in the PNG is wrong");
        }
    }
}
