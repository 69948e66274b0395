package io.cancernet.dataset.source.http;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.source.RemoteFileBytes;
import io.cancernet.dataset.source.RemoteStore;
import io.cancernet.dataset.source.SourceLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Files on listed web servers, read by ranges; from a server without ranges a file is copied into the work directory once
 * and deleted when it is closed. Redirections are not followed, and no proxy is used, since it would resolve names
 * itself.
 */
public final class WebStore implements RemoteStore {

    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int CLIENT_ERROR = 400;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final int SERVER_ERROR = 500;

    private final AllowedHosts allowed;
    private final OkHttpClient client;
    private final Path workDirectory;
    private final long maxStagedBytes;

    /**
     * Makes a store.
     *
     * @param hosts as {@link AllowedHosts} takes them
     * @param timeout longest wait for a connection or for bytes to arrive
     * @param maxStagedBytes longest file that is copied from a server without ranges
     */
    public WebStore(
            List<String> hosts, List<String> privateHosts, Duration timeout, Path workDirectory, long maxStagedBytes) {
        this.allowed = new AllowedHosts(hosts, privateHosts);
        this.client = new OkHttpClient.Builder()
                .dns(allowed)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .build();
        this.workDirectory = workDirectory;
        this.maxStagedBytes = maxStagedBytes;
    }

    @Override
    public boolean speaks(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public void requireAllowed(URI uri) {
        allowed.require(uri);
    }

    @Override
    public FileBytes open(URI uri, String name) throws IOException {
        HttpUrl url = allowed.require(uri);
        try (Response response = client.newCall(
                        request(url).header("Range", "bytes=0-0").build())
                .execute()) {
            requireUsable(response);
            Optional<WebFile> ranged = WebFile.of(client, url, name, response);
            return ranged.isPresent() ? new RemoteFileBytes(ranged.get()) : staged(url, name, response);
        } catch (AllowedHosts.ForbiddenAddressException e) {
            throw AllowedHosts.notAllowed("its server's name leads to an address that must not be reached");
        } catch (IOException e) {
            throw away("the server does not answer", e);
        }
    }

    /** A web server lists no folders. */
    @Override
    public List<RemoteFile> list(URI uri, SourceLimits limits) {
        return List.of();
    }

    @Override
    public byte[] read(RemoteFile file) {
        throw new IllegalArgumentException("a web server lists no files");
    }

    static Request.Builder request(HttpUrl url) {
        // Bytes must come as they lie there: packed ones have no ranges.
        return new Request.Builder().url(url).header("Accept-Encoding", "identity");
    }

    static boolean mayPass(int status) {
        return status >= SERVER_ERROR || PASSING.contains(status);
    }

    /** A failure that may pass. */
    static IOException away(String what, @Nullable Throwable cause) {
        Throwable why = cause == null ? new IOException(what) : cause;
        return new IOException(what, new Outage(what, why));
    }

    private static void requireUsable(Response response) throws IOException {
        int status = response.code();
        if (mayPass(status)) {
            throw away("the server answers " + status, null);
        }
        if (status >= REDIRECTION && status < CLIENT_ERROR) {
            throw unreadable(
                    "its server sends elsewhere (%d), which is not followed. Submit the address that it leads to"
                            .formatted(status));
        }
        if (status != OK && status != WebFile.PARTIAL) {
            throw unreadable(
                    "its server answers %d. Check the address, and that the service may read it".formatted(status));
        }
        if (!"identity".equals(response.header("Content-Encoding", "identity"))) {
            throw unreadable("its server packs it on the way. Have it given out as it is");
        }
    }

    /** Copies the whole file: from the answer at hand, or anew when that holds a range of it. */
    private FileBytes staged(HttpUrl url, String name, Response first) throws IOException {
        if (first.code() == OK) {
            return copy(name, first);
        }
        try (Response whole = client.newCall(request(url).build()).execute()) {
            requireUsable(whole);
            return copy(name, whole);
        }
    }

    private FileBytes copy(String name, Response response) throws IOException {
        Path file = Files.createTempFile(workDirectory, "source-", ".part");
        try {
            long length = copy(response.body().byteStream(), file);
            long stated = response.body().contentLength();
            if (stated >= 0 && stated != length) {
                throw away("the answer broke off", null);
            }
            return LocalFileBytes.openTemporary(file, name);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private long copy(InputStream in, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > maxStagedBytes) {
                    throw new DomainException(
                            ErrorCode.ARCHIVE_TOO_LARGE,
                            "The source has more than %d bytes, and its server gives no ranges, so that it would have to be copied. Split it, use a server with ranges, or raise cancernet.upload.max-bytes."
                                    .formatted(maxStagedBytes));
                }
                out.write(buffer, 0, read);
            }
            return total;
        }
    }

    private static DomainException unreadable(String why) {
        return new DomainException(ErrorCode.SOURCE_UNREADABLE, "The source cannot be read: %s.".formatted(why));
    }
}
