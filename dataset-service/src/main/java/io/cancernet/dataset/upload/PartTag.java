package io.cancernet.dataset.upload;

/**
 * A part that was sent.
 *
 * @param number counts from 1
 * @param etag what the object store answered
 */
public record PartTag(int number, String etag) {

    public PartTag {
        if (number < 1) {
            throw new IllegalArgumentException("parts count from 1: %d".formatted(number));
        }
    }
}
