package io.cancernet.common.page;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The last item of a page in a list ordered by time, newest first: the next page holds what is older.
 *
 * @param id tells items of the same instant apart
 */
public record Cursor(Instant at, String id) {

    private static final String SEPARATOR = "|";

    /** Where the page that is asked for begins; nothing for the first one. */
    public static @Nullable Cursor of(PageRequest request) {
        return request.cursor() == null ? null : parse(request.cursor());
    }

    /**
     * Reads a cursor that was handed out before.
     *
     * @throws IllegalArgumentException when it was not
     */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int at = plain.indexOf(SEPARATOR);
            if (at > 0) {
                return new Cursor(Instant.parse(plain.substring(0, at)), plain.substring(at + 1));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(text), e);
        }
        throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(text));
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        byte[] plain = (at + SEPARATOR + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
