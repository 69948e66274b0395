package io.cancernet.dataset.layout;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.SourceFile;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The layout of the IDC patch data set (Cruz-Roa 2014, Janowczyk and Madabhushi 2016):
 * {@code <case>/<0|1>/<case>_idx5_x<X>_y<Y>_class<0|1>.png}, anywhere below the root. Tutorials sort the same files into
 * {@code <training|validation|testing>/<0|1>/}. The root may be the folder of one case.
 */
public final class IdcLayout implements PatchLayout {

    public static final String NAME = "idc";
    /** 40x slides reduced sixteen times. */
    public static final MicronsPerPixel MPP = new MicronsPerPixel(4.0);
    /** Nominal width and height of a patch in pixels; those at a slide's border are smaller. */
    public static final int PATCH_SIDE = 50;

    private static final Pattern FILE = Pattern.compile(
            "(?<case>[A-Za-z0-9][A-Za-z0-9.-]{0,63})_idx5_x(?<x>[0-9]{1,9})_y(?<y>[0-9]{1,9})_class(?<label>[01])\\.png");

    private final boolean keepsSplit;

    IdcLayout(boolean keepsSplit) {
        this.keepsSplit = keepsSplit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read(SourceFile file) {
        Matcher matcher = FILE.matcher(file.fileName());
        if (!matcher.matches()) {
            return new QuarantinedFile(
                    file.name(),
                    QuarantineReason.NAME_NOT_PARSED,
                    "its name is not <case>_idx5_x<X>_y<Y>_class<0|1>.png");
        }
        String expected = matcher.group("case") + "/" + matcher.group("label") + "/" + file.fileName();
        FolderNames.Said folders = FolderNames.read(file.name());
        if (!endsWithFolders(file.name(), expected)
                && !isOneCase(file.name(), expected)
                && !isInSplitFolder(folders, matcher)) {
            return new QuarantinedFile(
                    file.name(),
                    QuarantineReason.FOLDER_AND_NAME_DISAGREE,
                    "its name belongs into %s/%s/".formatted(matcher.group("case"), matcher.group("label")));
        }
        return new Candidate(file, patch(matcher, keepsSplit ? folders.sourceSplit() : null));
    }

    /** Whether the root is the case's own folder. */
    private static boolean isOneCase(String path, String expected) {
        return expected.endsWith("/" + path) && path.indexOf('/') >= 0;
    }

    /** Whether it lies as {@code <split>/<label>/<file>}. */
    private static boolean isInSplitFolder(FolderNames.Said folders, Matcher file) {
        return folders.sourceSplit() != null
                && folders.name().endsWith("/" + file.group("label") + "/" + file.group())
                && folders.name().indexOf('/')
                        == folders.name().length() - file.group().length() - 3;
    }

    private static boolean endsWithFolders(String path, String expected) {
        return path.equals(expected) || path.endsWith("/" + expected);
    }

    private static PatchName patch(Matcher file, @Nullable Split split) {
        return new PatchName(
                SlideName.of(new CaseId(file.group("case"))),
                file.group(),
                new PatchName.Position(Integer.parseInt(file.group("x")), Integer.parseInt(file.group("y"))),
                Integer.valueOf(file.group("label")),
                split);
    }

    @Override
    public MicronsPerPixel mpp(SlideName slide, @Nullable MicronsPerPixel given) {
        return Objects.requireNonNullElse(given, MPP);
    }

    @Override
    public Optional<Integer> patchSide() {
        return Optional.of(PATCH_SIDE);
    }
}
