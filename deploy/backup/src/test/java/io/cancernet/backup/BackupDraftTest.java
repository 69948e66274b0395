package io.cancernet.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupDraftTest {

    private static final TableCopy EARLIER = new TableCopy("dataset.slide", List.of("id"), Map.of(), 1, "aa11");
    private static final TableCopy LATER = new TableCopy("dataset.slide", List.of("id"), Map.of(), 2, "bb22");

    @TempDir
    Path path = Path.of(".");

    private BackupFolder folder = new BackupFolder(path);

    @BeforeEach
    void makeEarlierBackup() throws IOException {
        folder = new BackupFolder(path);
        try (BackupDraft draft = folder.draft()) {
            draft.keepRows(written(draft), EARLIER);
            draft.complete(contents(EARLIER));
        }
    }

    @Test
    void unfinished_leaves_the_earlier_backup_whole_and_no_half_written_file() throws IOException {
        try (BackupDraft draft = folder.draft()) {
            draft.keepRows(written(draft), LATER);
            written(draft);
        }

        assertThat(folder.wholeContents()).isEqualTo(contents(EARLIER));
        assertThat(path.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void complete_takes_the_place_of_the_earlier_backup() throws IOException {
        try (BackupDraft draft = folder.draft()) {
            draft.keepRows(written(draft), LATER);
            draft.complete(contents(LATER));
        }

        assertThat(folder.wholeContents()).isEqualTo(contents(LATER));
        assertThat(folder.rows(EARLIER)).doesNotExist();
    }

    @Test
    void second_at_the_same_time_is_refused() throws IOException {
        try (BackupDraft draft = folder.draft()) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(folder::draft)
                    .withMessageContaining("another backup is being made");
            assertThat(draft.has("aa11")).isFalse();
        }
    }

    @Test
    void missing_rows_are_named() throws IOException {
        Files.delete(folder.rows(EARLIER));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(folder::wholeContents)
                .withMessageContainingAll("damaged", "dataset.slide");
    }

    private static Path written(BackupDraft draft) throws IOException {
        return Files.writeString(draft.incoming(), "rows");
    }

    private static BackupContents contents(TableCopy table) {
        return new BackupContents(new DatabaseCopy(Map.of("dataset", "1"), List.of(table), Map.of()), List.of());
    }
}
