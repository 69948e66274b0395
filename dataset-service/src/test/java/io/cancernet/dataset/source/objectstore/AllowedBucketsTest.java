package io.cancernet.dataset.source.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedBucketsTest {

    private static final AllowedBuckets BUCKETS = new AllowedBuckets(List.of("open", "shared/incoming/"));

    @ParameterizedTest
    @CsvSource({
        "s3://open/a.zip, open, a.zip",
        "s3://open/, open, ''",
        "s3://open, open, ''",
        "s3://open/a%20b/c, open, a b/c",
        "s3://shared/incoming/a.zip, shared, incoming/a.zip",
        "s3://shared/incoming, shared, incoming",
        "s3://shared/incoming/, shared, incoming/"
    })
    void listed_place_is_allowed(String uri, String bucket, String key) {
        assertThat(BUCKETS.place(URI.create(uri))).isEqualTo(new AllowedBuckets.Place(bucket, key));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://closed/a.zip, SOURCE_NOT_ALLOWED",
        "s3://open2/a.zip, SOURCE_NOT_ALLOWED",
        "s3://shared/, SOURCE_NOT_ALLOWED",
        "s3://shared/other/a.zip, SOURCE_NOT_ALLOWED",
        "s3://shared/incoming2/a.zip, SOURCE_NOT_ALLOWED",
        "s3://shared/incoming/../other/a.zip, SOURCE_NOT_ALLOWED",
        "s3://open/..%2Fother/a.zip, SOURCE_NOT_ALLOWED",
        "s3://open/a//b, SOURCE_NOT_ALLOWED",
        "s3://open/a/.., SOURCE_NOT_ALLOWED",
        "s3://user@open/a.zip, INVALID_REQUEST",
        "s3://open:80/a.zip, INVALID_REQUEST",
        "s3://open/a.zip?versionId=1, INVALID_REQUEST",
        "s3:open/a.zip, INVALID_REQUEST"
    })
    void everything_else_is_refused(String uri, ErrorCode code) {
        assertThatThrownBy(() -> BUCKETS.place(URI.create(uri)))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
