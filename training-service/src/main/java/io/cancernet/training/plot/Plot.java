package io.cancernet.training.plot;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A plot that can be drawn as SVG and as PNG. Used by one thread at a time. */
public final class Plot {

    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font NORMAL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int PNG_SCALE = 2;

    static {
        // Labels along the axis upwards stay words in SVG; by default they become outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private final String name;
    private final String title;
    private final JFreeChart chart;
    private final Dimension size;

    Plot(String name, String title, XYPlot plot, Marking marking, Dimension size) {
        this.name = name;
        this.title = title;
        this.size = size;
        style(plot);
        chart = new JFreeChart(title, TITLE, plot, plot.getDatasetCount() > 0);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        chart.getTitle().setPaint(Palette.INK);
        chart.addSubtitle(0, text(marking.subject(), SMALL, Palette.GREY, RectangleEdge.TOP));
        if (marking.leaky()) {
            chart.addSubtitle(1, text(Marking.LEAKY, BOLD, Palette.WARNING, RectangleEdge.TOP));
        }
        chart.addSubtitle(text(Marking.RESEARCH_USE_ONLY, SMALL, Palette.GREY, RectangleEdge.BOTTOM));
        if (chart.getLegend() != null) {
            chart.getLegend().setItemFont(NORMAL);
            chart.getLegend().setFrame(BlockBorder.NONE);
            chart.getLegend().setItemPaint(Palette.INK);
        }
    }

    /**
     * Draws a word, since a machine without fonts finds out only then.
     *
     * @throws DomainException saying what to install
     */
    public static void requireFonts() {
        try {
            Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
            graphics.setFont(NORMAL);
            graphics.getFontMetrics().stringWidth("x");
            graphics.dispose();
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new DomainException(
                    ErrorCode.RUN_FAILED,
                    "plots cannot be drawn, since this machine has no fonts (%s); install fontconfig and a font such as DejaVu"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Name of its files without the ending. */
    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    /** The plot as scalable graphics whose words stay words. */
    public byte[] svg() {
        SVGGraphics2D graphics = new SVGGraphics2D(document());
        graphics.setSVGCanvasSize(size);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, size.width, size.height));
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 %d %d".formatted(size.width, size.height));
        root.setAttributeNS(null, "role", "img");
        root.setAttributeNS(null, "aria-label", title);
        StringWriter writer = new StringWriter();
        try {
            graphics.stream(root, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The document type names an address, which some readers would ask.
        return writer.toString().replaceFirst("<!DOCTYPE[^>]*>\\s*", "").getBytes(StandardCharsets.UTF_8);
    }

    /** The plot as pixels, two for each unit. */
    public byte[] png() {
        BufferedImage image = chart.createBufferedImage(
                size.width * PNG_SCALE, size.height * PNG_SCALE, size.width, size.height, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void style(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(Palette.GREY);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        style(plot.getDomainAxis());
        style(plot.getRangeAxis());
    }

    private static void style(ValueAxis axis) {
        axis.setLabelFont(NORMAL);
        axis.setTickLabelFont(SMALL);
        axis.setLabelPaint(Palette.INK);
        axis.setTickLabelPaint(Palette.INK);
        axis.setAxisLinePaint(Palette.GREY);
    }

    private static TextTitle text(String words, Font font, Color colour, RectangleEdge edge) {
        TextTitle text = new TextTitle(words, font);
        text.setPaint(colour);
        text.setPosition(edge);
        text.setHorizontalAlignment(HorizontalAlignment.CENTER);
        return text;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
