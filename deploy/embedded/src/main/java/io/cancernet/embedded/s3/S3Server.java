package io.cancernet.embedded.s3;

import io.cancernet.embedded.Credentials;
import io.cancernet.embedded.EmbeddedServer;
import io.cancernet.embedded.Ports;
import io.cancernet.embedded.ServerKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An S3 endpoint that keeps each bucket as a directory and each object as a file. */
public final class S3Server implements EmbeddedServer {

    private static final Logger LOG = LoggerFactory.getLogger(S3Server.class);

    // A request in flight gets this long at a stop, in milliseconds.
    private static final long STOP_TIMEOUT = 2_000;

    // S3Proxy holds a signed body in memory until its hash is checked. Clients split objects into parts, of 5 MiB
    // mostly; a part above this limit, in bytes, is refused, because a few of them would fill the small heap.
    private static final long MAX_SIGNED_BODY = 32L << 20;
    private static final int MAX_THREADS = 24;

    private final Path directory;
    private final int port;
    private final Credentials credentials;
    private final @Nullable ServerKey key;
    private @Nullable S3Proxy server;

    /**
     * Describes an endpoint that does not run yet.
     *
     * @param directory parent of the buckets, made when it is missing
     * @param key null for an endpoint without TLS
     */
    public S3Server(Path directory, int port, Credentials credentials, @Nullable ServerKey key) {
        this.directory = directory;
        this.port = port;
        this.credentials = credentials;
        this.key = key;
    }

    @Override
    public void start() throws Exception {
        Files.createDirectories(directory);
        S3Proxy.Builder settings = S3Proxy.builder();
        if (key == null) {
            settings.endpoint(URI.create("http://" + Ports.HOST + ":" + port));
        } else {
            settings.secureEndpoint(URI.create("https://" + Ports.HOST + ":" + port))
                    .keyStore(key.keyStore().toString(), key.password());
        }
        S3Proxy starting = settings.blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                .v4MaxNonChunkedRequestSize(MAX_SIGNED_BODY)
                .jettyMaxThreads(MAX_THREADS)
                .stopTimeout(STOP_TIMEOUT)
                .build();
        server = starting;
        starting.start();
    }

    @Override
    public void stop() throws Exception {
        S3Proxy running = server;
        if (running != null) {
            server = null;
            try {
                running.stop();
            } catch (TimeoutException e) {
                // Requests in flight had their time and are cut off; the server has stopped all the same.
                LOG.warn("S3 requests were cut off by the stop");
            }
        }
    }
}
