package io.cancernet.dataset.view;

import io.cancernet.dataset.source.FileBytes;
import java.net.URI;
import java.util.List;

/** Opens the files of a whole slide where it lies. */
@FunctionalInterface
interface OriginalFiles {

    /** The open files, to be closed by the caller. May throw anything when they are not there or may not be read. */
    List<FileBytes> open(URI original);
}
