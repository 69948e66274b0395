package io.cancernet.dataset.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceChangedException;
import io.cancernet.dataset.source.SourceFile;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.dataset.testing.WebServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebStoreTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final SourceLimits LIMITS = new SourceLimits(100, 10_000_000, 100);

    @TempDir
    private Path folder;

    private Path work;
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        server = WebServer.of(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void file_is_read_by_ranges_at_any_place() throws IOException {
        byte[] bytes = noise(3 * MEBIBYTE + 17);
        Files.write(folder.resolve("a.bin"), bytes);

        try (FileBytes file = open("a.bin")) {
            assertThat(file.length()).isEqualTo(bytes.length);
            assertThat(file.name()).isEqualTo("a.bin");
            assertThat(file.localPath()).isEmpty();
            assertThat(file.read(MEBIBYTE - 5, 10)).isEqualTo(part(bytes, MEBIBYTE - 5, 10));
            assertThat(file.read(bytes.length - 17, 17)).isEqualTo(part(bytes, bytes.length - 17, 17));
            assertThat(file.read(0, bytes.length)).isEqualTo(bytes);
            assertThatThrownBy(() -> file.read(bytes.length - 1, 2)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void blocks_are_fetched_once_and_reading_on_fetches_many_at_once() throws IOException {
        byte[] bytes = noise(14 * MEBIBYTE);
        Files.write(folder.resolve("a.bin"), bytes);

        try (FileBytes file = open("a.bin")) {
            int opened = server.requests();
            for (int at = 0; at < bytes.length; at += 4096) {
                assertThat(file.read(at, 4096)).isEqualTo(part(bytes, at, 4096));
            }
            // 1 + 2 + 4 + 7 MiB.
            assertThat(server.requests() - opened).isEqualTo(4);
        }
    }

    @Test
    void archive_is_opened_by_its_bytes() throws IOException {
        new Tree().file("a/x.png", "first").file("b.png", "second").tar(folder.resolve("a.tar.gz"));
        new Tree().file("a/x.png", "first").file("b.png", "second").zip(folder.resolve("a.zip"));
        Sources sources = new Sources(List.of(), LIMITS, List.of(store(1000)));

        for (String name : List.of("a.tar.gz", "a.zip")) {
            try (PatchSource source = sources.open(uri(name))) {
                assertThat(source.files()).extracting(SourceFile::name).containsExactly("a/x.png", "b.png");
                assertThat(source.read(source.files().get(1))).asString().isEqualTo("second");
                source.requireUnchanged();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void file_without_ranges_or_versions_is_copied_and_deleted_after(boolean ranges) throws IOException {
        server = ranges ? server.withoutVersions() : server.withoutRanges();
        byte[] bytes = noise(100_000);
        Files.write(folder.resolve("a.bin"), bytes);

        try (FileBytes file = open("a.bin")) {
            assertThat(file.localPath()).isPresent();
            assertThat(work).isNotEmptyDirectory();
            assertThat(file.read(99_990, 10)).isEqualTo(part(bytes, 99_990, 10));
        }

        assertThat(work).isEmptyDirectory();
    }

    @Test
    void copy_over_the_limit_is_refused_and_deleted() throws IOException {
        server.withoutRanges();
        Files.write(folder.resolve("a.bin"), noise(100_001));

        assertRefused(() -> open("a.bin"), ErrorCode.ARCHIVE_TOO_LARGE);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void file_that_changes_or_goes_away_is_noticed() throws IOException {
        Path path = Files.write(folder.resolve("a.bin"), noise(3 * MEBIBYTE));
        try (FileBytes file = open("a.bin")) {
            file.requireUnchanged();
            Files.write(path, noise(3 * MEBIBYTE + 1));
            assertThatThrownBy(() -> file.read(0, 10)).isInstanceOf(SourceChangedException.class);
            assertThatThrownBy(file::requireUnchanged).isInstanceOf(SourceChangedException.class);
            Files.delete(path);
            assertThatThrownBy(() -> file.read(0, 10)).isInstanceOf(SourceChangedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void refusal_of_the_server_makes_the_source_unreadable(int status) throws IOException {
        Files.write(folder.resolve("a.bin"), noise(10));
        server.fail(1, status);

        assertRefused(() -> open("a.bin"), ErrorCode.SOURCE_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void server_that_is_busy_is_asked_again(int status) throws IOException {
        byte[] bytes = noise(1000);
        Files.write(folder.resolve("a.bin"), bytes);
        try (FileBytes file = open("a.bin")) {
            server.fail(2, status);

            assertThat(file.read(0, 1000)).isEqualTo(bytes);
        }
    }

    @Test
    void server_that_stays_away_is_an_outage() throws IOException {
        Files.write(folder.resolve("a.bin"), noise(1000));
        server.fail(1, 503);
        assertThatThrownBy(() -> open("a.bin"))
                .satisfies(e -> assertThat(Outage.isOutage(e)).isTrue());
        FileBytes file = open("a.bin");
        server.close();

        assertThatThrownBy(() -> file.read(0, 10))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(Outage.isOutage(e)).isTrue());
        assertThatThrownBy(() -> new Sources(List.of(), LIMITS, List.of(store(1000))).open(uri("a.zip")))
                .isInstanceOf(Outage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data", "/other.bin", "https://elsewhere.example.org/"})
    void redirection_is_not_followed(String target) throws IOException {
        Files.write(folder.resolve("a.bin"), noise(10));
        server.redirect(target);

        assertThatThrownBy(() -> open("a.bin"))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNREADABLE))
                .hasMessageContaining("not followed");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void name_that_leads_to_a_private_address_is_never_asked() {
        String localhost = "http://localhost:" + server.port();
        WebStore store = new WebStore(List.of(localhost), List.of(), Duration.ofSeconds(5), work, 1000);

        assertRefused(() -> store.open(URI.create(localhost + "/a.bin"), "a.bin"), ErrorCode.SOURCE_NOT_ALLOWED);
        assertThat(server.requests()).isZero();
    }

    @Test
    void name_that_may_have_a_private_address_is_read() throws IOException {
        Files.write(folder.resolve("a.bin"), noise(10));
        String localhost = "http://localhost:" + server.port();
        WebStore store = new WebStore(List.of(), List.of(localhost), Duration.ofSeconds(5), work, 1000);

        try (FileBytes file = store.open(URI.create(localhost + "/a.bin"), "a.bin")) {
            assertThat(file.length()).isEqualTo(10);
        }
    }

    private FileBytes open(String name) throws IOException {
        return store(100_000).open(uri(name), name);
    }

    private WebStore store(long maxStagedBytes) {
        return new WebStore(List.of(server.address()), List.of(), Duration.ofSeconds(5), work, maxStagedBytes);
    }

    private URI uri(String name) {
        return URI.create(server.address() + "/" + name);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
