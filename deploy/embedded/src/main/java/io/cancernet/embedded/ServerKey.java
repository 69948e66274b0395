package io.cancernet.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;

/**
 * The key with which all three servers prove who they are; with one they speak TLS alone.
 *
 * @param keyStore absolute; PKCS #12 with the key, its certificate and those of its authorities
 * @param password of the file and of the key
 */
public record ServerKey(Path keyStore, String password) {

    public ServerKey {
        keyStore = keyStore.toAbsolutePath().normalize();
    }

    /** Writes the certificates as PEM, the server's own first. */
    public void writeCertificates(Path file) throws IOException {
        StringBuilder pem = new StringBuilder();
        try {
            KeyStore store = open();
            for (Certificate each : store.getCertificateChain(alias(store))) {
                pem.append(block("CERTIFICATE", each.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read the certificates in " + keyStore, e);
        }
        Files.writeString(file, pem);
    }

    /** Writes the key as PEM, readable by its owner alone. */
    public void writeKey(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            KeyStore store = open();
            Key key = store.getKey(alias(store), password.toCharArray());
            Files.writeString(file, block("PRIVATE KEY", key.getEncoded()), StandardOpenOption.WRITE);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read the key in " + keyStore, e);
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static String alias(KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new KeyStoreException("there is no key in it");
    }

    private static String block(String what, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
    }
}
