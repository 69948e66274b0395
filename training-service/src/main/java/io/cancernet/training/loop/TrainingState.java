package io.cancernet.training.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.Safetensors;
import io.cancernet.common.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything from which a training goes on as if it had never stopped: order, augmentation and dropout follow from the
 * recipe's seed and these numbers.
 *
 * @param epochs that are finished
 * @param unfinished what was trained of the next epoch
 * @param weights of the network, statistics of batch normalisation included
 * @param optimizer the optimiser's own arrays
 * @param steps taken by the optimiser
 * @param selected the epoch whose weights are kept so far; absent before the first is finished
 */
public record TrainingState(
        List<EpochResult> epochs,
        Unfinished unfinished,
        SortedMap<String, Tensor> weights,
        SortedMap<String, Tensor> optimizer,
        long steps,
        @Nullable Selected selected) {

    private static final String WEIGHTS = "weights/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String DIFFERENCES = "selected/validation-logit-differences";
    private static final String STATE = "state";

    /**
     * Sums over the batches of an epoch that is not finished.
     *
     * @param batches trained
     * @param nanosTraining time that they took
     * @param nanosWaiting part of it without data
     */
    public record Unfinished(int batches, int patches, double loss, long hits, long nanosTraining, long nanosWaiting) {

        /** An epoch before its first batch. */
        public static final Unfinished NOTHING = new Unfinished(0, 0, 0, 0, 0, 0);
    }

    /**
     * The epoch that is the best so far, or the last, as the recipe has it. The arrays are not copied.
     *
     * @param epoch from 1
     * @param weights safetensors bytes
     * @param validationLogitDifferences in the order of the validation patches
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
    public record Selected(int epoch, byte[] weights, float[] validationLogitDifferences) {}

    public TrainingState {
        epochs = List.copyOf(epochs);
    }

    /** The state as safetensors, without the weights of the selected epoch, which change seldom and lie apart. */
    public byte[] toBytes() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        weights.forEach((name, tensor) -> tensors.put(WEIGHTS + name, tensor));
        optimizer.forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        if (selected != null) {
            float[] values = selected.validationLogitDifferences();
            tensors.put(DIFFERENCES, new Tensor(List.of((long) values.length), values));
        }
        Numbers numbers = new Numbers(epochs, unfinished, steps, selected == null ? 0 : selected.epoch());
        return Safetensors.toBytes(
                tensors, Map.of(STATE, Json.mapper().valueToTree(numbers).toString()));
    }

    /**
     * Reads a state.
     *
     * @param selectedWeights of the selected epoch; not looked at where none is finished
     * @throws DomainException when the bytes are none
     */
    public static TrainingState fromBytes(byte[] bytes, byte[] selectedWeights) {
        Numbers numbers = numbers(Safetensors.metadata(bytes).get(STATE));
        SortedMap<String, Tensor> tensors = Safetensors.read(bytes);
        Tensor differences = tensors.get(DIFFERENCES);
        return new TrainingState(
                numbers.epochs(),
                numbers.unfinished(),
                under(WEIGHTS, tensors),
                under(OPTIMIZER, tensors),
                numbers.steps(),
                differences == null
                        ? null
                        : new Selected(numbers.selectedEpoch(), selectedWeights, differences.values()));
    }

    private static Numbers numbers(@Nullable String json) {
        if (json == null) {
            throw new DomainException(ErrorCode.MODEL_INVALID, "the checkpoint does not say where it stands");
        }
        try {
            return Json.mapper().readValue(json, Numbers.class);
        } catch (JsonProcessingException e) {
            throw new DomainException(ErrorCode.MODEL_INVALID, "the checkpoint does not say where it stands", e);
        }
    }

    private static SortedMap<String, Tensor> under(String prefix, SortedMap<String, Tensor> tensors) {
        SortedMap<String, Tensor> found = new TreeMap<>();
        tensors.tailMap(prefix).forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    /** What a state holds besides tensors. */
    private record Numbers(List<EpochResult> epochs, Unfinished unfinished, long steps, int selectedEpoch) {}
}
