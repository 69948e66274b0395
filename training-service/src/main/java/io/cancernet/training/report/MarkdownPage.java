package io.cancernet.training.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a page as Markdown whose figures are links to the files beside it. */
public final class MarkdownPage {

    private MarkdownPage() {}

    public static String write(Page page) {
        StringBuilder text =
                new StringBuilder("# ").append(escape(page.title())).append("\n");
        for (Page.Block block : page.blocks()) {
            text.append('\n').append(block(block)).append('\n');
        }
        return text.toString();
    }

    private static String block(Page.Block block) {
        if (block instanceof Page.Heading heading) {
            return "## " + escape(heading.text());
        }
        if (block instanceof Page.Warning warning) {
            return "> **" + escape(warning.text()) + "**";
        }
        if (block instanceof Page.Table table) {
            return table(table);
        }
        if (block instanceof Page.Figure figure) {
            return "![%s](%s)".formatted(escape(figure.caption()), figure.name());
        }
        return escape(((Page.Paragraph) block).text());
    }

    private static String table(Page.Table table) {
        String rule = table.header().stream()
                .map(each -> each.equals(table.header().get(0)) ? "---" : "---:")
                .collect(Collectors.joining(" | ", "| ", " |"));
        return row(table.header())
                + "\n"
                + rule
                + table.rows().stream().map(row -> "\n" + row(row)).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownPage::escape).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1").replace('\n', ' ');
    }
}
