package io.cancernet.common.image;

import io.cancernet.common.image.UndecodableImageException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The codec of patch images: PNG and JPEG bytes to 8-bit RGB and back to PNG.
 *
 * <p>Colours follow what Keras and PIL do on {@code convert("RGB")}: grey becomes three equal channels, a palette is
 * looked up, 16 bits keep their upper 8, alpha is dropped, embedded colour profiles and gamma are not applied.
 * Thread-safe.
 */
public final class PatchImageCodec {

    private final ImageLimits limits;

    public PatchImageCodec() {
        this(ImageLimits.DEFAULT);
    }

    public PatchImageCodec(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes a whole PNG or JPEG.
     *
     * @throws UndecodableImageException when the bytes are no image, are cut short, are damaged, or announce more
     *     pixels than the limits allow, which is known before any pixel is decoded
     */
    public RgbImage decode(byte[] bytes) {
        if (PngStructure.hasSignature(bytes)) {
            PngStructure.check(bytes, limits);
            return PlainPng.is(bytes) ? PlainPng.decode(bytes) : read("png", bytes);
        }
        if (isJpeg(bytes)) {
            return read("jpeg", bytes);
        }
        throw new UndecodableImageException(
                Reason.NOT_AN_IMAGE, "the %d bytes are neither PNG nor JPEG".formatted(bytes.length));
    }

    /** Encodes an image as an 8-bit RGB PNG without metadata. */
    public byte[] encodePng(RgbImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            if (!ImageIO.write(RgbRaster.toBuffered(image), "png", out)) {
                throw new IllegalStateException("this Java runtime has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return png.toByteArray();
    }

    /**
     * Encodes a picture of tissue as an 8-bit RGB PNG without metadata, the same bytes on every machine. For such
     * pictures it takes a tenth of {@link #encodePng}'s time and less space; flat areas take 1 bit a byte.
     */
    public byte[] encodeTissuePng(RgbImage image) {
        return QuickPng.encode(image);
    }

    private RgbImage read(String format, byte[] bytes) {
        ImageReader reader = newReader(format);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            limits.check(reader.getWidth(0), reader.getHeight(0));
            ShortRead shortRead = new ShortRead();
            reader.addIIOReadWarningListener(shortRead);
            BufferedImage decoded = reader.read(0);
            shortRead.check();
            if (format.equals("jpeg") && decoded.getRaster().getNumBands() > RgbImage.CHANNELS) {
                // Without a marker that says so the JDK takes four channels for RGB and alpha; they are CMYK.
                throw new UndecodableImageException(
                        Reason.UNSUPPORTED, "the JPEG has four channels, as CMYK has; convert it to RGB");
            }
            return RgbRaster.toRgb(decoded);
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            // The JDK's readers let unchecked exceptions out on damaged input.
            throw refusal(format, e);
        } finally {
            reader.dispose();
        }
    }

    private static UndecodableImageException refusal(String format, Exception failure) {
        String what = "cannot decode the %s: %s".formatted(format, failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return new UndecodableImageException(Reason.TRUNCATED, what, failure);
            }
        }
        boolean unsupported = String.valueOf(failure.getMessage()).contains("Unsupported Image Type");
        return new UndecodableImageException(unsupported ? Reason.UNSUPPORTED : Reason.DAMAGED, what, failure);
    }

    private static ImageReader newReader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java runtime has no reader for " + format);
        }
        return readers.next();
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 && bytes[2] == (byte) 0xff;
    }
}
