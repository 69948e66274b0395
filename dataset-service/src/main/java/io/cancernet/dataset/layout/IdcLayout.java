package io.cancernet.dataset.layout;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.SourceFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The layout of the IDC patch data set (Cruz-Roa 2014, Janowczyk and Madabhushi 2016):
 * {@code <case>/<0|1>/<case>_idx5_x<X>_y<Y>_class<0|1>.png}, anywhere below the root.
 */
public final class IdcLayout {

    public static final String NAME = "idc";
    /** 40x slides reduced sixteen times. */
    public static final MicronsPerPixel MPP = new MicronsPerPixel(4.0);
    /** Nominal width and height of a patch in pixels; those at a slide's border are smaller. */
    public static final int PATCH_SIDE = 50;

    private static final Pattern FILE = Pattern.compile(
            "(?<case>[A-Za-z0-9][A-Za-z0-9.-]{0,63})_idx5_x(?<x>[0-9]{1,9})_y(?<y>[0-9]{1,9})_class(?<label>[01])\\.png");

    private IdcLayout() {}

    /** Whether a file is called an image at all. */
    static boolean isImageName(String name) {
        return name.regionMatches(true, name.length() - 4, ".png", 0, 4);
    }

    /** What the file name says; absent when it is no name of a patch. */
    static @Nullable PatchName parse(String fileName) {
        Matcher matcher = FILE.matcher(fileName);
        if (!matcher.matches()) {
            return null;
        }
        return new PatchName(
                new CaseId(matcher.group("case")),
                Integer.parseInt(matcher.group("x")),
                Integer.parseInt(matcher.group("y")),
                Integer.parseInt(matcher.group("label")));
    }

    /** Whether the file lies in the folders of its case and label. */
    static boolean liesInItsFolder(SourceFile file, PatchName patch) {
        String expected = patch.caseId() + "/" + patch.label() + "/" + file.fileName();
        return file.name().equals(expected) || file.name().endsWith("/" + expected);
    }
}
