package io.cancernet.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.training.data.PatchPixels;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFeedTest {

    private static final Recipe RECIPE =
            Recipes.preset("cancernet").with(Map.of("input.width", 8, "input.height", 8, "batchSize", 16));

    @Test
    void inOrder_everyPatchComesOnceWithItsLabel() {
        List<Integer> seen = drain(Pass.inOrder(numbered(100), 16));

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void training_takesWholeBatchesInAnOrderOfItsOwn() {
        List<Integer> first = drain(Pass.training(RECIPE, numbered(100), 1));
        List<Integer> again = drain(Pass.training(RECIPE, numbered(100), 1));
        List<Integer> second = drain(Pass.training(RECIPE, numbered(100), 2));

        assertThat(first)
                .hasSize(96)
                .doesNotHaveDuplicates()
                .isNotEqualTo(first.stream().sorted().toList());
        assertThat(again).isEqualTo(first);
        assertThat(second).hasSize(96).isNotEqualTo(first);
    }

    @Test
    void training_ofLessThanABatch_isOneBatch() {
        assertThat(drain(Pass.training(RECIPE, numbered(5), 1))).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void augmentation_dependsOnTheEpochAndNotOnTheBatch() {
        PatchSet patches = MemoryPixels.learnable(32, 8, 2, 1);

        byte[] one = pixelsOfFirst(Pass.training(RECIPE, patches, 1));
        byte[] same = pixelsOfFirst(Pass.training(RECIPE, patches, 1));

        assertThat(same).isEqualTo(one);
        assertThat(Seeds.augmentation(42, 1, 3)).isNotEqualTo(Seeds.augmentation(42, 2, 3));
        assertThat(Seeds.augmentation(42, 1, 3)).isNotEqualTo(Seeds.augmentation(42, 1, 4));
        assertThat(Seeds.augmentation(42, 1, 3)).isNotEqualTo(Seeds.augmentation(43, 1, 3));
    }

    @Test
    void failureWhileAssembling_reachesTheTaker() {
        PatchPixels broken = new PatchPixels() {
            @Override
            public int count() {
                return 100;
            }

            @Override
            public int width() {
                return 8;
            }

            @Override
            public int height() {
                return 8;
            }

            @Override
            public void read(int row, byte[] into) {
                throw new IllegalStateException("the disk is gone");
            }
        };
        PatchSet patches = new PatchSet(broken, new int[] {1, 2}, new int[] {0, 1});

        try (BatchFeed feed = new BatchFeed(Pass.inOrder(patches, 1))) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(feed::take)
                    .withStackTraceContaining("the disk is gone");
        }
    }

    @Test
    void batches_areUsedAgainByTheNextPassOfTheirKind() {
        BatchMemory memory = new BatchMemory();
        PatchSet patches = MemoryPixels.learnable(64, 8, 2, 1);
        Set<Batch> first = batches(Pass.training(RECIPE, patches, 1), memory);
        Set<Batch> second = batches(Pass.training(RECIPE, patches, 2), memory);
        Set<Batch> larger = batches(Pass.inOrder(patches, 32), memory);
        Set<Batch> withoutPixels = batches(Pass.inOrder(patches, 32).withoutPixels(), memory);

        assertThat(first).hasSize(4);
        assertThat(second).isEqualTo(first);
        assertThat(larger).doesNotContainAnyElementsOf(first);
        assertThat(withoutPixels).doesNotContainAnyElementsOf(larger);
    }

    private static Set<Batch> batches(Pass pass, BatchMemory memory) {
        Set<Batch> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        try (BatchFeed feed = new BatchFeed(pass, 0, memory)) {
            for (Batch batch = feed.take(); batch != null; batch = feed.take()) {
                seen.add(batch);
                feed.release(batch);
            }
        }
        return seen;
    }

    @Test
    void closing_endsTheAssemblingThread() {
        BatchFeed feed = new BatchFeed(Pass.inOrder(numbered(100), 1));
        feed.take();
        feed.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("batch-feed") && thread.isAlive());
    }

    private static List<Integer> drain(Pass pass) {
        List<Integer> seen = new ArrayList<>();
        try (BatchFeed feed = new BatchFeed(pass)) {
            for (Batch batch = feed.take(); batch != null; batch = feed.take()) {
                for (int i = 0; i < batch.size(); i++) {
                    int row = batch.pixels().get(i * 8 * 8 * 3) & 0xff;
                    assertThat(batch.label(i)).isEqualTo(row % 2);
                    seen.add(row);
                }
                feed.release(batch);
            }
        }
        return seen;
    }

    private static byte[] pixelsOfFirst(Pass pass) {
        try (BatchFeed feed = new BatchFeed(pass)) {
            Batch batch = feed.take();
            assertThat(batch).isNotNull();
            byte[] pixels = new byte[16 * 8 * 8 * 3];
            if (batch != null) {
                batch.pixels().get(0, pixels);
            }
            return pixels;
        }
    }

    private static PatchSet numbered(int count) {
        return new PatchSet(
                MemoryPixels.numbered(count, 8),
                IntStream.range(0, count).toArray(),
                IntStream.range(0, count).map(i -> i % 2).toArray());
    }
}
