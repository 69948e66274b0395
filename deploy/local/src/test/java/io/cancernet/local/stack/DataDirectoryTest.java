package io.cancernet.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void open_whileAnotherHoldsIt_isRefused() {
        try (DataDirectory first = DataDirectory.open(folder)) {
            assertThat(first.stack().getParent()).isEqualTo(folder);
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> DataDirectory.open(folder))
                    .withMessageContaining("in use")
                    .withMessageContaining("--data-dir");
        }
        DataDirectory.open(folder).close();
    }

    @Test
    void pseudonymKey_isMadeOnce_andReadableByItsOwnerAlone() throws IOException {
        String key;
        try (DataDirectory first = DataDirectory.open(folder)) {
            key = first.pseudonymKey();
        }
        try (DataDirectory second = DataDirectory.open(folder)) {
            assertThat(second.pseudonymKey()).isEqualTo(key).hasSize(64);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pseudonym-key"))))
                .isEqualTo("rw-------");
    }
}
