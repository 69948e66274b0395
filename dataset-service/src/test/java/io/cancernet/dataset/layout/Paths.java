package io.cancernet.dataset.layout;

import io.cancernet.dataset.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Files of a source that has nothing but their paths. */
final class Paths {

    private Paths() {}

    static SourceFile file(String path) {
        return new SourceFile(0, path, 1, null);
    }

    static List<SourceFile> files(String... paths) {
        List<SourceFile> files = new ArrayList<>();
        for (String path : paths) {
            files.add(new SourceFile(files.size(), path, 1, null));
        }
        return files;
    }
}
