package io.cancernet.dataset.wholeslide.tiff;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriter;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import io.airlift.compress.zstd.ZstdCompressor;
import io.cancernet.dataset.testing.Encoding;
import io.cancernet.dataset.testing.SyntheticTiff.TileEncoding;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Ways to store tiles that few slides use, for tests of decoding them. */
final class Encodings {

    /** What becomes of the pixels of a tile. */
    interface Step {
        byte[] apply(byte[] pixels, int width, int height) throws IOException;
    }

    /** An encoding by its tags. */
    record Tagged(int compression, int photometric, int samples, int predictor, Optional<byte[]> jpegTables, Step step)
            implements TileEncoding {

        @Override
        public byte[] encode(byte[] rgb, int width, int height) throws IOException {
            return step.apply(rgb, width, height);
        }
    }

    private Encodings() {}

    static Tagged of(int compression, int photometric, int samples, Step step) {
        return new Tagged(compression, photometric, samples, 1, Optional.empty(), step);
    }

    /** Samples in a way of one's own, uncompressed. */
    static Tagged plain(int photometric, int samples, Step step) {
        return of(1, photometric, samples, step);
    }

    static Tagged zstd() {
        return of(50000, 2, 3, (rgb, width, height) -> zstd(rgb));
    }

    static byte[] zstd(byte[] bytes) {
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] packed = new byte[compressor.maxCompressedLength(bytes.length)];
        return Arrays.copyOf(packed, compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length));
    }

    /** Deflate of differences to the left, under Adobe's old number. */
    static Tagged deflatedDifferences() {
        return new Tagged(32946, 2, 3, 2, Optional.empty(), (rgb, width, height) -> {
            byte[] differences = rgb.clone();
            for (int i = rgb.length - 1; i >= 0; i--) {
                if (i % (width * 3) >= 3) {
                    differences[i] -= rgb[i - 3];
                }
            }
            return Encoding.DEFLATE.encode(differences, width, height);
        });
    }

    /** Runs of at most 128 equal bytes, and bytes as they are in groups of at most 128. */
    static byte[] packBits(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int run = 1;
            while (at + run < bytes.length && run < 128 && bytes[at + run] == bytes[at]) {
                run++;
            }
            packed.write(1 - run);
            packed.write(bytes[at]);
            if (run == 1) {
                // A group of one is the same as a run of one: 0 and the byte.
                packed.writeBytes(new byte[] {(byte) 128});
            }
            at += run;
        }
        return packed.toByteArray();
    }

    /** JPEG without a marker of any application, of the samples given: RGB that stays RGB, or YCbCr. */
    static byte[] unmarkedJpeg(byte[] samples, int width, int height) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(1);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            writer.setOutput(out);
            // A raster has no colours: its bands are written as they are, without a marker.
            Raster raster = interleaved(samples, width, height);
            writer.write(null, new IIOImage(raster, null, null), quality);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }

    /** Lossless JPEG 2000 of the samples as they are. */
    static byte[] jpeg2000(byte[] samples, int width, int height) throws IOException {
        J2KImageWriter writer = new J2KImageWriter(new J2KImageWriterSpi());
        J2KImageWriteParam lossless = (J2KImageWriteParam) writer.getDefaultWriteParam();
        lossless.setLossless(true);
        lossless.setComponentTransformation(false);
        lossless.setWriteCodeStreamOnly(true);
        ByteArrayOutputStream codestream = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(codestream)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(rgb(samples, width, height), null, null), lossless);
        } finally {
            writer.dispose();
        }
        return codestream.toByteArray();
    }

    /** Full-range YCbCr after ITU-R BT.601 and JFIF. */
    static byte[] ycbcr(byte[] rgb) {
        byte[] ycbcr = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            int red = rgb[i] & 0xff;
            int green = rgb[i + 1] & 0xff;
            int blue = rgb[i + 2] & 0xff;
            ycbcr[i] = (byte) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
            ycbcr[i + 1] = (byte) Math.round(128 - 0.168736 * red - 0.331264 * green + 0.5 * blue);
            ycbcr[i + 2] = (byte) Math.round(128 + 0.5 * red - 0.418688 * green - 0.081312 * blue);
        }
        return ycbcr;
    }

    private static WritableRaster interleaved(byte[] samples, int width, int height) {
        int bands = samples.length / width / height;
        WritableRaster raster = Raster.createInterleavedRaster(0, width, height, bands, null);
        raster.setDataElements(0, 0, width, height, samples);
        return raster;
    }

    private static BufferedImage rgb(byte[] samples, int width, int height) {
        return Encoding.buffered(samples, width, height);
    }
}
