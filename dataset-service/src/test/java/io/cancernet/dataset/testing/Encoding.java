package io.cancernet.dataset.testing;

import io.cancernet.dataset.testing.SyntheticTiff.TileEncoding;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The usual ways to store the pixels of a tile. */
public enum Encoding implements TileEncoding {
    NONE(1, 2) {
        @Override
        public byte[] encode(byte[] rgb, int width, int height) {
            return rgb.clone();
        }
    },
    DEFLATE(8, 2) {
        @Override
        public byte[] encode(byte[] rgb, int width, int height) throws IOException {
            Deflater fast = new Deflater(Deflater.BEST_SPEED);
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, fast)) {
                out.write(rgb);
            } finally {
                fast.end();
            }
            return deflated.toByteArray();
        }
    },
    /** Lossy: YCbCr with half the colour resolution, quality 0.9. */
    JPEG(7, 6) {
        @Override
        public byte[] encode(byte[] rgb, int width, int height) throws IOException {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.9f);
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(buffered(rgb, width, height), null, null), quality);
            } finally {
                writer.dispose();
            }
            return jpeg.toByteArray();
        }
    };

    private final int compression;
    private final int photometric;

    Encoding(int compression, int photometric) {
        this.compression = compression;
        this.photometric = photometric;
    }

    @Override
    public int compression() {
        return compression;
    }

    @Override
    public int photometric() {
        return photometric;
    }

    /** The pixels as an image of the Java runtime. */
    public static BufferedImage buffered(byte[] rgb, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return image;
    }
}
