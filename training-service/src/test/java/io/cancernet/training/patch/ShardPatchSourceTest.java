package io.cancernet.training.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.training.testing.TinyDataset;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardPatchSourceTest {

    private final TinyDataset dataset =
            new TinyDataset("shards").add("a", Split.TRAIN, 4, 4).add("b", Split.TRAIN, 3, 3);
    private final List<PatchLocation> images =
            dataset.lines().stream().map(ManifestLine::image).toList();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Map<Integer, Sha256> read = new HashMap<>();

    @BeforeEach
    void store() {
        dataset.storeIn(store);
    }

    @Test
    void everyPatch_isReadOnceWithItsBytes() throws IOException {
        source().forEach((row, bytes) ->
                assertThat(read.put(row, Sha256.of(bytes))).isNull());

        assertThat(read).hasSize(14);
        read.forEach(
                (row, sha256) -> assertThat(sha256).isEqualTo(images.get(row).sha256()));
    }

    @Test
    void missingShard_isNamed() {
        store.delete(dataset.firstShard());

        assertThatThrownBy(() -> source().forEach((row, bytes) -> {}))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_SHARD))
                .hasMessageContaining("8 of the dataset's 14 patches are missing")
                .hasMessageContaining(dataset.firstShard() + " (8)");
    }

    @Test
    void shardThatEndsEarly_isRefused() {
        byte[] whole = store.get(dataset.firstShard());
        store.put(dataset.firstShard(), Arrays.copyOf(whole, whole.length - 1), "application/x-tar");

        assertThatThrownBy(() -> source().forEach((row, bytes) -> {}))
                .hasMessageContaining("1 of the dataset's 14 patches are missing")
                .hasMessageContaining("too short");
    }

    @Test
    void otherBytes_areRefused() {
        byte[] changed = store.get(dataset.firstShard());
        changed[(int) images.get(2).offset() + 50]++;
        store.put(dataset.firstShard(), changed, "application/x-tar");

        assertThatThrownBy(() -> source().forEach((row, bytes) -> {}))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HASH_MISMATCH))
                .hasMessageContaining("line 3");
    }

    @Test
    void storeThatIsAway_isAnOutage() {
        store.setAway(true);

        assertThatThrownBy(() -> source().forEach((row, bytes) -> {})).isInstanceOf(Outage.class);
    }

    private ShardPatchSource source() {
        return new ShardPatchSource(store, images, 2, () -> {});
    }
}
