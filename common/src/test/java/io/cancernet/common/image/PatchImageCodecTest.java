package io.cancernet.common.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.UndecodableImageException.Reason;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchImageCodecTest {

    private static final int IHDR_WIDTH = 16;
    private static final int IEND_LENGTH = 12;

    private final PatchImageCodec codec = new PatchImageCodec();

    @Test
    void png_survivesARoundTrip() {
        RgbImage image = Pictures.noise(50, 37);

        assertThat(codec.decode(codec.encodePng(image))).isEqualTo(image);
    }

    @Test
    void jpeg_isDecodedCloseToItsSource() {
        BufferedImage source = new BufferedImage(16, 8, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < 16; x++) {
            for (int y = 0; y < 8; y++) {
                source.setRGB(x, y, 0xb05090);
            }
        }

        RgbImage image = codec.decode(Pictures.encode(source, "jpeg"));

        assertThat(image.width()).isEqualTo(16);
        assertThat(image.height()).isEqualTo(8);
        assertThat(image.pixels()[0] & 0xff).isBetween(0xac, 0xb4);
        assertThat(image.pixels()[1] & 0xff).isBetween(0x4c, 0x54);
        assertThat(image.pixels()[2] & 0xff).isBetween(0x8c, 0x94);
    }

    @Test
    void grey_becomesThreeEqualChannelsOfTheSameValue() {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        grey.getRaster().setSample(1, 0, 0, 200);

        assertThat(codec.decode(Pictures.encode(grey, "png")))
                .isEqualTo(Pictures.of(2, 1, 100, 100, 100, 200, 200, 200));
    }

    @Test
    void greyOf16Bits_keepsItsUpperEight() {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setSample(0, 0, 0, 0x40ff);
        grey.getRaster().setSample(1, 0, 0, 0xfe01);

        assertThat(codec.decode(Pictures.encode(grey, "png")))
                .isEqualTo(Pictures.of(2, 1, 0x40, 0x40, 0x40, 0xfe, 0xfe, 0xfe));
    }

    @Test
    void alpha_isDropped() {
        BufferedImage translucent = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
        translucent.setRGB(0, 0, 0x80102030);
        translucent.setRGB(1, 0, 0xff405060);

        assertThat(codec.decode(Pictures.encode(translucent, "png")))
                .isEqualTo(Pictures.of(2, 1, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void palette_isLookedUp(int bits) {
        byte[] red = {(byte) 0xd0, 0x10};
        byte[] green = {0x20, (byte) 0xe0};
        byte[] blue = {0x30, 0x40};
        IndexColorModel palette = new IndexColorModel(bits, 2, red, green, blue);
        BufferedImage indexed = new BufferedImage(
                3, 1, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, palette);
        indexed.getRaster().setSample(1, 0, 0, 1);

        assertThat(codec.decode(Pictures.encode(indexed, "png")))
                .isEqualTo(Pictures.of(3, 1, 0xd0, 0x20, 0x30, 0x10, 0xe0, 0x40, 0xd0, 0x20, 0x30));
    }

    @Test
    void text_isNoImage() {
        assertRefused("these are not pixels".getBytes(StandardCharsets.UTF_8), Reason.NOT_AN_IMAGE);
        assertRefused(new byte[0], Reason.NOT_AN_IMAGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 20, 33, 40, 60, 500, 2000})
    void png_thatIsCutShort_isTruncated(int length) {
        byte[] png = codec.encodePng(Pictures.noise(50, 50));

        assertRefused(Arrays.copyOf(png, length), Reason.TRUNCATED);
        assertRefused(Arrays.copyOf(png, png.length - 1), Reason.TRUNCATED);
        assertRefused(Arrays.copyOf(png, png.length - IEND_LENGTH), Reason.TRUNCATED);
    }

    @Test
    void png_withAChangedByte_isDamaged() {
        byte[] png = codec.encodePng(Pictures.noise(50, 50));
        png[png.length / 2] ^= 1;

        assertRefused(png, Reason.DAMAGED);
    }

    @Test
    void png_withoutPixelData_isRefused() {
        byte[] png = codec.encodePng(Pictures.noise(50, 50));
        byte[] empty = Arrays.copyOf(png, 33 + IEND_LENGTH);
        System.arraycopy(png, png.length - IEND_LENGTH, empty, 33, IEND_LENGTH);

        assertThatExceptionOfType(UndecodableImageException.class).isThrownBy(() -> codec.decode(empty));
    }

    @Test
    void jpeg_thatIsCutShort_isTruncated() {
        byte[] jpeg = Pictures.encode(RgbRaster.toBuffered(Pictures.noise(64, 64)), "jpeg");

        assertRefused(Arrays.copyOf(jpeg, jpeg.length / 2), Reason.TRUNCATED);
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> codec.decode(Arrays.copyOf(jpeg, 40)));
    }

    @Test
    void png_thatAnnouncesTooManyPixels_isRefusedByItsHeader() {
        byte[] png = codec.encodePng(Pictures.noise(8, 8));
        // The checksum of the header no longer fits: only a check that comes before everything else says "too large".
        ByteBuffer.wrap(png).putInt(IHDR_WIDTH, 1_000_000);

        assertRefused(png, Reason.TOO_LARGE);
    }

    @Test
    void limits_holdForSidesAndPixels() {
        PatchImageCodec narrow = new PatchImageCodec(new ImageLimits(64, 1000));
        byte[] jpeg = Pictures.encode(RgbRaster.toBuffered(Pictures.noise(65, 1)), "jpeg");

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> narrow.decode(jpeg))
                .matches(e -> e.reason() == Reason.TOO_LARGE)
                .withMessageContaining("65x1");
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> narrow.decode(codec.encodePng(Pictures.noise(40, 40))))
                .matches(e -> e.reason() == Reason.TOO_LARGE);
        assertThat(narrow.decode(codec.encodePng(Pictures.noise(64, 15))).width())
                .isEqualTo(64);
    }

    private void assertRefused(byte[] bytes, Reason reason) {
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> codec.decode(bytes))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_IMAGE));
    }

    @Test
    void jpegOfFourChannels_isRefused_notTakenForRgb() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream cmyk = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(cmyk)) {
            writer.setOutput(out);
            writer.write(
                    null,
                    new IIOImage(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 50, 50, 4, null), null, null),
                    null);
        } finally {
            writer.dispose();
        }

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> new PatchImageCodec().decode(cmyk.toByteArray()))
                .withMessageContaining("CMYK")
                .extracting(UndecodableImageException::reason)
                .isEqualTo(Reason.UNSUPPORTED);
    }
}
