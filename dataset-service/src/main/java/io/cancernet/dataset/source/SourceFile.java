package io.cancernet.dataset.source;

import org.jspecify.annotations.Nullable;

/**
 * One file of a source.
 *
 * @param index position in {@link PatchSource#files()}
 * @param name path below the source's root, with slashes
 * @param size in bytes, as the source states it
 * @param obstacle why the file cannot be read at all, such as a symbolic link; absent for a readable one
 */
public record SourceFile(
        int index, String name, long size, @Nullable String obstacle) {

    /** The last part of the path. */
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
