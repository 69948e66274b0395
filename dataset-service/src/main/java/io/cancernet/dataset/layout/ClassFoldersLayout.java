package io.cancernet.dataset.layout;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.SourceFile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Patches in folders that are called after their class, such as {@code benign/} and {@code malignant/} or {@code 0/} and
 * {@code 1/}, below {@code train/}, {@code validation/} and {@code test/} or not. Nothing says where a patch lies or how
 * large its pixels are. Without a case pattern everything is one case.
 */
final class ClassFoldersLayout implements PatchLayout {

    static final String NAME = "class-folders";
    private static final int CASE_DIGITS = 12;

    private final LayoutOptions options;
    private final CaseId onlyCase;

    ClassFoldersLayout(List<SourceFile> files, LayoutOptions options) {
        this.options = options;
        this.onlyCase = Objects.requireNonNullElseGet(options.caseId(), () -> caseOf(files));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read(SourceFile file) {
        FolderNames.Said folders = FolderNames.read(file.name());
        if (folders.label() == null && options.label() == null) {
            return new QuarantinedFile(
                    file.name(),
                    QuarantineReason.NAME_NOT_PARSED,
                    "it lies in no class folder such as benign/, malignant/, 0/ or 1/");
        }
        Optional<CaseId> caseId = options.casePattern() == null
                ? Optional.of(onlyCase)
                : options.casePattern().find(file.name());
        if (caseId.isEmpty()) {
            return new QuarantinedFile(
                    file.name(), QuarantineReason.NAME_NOT_PARSED, "the case pattern finds no case in its path");
        }
        return new Candidate(
                file,
                new PatchName(
                        SlideName.of(caseId.get()),
                        folders.name(),
                        null,
                        folders.label() == null ? options.label() : folders.label(),
                        options.keepsSplit() ? folders.sourceSplit() : null));
    }

    /** The same files have the same case, wherever the archive has its tree and whatever it is. */
    private static CaseId caseOf(List<SourceFile> files) {
        String[] named = files.stream()
                .filter(file -> ImageNames.isImage(file.name()))
                .map(file -> FolderNames.read(file.name()).name() + " " + file.size())
                .distinct()
                .sorted()
                .toArray(String[]::new);
        return new CaseId("archive-" + Hashes.identity(named).substring(0, CASE_DIGITS));
    }

    @Override
    public MicronsPerPixel mpp(SlideName slide, @Nullable MicronsPerPixel given) {
        if (given == null) {
            throw new DomainException(
                    ErrorCode.SLIDE_MPP_MISSING,
                    "Class folders do not say how large a pixel is. Submit the archive with mpp, the microns per pixel of its patches: about 0.25 at 40x, 0.5 at 20x, 4 for IDC.");
        }
        return given;
    }

    @Override
    public Optional<Integer> patchSide() {
        return Optional.empty();
    }
}
