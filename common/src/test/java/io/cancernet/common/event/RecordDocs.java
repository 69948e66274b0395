package io.cancernet.common.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The javadoc of a record, as its source has it. */
record RecordDocs(String text, String tags) {

    private static final Path SOURCES = Path.of("src", "main", "java");

    static RecordDocs of(Class<?> type) throws IOException {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        String source = Files.readString(SOURCES.resolve(top.getName().replace('.', '/') + ".java"));
        int declared = source.indexOf("record " + type.getSimpleName() + "(");
        int start = source.lastIndexOf("/**", declared);
        String javadoc = source.substring(start + "/**".length(), source.indexOf("*/", start))
                .replaceAll("(?m)^\\s*\\* ?", " ")
                .replaceAll("<p>", " ")
                .replaceAll("\\{@(?:code|link) #?([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        int tags = javadoc.indexOf("@param");
        return tags < 0
                ? new RecordDocs(javadoc, "")
                : new RecordDocs(javadoc.substring(0, tags).strip(), javadoc.substring(tags));
    }

    String summary() {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    Optional<String> component(String name) {
        Matcher matcher =
                Pattern.compile("@param " + name + " (.*?)(?= @param |$)").matcher(tags);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }
}
