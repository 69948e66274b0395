package io.cancernet.dataset.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.dataset.Erased;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.manifest.Fault;
import io.cancernet.dataset.testing.FrozenInMemory;
import io.cancernet.dataset.verification.Findings.DamagedPatch;
import io.cancernet.dataset.verification.Findings.DamagedShard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DatasetCheckTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final FrozenInMemory frozen = new FrozenInMemory(store);
    private final FrozenDataset dataset = frozen.dataset();

    @Test
    void whole_dataset_passes() {
        Findings findings = check(dataset);

        assertThat(findings.whole()).isTrue();
        assertThat(findings.shards()).isEqualTo(6);
    }

    @Test
    void flipped_byte_is_found() {
        ManifestLine line = frozen.lines().get(4);
        byte[] shard = store.get(line.image().shard());
        shard[(int) line.image().offset() + 7] ^= 1;
        store.put(line.image().shard(), shard, "application/x-tar");

        Findings findings = check(dataset);

        assertThat(findings.manifestErrors()).isEmpty();
        assertThat(findings.damagedShards())
                .containsExactly(new DamagedShard(line.image().shard(), Fault.CHANGED, 1));
        assertThat(findings.damagedPatches())
                .containsExactly(
                        new DamagedPatch(5, line.patchId(), line.image().shard(), Fault.CHANGED));
    }

    @Test
    void erased_patches_are_no_damage() {
        ManifestLine gone = frozen.lines().get(0);
        byte[] left = JsonLines.write(frozen.lines().subList(3, 18));
        store.put(dataset.manifest().key(), left, "application/gzip");
        store.delete(gone.image().shard());
        ObjectRef manifest = new ObjectRef(dataset.manifest().key(), Sha256.of(left));

        Findings findings = check(dataset.with(new Erased(List.of(gone.slideId()), Instant.EPOCH, manifest, 3)));

        assertThat(findings.whole()).isTrue();
        assertThat(findings.erasedPatches()).isEqualTo(3);
        assertThat(check(dataset).whole()).isFalse();
    }

    @Test
    void patches_missing_beside_the_erased_ones_are_damage() {
        byte[] left = JsonLines.write(frozen.lines().subList(4, 18));
        store.put(dataset.manifest().key(), left, "application/gzip");
        ObjectRef manifest = new ObjectRef(dataset.manifest().key(), Sha256.of(left));

        Findings findings =
                check(dataset.with(new Erased(List.of(frozen.lines().get(0).slideId()), Instant.EPOCH, manifest, 3)));

        assertThat(findings.manifestErrors())
                .singleElement()
                .asString()
                .contains("14")
                .contains("15");
    }

    @Test
    void deleted_shard_is_found() {
        String shard = frozen.lines().get(0).image().shard();
        store.delete(shard);

        Findings findings = check(dataset);

        assertThat(findings.damagedShards()).containsExactly(new DamagedShard(shard, Fault.MISSING, 3));
        assertThat(findings.damagedPatchCount()).isEqualTo(3);
    }

    @Test
    void truncated_shard_is_found() {
        ManifestLine second = frozen.lines().get(1);
        String shard = second.image().shard();
        store.put(shard, Arrays.copyOf(store.get(shard), (int) second.image().offset() + 5), "application/x-tar");

        Findings findings = check(dataset);

        assertThat(findings.damagedShards()).containsExactly(new DamagedShard(shard, Fault.SHORT, 2));
        assertThat(findings.damagedPatches()).extracting(DamagedPatch::line).containsExactly(2, 3);
    }

    @Test
    void only_the_first_hundred_patches_are_listed() {
        FrozenInMemory many = new FrozenInMemory(store, 60);
        store.list("patches/").stream().filter(key -> key.endsWith(".tar")).forEach(store::delete);

        Findings findings = check(many.dataset());

        assertThat(findings.damagedPatches()).hasSize(100);
        assertThat(findings.damagedPatchCount()).isEqualTo(360);
    }

    @Test
    void changed_manifest_is_found_with_the_rules_that_it_breaks() {
        List<ManifestLine> lines = new ArrayList<>(frozen.lines());
        lines.set(1, lines.get(0));
        ManifestLine moved = lines.get(2);
        lines.set(2, in(moved, moved.split() == Split.TRAIN ? Split.TEST : Split.TRAIN));
        store.put(dataset.manifest().key(), JsonLines.write(lines), "application/gzip");

        Findings findings = check(dataset);

        assertThat(findings.manifestErrors())
                .anyMatch(error -> error.startsWith("line 2: its patch"))
                .anyMatch(error -> error.startsWith("line 3: case") && error.endsWith("stands in another split too"))
                .anyMatch(error -> error.startsWith("its lines count"))
                .anyMatch(error -> error.startsWith("the manifest has sha256"))
                .hasSize(4);
        assertThat(findings.damagedPatches()).isEmpty();
    }

    @Test
    void same_bytes_in_two_splits_are_found() {
        List<ManifestLine> lines = new ArrayList<>(frozen.lines());
        ManifestLine last = lines.get(lines.size() - 1);
        ManifestLine first = lines.get(0);
        lines.set(
                0,
                new ManifestLine(
                        first.split(),
                        first.caseId(),
                        first.slideId(),
                        first.extractionId(),
                        first.patchId(),
                        first.x(),
                        first.y(),
                        first.width(),
                        first.height(),
                        first.label(),
                        last.image()));
        store.put(dataset.manifest().key(), JsonLines.write(lines), "application/gzip");

        assertThat(check(dataset).manifestErrors())
                .contains("line %d: its bytes occur in another split too".formatted(lines.size()));
    }

    @Test
    void missing_and_truncated_manifests_are_found() {
        byte[] manifest = store.get(dataset.manifest().key());
        store.put(dataset.manifest().key(), Arrays.copyOf(manifest, manifest.length - 9), "application/gzip");
        assertThat(check(dataset).manifestErrors())
                .anyMatch(error -> error.contains("no whole gzip"))
                .contains("the manifest has sha256 %s, frozen was %s"
                        .formatted(
                                Sha256.of(Arrays.copyOf(manifest, manifest.length - 9)),
                                dataset.manifest().sha256()));

        store.delete(dataset.manifest().key());
        assertThat(check(dataset).manifestErrors()).containsExactly("the manifest is not in the object store");
    }

    @Test
    void store_that_is_away_is_no_damage() {
        store.setAway(true);

        assertThatThrownBy(() -> check(dataset)).isInstanceOf(Outage.class);
    }

    @Test
    void every_patch_is_told_and_the_check_can_be_stopped() {
        List<Integer> told = new ArrayList<>();

        assertThatThrownBy(() -> new DatasetCheck(dataset, store, checked -> {
                            told.add(checked);
                            if (checked == 4) {
                                throw new CancellationException("stop");
                            }
                        })
                        .run())
                .isInstanceOf(CancellationException.class);
        assertThat(told).containsExactly(1, 2, 3, 4);
    }

    private Findings check(FrozenDataset checked) {
        return new DatasetCheck(checked, store, patches -> {}).run();
    }

    private static ManifestLine in(ManifestLine line, Split split) {
        return new ManifestLine(
                split,
                line.caseId(),
                line.slideId(),
                line.extractionId(),
                line.patchId(),
                line.x(),
                line.y(),
                line.width(),
                line.height(),
                line.label(),
                line.image());
    }
}
