package io.cancernet.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The files of a tar archive with the places of their bytes. */
final class TarListing {

    private final List<SourceFile> files;
    private final long[] offsets;

    private TarListing(List<SourceFile> files, long[] offsets) {
        this.files = List.copyOf(files);
        this.offsets = Arrays.copyOf(offsets, files.size());
    }

    /**
     * Reads all headers.
     *
     * @param packed length of the archive as it lies there
     * @throws io.cancernet.common.error.DomainException {@code unsafe-archive-path}, {@code archive-too-large}
     */
    static TarListing read(InputStream in, long packed, SourceLimits limits) throws IOException {
        // The stream is the caller's to close.
        TarWalk walk = new TarWalk(in);
        List<SourceFile> files = new ArrayList<>();
        long[] offsets = new long[1024];
        long total = 0;
        int number = 0;
        for (TarWalk.Entry entry = walk.next(); entry != null; entry = walk.next()) {
            String name = ArchivePaths.below(entry.path(), ++number);
            total += entry.size();
            limits.checkTotal(total);
            limits.checkRatio("the archive", entry.offset() + entry.size(), packed);
            limits.checkFiles(number);
            if (entry.isFolder()) {
                continue;
            }
            if (files.size() == offsets.length) {
                offsets = Arrays.copyOf(offsets, offsets.length * 2);
            }
            offsets[files.size()] = entry.offset();
            files.add(new SourceFile(files.size(), name, entry.size(), entry.obstacle()));
        }
        return new TarListing(files, offsets);
    }

    List<SourceFile> files() {
        return files;
    }

    /** Where the bytes of a file begin. */
    long offset(SourceFile file) {
        return offsets[file.index()];
    }
}
