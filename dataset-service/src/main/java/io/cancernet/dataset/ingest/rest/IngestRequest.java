package io.cancernet.dataset.ingest.rest;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.ingest.ArchiveOptions;
import io.cancernet.dataset.ingest.CutOptions;
import io.cancernet.dataset.ingest.RegionOptions;
import io.cancernet.dataset.ingest.SourceSplit;
import io.cancernet.dataset.ingest.Submission;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.stain.StainMethod;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/ingests}. */
record IngestRequest(
        @Schema(description = "folder, archive or slide", examples = "file:///data/idc")
        URI uri,

        @Schema(description = "auto by default; idc, breakhis, class-folders or whole-slide") @Nullable String layout,

        @Schema(
                description =
                        "microns per pixel of an archive's patches or of a slide's level 0; as the source says by default")
        @Nullable MicronsPerPixel mpp,

        @Schema(description = "dataset by default") @Nullable Purpose purpose,

        @Schema(description = "the higher, the sooner; 0 by default") @Nullable Integer priority,

        @Schema(description = "your reference of the case; only a keyed pseudonym of it is kept") @Nullable String caseReference,

        @Schema(description = "of every patch: 1 for disease, 0 for none") @Nullable Integer label,

        @Schema(description = "whether folders called train, validation and test split the patches; keep by default")
        @Nullable SourceSplit sourceSplit,

        @Schema(description = "regular expression on a file's path with a group called case") @Nullable String casePattern,

        @Schema(description = "side of the patches to cut, pixels") @Nullable Integer patchSize,

        @Schema(description = "resolution of the patches to cut, microns per pixel") @Nullable MicronsPerPixel patchMpp,

        @Schema(description = "smallest share of tissue in a patch, 0 to 1") @Nullable Double minTissue,

        @Schema(description = "none by default") @Nullable StainMethod stain,

        @Schema(description = "GeoJSON with regions that label the patches") @Nullable URI annotations,

        @Schema(description = "classes of regions that mean disease") @Nullable List<String> positiveClasses,

        @Schema(description = "classes of regions whose patches get no label") @Nullable List<String> ignoredClasses,

        @Schema(description = "share of a positive patch that lies inside, 0.5 by default") @Nullable Double positiveShare) {

    Submission toDomain(PseudonymKey key) {
        return new Submission(
                uri,
                Objects.requireNonNullElse(layout, Submission.AUTO),
                mpp,
                Objects.requireNonNullElse(purpose, Purpose.DATASET),
                Objects.requireNonNullElse(priority, 0),
                caseReference == null ? null : key.caseId(caseReference),
                label,
                new ArchiveOptions(Objects.requireNonNullElse(sourceSplit, SourceSplit.KEEP), casePattern),
                new CutOptions(patchSize, patchMpp, minTissue, stain),
                annotations == null ? null : regions(annotations));
    }

    private RegionOptions regions(URI geoJson) {
        return new RegionOptions(
                geoJson,
                Objects.requireNonNullElse(positiveClasses, RegionOptions.DEFAULT_CLASSES),
                Objects.requireNonNullElse(ignoredClasses, RegionOptions.DEFAULT_IGNORED),
                Objects.requireNonNullElse(positiveShare, RegionOptions.DEFAULT_SHARE));
    }
}
