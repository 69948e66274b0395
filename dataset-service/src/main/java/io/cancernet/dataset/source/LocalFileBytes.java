package io.cancernet.dataset.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file of this machine. */
public final class LocalFileBytes implements FileBytes {

    private final Path path;
    private final String name;
    private final FileChannel channel;
    private final long length;
    private final FileTime modified;
    private final boolean temporary;

    private LocalFileBytes(Path path, String name, FileChannel channel, boolean temporary) throws IOException {
        this.temporary = temporary;
        this.path = path;
        this.name = name;
        this.channel = channel;
        this.length = channel.size();
        this.modified = Files.getLastModifiedTime(path);
    }

    /** Opens a file; a symbolic link is refused. */
    public static LocalFileBytes open(Path path, String name) throws IOException {
        return open(path, name, false);
    }

    /** Opens a file that is deleted when it is closed. */
    public static LocalFileBytes openTemporary(Path path, String name) throws IOException {
        return open(path, name, true);
    }

    private static LocalFileBytes open(Path path, String name, boolean temporary) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            return new LocalFileBytes(path, name, channel, temporary);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long position, byte[] target, int offset, int wanted) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, wanted);
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw channel.size() < length
                        ? new SourceChangedException("the file was cut short while it was read")
                        : new EOFException("the file ends at %d".formatted(length));
            }
            at += read;
        }
    }

    @Override
    public void requireUnchanged() throws IOException {
        try {
            if (Files.size(path) != length || !Files.getLastModifiedTime(path).equals(modified)) {
                throw new SourceChangedException("the file changed while it was read");
            }
        } catch (NoSuchFileException e) {
            throw new SourceChangedException("the file went away while it was read", e);
        }
    }

    @Override
    public Optional<Path> localPath() {
        return Optional.of(path);
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (temporary) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing a file failed", e);
        }
    }
}
