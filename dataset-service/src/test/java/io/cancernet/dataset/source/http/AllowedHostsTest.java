package io.cancernet.dataset.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private static final AllowedHosts HOSTS = new AllowedHosts(
            List.of(
                    "archive.example.org",
                    "other.example.org:8443",
                    "http://plain.example.org:8080",
                    "https://10.1.2.3"),
            List.of("localhost"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://archive.example.org/a.zip",
                "https://ARCHIVE.example.org:443/a%20b.zip?signature=x",
                "https://other.example.org:8443/a.zip",
                "http://plain.example.org:8080/a.zip",
                "https://10.1.2.3/a.zip",
                "https://localhost/a.zip"
            })
    void listed_server_is_allowed(String uri) {
        assertThat(HOSTS.require(URI.create(uri)).toString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://elsewhere.example.org/a.zip, SOURCE_NOT_ALLOWED",
        "https://archive.example.org.evil.org/a.zip, SOURCE_NOT_ALLOWED",
        "https://archive.example.org./a.zip, SOURCE_NOT_ALLOWED",
        "https://archive.example.org:8443/a.zip, SOURCE_NOT_ALLOWED",
        "http://archive.example.org/a.zip, SOURCE_NOT_ALLOWED",
        "http://plain.example.org/a.zip, SOURCE_NOT_ALLOWED",
        "https://other.example.org/a.zip, SOURCE_NOT_ALLOWED",
        "http://169.254.169.254/latest/meta-data, SOURCE_NOT_ALLOWED",
        "https://169.254.169.254/latest/meta-data, SOURCE_NOT_ALLOWED",
        "https://127.0.0.1/a.zip, SOURCE_NOT_ALLOWED",
        "https://[::1]/a.zip, SOURCE_NOT_ALLOWED",
        "https://[::ffff:127.0.0.1]/a.zip, SOURCE_NOT_ALLOWED",
        "https://2130706433/a.zip, SOURCE_NOT_ALLOWED",
        "https://0x7f.1/a.zip, INVALID_REQUEST",
        "https://0x7f000001/a.zip, SOURCE_NOT_ALLOWED",
        "https://017700000001/a.zip, SOURCE_NOT_ALLOWED",
        "https://10.1.2.4/a.zip, SOURCE_NOT_ALLOWED",
        "https://user@archive.example.org/a.zip, INVALID_REQUEST",
        "https://user:password@archive.example.org/a.zip, INVALID_REQUEST",
        "https://archive.example.org@evil.org/a.zip, INVALID_REQUEST",
        "https://archive.example.org/a.zip#part, INVALID_REQUEST",
        "https:archive.example.org/a.zip, INVALID_REQUEST",
        "https:///a.zip, INVALID_REQUEST",
        "file://archive.example.org/a.zip, INVALID_REQUEST",
        "ftp://archive.example.org/a.zip, INVALID_REQUEST"
    })
    void everything_else_is_refused(String uri, ErrorCode code) {
        assertThatThrownBy(() -> HOSTS.require(URI.create(uri)))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageNotContaining("example.org");
    }

    @Test
    void nothing_is_allowed_by_default() {
        AllowedHosts none = new AllowedHosts(List.of(), List.of());

        assertThatThrownBy(() -> none.require(URI.create("https://archive.example.org/a.zip")))
                .isInstanceOf(DomainException.class);
    }

    @Test
    void name_that_leads_to_a_private_address_is_refused_unless_it_may() throws UnknownHostException {
        AllowedHosts publicOnly = new AllowedHosts(List.of("localhost"), List.of());
        AllowedHosts mixed = new AllowedHosts(List.of("localhost:8443"), List.of("localhost:9443"));

        assertThat(HOSTS.lookup("localhost")).isNotEmpty();
        assertThatThrownBy(() -> publicOnly.lookup("localhost"))
                .isInstanceOf(AllowedHosts.ForbiddenAddressException.class);
        assertThatThrownBy(() -> mixed.lookup("localhost")).isInstanceOf(AllowedHosts.ForbiddenAddressException.class);
        assertThatThrownBy(() -> publicOnly.lookup("unlisted.invalid")).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host/path", "https://user@host", "ftp://host", "a b"})
    void entry_that_is_no_server_is_refused(String entry) {
        assertThatThrownBy(() -> new AllowedHosts(List.of(entry), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
