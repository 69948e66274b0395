package io.cancernet.training.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;

/** Builds a plot of a square matrix whose cells are shaded and hold words. */
public final class MatrixPlot {

    private static final Dimension SIZE = new Dimension(600, 560);
    private static final Font CELL = new Font(Font.SANS_SERIF, Font.BOLD, 22);

    private MatrixPlot() {}

    /**
     * A cell.
     *
     * @param shade from 0, white, to 1
     */
    public record Cell(String text, double shade) {}

    /**
     * The plot.
     *
     * @param classes names of rows and columns
     * @param rows rows from the top
     */
    public static Plot plot(
            String name,
            String title,
            String columnLabel,
            String rowLabel,
            List<String> classes,
            List<List<Cell>> rows,
            Marking marking) {
        int side = classes.size();
        String[] symbols = classes.toArray(String[]::new);
        SymbolAxis columns = new SymbolAxis(columnLabel, symbols);
        SymbolAxis lines = new SymbolAxis(rowLabel, symbols);
        lines.setInverted(true);
        for (SymbolAxis axis : List.of(columns, lines)) {
            axis.setRange(-0.5, side - 0.5);
            axis.setGridBandsVisible(false);
            axis.setTickMarksVisible(false);
        }
        lines.setVerticalTickLabels(true);
        XYPlot plot = new XYPlot(null, columns, lines, null);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                draw(plot, row, column, rows.get(row).get(column));
            }
        }
        return new Plot(name, title, plot, marking, SIZE);
    }

    private static void draw(XYPlot plot, int row, int column, Cell cell) {
        // The axis down is inverted, so the larger row is the lower edge.
        plot.addAnnotation(new XYBoxAnnotation(
                column - 0.5,
                row + 0.5,
                column + 0.5,
                row - 0.5,
                new BasicStroke(2),
                Color.WHITE,
                Palette.shade(cell.shade())));
        XYTextAnnotation text = new XYTextAnnotation(cell.text(), column, row);
        text.setFont(CELL);
        text.setPaint(Palette.inkOn(cell.shade()));
        plot.addAnnotation(text);
    }
}
