package io.cancernet.local.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code compose.yaml} as it sets up processes that are no containers: names of containers become addresses of this machine.
 *
 * @param variables what stands in {@code .env}
 * @param addresses of the containers, {@code name:port}, as they are here
 */
record ComposeFile(Path folder, Map<String, String> variables, Map<String, String> addresses) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::([-?])([^}]*))?}");

    /** The environment of a container. */
    Map<String, String> environment(String container) throws IOException {
        Map<?, ?> file = new Yaml().load(Files.readString(folder.resolve("compose.yaml")));
        Map<?, ?> service = map(map(file, "services"), container);
        Map<String, String> environment = new TreeMap<>();
        map(service, "environment")
                .forEach((name, value) -> environment.put(String.valueOf(name), here(fill(String.valueOf(value)))));
        return environment;
    }

    /** A text with the addresses of this machine. */
    String here(String text) {
        String result = text;
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            result =
                    result.replaceAll("(?<![\\w.-])" + Pattern.quote(address.getKey()) + "(?!\\d)", address.getValue());
        }
        return result;
    }

    private String fill(String value) {
        return VARIABLE.matcher(value).replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1), found)));
    }

    private String variable(String name, MatchResult found) {
        String value = variables.get(name);
        if (value == null && "-".equals(found.group(2))) {
            return found.group(3);
        }
        return Objects.requireNonNull(value, () -> name + " is missing");
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(key), () -> "nothing under " + key);
    }
}
