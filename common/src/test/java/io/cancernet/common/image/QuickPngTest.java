package io.cancernet.common.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.Hashes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuickPngTest {

    private final PatchImageCodec codec = new PatchImageCodec();

    static Stream<RgbImage> images() {
        return Stream.of(
                Pictures.noise(1, 1),
                Pictures.noise(50, 50),
                Pictures.noise(3, 701),
                Pictures.noise(400, 301),
                flat(50, 50, 255),
                flat(1, 1, 0),
                smooth(224, 224),
                fibonacci());
    }

    private static RgbImage flat(int width, int height, int value) {
        byte[] pixels = new byte[width * height * 3];
        Arrays.fill(pixels, (byte) value);
        return new RgbImage(width, height, pixels);
    }

    private static RgbImage smooth(int width, int height) {
        Random random = new Random(7);
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.length; i++) {
            int above = i < width * 3 ? 180 : pixels[i - width * 3];
            pixels[i] = (byte) (above + Math.round(random.nextGaussian() * 6));
        }
        return new RgbImage(width, height, pixels);
    }

    /** Values whose counts grow like Fibonacci's numbers: their codes would be longer than deflate allows. */
    private static RgbImage fibonacci() {
        byte[] pixels = new byte[3 * 100_000];
        int at = 0;
        int count = 1;
        int before = 1;
        for (int value = 1; at < pixels.length; value++) {
            int to = Math.min(pixels.length, at + count);
            Arrays.fill(pixels, at, to, (byte) value);
            at = to;
            int next = count + before;
            before = count;
            count = next;
        }
        return new RgbImage(100_000, 1, pixels);
    }

    @ParameterizedTest
    @MethodSource("images")
    void everyDecoder_givesThePixelsBack(RgbImage image) throws IOException {
        byte[] png = codec.encodeTissuePng(image);
        BufferedImage byJdk = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(RgbRaster.toRgb(byJdk)).isEqualTo(image);
        assertThat(new PatchImageCodec(new ImageLimits(100_000, 1 << 20)).decode(png))
                .isEqualTo(image);
    }

    @Test
    void bytes_areTheSameOnEveryMachine() {
        assertThat(Hashes.sha256(codec.encodeTissuePng(smooth(50, 50))))
                .isEqualTo("c688cb1ca4c4ad8c09234e6ade6d7d220bb6e161dc254e5f861df1c553900c03");
    }

    @Test
    void tissue_takesLessSpaceThanTheJdkNeeds() {
        RgbImage image = smooth(224, 224);
        assertThat(codec.encodeTissuePng(image)).hasSizeLessThan(codec.encodePng(image).length);
    }

    @ParameterizedTest
    @CsvSource({"15, 257", "7, 16"})
    void codes_areCompleteAndNoLongerThanAllowed(int longest, int symbols) {
        int[] counts = new int[symbols];
        int before = 0;
        int count = 1;
        for (int symbol = 0; symbol < Math.min(30, symbols); symbol++) {
            counts[symbol] = count;
            count += before;
            before = counts[symbol];
        }
        HuffmanCode code = HuffmanCode.of(counts, longest);
        double kraft = 0;
        for (int symbol = 0; symbol < symbols; symbol++) {
            assertThat(code.length(symbol)).isLessThanOrEqualTo(longest);
            assertThat(code.length(symbol) > 0).isEqualTo(counts[symbol] > 0);
            kraft += code.length(symbol) == 0 ? 0 : Math.pow(2, -code.length(symbol));
        }
        assertThat(kraft).isEqualTo(1);
    }

    @Test
    void oftenMeansShort() {
        HuffmanCode code = HuffmanCode.of(new int[] {1, 1, 2, 4}, 15);
        assertThat(new int[] {code.length(0), code.length(1), code.length(2), code.length(3)})
                .containsExactly(3, 3, 2, 1);
        assertThat(code.bits(new int[] {1, 1, 2, 4})).isEqualTo(14);
    }
}
