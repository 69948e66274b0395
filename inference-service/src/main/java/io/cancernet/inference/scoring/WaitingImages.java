package io.cancernet.inference.scoring;

import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.model.ScoringModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Images that wait for the network, and which of them go next: a batch has one model, the one that the oldest image of
 * the highest priority asks for, and takes that model's images by priority and age. Not thread-safe.
 */
final class WaitingImages {

    private final int largestBatch;
    private final long longestWait;
    private final Map<ScoringModel, Lanes> models = new HashMap<>();
    private final Map<Priority, Integer> sizes = new EnumMap<>(Priority.class);

    /** @param longestWait nanoseconds until an image goes in a batch that is not full */
    WaitingImages(int largestBatch, long longestWait) {
        this.largestBatch = largestBatch;
        this.longestWait = longestWait;
    }

    /**
     * An image that waits.
     *
     * @param since when it came, by {@link System#nanoTime}
     */
    record Waiting(
            ScoringModel model, RgbImage image, Priority priority, long since, CompletableFuture<Prediction> answer) {}

    void add(Waiting image) {
        models.computeIfAbsent(image.model(), model -> new Lanes()).add(image);
        sizes.merge(image.priority(), 1, Integer::sum);
    }

    int size(Priority priority) {
        return sizes.getOrDefault(priority, 0);
    }

    boolean isEmpty() {
        return models.isEmpty();
    }

    /** Nanoseconds until a batch is to go, because it is full or an image of it waited long enough; 0: now. */
    long untilDue(long now) {
        long least = Long.MAX_VALUE;
        for (Lanes each : models.values()) {
            if (each.size >= largestBatch) {
                return 0;
            }
            least = Math.min(least, each.oldest() + longestWait - now);
        }
        return Math.max(0, least);
    }

    /** Takes the next batch, full or not: while one is due, no image of a higher priority is made to wait for it. */
    List<Waiting> take() {
        for (Priority priority : Priority.values()) {
            var next = models.entrySet().stream()
                    .filter(each -> each.getValue().has(priority))
                    .min(Comparator.comparingLong(each -> each.getValue().oldest(priority)));
            if (next.isPresent()) {
                return takeFrom(next.get().getKey(), next.get().getValue());
            }
        }
        return List.of();
    }

    /** Takes everything, in no order. */
    List<Waiting> clear() {
        List<Waiting> all = new ArrayList<>();
        while (!isEmpty()) {
            all.addAll(take());
        }
        return all;
    }

    private List<Waiting> takeFrom(ScoringModel model, Lanes lanes) {
        List<Waiting> batch = lanes.take(largestBatch);
        batch.forEach(each -> sizes.merge(each.priority(), -1, Integer::sum));
        if (lanes.size == 0) {
            models.remove(model);
        }
        return batch;
    }

    /** One model's images, oldest first, by priority. */
    private static final class Lanes {

        private final Map<Priority, Deque<Waiting>> lanes = new EnumMap<>(Priority.class);
        private int size;

        void add(Waiting image) {
            lanes.computeIfAbsent(image.priority(), priority -> new ArrayDeque<>())
                    .add(image);
            size++;
        }

        boolean has(Priority priority) {
            Deque<Waiting> lane = lanes.get(priority);
            return lane != null && !lane.isEmpty();
        }

        long oldest(Priority priority) {
            return Objects.requireNonNull(lanes.get(priority)).element().since();
        }

        long oldest() {
            return lanes.values().stream()
                    .filter(each -> !each.isEmpty())
                    .mapToLong(each -> each.element().since())
                    .min()
                    .orElseThrow();
        }

        List<Waiting> take(int most) {
            List<Waiting> taken = new ArrayList<>();
            for (Deque<Waiting> lane : lanes.values()) {
                while (taken.size() < most && !lane.isEmpty()) {
                    taken.add(lane.remove());
                }
            }
            size -= taken.size();
            return taken;
        }
    }
}
