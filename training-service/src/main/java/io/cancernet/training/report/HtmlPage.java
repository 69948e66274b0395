package io.cancernet.training.report;

import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a page as one HTML file with its pictures inside: it needs no network and no other file. */
public final class HtmlPage {

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;color:#222;background:#fff;max-width:76rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.6rem;overflow-wrap:anywhere}h2{font-size:1.25rem;margin-top:2.2rem;border-bottom:1px solid #d9d9d9}
            table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
            .wide{overflow-x:auto}
            th,td{padding:.25rem .8rem;border-bottom:1px solid #e4e4e4;text-align:right;white-space:nowrap}
            th:first-child,td:first-child{text-align:left}thead th{border-bottom:2px solid #767676}
            .warning{border:2px solid #b00020;color:#b00020;font-weight:bold;padding:.6rem 1rem}
            .figures{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;max-width:36rem;flex:1 1 28rem}
            figure.sheet{max-width:100%;flex-basis:100%}img{max-width:100%;height:auto}
            figcaption{color:#555;font-size:.9rem}
            """;

    private HtmlPage() {}

    /**
     * The page as text.
     *
     * @param picture the bytes of a figure by its name
     */
    public static String write(Page page, Function<String, byte[]> picture) {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                """);
        html.append("<title>").append(escape(page.title())).append("</title>\n");
        html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        html.append("<h1>").append(escape(page.title())).append("</h1>\n");
        boolean figures = false;
        for (Page.Block block : page.blocks()) {
            boolean figure = block instanceof Page.Figure;
            if (figure != figures) {
                html.append(figure ? "<div class=\"figures\">\n" : "</div>\n");
                figures = figure;
            }
            html.append(block(block, picture)).append('\n');
        }
        return html.append(figures ? "</div>\n" : "")
                .append("</body>\n</html>\n")
                .toString();
    }

    private static String block(Page.Block block, Function<String, byte[]> picture) {
        if (block instanceof Page.Heading heading) {
            return "<h2>" + escape(heading.text()) + "</h2>";
        }
        if (block instanceof Page.Warning warning) {
            return "<p class=\"warning\">" + escape(warning.text()) + "</p>";
        }
        if (block instanceof Page.Table table) {
            return "<div class=\"wide\"><table>\n<thead>" + row(table.header(), "th") + "</thead>\n<tbody>\n"
                    + table.rows().stream().map(each -> row(each, "td")).collect(Collectors.joining("\n"))
                    + "\n</tbody>\n</table></div>";
        }
        if (block instanceof Page.Figure figure) {
            return figure(figure, picture.apply(figure.name()));
        }
        return "<p>" + escape(((Page.Paragraph) block).text()) + "</p>";
    }

    /** Drawn plots stay apart from each other as pictures: inlined, the names inside them would clash. */
    private static String figure(Page.Figure figure, byte[] bytes) {
        return "<figure%s><img alt=\"%s\" src=\"data:%s;base64,%s\"><figcaption>%s</figcaption></figure>"
                .formatted(
                        figure.name().endsWith(".png") ? " class=\"sheet\"" : "",
                        escape(figure.caption()),
                        RunArtefacts.type(figure.name()),
                        Base64.getEncoder().encodeToString(bytes),
                        escape(figure.caption()));
    }

    private static String row(List<String> cells, String tag) {
        return cells.stream()
                .map(cell -> "<%s>%s</%s>".formatted(tag, escape(cell), tag))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
