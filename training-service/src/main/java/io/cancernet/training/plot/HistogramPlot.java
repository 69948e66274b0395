package io.cancernet.training.plot;

import java.awt.Color;
import java.awt.Dimension;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Builds a plot of how often values of several groups fall into equal bins of 0 to 1, bars side by side. */
public final class HistogramPlot {

    private static final Dimension SIZE = new Dimension(720, 480);

    private final String name;
    private final String title;
    private final NumberAxis xAxis;
    private final NumberAxis yAxis;
    private final XYIntervalSeriesCollection groups = new XYIntervalSeriesCollection();
    private final XYBarRenderer renderer = new XYBarRenderer();
    private final int groupCount;
    private final XYPlot plot;

    /** @param groupCount how many groups will be added */
    public HistogramPlot(String name, String title, String xLabel, String yLabel, int groupCount) {
        this.name = name;
        this.title = title;
        this.groupCount = groupCount;
        xAxis = new NumberAxis(xLabel);
        xAxis.setRange(0, 1);
        yAxis = new NumberAxis(yLabel);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(true);
        plot = new XYPlot(groups, xAxis, yAxis, renderer);
    }

    /** Adds a group by the heights of its bars, one for each bin. */
    public HistogramPlot group(String label, List<Double> heights) {
        int index = groups.getSeriesCount();
        XYIntervalSeries series = new XYIntervalSeries(label);
        double bin = 1.0 / heights.size();
        double bar = bin * 0.9 / groupCount;
        for (int i = 0; i < heights.size(); i++) {
            double left = i * bin + bin * 0.05 + index * bar;
            series.add(left + bar / 2, left, left + bar, heights.get(i), 0, heights.get(i));
        }
        groups.addSeries(series);
        renderer.setSeriesPaint(index, Palette.colour(index));
        renderer.setSeriesOutlinePaint(index, Color.WHITE);
        return this;
    }

    /** Adds a vertical line with a label. */
    public HistogramPlot line(String label, double x) {
        ValueMarker marker = new ValueMarker(x, Palette.INK, Palette.stroke(1));
        marker.setLabel(label);
        marker.setLabelFont(Plot.NORMAL);
        marker.setLabelPaint(Palette.INK);
        marker.setLabelBackgroundColor(Color.WHITE);
        boolean left = x > 0.5;
        marker.setLabelAnchor(left ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(left ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
        plot.addDomainMarker(marker);
        return this;
    }

    public Plot plot(Marking marking) {
        return new Plot(name, title, plot, marking, SIZE);
    }
}
