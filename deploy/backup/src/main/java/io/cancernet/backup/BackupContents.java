package io.cancernet.backup;

import java.util.List;

/** What a backup consists of. */
public record BackupContents(DatabaseCopy database, List<StoredObject> objects) {

    public BackupContents {
        objects = List.copyOf(objects);
    }
}
