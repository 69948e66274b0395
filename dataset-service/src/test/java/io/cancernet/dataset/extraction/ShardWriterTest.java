package io.cancernet.dataset.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.Outage;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardWriterTest {

    private static final ExtractionId ID = new ExtractionId("e".repeat(32));
    private static final byte[] IMAGE = new byte[3000];
    /** Two images a shard. */
    private static final long SHARD_BYTES = 9000;

    @TempDir
    private Path folder;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void fullShard_isPutWhileTheNextIsWritten() throws Exception {
        CountDownLatch nextIsWritten = new CountDownLatch(1);
        try (ShardWriter writer = writer(beforeShards(() -> await(nextIsWritten)))) {
            add(writer, 4);
            nextIsWritten.countDown();
            writer.finish();
        }

        assertThat(store.list("")).hasSize(3);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void storeThatIsAway_isToldAndLeavesNoFile() throws IOException {
        store.setAway(true);
        try (ShardWriter writer = writer(store)) {
            assertThatThrownBy(() -> {
                        add(writer, 4);
                        writer.finish();
                    })
                    .isInstanceOf(Outage.class);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writerThatIsClosedEarly_endsItsUpload() throws Exception {
        CountDownLatch uploading = new CountDownLatch(1);
        try (ShardWriter writer = writer(beforeShards(() -> {
            uploading.countDown();
            await(new CountDownLatch(1));
        }))) {
            add(writer, 3);
            await(uploading);
        }

        assertThat(store.list("")).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void discarded_leavesNoShard() throws IOException {
        try (ShardWriter writer = writer(store)) {
            add(writer, 7);
            writer.discard();
        }

        assertThat(store.list("")).isEmpty();
    }

    private ShardWriter writer(ObjectStore to) throws IOException {
        return new ShardWriter(ID, to, SHARD_BYTES, folder);
    }

    private static void add(ShardWriter writer, int images) throws IOException {
        for (int x = 0; x < images; x++) {
            ShardWriter.Place place =
                    new ShardWriter.Place(Identifiers.patchId(ID, Integer.toString(x)), x, 0, 1, 1, null, null);
            writer.add(place, "png", IMAGE, Sha256.of(IMAGE));
        }
    }

    /** The store, with something to wait for before each shard. */
    private ObjectStore beforeShards(Runnable wait) {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")
                            && arguments[0].toString().endsWith(".tar")) {
                        wait.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new Outage("interrupted", e);
        }
    }
}
