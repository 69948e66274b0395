package io.cancernet.dataset.ingest;

import io.cancernet.dataset.layout.ImageNames;
import io.cancernet.dataset.source.SlideCompanions;
import io.cancernet.dataset.source.SourceFile;
import java.net.URI;
import java.util.List;
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

    /** A source may hold the files of one slide; one with plain images is a patch archive, unless a slide names them. */
    static boolean areOneSlide(List<SourceFile> files) {
        return files.stream().anyMatch(file -> SlideCompanions.hasCompanions(file.name()))
                || (files.stream().anyMatch(file -> isSlide(file.name()))
                        && files.stream().noneMatch(file -> ImageNames.isImage(file.name())));
    }

    static boolean isSlide(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
