package io.cancernet.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    private static final SourceLimits LIMITS = new SourceLimits(10, 1000, 100);

    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private Sources sources;

    @BeforeEach
    void makeFolders() {
        root = new Tree().file("data/a.png", "inside").folder(folder.resolve("root"));
        outside = new Tree().file("secret.png", "outside").folder(folder.resolve("outside"));
        sources = new Sources(List.of(root), LIMITS);
    }

    @Test
    void folder_inside_a_root_is_listed() throws IOException {
        try (PatchSource source = sources.open(root.resolve("data").toUri())) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly("a.png");
            assertThat(source.read(source.files().get(0))).asString().isEqualTo("inside");
        }
    }

    @Test
    void letters_beyond_ascii_may_stand_in_a_uri_as_they_are() {
        URI unescaped = URI.create(root.toUri() + "M\u00fcller");

        assertThat(unescaped.toString()).contains("\u00fc");
        sources.requireAllowed(unescaped);
    }

    @Test
    void place_outside_the_roots_is_refused_whether_or_not_it_exists() {
        assertRefused(() -> sources.open(outside.toUri()), ErrorCode.SOURCE_NOT_ALLOWED);
        assertRefused(() -> sources.requireAllowed(outside.toUri()), ErrorCode.SOURCE_NOT_ALLOWED);
        assertRefused(() -> sources.requireAllowed(outside.resolve("nothing").toUri()), ErrorCode.SOURCE_NOT_ALLOWED);
        assertRefused(
                () -> sources.requireAllowed(URI.create(root.toUri() + "../outside")), ErrorCode.SOURCE_NOT_ALLOWED);
        assertRefused(() -> new Sources(List.of(), LIMITS).requireAllowed(root.toUri()), ErrorCode.SOURCE_NOT_ALLOWED);
    }

    @Test
    void link_that_leads_outside_is_refused() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), outside);

        assertRefused(() -> sources.requireAllowed(link.toUri()), ErrorCode.SOURCE_NOT_ALLOWED);
        assertRefused(() -> sources.open(link.toUri()), ErrorCode.SOURCE_NOT_ALLOWED);
    }

    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void pipe_is_refused_before_it_is_opened() throws Exception {
        Path pipe = root.resolve("pipe.zip");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertRefused(() -> sources.open(pipe.toUri()), ErrorCode.SOURCE_UNREADABLE);
        assertRefused(() -> sources.openFiles(pipe.toUri()), ErrorCode.SOURCE_UNREADABLE);
    }

    @Test
    void link_within_a_folder_is_listed_but_cannot_be_read() throws IOException {
        Files.createSymbolicLink(root.resolve("data/link.png"), outside.resolve("secret.png"));
        Files.createSymbolicLink(root.resolve("data/folder"), outside);

        try (PatchSource source = sources.open(root.resolve("data").toUri())) {
            assertThat(source.files()).hasSize(3);
            SourceFile link = source.files().stream()
                    .filter(file -> file.name().equals("link.png"))
                    .findFirst()
                    .orElseThrow();
            assertThat(link.obstacle()).contains("symbolic link");
            assertThatThrownBy(() -> source.read(link)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void folder_over_the_limits_is_refused() {
        Tree tree = new Tree();
        for (int i = 0; i < 11; i++) {
            tree.file(i + ".png", "x");
        }
        Path many = tree.folder(root.resolve("many"));
        Path big = new Tree().file("big.png", new byte[1001]).folder(root.resolve("big"));

        assertRefused(() -> sources.open(many.toUri()), ErrorCode.ARCHIVE_TOO_LARGE);
        assertRefused(() -> sources.open(big.toUri()), ErrorCode.ARCHIVE_TOO_LARGE);
    }

    @Test
    void missing_place_is_unreadable_and_other_schemes_are_invalid() {
        assertRefused(() -> sources.open(root.resolve("nothing").toUri()), ErrorCode.SOURCE_UNREADABLE);
        assertRefused(() -> sources.open(URI.create("http://host/a.zip")), ErrorCode.INVALID_REQUEST);
        assertRefused(() -> sources.open(URI.create("relative/path")), ErrorCode.INVALID_REQUEST);
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
