package io.cancernet.dataset.wholeslide.tiff;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;

/** Zstandard (RFC 8878). */
final class Zstd {

    private Zstd() {}

    static int unpack(byte[] packed, byte[] target) {
        try {
            return new ZstdDecompressor().decompress(packed, 0, packed.length, target, 0, target.length);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("it is no Zstandard frame of the size stated", e);
        }
    }
}
