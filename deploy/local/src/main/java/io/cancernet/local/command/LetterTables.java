package io.cancernet.local.command;

import io.cancernet.common.kafka.DeadLetter;
import io.cancernet.common.kafka.DeadLetterGroups;
import io.cancernet.local.client.Api;
import io.cancernet.local.terminal.Screen;
import io.cancernet.local.terminal.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dead letters as tables and as JSON. */
final class LetterTables {

    private static final int LONGEST_REASON = 100;

    private LetterTables() {}

    static void groups(DeadLetterGroups groups, boolean json) {
        if (json) {
            Screen.standard().say(Api.pretty(Map.of("items", items(groups))));
            return;
        }
        Table table = new Table()
                .left("topic")
                .left("code")
                .right("letters")
                .right("replayed")
                .right("oldest")
                .right("newest")
                .left("newest reason");
        groups.all()
                .forEach(each -> table.row(
                        each.topic(),
                        each.code(),
                        each.letters(),
                        each.replayed(),
                        age(each.oldest()),
                        age(each.newest()),
                        shortened(each.reason())));
        say(table);
    }

    static List<Map<String, Object>> items(DeadLetterGroups groups) {
        return groups.all().stream()
                .map(each -> {
                    Map<String, Object> item = new LinkedHashMap<>();
                    item.put("topic", each.topic());
                    item.put("code", each.code());
                    item.put("letters", each.letters());
                    item.put("replayed", each.replayed());
                    item.put("oldest", each.oldest().toString());
                    item.put("newest", each.newest().toString());
                    item.put("reason", each.reason());
                    return item;
                })
                .toList();
    }

    static void letters(List<Map<String, Object>> letters, boolean json) {
        if (json) {
            Screen.standard().say(Api.pretty(Map.of("items", letters)));
            return;
        }
        Table table = new Table()
                .left("letter")
                .left("code")
                .right("age")
                .left("replayed")
                .left("key")
                .left("reason");
        letters.forEach(each -> table.row(
                each.get("letter"),
                each.get("code"),
                age(Instant.parse(String.valueOf(each.get("failedAt")))),
                Boolean.TRUE.equals(each.get("replayed")) ? "yes" : "no",
                each.get("key"),
                shortened(String.valueOf(each.get("reason")))));
        say(table);
    }

    static void letter(DeadLetter letter, boolean json) {
        Map<String, Object> item = item(letter);
        Map<String, String> headers = new LinkedHashMap<>();
        letter.headers().forEach(each -> headers.put(each.key(), text(each.value())));
        item.put("headers", headers);
        item.put("data", text(letter.value()));
        if (json) {
            Screen.standard().say(Api.pretty(item));
            return;
        }
        Table table = new Table().left("field").left("value");
        item.forEach((field, value) -> {
            if (!field.equals("headers")) {
                table.row(field, value);
            }
        });
        headers.forEach((name, value) -> table.row("header " + name, value));
        say(table);
    }

    /** A letter without its data. */
    static Map<String, Object> item(DeadLetter letter) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("letter", letter.id().toString());
        item.put("topic", letter.topic());
        item.put("key", letter.key() == null ? "" : letter.key());
        item.put("code", letter.code());
        item.put("reason", letter.reason());
        item.put("failedAt", letter.failedAt().toString());
        item.put("replayed", letter.replayed());
        return item;
    }

    private static void say(Table table) {
        Screen screen = Screen.standard();
        screen.say(table);
        if (table.isEmpty()) {
            screen.say("(none)");
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String shortened(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }

    /** In the largest whole unit, such as 3 h. */
    private static String age(Instant since) {
        Duration age = Duration.between(since, Instant.now());
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}
