package io.cancernet.common.patch;

import io.cancernet.common.id.Sha256;

/**
 * Where the encoded image of a patch lies: a byte range of a shard.
 *
 * @param shard key of the shard in the object store
 * @param offset first byte of the image file in the shard
 * @param length of the image file in bytes
 * @param sha256 of the image file
 */
public record PatchLocation(String shard, long offset, int length, Sha256 sha256) {

    public PatchLocation {
        if (shard.isBlank() || offset < 0 || length < 1) {
            throw new IllegalArgumentException(
                    "a patch lies in a named shard at a positive length: '%s' %d+%d".formatted(shard, offset, length));
        }
    }
}
