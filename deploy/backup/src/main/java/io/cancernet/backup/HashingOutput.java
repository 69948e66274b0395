package io.cancernet.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes bytes on, and knows the sha256 of what went through. */
public final class HashingOutput extends OutputStream {

    private final OutputStream target;
    private final MessageDigest digest;

    public HashingOutput(OutputStream target) {
        this.target = target;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        target.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        target.close();
    }

    /** Of all that was written; to be asked once. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
