package io.cancernet.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that do not stay as they were listed. */
class ChangingSourceTest {

    private static final SourceLimits LIMITS = new SourceLimits(10, 100_000, 100);

    @TempDir
    private Path folder;

    private Tree tree;
    private Path root;

    @BeforeEach
    void makeTree() {
        tree = new Tree().file("a/1.png", "first").file("a/2.png", "second");
        root = tree.folder(folder.resolve("root"));
    }

    @Test
    void folder_that_stays_is_unchanged() throws IOException {
        PatchSource source = openFolder();

        assertThat(source.read(file(source, "a/1.png"))).asString().isEqualTo("first");
        source.requireUnchanged();
    }

    @Test
    void file_that_is_rewritten_after_the_listing_is_noticed() throws IOException {
        PatchSource source = openFolder();
        Files.writeString(root.resolve("a/1.png"), "fir5t");
        Files.setLastModifiedTime(root.resolve("a/1.png"), FileTime.fromMillis(1));

        assertChanged(() -> source.read(file(source, "a/1.png")));
        assertChanged(source::requireUnchanged);
    }

    @Test
    void file_that_grows_or_goes_away_is_noticed() throws IOException {
        PatchSource source = openFolder();
        Files.writeString(root.resolve("a/1.png"), "first and more");
        Files.delete(root.resolve("a/2.png"));

        assertChanged(() -> source.read(file(source, "a/1.png")));
        assertChanged(() -> source.read(file(source, "a/2.png")));
    }

    @Test
    void file_that_is_added_is_noticed_in_the_end() throws IOException {
        PatchSource source = openFolder();
        Files.writeString(root.resolve("a/3.png"), "third");

        assertThat(source.read(file(source, "a/1.png"))).asString().isEqualTo("first");
        assertChanged(source::requireUnchanged);
    }

    @Test
    void folder_that_goes_away_is_noticed() throws IOException {
        PatchSource source = openFolder();
        Files.move(root, folder.resolve("elsewhere"));

        assertChanged(() -> source.read(file(source, "a/1.png")));
        assertChanged(source::requireUnchanged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "tar.gz"})
    void archive_that_is_overwritten_is_noticed(String kind) throws IOException {
        Path archive = archive(kind);
        PatchSource source = open(archive);
        byte[] bytes = Files.readAllBytes(archive);
        for (int i = 20; i < bytes.length; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(archive, bytes);
        Files.setLastModifiedTime(archive, FileTime.fromMillis(1));

        assertChanged(() -> source.read(source.files().get(0)));
        assertChanged(source::requireUnchanged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "tar.gz"})
    void archive_that_is_cut_short_or_removed_is_noticed(String kind) throws IOException {
        Path archive = archive(kind);
        Path other = Files.copy(archive, folder.resolve("other"));
        PatchSource cut = open(archive);
        PatchSource removed = open(other);
        Files.write(archive, new byte[] {'P', 'K'});
        Files.delete(other);

        assertChanged(() -> cut.read(cut.files().get(1)));
        assertChanged(removed::requireUnchanged);
    }

    private PatchSource openFolder() {
        return open(root);
    }

    private Path archive(String kind) {
        Path path = folder.resolve("archive." + kind);
        return kind.equals("zip") ? tree.zip(path) : tree.tar(path);
    }

    private PatchSource open(Path path) {
        return new Sources(List.of(folder), LIMITS).open(path.toUri());
    }

    private static SourceFile file(PatchSource source, String name) {
        return source.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertChanged(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.SOURCE_CHANGED));
    }
}
