package io.cancernet.training.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.training.plot.LinePlot.Point;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class PlotTest {

    private static final Marking HONEST = new Marking("run r1: cancernet on idc/1", false);
    private static final Marking LEAKY = new Marking("run r2: cancernet on idc/2", true);

    @Test
    void svg_isXmlWithItsWords() throws Exception {
        String svg = svg(lines(HONEST));

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg)
                .contains("viewBox=\"0 0 720 480\"")
                .contains("Loss by epoch", "epoch", "cross entropy", "validation", "run r1: cancernet on idc/1")
                .contains(Marking.RESEARCH_USE_ONLY)
                .doesNotContain(Marking.LEAKY);
    }

    @Test
    void leakyPlots_sayThatTheyProveNothing() {
        assertThat(svg(lines(LEAKY))).contains(Marking.LEAKY);
        assertThat(svg(matrix(LEAKY))).contains(Marking.LEAKY);
    }

    @Test
    void sameData_givesTheSameBytes() {
        assertThat(lines(HONEST).svg()).isEqualTo(lines(HONEST).svg());
        assertThat(lines(HONEST).png()).isEqualTo(lines(HONEST).png());
    }

    @Test
    void png_hasTwoPixelsAUnitAndTheSeriesColours() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(lines(HONEST).png()));

        assertThat(image.getWidth()).isEqualTo(1440);
        assertThat(pixels(image, Palette.colour(0))).isGreaterThan(200);
        assertThat(pixels(image, Palette.colour(1))).isGreaterThan(200);
    }

    @Test
    void matrixCells_areShaded() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(matrix(HONEST).png()));

        assertThat(pixels(image, Palette.shade(0.9))).isGreaterThan(50_000);
        assertThat(pixels(image, Palette.shade(0.1))).isGreaterThan(50_000);
    }

    @Test
    void machineWithFonts_isReady() {
        Plot.requireFonts();
    }

    private static Plot lines(Marking marking) {
        return new LinePlot("loss", "Loss by epoch", "epoch", "cross entropy")
                .wholeX()
                .markedLine("training", List.of(new Point(1, .9), new Point(2, .4), new Point(3, .2)))
                .markedLine("validation", List.of(new Point(1, .8), new Point(2, .6), new Point(3, .5)))
                .plot(marking);
    }

    private static Plot matrix(Marking marking) {
        return MatrixPlot.plot(
                "confusion",
                "Confusion",
                "called",
                "true",
                List.of("no", "yes"),
                List.of(
                        List.of(new MatrixPlot.Cell("90", 0.9), new MatrixPlot.Cell("10", 0.1)),
                        List.of(new MatrixPlot.Cell("30", 0.3), new MatrixPlot.Cell("70", 0.7))),
                marking);
    }

    private static String svg(Plot plot) {
        return new String(plot.svg(), StandardCharsets.UTF_8);
    }

    private static long pixels(BufferedImage image, Color colour) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }
}
