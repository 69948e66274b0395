package io.cancernet.common.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.image.UndecodableImageException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPngTest {

    private static final int WIDTH = 13;
    private static final int HEIGHT = 9;

    private final PatchImageCodec codec = new PatchImageCodec();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void everyFilter_decodesAsTheJdkDoes(int filter) throws IOException {
        // Any bytes are valid filtered rows, so noise exercises every branch; 5 stands for a mixture.
        byte[] png = png(rows(filter), 7);

        RgbImage expected = RgbRaster.toRgb(ImageIO.read(new ByteArrayInputStream(png)));

        assertThat(PlainPng.is(png)).isTrue();
        assertThat(codec.decode(png)).isEqualTo(expected);
    }

    @Test
    void rowOfUnknownFilter_isDamaged() throws IOException {
        byte[] rows = rows(0);
        rows[WIDTH * 3 + 1] = 9;

        assertReason(png(rows, 1000), Reason.DAMAGED);
    }

    @Test
    void pixelsThatEndEarlyInAWholeFile_areTruncated() throws IOException {
        byte[] rows = Arrays.copyOf(rows(1), 100);

        assertReason(png(rows, 1000), Reason.TRUNCATED);
    }

    @Test
    void pixelsThatAreNoZlib_areDamaged() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        header(png);
        chunk(png, "IDAT", new byte[] {1, 2, 3, 4});
        chunk(png, "IEND", new byte[0]);

        assertReason(png.toByteArray(), Reason.DAMAGED);
    }

    @Test
    void otherKindsOfPng_areLeftToTheJdk() {
        assertThat(PlainPng.is(codec.encodePng(Pictures.noise(3, 3)))).isTrue();
        assertThat(PlainPng.is(Pictures.encode(new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY), "png")))
                .isFalse();
        assertThat(PlainPng.is(Pictures.encode(new BufferedImage(3, 3, BufferedImage.TYPE_4BYTE_ABGR), "png")))
                .isFalse();
    }

    private void assertReason(byte[] png, Reason reason) {
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> codec.decode(png))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static byte[] rows(int filter) {
        byte[] rows = new byte[HEIGHT * (WIDTH * 3 + 1)];
        new Random(filter).nextBytes(rows);
        for (int y = 0; y < HEIGHT; y++) {
            rows[y * (WIDTH * 3 + 1)] = (byte) (filter == 5 ? y % 5 : filter);
        }
        return rows;
    }

    /** A PNG whose pixel data are split into chunks of so many bytes. */
    private static byte[] png(byte[] rows, int chunk) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater())) {
            out.write(rows);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        header(png);
        byte[] data = deflated.toByteArray();
        for (int from = 0; from < data.length; from += chunk) {
            chunk(png, "IDAT", Arrays.copyOfRange(data, from, Math.min(data.length, from + chunk)));
        }
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void header(ByteArrayOutputStream png) throws IOException {
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(png, "IHDR", new byte[] {0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, 8, 2, 0, 0, 0});
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        DataOutputStream out = new DataOutputStream(png);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
