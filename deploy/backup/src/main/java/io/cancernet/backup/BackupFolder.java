package io.cancernet.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A backup on disk: rows by table and files, all under their sha256, and one list that names what belongs to the backup.
 * What the list does not name counts for nothing, and a folder without it is no backup.
 */
public final class BackupFolder {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    public BackupFolder(Path folder) {
        this.folder = folder;
    }

    /** Where the rows of a table are. */
    public Path rows(TableCopy table) {
        return allRows().resolve(table.name()).resolve(table.sha256() + ".copy");
    }

    /** Where the bytes with this hash are. */
    public Path bytes(String sha256) {
        return folder.resolve("objects").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    public boolean isComplete() {
        return Files.exists(list());
    }

    /** What the backup consists of. */
    public BackupContents contents() throws IOException {
        if (!isComplete()) {
            throw new BackupException(folder + " is no complete backup: " + list().getFileName() + " is missing");
        }
        return JSON.readValue(list().toFile(), BackupContents.class);
    }

    /** What the backup consists of, all of which is there. */
    BackupContents wholeContents() throws IOException {
        BackupContents contents = contents();
        for (TableCopy table : contents.database().tables()) {
            requireExists(rows(table), table.name());
        }
        for (StoredObject object : contents.objects()) {
            requireExists(bytes(object.sha256()), object.key());
        }
        return contents;
    }

    /** Begins a backup into this folder; one at a time. */
    public BackupDraft draft() throws IOException {
        return BackupDraft.in(this, Files.createDirectories(folder));
    }

    void write(BackupContents contents, Path target) throws IOException {
        JSON.writeValue(target.toFile(), contents);
    }

    Path list() {
        return folder.resolve("backup.json");
    }

    Path allRows() {
        return folder.resolve("rows");
    }

    private void requireExists(Path file, String what) {
        if (!Files.exists(file)) {
            throw new BackupException(
                    "the backup in %s is damaged: %s, the bytes of %s, is missing".formatted(folder, file, what));
        }
    }
}
