package io.cancernet.common.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.NetworkGraph;
import io.cancernet.common.network.Networks;
import io.cancernet.common.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model's network as an ONNX file, operators of {@link NetworkGraph#OPSET}: {@code images}, float (batch, 3, height,
 * width) as {@code model.json} has them scaled and normalised, to {@code logits}, float (batch, 2), of none and of
 * disease. The batch may have any size. Calibration and threshold stay in {@code model.json}. Equal models are equal
 * bytes.
 */
public final class OnnxFile {

    /** Version of the file format that goes with the operators. */
    private static final long IR_VERSION = 7;

    private static final String BATCH = "batch";

    private OnnxFile() {}

    /**
     * Writes a file.
     *
     * @param weights all parameters of the network
     * @throws io.cancernet.common.error.DomainException naming the tensors that are missing or surplus
     */
    public static byte[] write(ModelSpec spec, Map<String, Tensor> weights) {
        NetworkGraph network = Networks.graph(spec.network(), weights);
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName(spec.network().name())
                .addInput(value(
                        NetworkGraph.INPUT,
                        RgbImage.CHANNELS,
                        spec.input().height(),
                        spec.input().width()))
                .addOutput(value(NetworkGraph.OUTPUT, spec.classes().size()));
        network.nodes().forEach(node -> graph.addNode(node(node)));
        network.tensors().forEach((name, tensor) -> graph.addInitializer(tensor(name, tensor)));
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("CancerNet")
                .setDomain("io.cancernet")
                .setDocString(spec.note())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(NetworkGraph.OPSET))
                .setGraph(graph);
        metadata(spec)
                .forEach((key, text) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        return model.build().toByteArray();
    }

    private static Map<String, String> metadata(ModelSpec spec) {
        return new TreeMap<>(Map.of(
                "model",
                spec.name() + "/" + spec.version(),
                "classes",
                String.join(",", spec.classes()),
                "input",
                "RGB, scaled and normalised as model.json says",
                "note",
                spec.note()));
    }

    private static NodeProto node(NetworkGraph.Node node) {
        NodeProto.Builder proto = NodeProto.newBuilder()
                .setName(node.output())
                .setOpType(node.operator())
                .addAllInput(node.inputs())
                .addOutput(node.output());
        node.attributes().forEach((name, value) -> proto.addAttribute(attribute(name, value)));
        return proto.build();
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long number) {
            return proto.setType(AttributeProto.AttributeType.INT).setI(number).build();
        }
        if (value instanceof Float number) {
            return proto.setType(AttributeProto.AttributeType.FLOAT)
                    .setF(number)
                    .build();
        }
        proto.setType(AttributeProto.AttributeType.INTS);
        ((List<?>) value).forEach(each -> proto.addInts((Long) each));
        return proto.build();
    }

    private static TensorProto tensor(String name, Tensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(tensor.shape())
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    /** Floats whose first dimension is the batch. */
    private static ValueInfoProto value(String name, long... sides) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(BATCH));
        for (long side : sides) {
            shape.addDim(Dimension.newBuilder().setDimValue(side));
        }
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }
}
