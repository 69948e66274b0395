package io.cancernet.common.objectstore.minio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Certificates of a hospital's own authority, which Java does not know. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * A client that trusts them alone.
     *
     * @param file of PEM certificates
     * @throws IllegalArgumentException when it holds none
     */
    static OkHttpClient client(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), each);
            }
            if (store.size() == 0) {
                throw new IllegalArgumentException("it holds no certificate");
            }
            return client(store);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cancernet.object-store.ca-certificates must be a file of PEM certificates: %s: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static OkHttpClient client(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        X509TrustManager trust = Stream.<TrustManager>of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .sslSocketFactory(context.getSocketFactory(), trust)
                .build();
    }
}
