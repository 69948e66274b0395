package io.cancernet.common.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store must do, the fake as well as the real one. */
public abstract class ObjectStoreContract {

    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.UTF_8);

    protected abstract ObjectStore store();

    @Test
    void object_putTwice_isReplaced() {
        store().put("contract/a", new byte[] {1}, "application/octet-stream");
        store().put("contract/a", TEXT, "application/octet-stream");

        assertThat(store().get("contract/a")).isEqualTo(TEXT);
    }

    @Test
    void file_put_comesBackAsStream(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("file"), TEXT);
        store().put("contract/file", file, "application/octet-stream");

        try (InputStream in = store().open("contract/file")) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void range_inside_isExact() {
        store().put("contract/range", TEXT, "application/octet-stream");

        assertThat(store().getRange("contract/range", 3, 4)).isEqualTo("3456".getBytes(StandardCharsets.UTF_8));
        assertThat(store().getRange("contract/range", 9, 1)).isEqualTo("9".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void range_leavingTheObject_isNotFound() {
        store().put("contract/range", TEXT, "application/octet-stream");

        assertThatThrownBy(() -> store().getRange("contract/range", 8, 4)).isInstanceOf(ObjectNotFoundException.class);
        assertThatThrownBy(() -> store().getRange("contract/range", 20, 4)).isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    void missingObject_isNotFound() {
        assertThat(store().exists("contract/none")).isFalse();
        assertThatThrownBy(() -> store().get("contract/none")).isInstanceOf(ObjectNotFoundException.class);
        assertThatThrownBy(() -> store().open("contract/none")).isInstanceOf(ObjectNotFoundException.class);
        assertThatThrownBy(() -> store().getRange("contract/none", 0, 1)).isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    void deletedObject_isGone_andDeletingItAgainIsNoError() {
        store().put("contract/deleted", TEXT, "application/octet-stream");
        store().delete("contract/deleted");
        store().delete("contract/deleted");

        assertThat(store().exists("contract/deleted")).isFalse();
    }

    @Test
    void list_givesKeysUnderThePrefixInOrder() {
        store().put("list/b", TEXT, "application/octet-stream");
        store().put("list/a", TEXT, "application/octet-stream");
        store().put("listing", TEXT, "application/octet-stream");

        assertThat(store().list("list/")).containsExactly("list/a", "list/b");
        assertThat(store().list("no-such-prefix/")).isEmpty();
    }
}
