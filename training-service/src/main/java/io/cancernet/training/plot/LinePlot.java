package io.cancernet.training.plot;

import java.awt.BasicStroke;
import java.awt.Dimension;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Builds a plot of lines and points over two numeric axes. */
public final class LinePlot {

    private static final Dimension WIDE = new Dimension(720, 480);
    private static final Dimension SQUARE = new Dimension(600, 640);
    private static final double MARK = 11;

    private final String name;
    private final String title;
    private final NumberAxis xAxis;
    private final NumberAxis yAxis;
    private final XYSeriesCollection series = new XYSeriesCollection();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    private Dimension size = WIDE;
    private int lines;
    private int marks;

    /** @param name of its files without the ending */
    public LinePlot(String name, String title, String xLabel, String yLabel) {
        this.name = name;
        this.title = title;
        xAxis = new NumberAxis(xLabel);
        yAxis = new NumberAxis(yLabel);
        xAxis.setAutoRangeIncludesZero(false);
        yAxis.setAutoRangeIncludesZero(false);
    }

    /**
     * A point of a line.
     *
     * @param x finite
     * @param y finite
     */
    public record Point(double x, double y) {}

    /** Both axes from 0 to 1, in a square. */
    public LinePlot unitSquare() {
        for (NumberAxis axis : List.of(xAxis, yAxis)) {
            axis.setRange(-0.01, 1.01);
            axis.setTickUnit(new NumberTickUnit(0.2));
        }
        size = SQUARE;
        return this;
    }

    /** Whole numbers only on the axis across, such as epochs. */
    public LinePlot wholeX() {
        xAxis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        return this;
    }

    /** Adds a line in the next colour and dash. */
    public LinePlot line(String label, List<Point> points) {
        int index = add(label, points);
        renderer.setSeriesPaint(index, Palette.colour(lines));
        renderer.setSeriesStroke(index, Palette.stroke(lines));
        lines++;
        renderer.setSeriesShapesVisible(index, points.size() == 1);
        renderer.setSeriesShape(index, new Ellipse2D.Double(-3, -3, 6, 6));
        renderer.setLegendLine(new Line2D.Double(-18, 0, 18, 0));
        return this;
    }

    /** Adds a line whose points are marked too. */
    public LinePlot markedLine(String label, List<Point> points) {
        line(label, points);
        renderer.setSeriesShapesVisible(series.getSeriesCount() - 1, true);
        return this;
    }

    /** Adds a thin dotted line to compare with. */
    public LinePlot reference(String label, List<Point> points) {
        int index = add(label, points);
        renderer.setSeriesPaint(index, Palette.GREY);
        renderer.setSeriesStroke(index, new BasicStroke(1.2f, 0, 0, 1, new float[] {2, 4}, 0));
        renderer.setSeriesShapesVisible(index, false);
        return this;
    }

    /** Adds a single large mark, filled for the first and hollow for the next. */
    public LinePlot mark(String label, Point point) {
        int index = add(label, List.of(point));
        boolean first = marks++ == 0;
        Shape shape = first
                ? new Ellipse2D.Double(-MARK / 2, -MARK / 2, MARK, MARK)
                : new Rectangle2D.Double(-MARK / 2, -MARK / 2, MARK, MARK);
        renderer.setSeriesShape(index, shape);
        renderer.setSeriesLinesVisible(index, false);
        renderer.setSeriesShapesVisible(index, true);
        renderer.setSeriesShapesFilled(index, first);
        renderer.setSeriesPaint(index, Palette.INK);
        renderer.setSeriesOutlineStroke(index, new BasicStroke(2));
        return this;
    }

    public Plot plot(Marking marking) {
        XYPlot plot = new XYPlot(series, xAxis, yAxis, renderer);
        return new Plot(name, title, plot, marking, size);
    }

    private int add(String label, List<Point> points) {
        XYSeries one = new XYSeries(label, false, true);
        points.forEach(point -> one.add(point.x(), point.y()));
        series.addSeries(one);
        return series.getSeriesCount() - 1;
    }
}
