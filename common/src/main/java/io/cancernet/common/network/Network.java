package io.cancernet.common.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.Pair;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A network with its parameters on one device.
 *
 * <p>Its manager owns the parameters and nothing else; results belong to the manager of the input, which the caller
 * closes after each batch. Not thread-safe.
 */
public final class Network implements AutoCloseable {

    private static final long BACKBONE_SALT = 0x5bd1e995L;

    private final NDManager manager;
    private final Block layers;
    private final ParameterStore store;
    private final SortedMap<String, Parameter> parameters = new TreeMap<>();

    private Network(
            NetworkSpec spec, int width, int height, Initializer initializer, Initializer backbone, Device device) {
        layers = Networks.layers(spec);
        manager = Devices.newManager(device);
        layers.setInitializer(initializer, Parameter.Type.WEIGHT);
        if (layers instanceof BackboneNetwork whole) {
            whole.features().setInitializer(backbone, Parameter.Type.WEIGHT);
        }
        layers.initialize(manager, DataType.FLOAT32, new Shape(1, RgbImage.CHANNELS, height, width));
        store = new ParameterStore(manager, false);
        collect("", layers);
    }

    /** A network with fresh weights, which are a function of the seed alone: Glorot's, in a backbone He's. */
    public static Network initialised(NetworkSpec spec, int width, int height, long seed, Device device) {
        return new Network(
                spec, width, height, SeededUniform.glorot(seed), SeededUniform.he(seed + BACKBONE_SALT), device);
    }

    /**
     * A network with the weights of a file.
     *
     * @throws DomainException naming the tensors that are missing, surplus or of another shape
     */
    public static Network loaded(NetworkSpec spec, int width, int height, Map<String, Tensor> weights, Device device) {
        Network network = new Network(spec, width, height, Initializer.ZEROS, Initializer.ZEROS, device);
        try {
            network.load(weights);
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * The logits of a batch without dropout, with the statistics gathered in training.
     *
     * @param input (batch, 3, height, width) from {@link NetworkInput}
     * @return (batch, 2): negative, positive
     */
    public NDArray infer(NDArray input) {
        return layers.forward(store, new NDList(input), false, null).singletonOrThrow();
    }

    /**
     * The logits of a batch in training: with dropout, by the batch's own statistics, which are gathered.
     *
     * @return (batch, 2): negative, positive
     */
    public NDArray train(NDArray input, TrainingStep step) {
        return layers.forward(store, new NDList(input), true, step.asParameters())
                .singletonOrThrow();
    }

    /**
     * What the network makes of each image: the logit of disease minus that of none.
     *
     * @param views of an image whose probabilities are averaged; null for the image alone
     */
    public float[] differences(NDArray input, @Nullable TestTimeAugmentation views) {
        return AveragedViews.differences(
                Objects.requireNonNullElse(views, TestTimeAugmentation.NONE), input, this::infer);
    }

    /** Parameters that learn, by name, with gradients switched on. They stay the network's own. */
    public SortedMap<String, NDArray> trainable() {
        SortedMap<String, NDArray> arrays = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.requiresGradient()) {
                NDArray array = parameter.getArray();
                array.setRequiresGradient(true);
                arrays.put(name, array);
            }
        });
        return Collections.unmodifiableSortedMap(arrays);
    }

    /** Number of values of all parameters, statistics of batch normalisation included. */
    public long parameterCount() {
        return parameters.values().stream().mapToLong(p -> p.getArray().size()).sum();
    }

    /** A copy of all parameters, statistics of batch normalisation included. */
    public SortedMap<String, Tensor> weights() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            NDArray array = parameter.getArray();
            tensors.put(name, new Tensor(shape(array), array.toFloatArray()));
        });
        return tensors;
    }

    /** The device that holds the parameters. */
    public Device device() {
        return manager.getDevice();
    }

    /** Arrays and batches that are not closed yet: the parameters and what leaked. */
    public int openArrays() {
        return manager.getManagedArrays().size();
    }

    /** The engine that computes. */
    public Engine engine() {
        return manager.getEngine();
    }

    /** A manager for one batch, to be closed after it. */
    public NDManager newBatch() {
        return manager.newSubManager();
    }

    /**
     * Replaces all parameters, or none of them.
     *
     * @throws DomainException as {@link #loaded} does
     */
    public void load(Map<String, Tensor> weights) {
        load(weights, parameters.keySet());
    }

    /**
     * Replaces the parameters of the backbone, or none of them.
     *
     * @param weights from {@link BackboneWeights}
     * @throws DomainException as {@link #loaded} does
     */
    public void loadBackbone(Map<String, Tensor> weights) {
        requireBackbone();
        Set<String> names = parameters.keySet().stream()
                .filter(name -> name.startsWith(BackboneNetwork.BACKBONE))
                .collect(Collectors.toSet());
        load(weights, names);
    }

    /** Lets only the head learn from now on; statistics of batch normalisation below it stay too. */
    public void freezeBackbone() {
        requireBackbone().freeze();
    }

    private BackboneNetwork requireBackbone() {
        if (layers instanceof BackboneNetwork whole) {
            return whole;
        }
        throw new IllegalStateException("this network has no backbone");
    }

    private void load(Map<String, Tensor> weights, Set<String> names) {
        SortedSet<String> wrong = new TreeSet<>();
        names.forEach(name -> {
            Parameter parameter = parameter(name);
            Tensor tensor = weights.get(name);
            List<Long> shape = shape(parameter.getArray());
            if (tensor == null) {
                wrong.add(name + " is missing");
            } else if (!tensor.shape().equals(shape)) {
                wrong.add("%s is %s and should be %s".formatted(name, tensor.shape(), shape));
            }
        });
        for (String name : weights.keySet()) {
            if (!names.contains(name)) {
                wrong.add(name + " is not of this network");
            }
        }
        if (!wrong.isEmpty()) {
            throw new DomainException(
                    ErrorCode.MODEL_INVALID, "the weights do not fit the network: " + String.join("; ", wrong));
        }
        weights.forEach((name, tensor) -> parameter(name).getArray().set(FloatBuffer.wrap(tensor.values())));
    }

    private Parameter parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    private static List<Long> shape(NDArray array) {
        return Arrays.stream(array.getShape().getShape()).boxed().toList();
    }

    /** Gathers parameters under stable names: DJL puts a running number before each child's. */
    private void collect(String prefix, Block block) {
        block.getDirectParameters().forEach(entry -> {
            if (entry.getValue().isInitialized()) {
                parameters.put(prefix + entry.getKey(), entry.getValue());
            }
        });
        int number = 1;
        for (Pair<String, Block> child : block.getChildren()) {
            String running = String.format(Locale.ROOT, "%02d", number++);
            String name = child.getKey().substring(running.length());
            collect(name.isEmpty() ? prefix : prefix + name + ".", child.getValue());
        }
    }

    /** Frees the parameters and whatever batches are still open. */
    @Override
    public void close() {
        manager.close();
    }
}
