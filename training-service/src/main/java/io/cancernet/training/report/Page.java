package io.cancernet.training.report;

import java.util.ArrayList;
import java.util.List;

/** A document of headings, words, tables and figures, to be written as Markdown or as HTML. */
public final class Page {

    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    public Page(String title) {
        this.title = title;
    }

    /** A part of a page. */
    public sealed interface Block permits Heading, Paragraph, Warning, Table, Figure {}

    public record Heading(String text) implements Block {}

    public record Paragraph(String text) implements Block {}

    public record Warning(String text) implements Block {}

    /** A table whose first column is words and whose other columns may be numbers. */
    public record Table(List<String> header, List<List<String>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** A picture by the name of its artefact. */
    public record Figure(String name, String caption) implements Block {}

    String title() {
        return title;
    }

    List<Block> blocks() {
        return blocks;
    }

    public Page heading(String text) {
        return add(new Heading(text));
    }

    public Page paragraph(String text) {
        return add(new Paragraph(text));
    }

    public Page warning(String text) {
        return add(new Warning(text));
    }

    public Page table(List<String> header, List<List<String>> rows) {
        return add(new Table(header, rows));
    }

    public Page figure(String name, String caption) {
        return add(new Figure(name, caption));
    }

    private Page add(Block block) {
        blocks.add(block);
        return this;
    }
}
