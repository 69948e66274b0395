package io.cancernet.inference.request;

import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.page.ColumnsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of patches of a request, by column: the n-th number of each belongs to the n-th patch.
 *
 * @param threshold of the model that scored them; absent where none of these has a score
 * @param x left edge of the patch, as the slide's index has it
 * @param y top edge
 * @param probability calibrated probability of disease; null where the patch failed
 * @param outOfDistribution places in the columns of patches whose colours are unlike those of the training patches
 * @param failed patches without a score
 * @param next cursor of the next part; absent on the last
 */
public record ScoreColumns(
        RequestId requestId,
        @Nullable Double threshold,
        List<Integer> x,
        List<Integer> y,
        List<@Nullable Double> probability,
        List<Integer> outOfDistribution,
        List<Failed> failed,
        @Nullable String next,
        String notice) {

    /** A patch without a score; the number is its place in the columns. */
    public record Failed(int number, String errorCode) {}

    /**
     * Makes columns of what a query for {@code part.limit() + 1} patches found.
     *
     * @param found with places
     */
    public static ScoreColumns of(RequestId request, ColumnsRequest part, List<RequestedScore> found) {
        boolean more = found.size() > part.limit();
        List<RequestedScore> patches = more ? found.subList(0, part.limit()) : found;
        List<@Nullable Double> probability = new ArrayList<>(patches.size());
        List<Integer> outOfDistribution = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        Double threshold = null;
        for (int number = 0; number < patches.size(); number++) {
            RequestedScore patch = patches.get(number);
            probability.add(patch.probability());
            if (patch.errorCode() != null) {
                failed.add(new Failed(number, patch.errorCode()));
            } else {
                threshold = patch.threshold();
            }
            if (Boolean.TRUE.equals(patch.outOfDistribution())) {
                outOfDistribution.add(number);
            }
        }
        return new ScoreColumns(
                request,
                threshold,
                patches.stream().map(each -> Objects.requireNonNull(each.x())).toList(),
                patches.stream().map(each -> Objects.requireNonNull(each.y())).toList(),
                probability,
                outOfDistribution,
                failed,
                more ? patches.get(patches.size() - 1).patchId().value() : null,
                PatchScored.NOTICE);
    }
}
