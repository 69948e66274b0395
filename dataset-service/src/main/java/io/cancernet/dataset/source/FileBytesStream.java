package io.cancernet.dataset.source;

import java.io.IOException;
import java.io.InputStream;

/** A file from its start to its end; skipping reads nothing. It does not close the file. Used by one thread. */
final class FileBytesStream extends InputStream {

    private final FileBytes file;
    private long position;

    FileBytesStream(FileBytes file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int part = (int) Math.min(length, file.length() - position);
        if (part <= 0) {
            return length == 0 ? 0 : -1;
        }
        file.read(position, target, offset, part);
        position += part;
        return part;
    }

    @Override
    public long skip(long wanted) {
        long part = Math.max(0, Math.min(wanted, file.length() - position));
        position += part;
        return part;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, file.length() - position);
    }
}
