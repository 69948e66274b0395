package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.terminal.Screen;
import io.cancernet.local.terminal.Table;

/** One answer of a service, a field a line; fields of later releases are shown as they are. */
final class Fields {

    private Fields() {}

    static void print(JsonNode answer) {
        Table table = new Table().left("field").left("value");
        add(table, "", answer);
        Screen.standard().say(table);
    }

    private static void add(Table table, String prefix, JsonNode node) {
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                add(table, prefix + field.getKey() + ".", value);
            } else if (!value.isNull()) {
                table.row(prefix + field.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
    }
}
