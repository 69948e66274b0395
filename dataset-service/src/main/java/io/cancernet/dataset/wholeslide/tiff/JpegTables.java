package io.cancernet.dataset.wholeslide.tiff;

import java.io.ByteArrayOutputStream;

/**
 * The tables that the JPEG pieces of an image share, put in front of each to make it whole. Application markers and
 * comments are left out: what the components mean is said by TIFF's tags alone, as in libtiff, and decoders would
 * believe a JFIF marker more.
 */
final class JpegTables {

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;

    private final byte[] tables;

    /** @param stream an abbreviated JPEG of tables only, or nothing */
    JpegTables(byte[] stream) {
        ByteArrayOutputStream segments = new ByteArrayOutputStream(stream.length);
        copySegments(stream, segments);
        tables = segments.toByteArray();
    }

    /** A whole JPEG without application markers. */
    byte[] complete(byte[] piece) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(tables.length + piece.length + 2);
        whole.write(0xff);
        whole.write(SOI);
        whole.writeBytes(tables);
        int scan = copySegments(piece, whole);
        whole.write(piece, scan, piece.length - scan);
        return whole.toByteArray();
    }

    /**
     * Copies the segments between the start of the image and its first scan.
     *
     * @return where the copying ended
     */
    private static int copySegments(byte[] stream, ByteArrayOutputStream to) {
        int at = 0;
        while (at + 4 <= stream.length && stream[at] == (byte) 0xff) {
            int marker = stream[at + 1] & 0xff;
            if (marker == SOI || marker == EOI) {
                at += 2;
                continue;
            }
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == SOS) {
                return at;
            }
            int length = 2 + (((stream[at + 2] & 0xff) << 8) | (stream[at + 3] & 0xff));
            if (at + length > stream.length) {
                break;
            }
            boolean application = marker >= APP0 && marker <= APP15;
            if (!application && marker != COMMENT) {
                to.write(stream, at, length);
            }
            at += length;
        }
        return Math.min(at, stream.length);
    }
}
