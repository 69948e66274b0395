package io.cancernet.dataset.ingest;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.upload.UploadId;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants ingested.
 *
 * @param uri a {@code file:} folder, archive or slide, an {@code s3:} or {@code https:} one, or {@code upload:<id>}
 *     for what was uploaded. It may name a patient: it stays out of logs and events.
 * @param layout how the source is laid out; {@link #AUTO}: found out
 * @param mpp resolution of an archive's patches or of a whole slide's level 0; absent: as the source says
 * @param priority the higher, the sooner
 * @param caseId the case that everything belongs to, where the source names none
 * @param label of every patch, where the source has none
 * @param archive how a patch archive is read
 * @param cut how a whole slide is cut
 * @param regions regions that label a whole slide's patches
 */
public record Submission(
        URI uri,
        String layout,
        @Nullable MicronsPerPixel mpp,
        Purpose purpose,
        int priority,
        @Nullable CaseId caseId,
        @Nullable Integer label,
        @Nullable ArchiveOptions archive,
        @Nullable CutOptions cut,
        @Nullable RegionOptions regions) {

    /** The layout is found out from the source. */
    public static final String AUTO = "auto";
    /** The source is one whole slide. */
    public static final String WHOLE_SLIDE = "whole-slide";

    private static final Set<String> LAYOUTS = Set.of(AUTO, WHOLE_SLIDE, "idc", "breakhis", "class-folders");

    public Submission {
        if (!LAYOUTS.contains(layout)) {
            throw new IllegalArgumentException(
                    "layout '%s' is not known; known: %s".formatted(layout, new TreeSet<>(LAYOUTS)));
        }
        Labels.requireBinary(label);
    }

    /** Everything left to its default. */
    public static Submission of(URI uri, Purpose purpose) {
        return new Submission(uri, AUTO, null, purpose, 0, null, null, null, null, null);
    }

    public boolean comesFromUpload() {
        return UploadId.in(uri).isPresent();
    }

    /** The uploads that are read. */
    public List<UploadId> uploads() {
        return Stream.concat(Stream.of(uri), Stream.ofNullable(regions).map(RegionOptions::uri))
                .flatMap(each -> UploadId.in(each).stream())
                .distinct()
                .toList();
    }

    /** The same from where the files are found. */
    Submission from(URI source, @Nullable RegionOptions newRegions) {
        return new Submission(source, layout, mpp, purpose, priority, caseId, label, archive, cut, newRegions);
    }
}
