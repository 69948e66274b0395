package io.cancernet.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.training.testing.TinyDataset;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ManifestReader reader = new ManifestReader(store);

    @Test
    void manifest_isReadInItsOrderAndSplits() {
        TinyDataset dataset = TinyDataset.usual("order").storeIn(store);

        Manifest manifest = reader.read(frozen(dataset));

        assertThat(manifest.lines()).isEqualTo(dataset.lines());
        assertThat(manifest.rows(Split.TRAIN)).hasSize(96);
        assertThat(manifest.rows(Split.VALIDATION)).startsWith(96).hasSize(20);
        assertThat(manifest.labels(new int[] {0, 20})).containsExactly(0, 1);
    }

    @Test
    void otherBytesThanAnnounced_areRefused() {
        TinyDataset dataset = TinyDataset.usual("bytes").storeIn(store);
        List<ManifestLine> fewer = dataset.lines().subList(1, dataset.lines().size());
        store.put(ObjectKeys.manifest(dataset.version()), JsonLines.write(fewer), "application/gzip");

        assertRefused(() -> reader.read(frozen(dataset)), "sha256");
    }

    @Test
    void missingManifest_isNamed() {
        TinyDataset dataset = TinyDataset.usual("missing");

        assertRefused(() -> reader.read(frozen(dataset)), ObjectKeys.manifest(dataset.version()));
    }

    @Test
    void caseInTwoSplits_isRefusedByName() {
        TinyDataset dataset =
                TinyDataset.usual("mixed").add("a", Split.TEST, 1, 1).storeIn(store);

        assertRefused(() -> reader.read(frozen(dataset)), "case a stands in two splits");
    }

    @Test
    void caseInTwoSplits_isAllowedInALeakyDataset() {
        TinyDataset dataset =
                TinyDataset.usual("leaky").add("a", Split.TEST, 1, 1).leaky().storeIn(store);

        assertThat(reader.read(frozen(dataset)).rows(Split.TEST)).hasSize(22);
    }

    @Test
    void emptyValidation_isRefused() {
        TinyDataset dataset =
                new TinyDataset("empty").add("a", Split.TRAIN, 2, 2).storeIn(store);

        assertRefused(() -> reader.read(frozen(dataset)), "validation split is empty");
    }

    @Test
    void patchThatStandsTwice_isRefused() {
        TinyDataset dataset = TinyDataset.usual("twice");
        List<ManifestLine> lines = new ArrayList<>(dataset.lines());
        lines.add(lines.get(0));
        byte[] bytes = JsonLines.write(lines);
        store.put(ObjectKeys.manifest(dataset.version()), bytes, "application/gzip");
        FrozenDataset frozen = frozen(dataset);
        FrozenDataset twice = new FrozenDataset(
                frozen.version(), new ObjectRef(frozen.manifest().key(), Sha256.of(bytes)), frozen.mpp(), false);

        assertRefused(() -> reader.read(twice), "stands in it twice");
    }

    private static FrozenDataset frozen(TinyDataset dataset) {
        DatasetFrozen event = dataset.frozen();
        return FrozenDataset.of(event);
    }

    private static void assertRefused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID))
                .hasMessageContaining(message);
    }
}
