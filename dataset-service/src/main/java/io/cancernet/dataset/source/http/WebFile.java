package io.cancernet.dataset.source.http;

import io.cancernet.dataset.source.RangedFile;
import io.cancernet.dataset.source.SourceChangedException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A file on a web server that gives out ranges and says by which version they are. */
final class WebFile implements RangedFile {

    static final int PARTIAL = 206;
    private static final Pattern TOTAL = Pattern.compile("bytes [0-9]+-[0-9]+/([0-9]{1,18})");

    private final OkHttpClient client;
    private final HttpUrl url;
    private final String name;
    private final long length;
    private final Version version;

    private WebFile(OkHttpClient client, HttpUrl url, String name, long length, Version version) {
        this.client = client;
        this.url = url;
        this.name = name;
        this.length = length;
        this.version = version;
    }

    /** The file that a range came from; absent when the server gives no ranges, or none that can be told apart. */
    static Optional<WebFile> of(OkHttpClient client, HttpUrl url, String name, Response first) {
        Version version = Version.of(first);
        Matcher total = TOTAL.matcher(Objects.requireNonNullElse(first.header("Content-Range"), ""));
        if (first.code() != PARTIAL || !total.matches() || !version.tells()) {
            return Optional.empty();
        }
        return Optional.of(new WebFile(client, url, name, Long.parseLong(total.group(1)), version));
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
    public byte[] fetch(long position, int wanted) throws IOException {
        Request request = version.pin(WebStore.request(url))
                .header("Range", "bytes=%d-%d".formatted(position, position + wanted - 1))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (WebStore.mayPass(response.code())) {
                throw WebStore.away("the server answers " + response.code(), null);
            }
            Matcher total = TOTAL.matcher(Objects.requireNonNullElse(response.header("Content-Range"), ""));
            boolean same = response.code() == PARTIAL
                    && version.equals(Version.of(response))
                    && total.matches()
                    && Long.parseLong(total.group(1)) == length;
            if (!same) {
                throw new SourceChangedException(
                        "the server has another file or none: it answers %d".formatted(response.code()));
            }
            byte[] bytes = response.body().byteStream().readNBytes(wanted);
            if (bytes.length != wanted) {
                throw WebStore.away("the answer broke off", null);
            }
            return bytes;
        } catch (SourceChangedException e) {
            throw e;
        } catch (IOException e) {
            throw WebStore.away("the server does not answer", e);
        }
    }

    /**
     * What tells versions of a file apart.
     *
     * @param etag as the server writes it
     * @param lastModified likewise
     */
    private record Version(@Nullable String etag, @Nullable String lastModified) {

        static Version of(Response response) {
            return new Version(response.header("ETag"), response.header("Last-Modified"));
        }

        boolean tells() {
            return etag != null || lastModified != null;
        }

        /** Asks the server for this version only; a weak tag cannot be asked for, and is compared in the answer. */
        Request.Builder pin(Request.Builder request) {
            if (etag != null && !etag.startsWith("W/")) {
                return request.header("If-Match", etag);
            }
            return lastModified == null ? request : request.header("If-Unmodified-Since", lastModified);
        }
    }
}
