package io.cancernet.dataset.wholeslide;

import io.cancernet.dataset.source.FileBytes;
import java.util.List;

/**
 * The files of one slide: most formats have one, multi-file DICOM and MRXS more.
 *
 * @param files in the order of their names, at least one
 */
public record SlideFiles(List<FileBytes> files) {

    public SlideFiles {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a slide has at least one file");
        }
    }

    /** The file of a single-file slide, or that which the others belong to. */
    public FileBytes first() {
        return files.get(0);
    }
}
