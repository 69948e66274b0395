package io.cancernet.local.security;

import io.cancernet.embedded.ServerKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of one's own, as a hospital has it, made with keytool for one test. */
final class Authority {

    private static final String PASSWORD = "changeit";
    private static final String OWN = "authority";
    private static final String SERVER = "server";

    private final Path folder;
    private final Path store;

    /**
     * Makes one.
     *
     * @param folder for its files; it is made
     */
    Authority(Path folder, String name) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.store = folder.resolve("authority.p12");
        keytool(store, generate(OWN, "CN=" + name, "-ext", "bc:c"));
        keytool(
                store,
                "-exportcert",
                "-rfc",
                "-alias",
                OWN,
                "-file",
                certificate().toString());
    }

    /** PEM of its certificate: what clients are told to trust. */
    Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** A key and a certificate of this authority for servers on this machine. */
    ServerKey certify() throws IOException {
        Path keys = folder.resolve("server.p12");
        Path request = folder.resolve("server.csr");
        Path answer = folder.resolve("server.pem");
        keytool(keys, generate(SERVER, "CN=localhost"));
        keytool(keys, "-certreq", "-alias", SERVER, "-file", request.toString());
        keytool(
                store,
                "-gencert",
                "-rfc",
                "-alias",
                OWN,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-infile",
                request.toString(),
                "-outfile",
                answer.toString());
        keytool(
                keys,
                "-importcert",
                "-noprompt",
                "-alias",
                OWN,
                "-file",
                certificate().toString());
        keytool(keys, "-importcert", "-noprompt", "-alias", SERVER, "-file", answer.toString());
        return new ServerKey(keys, PASSWORD);
    }

    /** For a client that trusts this authority, and no other. */
    SSLContext trusted() {
        try (InputStream in = Files.newInputStream(certificate())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    OWN, CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] generate(String alias, String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                name,
                "-validity",
                "2"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
