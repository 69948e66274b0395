package io.cancernet.dataset.layout;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.dataset.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a source, told apart by their names: each is a candidate of one case or quarantined.
 *
 * @param in all files
 * @param unassigned files of no case
 * @param cases candidates in the order of their names
 */
public record SourceScan(int in, List<QuarantinedFile> unassigned, SortedMap<CaseId, List<Candidate>> cases) {

    public SourceScan {
        unassigned = List.copyOf(unassigned);
        cases = Collections.unmodifiableSortedMap(cases);
    }

    /** Sorts the files out. @throws DomainException {@code no-images} when none is even called an image */
    public static SourceScan of(List<SourceFile> files) {
        if (files.stream().noneMatch(file -> IdcLayout.isImageName(file.name()))) {
            throw new DomainException(
                    ErrorCode.NO_IMAGES,
                    "No file of the source's %d is called .png. Name the folder or zip that holds <case>/<0|1>/<case>_idx5_x<X>_y<Y>_class<0|1>.png."
                            .formatted(files.size()));
        }
        List<QuarantinedFile> unassigned = new ArrayList<>();
        SortedMap<CaseId, List<Candidate>> cases = new TreeMap<>();
        for (SourceFile file : sorted(files)) {
            assign(file, unassigned, cases);
        }
        cases.replaceAll((id, candidates) -> List.copyOf(candidates));
        return new SourceScan(files.size(), unassigned, cases);
    }

    private static List<SourceFile> sorted(List<SourceFile> files) {
        return files.stream()
                .sorted(Comparator.comparing(SourceFile::name).thenComparing(SourceFile::index))
                .toList();
    }

    private static void assign(
            SourceFile file, List<QuarantinedFile> unassigned, SortedMap<CaseId, List<Candidate>> cases) {
        if (!IdcLayout.isImageName(file.name())) {
            unassigned.add(new QuarantinedFile(file.name(), QuarantineReason.NOT_AN_IMAGE, "its name is not .png"));
            return;
        }
        PatchName patch = IdcLayout.parse(file.fileName());
        if (patch == null) {
            unassigned.add(new QuarantinedFile(
                    file.name(),
                    QuarantineReason.NAME_NOT_PARSED,
                    "its name is not <case>_idx5_x<X>_y<Y>_class<0|1>.png"));
            return;
        }
        if (!IdcLayout.liesInItsFolder(file, patch)) {
            unassigned.add(new QuarantinedFile(
                    file.name(),
                    QuarantineReason.FOLDER_AND_NAME_DISAGREE,
                    "its name belongs into %s/%d/".formatted(patch.caseId(), patch.label())));
            return;
        }
        cases.computeIfAbsent(patch.caseId(), id -> new ArrayList<>()).add(new Candidate(file, patch));
    }
}
