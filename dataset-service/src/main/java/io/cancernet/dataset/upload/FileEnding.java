package io.cancernet.dataset.upload;

import java.util.List;
import java.util.Locale;

/**
 * What an uploaded file's name says about its kind, without the dot in front. It is all that is kept of the name, which
 * may be a patient's.
 */
public record FileEnding(String value) {

    /** Of a file whose name says nothing. */
    static final FileEnding UNKNOWN = new FileEnding("bin");

    /** The longer first: {@code tar.gz} before {@code gz}. */
    private static final List<String> KNOWN = List.of(
            "tar.gz",
            "tgz",
            "tar",
            "zip",
            "svs",
            "tif",
            "tiff",
            "btf",
            "tf2",
            "tf8",
            "dcm",
            "dicom",
            "ndpi",
            "mrxs",
            "scn",
            "vms",
            "vmu",
            "bif",
            "svslide",
            "geojson",
            "json",
            "jsonl.gz");

    /** The ending of a name, when it is one of those that matter here. */
    public static FileEnding of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(ending -> name.endsWith("." + ending))
                .findFirst()
                .map(FileEnding::new)
                .orElse(UNKNOWN);
    }

    @Override
    public String toString() {
        return value;
    }
}
