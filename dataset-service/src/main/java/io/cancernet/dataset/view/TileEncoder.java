package io.cancernet.dataset.view;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes tiles. They carry no metadata. Thread-safe. */
final class TileEncoder {

    private final PatchImageCodec codec = new PatchImageCodec();
    private final float jpegQuality;

    /** @param jpegQuality from 0 to 1 */
    TileEncoder(double jpegQuality) {
        this.jpegQuality = (float) jpegQuality;
    }

    byte[] encode(RgbImage image, TileFormat format) {
        return switch (format) {
            case JPG -> encodeJpeg(image);
            case PNG -> codec.encodePng(image);
        };
    }

    private byte[] encodeJpeg(RgbImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(jpegQuality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(toBuffered(image), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage toBuffered(RgbImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = ((DataBufferByte) buffered.getRaster().getDataBuffer()).getData();
        byte[] from = image.pixels();
        for (int i = 0; i < to.length; i += RgbImage.CHANNELS) {
            to[i] = from[i + 2];
            to[i + 1] = from[i + 1];
            to[i + 2] = from[i];
        }
        return buffered;
    }
}
