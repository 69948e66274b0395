package io.cancernet.dataset.wholeslide.openslide;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats of OpenSlide, by the names that it calls their vendors. */
enum Vendor {
    APERIO("aperio", "Aperio SVS"),
    HAMAMATSU("hamamatsu", "Hamamatsu NDPI, VMS, VMU"),
    LEICA("leica", "Leica SCN"),
    MIRAX("mirax", "3DHISTECH MRXS"),
    PHILIPS("philips", "Philips TIFF"),
    SAKURA("sakura", "Sakura SVSLIDE"),
    TRESTLE("trestle", "Trestle TIFF"),
    VENTANA("ventana", "Ventana BIF"),
    ZEISS("zeiss", "Zeiss CZI", 4),
    DICOM("dicom", "DICOM VL Whole Slide Microscopy", 4),
    GENERIC_TIFF("generic-tiff", "TIFF");

    private final String id;
    private final String format;
    private final int since;

    Vendor(String id, String format) {
        this(id, format, 0);
    }

    Vendor(String id, String format, int since) {
        this.id = id;
        this.format = format;
        this.since = since;
    }

    /** What a version reads, such as 3.4.1. */
    static List<String> formats(String version) {
        int major = Integer.parseInt("0" + version.replaceFirst("[^0-9].*", ""));
        return Stream.of(values())
                .filter(each -> each.since <= major)
                .map(Vendor::format)
                .toList();
    }

    String format() {
        return format;
    }

    /** Whether several files of a slide may each name it. */
    boolean hasManyFiles() {
        return this == DICOM || this == ZEISS;
    }

    static Optional<Vendor> of(@Nullable String id) {
        return Stream.of(values()).filter(each -> each.id.equals(id)).findFirst();
    }
}
