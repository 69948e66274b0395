package io.cancernet.dataset.layout;

import io.cancernet.dataset.source.SourceFile;
import java.util.List;

/** The layouts of patch archives that are known. */
public final class PatchLayouts {

    /** Found out from the names. */
    public static final String AUTO = "auto";

    /** In the order in which they are tried: the more a layout asks of a name, the earlier. */
    private static final List<String> NAMES = List.of(IdcLayout.NAME, BreakHisLayout.NAME, ClassFoldersLayout.NAME);

    private PatchLayouts() {}

    /**
     * The layout of that name; for {@link #AUTO} the first that makes sense of at least half of the images, or else the
     * one that makes sense of most.
     */
    public static PatchLayout of(String name, List<SourceFile> files, LayoutOptions options) {
        return switch (name) {
            case IdcLayout.NAME -> new IdcLayout(options.keepsSplit());
            case BreakHisLayout.NAME -> new BreakHisLayout(options.keepsSplit());
            case ClassFoldersLayout.NAME -> new ClassFoldersLayout(files, options);
            case AUTO -> recognise(files, options);
            default -> throw new IllegalArgumentException("no layout of patch archives: '%s'".formatted(name));
        };
    }

    private static PatchLayout recognise(List<SourceFile> files, LayoutOptions options) {
        List<SourceFile> images =
                files.stream().filter(file -> ImageNames.isImage(file.name())).toList();
        PatchLayout best = of(IdcLayout.NAME, files, options);
        long most = 0;
        for (String name : NAMES) {
            PatchLayout layout = of(name, files, options);
            long candidates = images.stream()
                    .filter(file -> layout.read(file) instanceof Candidate)
                    .count();
            if (candidates * 2 >= images.size()) {
                return layout;
            }
            if (candidates > most) {
                most = candidates;
                best = layout;
            }
        }
        return best;
    }
}
