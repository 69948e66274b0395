package io.cancernet.dataset.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipSourceTest {

    private static final SourceLimits LIMITS = new SourceLimits(100, 10_000_000, 100);
    private static final int CENTRAL_HEADER = 0x02014b50;

    @TempDir
    private Path folder;

    @Test
    void plain_archive_gives_its_files() throws IOException {
        Path zip = new Tree().file("a/x.png", "first").file("b.txt", "second").zip(folder.resolve("a.zip"));

        try (PatchSource source = open(zip, LIMITS)) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly("a/x.png", "b.txt");
            assertThat(source.read(source.files().get(1))).isEqualTo("second".getBytes(US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.png", "a/../../evil.png", "/etc/evil.png", "..\\evil.png", "C:\\evil.png", ".."})
    void path_that_leaves_the_root_is_refused(String name) {
        Path zip = new Tree().file("ok.png", "x").file(name, "evil").zip(folder.resolve("a.zip"));

        assertRefused(() -> open(zip, LIMITS), ErrorCode.UNSAFE_ARCHIVE_PATH, "leaves its root");
    }

    @Test
    void symbolic_link_is_refused() throws IOException {
        Path zip = folder.resolve("link.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry link = new ZipArchiveEntry("7/0/link.png");
            link.setUnixMode(0120777);
            out.putArchiveEntry(link);
            out.write("/etc/passwd".getBytes(US_ASCII));
            out.closeArchiveEntry();
        }

        assertRefused(() -> open(zip, LIMITS), ErrorCode.UNSAFE_ARCHIVE_PATH, "symbolic link");
    }

    @Test
    void bomb_is_refused_by_its_ratio() {
        Path zip = new Tree().file("7/0/bomb.png", new byte[5_000_000]).zip(folder.resolve("bomb.zip"));

        assertRefused(() -> open(zip, LIMITS), ErrorCode.ARCHIVE_TOO_LARGE, "grows more than 100 times");
    }

    @Test
    void bomb_is_refused_by_its_size() {
        Tree tree = new Tree();
        for (int i = 0; i < 30; i++) {
            tree.file(i + ".png", new byte[500_000]);
        }
        Path zip = tree.zip(folder.resolve("bomb.zip"));

        assertRefused(() -> open(zip, LIMITS), ErrorCode.ARCHIVE_TOO_LARGE, "more than 10000000 bytes");
    }

    @Test
    void too_many_files_are_refused() {
        Tree tree = new Tree();
        for (int i = 0; i < 101; i++) {
            tree.file(i + ".png", "x");
        }
        Path zip = tree.zip(folder.resolve("many.zip"));

        assertRefused(() -> open(zip, LIMITS), ErrorCode.ARCHIVE_TOO_LARGE, "more than 100 files");
    }

    @Test
    void header_that_lies_about_the_size_is_refused() throws IOException {
        Path zip = new Tree().file("7/0/bomb.png", new byte[5_000_000]).zip(folder.resolve("lying.zip"));
        stateSize(zip, 1000);

        assertRefused(() -> open(zip, LIMITS), ErrorCode.ARCHIVE_TOO_LARGE, "more than the 1000 bytes");
    }

    @Test
    void header_that_states_too_much_makes_the_file_unreadable() throws IOException {
        Path zip = new Tree().file("7/0/short.png", "short").zip(folder.resolve("short.zip"));
        stateSize(zip, 1000);

        try (PatchSource source = open(zip, LIMITS)) {
            assertThatThrownBy(() -> source.read(source.files().get(0))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void damaged_entry_spoils_itself_only() throws IOException {
        byte[] noise = new byte[2000];
        new Random(1).nextBytes(noise);
        Path zip = new Tree().file("a.png", noise).file("b.png", "whole").zip(folder.resolve("damaged.zip"));
        byte[] bytes = Files.readAllBytes(zip);
        bytes[1000] ^= 0x55;
        Files.write(zip, bytes);

        try (PatchSource source = open(zip, LIMITS)) {
            assertThatThrownBy(() -> source.read(source.files().get(0))).isInstanceOf(IOException.class);
            assertThat(source.read(source.files().get(1))).isEqualTo("whole".getBytes(US_ASCII));
        }
    }

    @Test
    void truncated_archive_is_refused() throws IOException {
        Path zip = new Tree().patches("7", 2, 2).zip(folder.resolve("cut.zip"));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused(() -> open(zip, LIMITS), ErrorCode.SOURCE_UNREADABLE, "cut short");
    }

    @Test
    void text_is_no_archive() throws IOException {
        Path text = Files.writeString(folder.resolve("first bytes"), "not a zip");

        assertRefused(() -> open(text, LIMITS), ErrorCode.SOURCE_UNREADABLE, "first bytes");
    }

    @Test
    void longText_is_no_archive_and_is_not_quoted() throws IOException {
        Path text = Files.writeString(folder.resolve("long"), "root:x:0:0:nologin\n".repeat(100));

        assertRefused(() -> open(text, LIMITS), ErrorCode.SOURCE_UNREADABLE, "first bytes");
    }

    @Test
    void many_threads_read_the_right_bytes() throws IOException {
        Tree tree = new Tree();
        for (int i = 0; i < 100; i++) {
            tree.file(i + ".png", "content of " + i);
        }
        Path zip = tree.zip(folder.resolve("parallel.zip"));

        try (PatchSource source = open(zip, LIMITS)) {
            List<String> read = source.files().parallelStream()
                    .map(file -> file.name() + " " + text(source, file))
                    .toList();
            assertThat(read).hasSize(100).allSatisfy(each -> {
                String number = each.substring(0, each.indexOf('.'));
                assertThat(each).isEqualTo(number + ".png content of " + number);
            });
        }
    }

    private static String text(PatchSource source, SourceFile file) {
        try {
            return new String(source.read(file), US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Overwrites the size of the first entry in the central directory. */
    private static void stateSize(Path zip, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int header = 0;
        while (bytes.getInt(header) != CENTRAL_HEADER) {
            header++;
        }
        bytes.putInt(header + 24, size);
        Files.write(zip, bytes.array());
    }

    private static PatchSource open(Path archive, SourceLimits limits) throws IOException {
        return Archives.open(LocalFileBytes.open(archive, "archive"), limits);
    }

    private static void assertRefused(ThrowingCallable opening, ErrorCode code, String why) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
