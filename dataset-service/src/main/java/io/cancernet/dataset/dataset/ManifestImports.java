package io.cancernet.dataset.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.dataset.DatasetRepository.Freezing;
import io.cancernet.dataset.manifest.DamagedManifestException;
import io.cancernet.dataset.manifest.FirstFew;
import io.cancernet.dataset.manifest.ManifestReader;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.split.GivenSplit;
import io.cancernet.dataset.split.SplitStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Freezing a dataset as a manifest says that comes along. Every line must name a patch that is stored here and say of it
 * what is stored; the lines are then written anew from the indexes, so that their order and compression do not matter.
 */
@ApplicationScoped
public class ManifestImports {

    private static final int NAMED = 20;
    /** So many lines are no JSON: it is not a manifest, and need not be read to its end. */
    private static final int TOO_MANY = 1000;

    private final SlideRepository slides;
    private final PatchIndexes indexes;
    private final Freezer freezer;
    private final DatasetsConfig config;

    ManifestImports(SlideRepository slides, PatchIndexes indexes, Freezer freezer, DatasetsConfig config) {
        this.slides = slides;
        this.indexes = indexes;
        this.freezer = freezer;
        this.config = config;
    }

    /**
     * Reads the manifest to its end and freezes it. One that was exported from here has the same hash again.
     *
     * @param allowLeaky whether cases may stand in several splits, which marks the dataset
     * @throws DomainException {@code manifest-invalid} with the first lines that are wrong
     */
    public Freezing freeze(String name, boolean allowLeaky, InputStream manifest) {
        GivenSplit split = new GivenSplit(SplitStrategy.IMPORTED, allowLeaky, null, 0);
        FreezeRequest request = new FreezeRequest(name, List.of(), List.of(), split, BorderPatches.KEEP);
        ImportedLines lines = read(manifest);
        List<Slide> stored = slidesOf(lines);
        ImportChoice choice = new ImportChoice(lines);
        Selection selection = new Selection(stored, choice, indexes);
        FirstFew<String> errors = new FirstFew<>(NAMED);
        choice.refuse(stored.stream().map(Slide::extractionId).collect(Collectors.toSet()), errors);
        requireNone(errors);
        MicronsPerPixel mpp = FreezeRules.commonResolution(stored);
        return freezer.freeze(request, mpp, selection).get(0);
    }

    private ImportedLines read(InputStream manifest) {
        ImportedLines lines = new ImportedLines();
        FirstFew<String> errors = new FirstFew<>(NAMED);
        try {
            ManifestReader.read(manifest, new ManifestReader.Visitor() {
                @Override
                public void line(NumberedLine line) {
                    requireRoom(line.number());
                    int first = lines.add(line);
                    if (first != line.number()) {
                        errors.add("line %d: its patch stands in line %d already".formatted(line.number(), first));
                    }
                }

                @Override
                public void broken(int number, String why) {
                    requireRoom(number);
                    errors.add("line %d: %s".formatted(number, why));
                    if (errors.count() == TOO_MANY) {
                        requireNone(errors);
                    }
                }
            });
        } catch (DamagedManifestException e) {
            throw new DomainException(ErrorCode.MANIFEST_INVALID, "The manifest cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the upload broke off: " + e.getMessage(), e);
        }
        requireNone(errors);
        if (lines.size() == 0) {
            throw new DomainException(ErrorCode.DATASET_EMPTY, "The manifest has no line. Export one to see its form.");
        }
        return lines;
    }

    private void requireRoom(int number) {
        if (number > config.maxManifestLines()) {
            throw new DomainException(
                    ErrorCode.ARCHIVE_TOO_LARGE,
                    "The manifest has more than %d lines. Split it, or raise cancernet.datasets.max-manifest-lines."
                            .formatted(config.maxManifestLines()));
        }
    }

    private List<Slide> slidesOf(ImportedLines lines) {
        List<Slide> stored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ExtractionId extraction : lines.extractions()) {
            slides.findExtraction(extraction).ifPresent(slide -> {
                if (!seen.add(slide.slideId().value())) {
                    throw new DomainException(
                            ErrorCode.MANIFEST_INVALID,
                            "The slide %s stands in the manifest with two extractions. Leave one of them out."
                                    .formatted(slide.slideId()));
                }
                stored.add(slide);
            });
        }
        return stored;
    }

    private static void requireNone(FirstFew<String> errors) {
        if (errors.count() > 0) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID,
                    "%d of the manifest's lines are refused: %s. Nothing was frozen; mend them or leave them out."
                            .formatted(errors.count(), errors));
        }
    }
}
