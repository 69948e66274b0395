package io.cancernet.dataset.extraction;

import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files that were read into memory in the order in which their source has them, with the failures to do so. */
final class ReadAhead {

    private final Map<Integer, byte[]> read = new HashMap<>();
    private final Map<Integer, IOException> failed = new HashMap<>();

    /** Reads the files, which the caller knows to fit. */
    static ReadAhead of(PatchSource source, List<SourceFile> files) {
        ReadAhead ahead = new ReadAhead();
        files.stream().sorted(Comparator.comparing(SourceFile::index)).forEach(file -> ahead.read(source, file));
        return ahead;
    }

    byte[] bytes(SourceFile file) throws IOException {
        byte[] bytes = read.get(file.index());
        if (bytes == null) {
            throw new IOException(
                    "it cannot be read", failed.getOrDefault(file.index(), new IOException("it was not asked for")));
        }
        return bytes;
    }

    private void read(PatchSource source, SourceFile file) {
        try {
            read.put(file.index(), source.read(file));
        } catch (IOException e) {
            failed.put(file.index(), e);
        }
    }
}
