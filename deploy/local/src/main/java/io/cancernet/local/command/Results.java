package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.client.Api;
import io.cancernet.local.terminal.Numbers;
import io.cancernet.local.terminal.Screen;
import io.cancernet.local.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A table whose cells are taken from JSON answers, or the answers themselves. */
final class Results {

    private record Column(String heading, boolean right, Function<JsonNode, String> cell) {}

    private final List<Column> columns = new ArrayList<>();

    /** Adds a column of words; the path is a JSON pointer. */
    Results text(String heading, String pointer) {
        columns.add(new Column(heading, false, node -> text(node.at(pointer))));
        return this;
    }

    /** Adds a column of whole numbers. */
    Results count(String heading, String pointer) {
        columns.add(new Column(heading, true, node -> {
            JsonNode value = node.at(pointer);
            return value.isNumber() ? Numbers.count(value.asLong()) : "-";
        }));
        return this;
    }

    /** Adds a column of metrics; an absent one is a dash, because it may just not be known yet. */
    Results metric(String heading, String pointer) {
        columns.add(new Column(heading, true, node -> {
            JsonNode value = node.at(pointer);
            return value.isNumber() ? Numbers.metric(value.asDouble()) : "-";
        }));
        return this;
    }

    void print(List<JsonNode> items, boolean json) {
        Screen screen = Screen.standard();
        if (json) {
            screen.say(Api.pretty(Map.of("items", items)));
            return;
        }
        Table table = new Table();
        for (Column column : columns) {
            if (column.right()) {
                table.right(column.heading());
            } else {
                table.left(column.heading());
            }
        }
        for (JsonNode item : items) {
            table.row(columns.stream().map(column -> column.cell().apply(item)).toArray());
        }
        screen.say(table);
        if (table.isEmpty()) {
            screen.say("(none)");
        }
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(element -> words.add(element.asText()));
            return words.isEmpty() ? "-" : String.join(",", words);
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
