package io.cancernet.common.id;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Makes and checks the text forms of identifiers. */
public final class Identifiers {

    private static final int HASH_DIGITS = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Identifiers() {}

    /** Identity of a scored patch: the same patch under the same model version has the same id. */
    public static ScoreId scoreId(PatchId patch, String modelVersion) {
        return new ScoreId(Hashes.identity("score", patch.value(), modelVersion));
    }

    /** Identity of a patch that is named by its source, such as a file of a patch archive. */
    public static PatchId patchId(ExtractionId extraction, String sourceName) {
        return new PatchId(Hashes.identity("patch", extraction.value(), sourceName));
    }

    /** A fresh id that sorts by time: {@code 20261121-093012-7f3a9c}. */
    public static String stamped(Instant now) {
        return STAMP.format(now)
                + String.format(
                        Locale.ROOT, "-%06x", ThreadLocalRandom.current().nextInt(1 << 24));
    }

    static void requireHash(String what, String value) {
        require(Hashes.isHex(value, HASH_DIGITS), what, value, "32 lower-case hex digits");
    }

    static void requireName(String what, String value) {
        require(
                NAME.matcher(value).matches(),
                what,
                value,
                "letters, digits, dots, dashes and underscores, at most 128");
    }

    private static void require(boolean right, String what, String value, String form) {
        if (!right) {
            throw new IllegalArgumentException("%s must be %s: '%s'".formatted(what, form, value));
        }
    }
}
