package io.cancernet.dataset.wholeslide.tile;

import io.cancernet.common.image.ImageLimits;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;

/**
 * A decoder of baseline JPEG tiles. A JFIF or Adobe marker decides what the components mean; where there is none, as in
 * most slides, the JDK guesses YCbCr whatever the slide says, so an Adobe marker that says it is put in.
 */
public final class JpegDecoder implements TileDecoder {

    /** 4,096 pixels squared in any shape: 48 MiB decoded. */
    private static final PatchImageCodec CODEC = new PatchImageCodec(new ImageLimits(65_535, 4096L * 4096));

    private static final int SOI = 0xffd8;
    private static final int SOS = 0xffda;
    private static final int APP0 = 0xffe0;
    private static final int APP14 = 0xffee;
    private static final byte[] ADOBE = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    private final byte transform;

    public JpegDecoder(Colours unmarked) {
        transform = (byte) (unmarked == Colours.YCBCR ? 1 : 0);
    }

    @Override
    public RgbImage decode(byte[] jpeg) {
        return CODEC.decode(isMarked(jpeg) ? jpeg : mark(jpeg));
    }

    private byte[] mark(byte[] jpeg) {
        byte[] marked = new byte[jpeg.length + ADOBE.length];
        System.arraycopy(jpeg, 0, marked, 0, 2);
        System.arraycopy(ADOBE, 0, marked, 2, ADOBE.length);
        marked[2 + ADOBE.length - 1] = transform;
        System.arraycopy(jpeg, 2, marked, 2 + ADOBE.length, jpeg.length - 2);
        return marked;
    }

    /** Whether a marker says what the components mean, or the bytes are no JPEG, which the codec will say. */
    private static boolean isMarked(byte[] jpeg) {
        if (jpeg.length < 4 || u16(jpeg, 0) != SOI) {
            return true;
        }
        int at = 2;
        while (at + 4 <= jpeg.length) {
            int marker = u16(jpeg, at);
            if ((marker == APP0 && startsWith(jpeg, at + 4, "JFIF"))
                    || (marker == APP14 && startsWith(jpeg, at + 4, "Adobe"))) {
                return true;
            }
            if (marker == SOS || marker < 0xff01) {
                return false;
            }
            // A marker may be preceded by any number of fill bytes.
            at += marker == 0xffff ? 1 : 2 + u16(jpeg, at + 2);
        }
        return false;
    }

    private static boolean startsWith(byte[] jpeg, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= jpeg.length || jpeg[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
