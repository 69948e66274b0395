package io.cancernet.local.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of text under headings, in columns as wide as their widest cell. */
public final class Table {

    private static final String GAP = "  ";

    private record Column(String heading, boolean right) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of words. */
    public Table left(String heading) {
        columns.add(new Column(heading, false));
        return this;
    }

    /** Adds a column of numbers. */
    public Table right(String heading) {
        columns.add(new Column(heading, true));
        return this;
    }

    /** Adds a row; null is shown as a dash. */
    public Table row(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(Objects.toString(cell, "-"));
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The heading and the rows, one a line, without trailing blanks. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::heading).toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(width(i) - cell.length());
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).right() ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = columns.get(column).heading().length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }
}
