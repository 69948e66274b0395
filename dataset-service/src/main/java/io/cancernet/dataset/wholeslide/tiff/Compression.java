package io.cancernet.dataset.wholeslide.tiff;

import java.util.Arrays;
import java.util.Map;

/** The compressions that are read, by TIFF's numbers. */
enum Compression {
    NONE(1),
    LZW(5),
    JPEG(7),
    DEFLATE(8),
    PACK_BITS(32773),
    ADOBE_DEFLATE(32946),
    APERIO_JPEG_2000_YCBCR(33003),
    APERIO_JPEG_2000_RGB(33005),
    JPEG_2000(34712),
    ZSTD(50000);

    /** Names of those that are not. */
    private static final Map<Long, String> OTHERS = Map.ofEntries(
            Map.entry(2L, "CCITT RLE"),
            Map.entry(3L, "CCITT Group 3"),
            Map.entry(4L, "CCITT Group 4"),
            Map.entry(6L, "old-style JPEG"),
            Map.entry(22610L, "JPEG XR"),
            Map.entry(34887L, "LERC"),
            Map.entry(34892L, "lossy DNG JPEG"),
            Map.entry(34925L, "LZMA"),
            Map.entry(34926L, "old-style ZSTD"),
            Map.entry(34927L, "old-style WebP"),
            Map.entry(34933L, "PNG"),
            Map.entry(34934L, "JPEG XR"),
            Map.entry(50001L, "WebP"),
            Map.entry(50002L, "JPEG XL"),
            Map.entry(52546L, "JPEG XL"));

    private final int number;

    Compression(int number) {
        this.number = number;
    }

    static Compression of(long number) {
        return Arrays.stream(values())
                .filter(each -> each.number == number)
                .findFirst()
                .orElseThrow(() -> Refusals.unsupported("its compression is %d (%s), which there is no decoder for"
                        .formatted(number, OTHERS.getOrDefault(number, "unknown"))));
    }

    /** Whether a tile is an image format of its own, which knows its size and colours. */
    boolean isImage() {
        return switch (this) {
            case JPEG, JPEG_2000, APERIO_JPEG_2000_RGB, APERIO_JPEG_2000_YCBCR -> true;
            default -> false;
        };
    }
}
