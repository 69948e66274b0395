package io.cancernet.dataset.layout;

/**
 * A file that was looked at and not stored.
 *
 * @param sourceName path below the source's root
 * @param detail for a person: what exactly was found
 */
public record QuarantinedFile(String sourceName, QuarantineReason reason, String detail) implements Reading {}
