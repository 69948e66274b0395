package io.cancernet.dataset.source.objectstore;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** The buckets, or prefixes of them, that sources may lie in. */
final class AllowedBuckets {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ODD_SEGMENT =
            Pattern.compile("(^|.*/)(\\.{0,2})/.*|.*/\\.{1,2}|\\.{1,2}", Pattern.DOTALL);

    private final List<String> entries;

    /** @param entries {@code bucket} or {@code bucket/prefix} */
    AllowedBuckets(List<String> entries) {
        this.entries = entries.stream()
                .map(entry -> entry.strip().replaceAll("/+$", "") + "/")
                .toList();
    }

    /**
     * A place in a bucket.
     *
     * @param key empty for the whole bucket
     */
    record Place(String bucket, String key) {

        /** The key as a prefix that ends with a slash. */
        String prefix() {
            return key.isEmpty() || key.endsWith("/") ? key : key + "/";
        }
    }

    /** The place that a URI names. @throws DomainException {@code source-not-allowed}, {@code invalid-request} */
    Place place(URI uri) {
        String bucket = uri.getRawAuthority();
        String path = uri.getPath();
        if (bucket == null
                || path == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !BUCKET.matcher(bucket).matches()) {
            throw new DomainException(
                    ErrorCode.INVALID_REQUEST, "The source's URI is none of a bucket. Write s3://bucket/key.");
        }
        String key = path.isEmpty() ? "" : path.substring(1);
        // Stores that keep objects as files would climb with these.
        if (ODD_SEGMENT.matcher(key).matches() || entries.stream().noneMatch(entry -> allows(entry, bucket, key))) {
            throw new DomainException(
                    ErrorCode.SOURCE_NOT_ALLOWED,
                    "The source lies in no bucket that this service may read. Add bucket or bucket/prefix to cancernet.ingest.allowed-buckets, or upload it.");
        }
        return new Place(bucket, key);
    }

    private static boolean allows(String entry, String bucket, String key) {
        String place = bucket + "/" + key;
        return place.startsWith(entry) || (place + "/").equals(entry);
    }
}
