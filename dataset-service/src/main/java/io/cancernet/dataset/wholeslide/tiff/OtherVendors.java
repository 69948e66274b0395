package io.cancernet.dataset.wholeslide.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Formats that look like a TIFF and are none that can be read as one: their tiles overlap or are no tiles, their first
 * image shows the whole glass with its label, their levels are larger than they look.
 */
final class OtherVendors {

    private static final int BEGINNING = 16 << 10;

    private OtherVendors() {}

    static void refuse(Directory first) throws IOException {
        String description = first.text(Tag.IMAGE_DESCRIPTION, BEGINNING);
        String software = first.text(Tag.SOFTWARE, BEGINNING);
        if (first.has(Tag.NDPI_FORMAT)) {
            throw unsupported("Hamamatsu NDPI");
        }
        if (description.contains("leica-microsystems.com/scn")) {
            throw unsupported("Leica SCN");
        }
        if (software.startsWith("Philips")) {
            throw unsupported("Philips TIFF");
        }
        if (software.startsWith("MedScan")) {
            throw unsupported("Trestle TIFF");
        }
        if (new String(first.bytes(Tag.XMP, BEGINNING), StandardCharsets.ISO_8859_1).contains("iScan")) {
            throw unsupported("Ventana BIF");
        }
    }

    private static RuntimeException unsupported(String format) {
        return Refusals.unsupported("it is a %s slide, which OpenSlide reads where it is installed".formatted(format));
    }
}
