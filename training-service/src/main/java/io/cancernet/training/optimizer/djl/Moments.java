package io.cancernet.training.optimizer.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.cancernet.common.network.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** An array of the optimiser beside each parameter, from zeros. Owns the arrays. */
final class Moments implements AutoCloseable {

    private final String name;
    private final NDManager manager;
    private final SortedMap<String, NDArray> arrays = new TreeMap<>();

    /** @param name tells the moments of an optimiser apart in its state */
    Moments(String name, SortedMap<String, NDArray> parameters) {
        this.name = name;
        manager = parameters.values().iterator().next().getManager().newSubManager();
        parameters.forEach((parameter, array) ->
                arrays.put(parameter, manager.zeros(array.getShape(), DataType.FLOAT32, array.getDevice())));
    }

    NDArray of(String parameter) {
        return Objects.requireNonNull(arrays.get(parameter), parameter);
    }

    /**
     * A number as an array, for arithmetic over many parameters. Plain numbers would do, but the engine wraps each in a
     * buffer outside the heap that stays until the collector runs, and a hundred a step tear the memory of the tensors to
     * pieces.
     */
    NDArray scalar(double value) {
        return manager.create(value);
    }

    /** Copies the arrays into a state. */
    void save(Map<String, Tensor> state) {
        arrays.forEach((parameter, array) -> {
            List<Long> shape =
                    Arrays.stream(array.getShape().getShape()).boxed().toList();
            state.put(key(parameter), new Tensor(shape, array.toFloatArray()));
        });
    }

    /** Takes the arrays from a state that holds those of so many moments. */
    void restore(Map<String, Tensor> state, int moments) {
        boolean mine = state.size() == moments * arrays.size()
                && arrays.keySet().stream().allMatch(parameter -> state.containsKey(key(parameter)));
        if (!mine) {
            throw new IllegalArgumentException("the optimiser's state is of another network or optimiser");
        }
        arrays.forEach((parameter, array) -> {
            Tensor tensor = Objects.requireNonNull(state.get(key(parameter)));
            array.set(FloatBuffer.wrap(tensor.values()));
        });
    }

    private String key(String parameter) {
        return name + "." + parameter;
    }

    @Override
    public void close() {
        manager.close();
    }
}
