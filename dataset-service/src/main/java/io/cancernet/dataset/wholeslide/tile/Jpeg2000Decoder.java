package io.cancernet.dataset.wholeslide.tile;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import io.cancernet.common.image.RgbImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A decoder of JPEG 2000 tiles: bare codestreams of three 8-bit components, as slides hold them. */
public final class Jpeg2000Decoder implements TileDecoder {

    private static final int SOC_SIZ = 0xff4fff51;
    private static final int EOC = 0xd9;
    private static final int SIZ_END = 51;
    private static final long MAX_PIXELS = 4096L * 4096;
    private static final int BITS_8 = 7;

    private final Colours colours;

    /** @param colours of the components once the codestream's own colour transform is undone */
    public Jpeg2000Decoder(Colours colours) {
        this.colours = colours;
    }

    @Override
    public RgbImage decode(byte[] codestream) {
        check(codestream);
        J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(codestream))) {
            reader.setInput(in, true, true);
            RgbImage image = interleave(reader.readRaster(0, null));
            if (colours == Colours.YCBCR) {
                YcbcrPixels.toRgb(image.pixels());
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException("the JPEG 2000 tile is damaged", e);
        } catch (Error e) {
            // The decoder throws plain errors at damaged bytes; those of the Java runtime are of other classes.
            if (e.getClass() != Error.class) {
                throw e;
            }
            throw new IllegalArgumentException("the JPEG 2000 tile is damaged", e);
        } finally {
            reader.dispose();
        }
    }

    /** The decoder believes the header whatever it says, and makes an image of a codestream that is cut short. */
    private static void check(byte[] codestream) {
        if (codestream.length < SIZ_END || ByteBuffer.wrap(codestream).getInt() != SOC_SIZ) {
            throw new IllegalArgumentException("the tile is no JPEG 2000 codestream");
        }
        ByteBuffer siz = ByteBuffer.wrap(codestream);
        long width = (siz.getInt(8) & 0xffffffffL) - (siz.getInt(16) & 0xffffffffL);
        long height = (siz.getInt(12) & 0xffffffffL) - (siz.getInt(20) & 0xffffffffL);
        if (width < 1 || height < 1 || width > MAX_PIXELS / height) {
            throw new IllegalArgumentException("the JPEG 2000 tile has an impossible size");
        }
        boolean colour = siz.getShort(40) == RgbImage.CHANNELS;
        for (int component = 0; component < RgbImage.CHANNELS && colour; component++) {
            colour = codestream[42 + 3 * component] == BITS_8;
        }
        if (!colour) {
            throw new IllegalArgumentException("the JPEG 2000 tile has not three components of 8 bits");
        }
        // A byte of padding may follow.
        int last = codestream.length - 1;
        boolean ended = isEnd(codestream, last) || (codestream[last] == 0 && isEnd(codestream, last - 1));
        if (!ended) {
            throw new IllegalArgumentException("the JPEG 2000 tile is cut short");
        }
    }

    private static boolean isEnd(byte[] codestream, int last) {
        return (codestream[last] & 0xff) == EOC && codestream[last - 1] == (byte) 0xff;
    }

    private static RgbImage interleave(Raster raster) {
        int width = raster.getWidth();
        int[] row = new int[width * RgbImage.CHANNELS];
        byte[] rgb = new byte[row.length * raster.getHeight()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int sample : row) {
                rgb[to++] = (byte) sample;
            }
        }
        return new RgbImage(width, raster.getHeight(), rgb);
    }
}
