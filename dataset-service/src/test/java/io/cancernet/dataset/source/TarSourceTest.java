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
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarSourceTest {

    private static final SourceLimits LIMITS = new SourceLimits(100, 10_000_000, 100);
    private static final String LONG = "a-folder-with-a-long-name/".repeat(8) + "x.png";

    @TempDir
    private Path folder;

    @Test
    void plain_archive_gives_its_files() throws IOException {
        Path tar = new Tree()
                .file("./a/x.png", "first")
                .file("b.txt", "second")
                .file("empty.png", new byte[0])
                .tar(folder.resolve("a.tar"));

        try (PatchSource source = open(tar)) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly("a/x.png", "b.txt", "empty.png");
            assertThat(text(source, 0)).isEqualTo("first");
            assertThat(text(source, 1)).isEqualTo("second");
            assertThat(text(source, 2)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void long_and_foreign_names_are_read_in_both_dialects(int dialect) throws IOException {
        Path tar = folder.resolve("long.tar");
        try (TarArchiveOutputStream out = tar(tar)) {
            out.setLongFileMode(dialect);
            out.setAddPaxHeadersForNonAsciiNames(dialect == TarArchiveOutputStream.LONGFILE_POSIX);
            put(out, new TarArchiveEntry(LONG), "long");
            put(out, new TarArchiveEntry("größe.png"), "foreign");
            put(out, new TarArchiveEntry("plain.png"), "plain");
        }

        try (PatchSource source = open(tar)) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly(LONG, "größe.png", "plain.png");
            assertThat(text(source, 0)).isEqualTo("long");
            assertThat(text(source, 2)).isEqualTo("plain");
        }
    }

    @Test
    void links_and_devices_are_listed_but_not_read() throws IOException {
        Path tar = folder.resolve("links.tar");
        try (TarArchiveOutputStream out = tar(tar)) {
            TarArchiveEntry symbolic = new TarArchiveEntry("a.png", TarConstants.LF_SYMLINK);
            symbolic.setLinkName("/etc/passwd");
            put(out, symbolic, "");
            TarArchiveEntry hard = new TarArchiveEntry("b.png", TarConstants.LF_LINK);
            hard.setLinkName("../../secret");
            put(out, hard, "");
            put(out, new TarArchiveEntry("c.png", TarConstants.LF_FIFO), "");
            put(out, new TarArchiveEntry("folder/"), "");
            put(out, new TarArchiveEntry("d.png"), "plain");
        }

        try (PatchSource source = open(tar)) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly("a.png", "b.png", "c.png", "d.png");
            assertThat(source.files())
                    .extracting(SourceFile::obstacle)
                    .containsExactly(
                            "it is a link, which is not followed",
                            "it is a link, which is not followed",
                            "it is no regular file",
                            null);
            assertThat(text(source, 3)).isEqualTo("plain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.png", "a/../../evil.png", "/etc/evil.png", "..\\evil.png", "C:\\evil.png", ".."})
    void path_that_leaves_the_root_is_refused(String name) throws IOException {
        Path tar = folder.resolve("slip.tar");
        try (TarArchiveOutputStream out = tar(tar)) {
            put(out, new TarArchiveEntry("ok.png"), "x");
            put(out, new TarArchiveEntry(name, true), "evil");
        }

        assertRefused(() -> open(tar), ErrorCode.UNSAFE_ARCHIVE_PATH, "entry number 2 is a path that leaves its root");
    }

    @Test
    void limits_hold() {
        Tree many = new Tree();
        for (int i = 0; i < 101; i++) {
            many.file(i + ".png", "x");
        }
        Tree large = new Tree();
        for (int i = 0; i < 21; i++) {
            large.file(i + ".png", new byte[500_000]);
        }

        assertRefused(() -> open(many.tar(folder.resolve("many.tar"))), ErrorCode.ARCHIVE_TOO_LARGE, "100 files");
        assertRefused(() -> open(large.tar(folder.resolve("large.tar"))), ErrorCode.ARCHIVE_TOO_LARGE, "10000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 1100, 2500})
    void truncated_archive_is_refused(int length) throws IOException {
        Path tar = new Tree()
                .file("a.png", new byte[1000])
                .file("b.png", new byte[1000])
                .tar(folder.resolve("cut.tar"));
        Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), length));

        assertRefused(() -> open(tar), ErrorCode.SOURCE_UNREADABLE, "cut short");
    }

    @Test
    void damaged_header_is_refused() throws IOException {
        Path tar = new Tree().file("a.png", new byte[1000]).file("b.png", "b").tar(folder.resolve("damaged.tar"));
        byte[] bytes = Files.readAllBytes(tar);
        bytes[1536 + 3] ^= 0x55;
        Files.write(tar, bytes);

        assertRefused(() -> open(tar), ErrorCode.SOURCE_UNREADABLE, "damaged");
    }

    @Test
    void header_of_endless_size_is_refused() throws IOException {
        Path tar = folder.resolve("endless.tar");
        try (TarArchiveOutputStream out = tar(tar)) {
            byte[] noise = new byte[2_000_000];
            new Random(1).nextBytes(noise);
            TarArchiveEntry extended = new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            extended.setSize(noise.length);
            out.putArchiveEntry(extended);
            out.write(noise);
            out.closeArchiveEntry();
        }

        assertRefused(() -> open(tar), ErrorCode.SOURCE_UNREADABLE, "an extended header has 2000000 bytes");
    }

    private static PatchSource open(Path archive) throws IOException {
        return Archives.open(LocalFileBytes.open(archive, "archive"), LIMITS);
    }

    private static TarArchiveOutputStream tar(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new TarArchiveOutputStream(out, "UTF-8");
    }

    private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String text) throws IOException {
        byte[] bytes = text.getBytes(US_ASCII);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    private static String text(PatchSource source, int index) throws IOException {
        return new String(source.read(source.files().get(index)), US_ASCII);
    }

    private static void assertRefused(ThrowingCallable opening, ErrorCode code, String why) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
