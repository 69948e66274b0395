package io.cancernet.dataset.ingest;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Names by which a submission whose layout is not stated is taken for a whole slide; its bytes decide what it is. */
final class WholeSlideNames {

    private static final Set<String> ENDINGS =
            Set.of("svs", "tif", "tiff", "btf", "dcm", "dicom", "ndpi", "mrxs", "scn", "vms", "vmu", "bif", "svslide");

    private WholeSlideNames() {}

    static boolean isSlide(URI uri) {
        return isSlide(Objects.requireNonNullElse(uri.getPath(), uri.getSchemeSpecificPart()));
    }

    static boolean isSlide(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
