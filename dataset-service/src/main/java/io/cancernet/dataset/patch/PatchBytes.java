package io.cancernet.dataset.patch;

/** An image file of a patch as it was ingested. */
public final class PatchBytes {

    private final byte[] bytes;

    PatchBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** The media type, by the first bytes. */
    public String mediaType() {
        if (startsWith(0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        return startsWith(0xff, 0xd8, 0xff) ? "image/jpeg" : "application/octet-stream";
    }

    private boolean startsWith(int... signature) {
        if (bytes.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (bytes[i] != (byte) signature[i]) {
                return false;
            }
        }
        return true;
    }
}
