package io.cancernet.backup;

/**
 * A file of the object store.
 *
 * @param etag by which the store tells whether it has changed
 */
public record StoredObject(String key, long size, String etag, String sha256) {}
