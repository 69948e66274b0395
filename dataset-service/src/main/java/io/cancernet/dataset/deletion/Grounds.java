package io.cancernet.dataset.deletion;

/**
 * Who wants something gone, and why. Both stay in the audit for good, so neither names a patient.
 *
 * @param by at most 1,000 characters
 * @param reason at most 1,000 characters
 */
public record Grounds(String by, String reason) {

    private static final int LONGEST = 1000;

    public Grounds {
        requireText("by", by);
        requireText("reason", reason);
    }

    private static void requireText(String field, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s is required, at most %d characters: say who asks and why, without a patient's name"
                            .formatted(field, LONGEST));
        }
    }
}
