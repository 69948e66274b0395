package io.cancernet.training.weights.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.network.Normalization;
import io.cancernet.common.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ImageNet-pretrained SqueezeNet 1.1 that came from Caffe as an ONNX file, brought to torchvision's names and
 * input.
 *
 * <p>The file takes blue, green and red from 0 to 255, less the means that Caffe took off in training (the network's
 * own {@code train_val.prototxt}; the file leaves that to its user). Its first convolution, which pads nothing, takes
 * over what differs: channels in the order red, green, blue, and torchvision's normalisation undone by its weights and
 * bias. The result is the same function of the same image. The classifier is left out.
 */
public final class SqueezeNetFile {

    private static final Pattern FIRE = Pattern.compile("fire(\\d)/(squeeze|expand1x1|expand3x3)(?:1x1)?_([wb])_0");
    private static final String FIRST_WEIGHT = "conv1_w_0";
    private static final String FIRST_BIAS = "conv1_b_0";
    private static final String CLASSIFIER = "conv10";
    private static final double LEVELS = 255;
    private static final int COLOURS = 3;

    /** Taken off blue, green and red in training, in levels. */
    private static final double[] CAFFE_MEANS = {104, 117, 123};

    /** Places of the modules fire2 to fire9 among torchvision's layers. */
    private static final int[] PLACES = {3, 4, 6, 7, 9, 10, 11, 12};

    private SqueezeNetFile() {}

    /**
     * Reads the backbone.
     *
     * @param onnx bytes of the file, with 16-bit or 32-bit floats
     * @throws DomainException when it is no ONNX file or another network's
     */
    public static SortedMap<String, Tensor> read(byte[] onnx) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (TensorProto initializer : graph(onnx).getInitializerList()) {
            String name = initializer.getName();
            if (!name.startsWith(CLASSIFIER)) {
                tensors.put(torchName(name), tensor(initializer));
            }
        }
        Tensor weight = tensors.get("features.0.weight");
        Tensor bias = tensors.get("features.0.bias");
        if (weight == null || bias == null) {
            throw invalid("it has no first convolution");
        }
        tensors.put("features.0.bias", shifted(bias, weight));
        tensors.put("features.0.weight", reordered(weight));
        return tensors;
    }

    private static GraphProto graph(byte[] onnx) {
        try {
            return ModelProto.parseFrom(onnx).getGraph();
        } catch (InvalidProtocolBufferException e) {
            throw new DomainException(ErrorCode.MODEL_INVALID, "the file is no ONNX file", e);
        }
    }

    private static String torchName(String name) {
        Matcher fire = FIRE.matcher(name);
        if (fire.matches()) {
            String part = fire.group(3).equals("w") ? "weight" : "bias";
            int module = Integer.parseInt(fire.group(1)) - 2;
            if (module >= 0 && module < PLACES.length) {
                return "features.%d.%s.%s".formatted(PLACES[module], fire.group(2), part);
            }
        }
        return switch (name) {
            case FIRST_WEIGHT -> "features.0.weight";
            case FIRST_BIAS -> "features.0.bias";
            default -> throw invalid("'%s' is no tensor of SqueezeNet".formatted(name));
        };
    }

    private static Tensor tensor(TensorProto proto) {
        ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean half = proto.getDataType() == TensorProto.DataType.FLOAT16.getNumber();
        if (!half && proto.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
            throw invalid("tensor %s holds no floats".formatted(proto.getName()));
        }
        float[] values = new float[raw.remaining() / (half ? Short.BYTES : Float.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = half ? HalfFloat.toFloat(raw.getShort()) : raw.getFloat();
        }
        return new Tensor(proto.getDimsList(), values);
    }

    /** The bias with what torchvision's means add and Caffe's take off at each pixel. */
    private static Tensor shifted(Tensor bias, Tensor weight) {
        float[] values = bias.values().clone();
        int kernel = weight.values().length / values.length / COLOURS;
        for (int i = 0; i < weight.values().length; i++) {
            int channel = i / kernel % COLOURS;
            double mean = Normalization.IMAGE_NET.mean().get(COLOURS - 1 - channel);
            values[i / kernel / COLOURS] += (float) (weight.values()[i] * (LEVELS * mean - CAFFE_MEANS[channel]));
        }
        return new Tensor(bias.shape(), values);
    }

    /** The weights of red, green and blue in this order, times what a normalised unit is in levels. */
    private static Tensor reordered(Tensor weight) {
        float[] from = weight.values();
        float[] to = new float[from.length];
        int kernel = Math.toIntExact(weight.shape().get(2) * weight.shape().get(3));
        for (int i = 0; i < from.length; i++) {
            int colour = i / kernel % COLOURS;
            int mirrored = i + (COLOURS - 1 - 2 * colour) * kernel;
            double deviation = Normalization.IMAGE_NET.deviation().get(COLOURS - 1 - colour);
            to[mirrored] = (float) (from[i] * LEVELS * deviation);
        }
        return new Tensor(weight.shape(), to);
    }

    private static DomainException invalid(String what) {
        return new DomainException(ErrorCode.MODEL_INVALID, "the file does not hold SqueezeNet 1.1: " + what);
    }
}
