package io.cancernet.kubernetes.environment;

import java.util.Locale;
import java.util.regex.Pattern;

/** The environment variables that a configuration property can be set by. */
record EnvironmentPattern(Pattern variable) {

    /**
     * Of a property as documented: a quoted part, as in {@code quarkus.log.category."categories".level}, stands for any
     * name.
     */
    static EnvironmentPattern of(String property) {
        String named = property.replaceAll("\"[^\"]*\"", "\0");
        StringBuilder expression = new StringBuilder();
        named.chars().forEach(c -> expression.append(c == 0 ? ".+" : variableCharacter((char) c)));
        return new EnvironmentPattern(Pattern.compile(expression.toString()));
    }

    boolean matches(String name) {
        return variable.matcher(name).matches();
    }

    private static String variableCharacter(char character) {
        return Character.isLetterOrDigit(character) ? String.valueOf(character).toUpperCase(Locale.ROOT) : "_";
    }
}
