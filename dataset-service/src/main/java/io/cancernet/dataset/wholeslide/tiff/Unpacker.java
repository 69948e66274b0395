package io.cancernet.dataset.wholeslide.tiff;

/** A way to undo a compression that knows nothing of images. Thread-safe. */
interface Unpacker {

    /**
     * Unpacks into an array of the size that is right.
     *
     * @return how many bytes there were, fewer where the data end early
     * @throws IllegalArgumentException when the data are damaged, or hold more than the array
     */
    int unpack(byte[] packed, byte[] target);

    static Unpacker of(Compression compression) {
        return switch (compression) {
            case NONE -> Unpacker::copy;
            case LZW -> (packed, target) -> new Lzw(packed, target).unpack();
            case DEFLATE, ADOBE_DEFLATE -> Inflating::unpack;
            case PACK_BITS -> PackBits::unpack;
            case ZSTD -> Zstd::unpack;
            default -> throw new IllegalArgumentException(compression + " is an image format");
        };
    }

    private static int copy(byte[] packed, byte[] target) {
        requireRoom(packed.length, target);
        System.arraycopy(packed, 0, target, 0, packed.length);
        return packed.length;
    }

    /** Refuses data that reach beyond the target. */
    static void requireRoom(int end, byte[] target) {
        if (end > target.length) {
            throw new IllegalArgumentException("it holds more than the %d bytes stated".formatted(target.length));
        }
    }
}
