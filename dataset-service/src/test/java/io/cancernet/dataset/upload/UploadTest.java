package io.cancernet.dataset.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTest {

    private static final Upload UPLOAD = new Upload(
            new UploadId("20261121-093012-7f3a9c"),
            FileEnding.of("Smith, John.SVS"),
            25,
            null,
            "m",
            10,
            UploadState.OPEN,
            Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({
        "John Smith.svs, svs",
        "slide.TIFF, tiff",
        "idc.tar.gz, tar.gz",
        "regions.geojson, geojson",
        "scan.smith, bin",
        "smith, bin",
        "svs, bin"
    })
    void name_is_kept_only_as_its_ending(String name, String ending) {
        assertThat(FileEnding.of(name).value()).isEqualTo(ending);
    }

    @Test
    void key_and_uri_hold_id_and_ending_alone() {
        assertThat(UPLOAD.key()).isEqualTo("uploads/20261121-093012-7f3a9c.svs");
        assertThat(UPLOAD.uri()).hasToString("upload:20261121-093012-7f3a9c.svs");
    }

    @ParameterizedTest
    @CsvSource({"upload:20261121-093012-7f3a9c", "upload:20261121-093012-7f3a9c.svs", "UPLOAD:20261121-093012-7f3a9c"})
    void upload_is_found_in_its_uri(URI uri) {
        assertThat(UploadId.in(uri)).contains(UPLOAD.uploadId());
    }

    @Test
    void other_uris_name_no_upload() {
        assertThat(UploadId.in(URI.create("file:///upload/1"))).isEmpty();
        assertThat(UploadId.in(URI.create("s3://upload/1"))).isEmpty();
        assertThatThrownBy(() -> UploadId.in(URI.create("upload:../patches/x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void last_part_holds_the_rest() {
        assertThat(UPLOAD.parts()).isEqualTo(3);
        assertThat(List.of(UPLOAD.length(1), UPLOAD.length(2), UPLOAD.length(3)))
                .containsExactly(10L, 10L, 5L);
    }

    @Test
    void parts_are_put_in_order() {
        List<PartTag> sent = List.of(new PartTag(3, "c"), new PartTag(1, "a"), new PartTag(2, "b"));

        assertThat(UPLOAD.requireAll(sent)).extracting(PartTag::etag).containsExactly("a", "b", "c");
    }

    @Test
    void missing_and_repeated_parts_are_refused() {
        PartTag first = new PartTag(1, "a");
        PartTag second = new PartTag(2, "b");

        assertThatThrownBy(() -> UPLOAD.requireAll(List.of(first, second)))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("3 parts");
        assertThatThrownBy(() -> UPLOAD.requireAll(List.of(first, second, second)))
                .isInstanceOf(DomainException.class);
        assertThatThrownBy(() -> UPLOAD.requireAll(List.of(first, second, new PartTag(4, "d"))))
                .isInstanceOf(DomainException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 16777216", "68719476736, 16777216", "167772160000, 16777216", "167772160001, 17825792"})
    void parts_grow_only_where_there_would_be_too_many(long size, long partBytes) {
        assertThat(Uploads.partBytes(size, 16 << 20)).isEqualTo(partBytes);
    }
}
