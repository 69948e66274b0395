package io.cancernet.dataset.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzSourceTest {

    private static final SourceLimits LIMITS = new SourceLimits(100, 10_000_000, 100);

    @TempDir
    private Path folder;

    @Test
    void files_are_read_forwards_and_backwards() throws IOException {
        Path archive = new Tree()
                .file("a/x.png", "first")
                .file("b.png", "second")
                .file("c.png", "third")
                .tar(folder.resolve("plain-name.tar.gz"));

        try (PatchSource source = open(archive)) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly("a/x.png", "b.png", "c.png");
            assertThat(text(source, 0)).isEqualTo("first");
            assertThat(text(source, 2)).isEqualTo("third");
            assertThat(text(source, 1)).isEqualTo("second");
            assertThat(text(source, 1)).isEqualTo("second");
        }
    }

    @Test
    void name_of_the_archive_does_not_matter() throws IOException {
        Path archive = new Tree().file("a.png", "first").tar(folder.resolve("a.tar.gz"));

        try (PatchSource source = open(Files.move(archive, folder.resolve("archive.zip")))) {
            assertThat(text(source, 0)).isEqualTo("first");
        }
    }

    @Test
    void bomb_is_refused_before_it_is_inflated() {
        Tree zeros = new Tree().file("a.png", new byte[9_000_000]);

        assertRefused(() -> open(zeros.tar(folder.resolve("bomb.tar.gz"))), ErrorCode.ARCHIVE_TOO_LARGE, "100 times");
    }

    @Test
    void truncated_archive_is_refused() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        Path archive = new Tree().file("a.png", noise).file("b.png", noise).tar(folder.resolve("cut.tar.gz"));
        byte[] bytes = Files.readAllBytes(archive);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
        Path shorter = Files.write(folder.resolve("shorter"), Arrays.copyOf(bytes, 300));

        assertRefused(() -> open(cut), ErrorCode.SOURCE_UNREADABLE, "cut short");
        assertRefused(() -> open(shorter), ErrorCode.SOURCE_UNREADABLE, "cut short");
    }

    @Test
    void gzip_of_something_else_is_no_archive() throws IOException {
        Path file = folder.resolve("text.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("only a text".getBytes(US_ASCII));
        }

        assertRefused(() -> open(file), ErrorCode.SOURCE_UNREADABLE, "no archive");
    }

    @Test
    void archive_that_is_written_anew_is_source_changed() throws IOException {
        Path archive = new Tree().file("a.png", "first").file("b.png", "second").tar(folder.resolve("a.tar.gz"));

        try (PatchSource source = open(archive)) {
            source.requireUnchanged();
            Files.write(archive, new byte[] {1, 2, 3});
            assertRefused(() -> text(source, 1), ErrorCode.SOURCE_CHANGED, "Slides that were done stay");
            assertRefused(source::requireUnchanged, ErrorCode.SOURCE_CHANGED, "Submit it again");
        }
    }

    private static PatchSource open(Path archive) throws IOException {
        return Archives.open(LocalFileBytes.open(archive, "archive"), LIMITS);
    }

    private static String text(PatchSource source, int index) throws IOException {
        return new String(source.read(source.files().get(index)), US_ASCII);
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
