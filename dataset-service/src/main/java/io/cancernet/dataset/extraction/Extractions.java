package io.cancernet.dataset.extraction;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.PatchName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The identity of what is cut from a slide: the same files with the same parameters have the same id. */
final class Extractions {

    private Extractions() {}

    /**
     * The identity of patches in the order of their names, which leave out the folders that an archive may have its tree
     * under. What is stored with a patch counts as far as its name does not already say it.
     */
    static ExtractionId id(SlideId slide, List<UsablePatch> patches, String layout, MicronsPerPixel mpp) {
        MessageDigest source = Hashes.newSha256();
        patches.forEach(each -> source.update(line(each).getBytes(StandardCharsets.UTF_8)));
        String sourceSha256 = HexFormat.of().formatHex(source.digest());
        return new ExtractionId(Hashes.identity(slide.value(), sourceSha256, layout, "mpp=" + mpp.value()));
    }

    private static String line(UsablePatch patch) {
        PatchName name = patch.candidate().patch();
        String label = name.position() == null ? " label=" + name.label() : "";
        String split =
                name.sourceSplit() == null ? "" : " split=" + name.sourceSplit().slug();
        return name.name() + ' ' + patch.sha256() + label + split + '\n';
    }
}
