package io.cancernet.dataset.layout;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a source, told apart by their names: each is a candidate of one slide or quarantined.
 *
 * @param in all files
 * @param unassigned files of no slide
 * @param slides in the order of their names
 */
public record SourceScan(int in, List<QuarantinedFile> unassigned, List<ScannedSlide> slides) {

    public SourceScan {
        unassigned = List.copyOf(unassigned);
        slides = List.copyOf(slides);
    }

    /**
     * One slide.
     *
     * @param candidates in the order of their paths
     */
    public record ScannedSlide(SlideName name, List<Candidate> candidates) {

        public ScannedSlide {
            candidates = List.copyOf(candidates);
        }

        /** Where in the source its first file stands. */
        int firstIndex() {
            return candidates.stream()
                    .mapToInt(each -> each.file().index())
                    .min()
                    .orElse(0);
        }
    }

    /** Sorts the files out. @throws DomainException {@code no-images} when none is even called an image */
    public static SourceScan of(List<SourceFile> files, PatchLayout layout) {
        if (files.stream().noneMatch(file -> ImageNames.isImage(file.name()))) {
            throw new DomainException(
                    ErrorCode.NO_IMAGES,
                    "The source has no file called .png, .jpg or .jpeg (%d in all). Name the folder or archive that holds the patches."
                            .formatted(files.size()));
        }
        List<QuarantinedFile> unassigned = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        for (SourceFile file : sorted(files)) {
            Reading reading = read(file, layout);
            if (reading instanceof Candidate candidate) {
                candidates.add(candidate);
            } else if (reading instanceof QuarantinedFile quarantined) {
                unassigned.add(quarantined);
            }
        }
        List<QuarantinedFile> contradictions = layout.contradictions(candidates);
        unassigned.addAll(contradictions);
        return new SourceScan(files.size(), unassigned, slides(without(contradictions, candidates)));
    }

    /** The same with its slides in the order in which the source has them. */
    public SourceScan inOrderOfAppearance() {
        return new SourceScan(
                in,
                unassigned,
                slides.stream()
                        .sorted(Comparator.comparing(ScannedSlide::firstIndex))
                        .toList());
    }

    private static List<SourceFile> sorted(List<SourceFile> files) {
        return files.stream()
                .sorted(Comparator.comparing(SourceFile::name).thenComparing(SourceFile::index))
                .toList();
    }

    private static Reading read(SourceFile file, PatchLayout layout) {
        return ImageNames.isImage(file.name())
                ? layout.read(file)
                : new QuarantinedFile(file.name(), QuarantineReason.NOT_AN_IMAGE, ImageNames.whyNot(file.name()));
    }

    private static List<Candidate> without(List<QuarantinedFile> left, List<Candidate> candidates) {
        if (left.isEmpty()) {
            return candidates;
        }
        Set<String> names = new HashSet<>();
        left.forEach(each -> names.add(each.sourceName()));
        return candidates.stream()
                .filter(each -> !names.contains(each.file().name()))
                .toList();
    }

    private static List<ScannedSlide> slides(List<Candidate> candidates) {
        Map<SlideName, List<Candidate>> slides = new TreeMap<>();
        candidates.forEach(each -> slides.computeIfAbsent(each.patch().slide(), name -> new ArrayList<>())
                .add(each));
        return slides.entrySet().stream()
                .map(each -> new ScannedSlide(each.getKey(), each.getValue()))
                .toList();
    }
}
