package io.cancernet.local.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** A file to be sent. Its name may be a patient's, so that no more than the ending goes along. */
record SentFile(Path path, long size) {

    /** Smaller ones pass through the service in one go. */
    static final long LARGE = 64L << 20;

    private static final Set<String> SLIDES = Set.of(
            "svs", "tif", "tiff", "btf", "tf2", "tf8", "dcm", "dicom", "ndpi", "mrxs", "scn", "vms", "vmu", "bif",
            "svslide");

    static SentFile of(Path path) throws IOException {
        return new SentFile(path, Files.size(path));
    }

    /** A name that tells nothing but what the file may be, as {@code upload.svs}. */
    String name() {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".tar.gz")) {
            return "upload.tar.gz";
        }
        int dot = name.lastIndexOf('.');
        return "upload" + (dot < 0 ? "" : name.substring(dot));
    }

    /** Whether it is better sent in parts. */
    boolean goesInParts() {
        String name = name();
        return size > LARGE || SLIDES.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
