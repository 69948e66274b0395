package io.cancernet.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A backup on disk: rows by table, files by their sha256 so that a further backup into the same folder adds only what is
 * new, and two lists. The list of files is written last: a folder without it is no complete backup.
 */
public final class BackupFolder {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    public BackupFolder(Path folder) {
        this.folder = folder;
    }

    /** Where the rows of a table are. */
    public Path rows(String table) throws IOException {
        Path rows = folder.resolve("rows").resolve(table + ".copy");
        Files.createDirectories(rows.getParent());
        return rows;
    }

    /** Where the bytes with this hash are. */
    public Path bytes(String sha256) throws IOException {
        Path bytes = folder.resolve("objects").resolve(sha256.substring(0, 2)).resolve(sha256);
        Files.createDirectories(bytes.getParent());
        return bytes;
    }

    /** A file to write into before its hash is known. */
    public Path incoming() throws IOException {
        return Files.createTempFile(Files.createDirectories(folder.resolve("objects")), "incoming", "");
    }

    public void writeDatabase(DatabaseCopy database) throws IOException {
        write("database.json", database);
    }

    public DatabaseCopy database() throws IOException {
        return JSON.readValue(existing("database.json").toFile(), DatabaseCopy.class);
    }

    public void writeObjects(List<StoredObject> objects) throws IOException {
        write("objects.json", objects.toArray(StoredObject[]::new));
    }

    public List<StoredObject> objects() throws IOException {
        return List.of(JSON.readValue(existing("objects.json").toFile(), StoredObject[].class));
    }

    public boolean isComplete() {
        return Files.exists(folder.resolve("objects.json"));
    }

    /** Makes the folder count as incomplete until the list of files is written. */
    void begin() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("objects.json"));
    }

    private void write(String name, Object value) throws IOException {
        Path incoming = Files.createTempFile(folder, name, "");
        JSON.writeValue(incoming.toFile(), value);
        Files.move(incoming, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path existing(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new BackupException(folder + " is no complete backup: " + name + " is missing");
        }
        return file;
    }
}
