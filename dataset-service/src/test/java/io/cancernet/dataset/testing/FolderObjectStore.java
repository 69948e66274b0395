package io.cancernet.dataset.testing;

import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** An object store in a folder, for tests with more bytes than memory should hold. */
public final class FolderObjectStore implements ObjectStore {

    private final Path root;

    public FolderObjectStore(Path root) {
        this.root = root;
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        run(key, path -> {
            Files.createDirectories(path.getParent());
            return Files.write(path, bytes);
        });
    }

    @Override
    public void put(String key, Path file, String contentType) {
        run(key, path -> {
            Files.createDirectories(path.getParent());
            return Files.copy(file, path, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    @Override
    public byte[] get(String key) {
        return run(key, Files::readAllBytes);
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        return run(key, path -> {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
                if (offset + length > file.length()) {
                    throw new ObjectNotFoundException(key + " ends before byte " + (offset + length));
                }
                byte[] bytes = new byte[length];
                file.seek(offset);
                file.readFully(bytes);
                return bytes;
            }
        });
    }

    @Override
    public InputStream open(String key) {
        return run(key, path -> new BufferedInputStream(Files.newInputStream(path), 1 << 16));
    }

    @Override
    public boolean exists(String key) {
        return Files.exists(root.resolve(key));
    }

    @Override
    public List<String> list(String prefix) {
        return run("", path -> {
            try (Stream<Path> files = Files.walk(path)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> path.relativize(file).toString())
                        .filter(key -> key.startsWith(prefix))
                        .sorted()
                        .toList();
            }
        });
    }

    @Override
    public void delete(String key) {
        run(key, Files::deleteIfExists);
    }

    private <T> T run(String key, Action<T> action) {
        try {
            return action.on(root.resolve(key));
        } catch (NoSuchFileException e) {
            throw new ObjectNotFoundException("nothing lies under " + key, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Action<T> {
        T on(Path path) throws IOException;
    }
}
