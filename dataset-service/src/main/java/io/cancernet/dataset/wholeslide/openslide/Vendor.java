package io.cancernet.dataset.wholeslide.openslide;

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
    ZEISS("zeiss", "Zeiss CZI"),
    DICOM("dicom", "DICOM VL Whole Slide Microscopy"),
    GENERIC_TIFF("generic-tiff", "TIFF");

    private final String id;
    private final String format;

    Vendor(String id, String format) {
        this.id = id;
        this.format = format;
    }

    String format() {
        return format;
    }

    static Optional<Vendor> of(@Nullable String id) {
        return Stream.of(values()).filter(each -> each.id.equals(id)).findFirst();
    }
}
