package io.cancernet.dataset.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files of a patch archive in memory, to be written as a folder or an archive. */
public final class Tree {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** Adds patches of one case, the first of them positive, each with bytes of its own. */
    public Tree patches(String caseId, int positive, int negative) {
        for (int i = 0; i < positive + negative; i++) {
            int label = i < positive ? 1 : 0;
            patch(caseId, 1 + 50 * i, 1, label, Pngs.patch(31L * caseId.hashCode() + i));
        }
        return this;
    }

    public Tree patch(String caseId, int x, int y, int label, byte[] png) {
        return file(patchName(caseId, x, y, label), png);
    }

    public Tree file(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    public Tree file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds everything once more below a folder. */
    public Tree twiceUnder(String prefix) {
        new LinkedHashMap<>(files).forEach((name, bytes) -> files.put(prefix + "/" + name, bytes));
        return this;
    }

    public static String patchName(String caseId, int x, int y, int label) {
        return "%s/%d/%s_idx5_x%d_y%d_class%d.png".formatted(caseId, label, caseId, x, y, label);
    }

    public Path folder(Path root) {
        try {
            Files.createDirectories(root);
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                Path file = root.resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, each.getValue());
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tar file, gzipped when it is called .gz. */
    public Path tar(Path archive) {
        try {
            Files.createDirectories(archive.getParent());
            try (OutputStream file = Files.newOutputStream(archive);
                    OutputStream out = archive.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
                    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
                for (Map.Entry<String, byte[]> each : files.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(each.getKey());
                    entry.setSize(each.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(each.getValue());
                    tar.closeArchiveEntry();
                }
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path zip(Path archive) {
        try {
            Files.createDirectories(archive.getParent());
            try (OutputStream out = Files.newOutputStream(archive);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> each : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(each.getKey()));
                    zip.write(each.getValue());
                    zip.closeEntry();
                }
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
