package io.cancernet.inference.bench.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.NetworkGraph;
import io.cancernet.inference.model.djl.OnnxSessions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;

/** Passes of a network over one batch that stays where it is: what the whole path is compared with. */
public final class BarePass implements AutoCloseable {

    private static final String ENGINE = "OnnxRuntime";

    private final Model model;
    private final Predictor<NDList, NDList> djl;
    private final NDManager manager;
    private final OrtSession own;

    private BarePass(Model model, OrtSession own) {
        this.model = model;
        this.djl = model.newPredictor(new NoopTranslator(null));
        this.manager = model.getNDManager().newSubManager();
        this.own = own;
    }

    /** Loads a network twice, to be computed on all processors: by DJL, and by ONNX Runtime's own API. */
    public static BarePass load(byte[] onnx) throws IOException {
        Model model = Model.newInstance("bare", Device.cpu(), ENGINE);
        int threads = Runtime.getRuntime().availableProcessors();
        try (OrtSession.SessionOptions forDjl = OnnxSessions.options(threads);
                OrtSession.SessionOptions forOwn = OnnxSessions.options(threads)) {
            model.load(new ByteArrayInputStream(onnx), Map.of("sessionOptions", forDjl));
            return new BarePass(model, OrtEnvironment.getEnvironment().createSession(onnx, forOwn));
        } catch (MalformedModelException | OrtException e) {
            model.close();
            throw new IOException("the network cannot be loaded", e);
        }
    }

    /** Patches/s by DJL's engine over so long a time, in seconds. */
    public double byDjl(int batch, double seconds) throws IOException {
        try (NDManager resident = manager.newSubManager()) {
            NDList input = new NDList(resident.create(noise(batch), new Shape(shape(batch))));
            return rate(batch, seconds, () -> {
                try (NDList logits = djl.predict(input)) {
                    logits.singletonOrThrow().toFloatArray();
                }
            });
        }
    }

    /** Patches/s by ONNX Runtime's own API. */
    public double byOnnxRuntime(int batch, double seconds) throws IOException {
        try (OnnxTensor input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), noise(batch), shape(batch))) {
            return rate(batch, seconds, () -> {
                try (OrtSession.Result result = own.run(Map.of(NetworkGraph.INPUT, input))) {
                    result.get(0).getValue();
                }
            });
        } catch (OrtException e) {
            throw new IOException(e);
        }
    }

    /** One pass, answers read. */
    @FunctionalInterface
    private interface Pass {
        void run() throws TranslateException, OrtException;
    }

    private static double rate(int batch, double seconds, Pass pass) throws IOException {
        try {
            long start = System.nanoTime();
            long passes = 0;
            while (System.nanoTime() - start < seconds * 1e9) {
                pass.run();
                passes++;
            }
            return passes * batch / ((System.nanoTime() - start) / 1e9);
        } catch (TranslateException | OrtException e) {
            throw new IOException("the network failed", e);
        }
    }

    private static long[] shape(int batch) {
        return new long[] {batch, RgbImage.CHANNELS, BenchModel.SIDE, BenchModel.SIDE};
    }

    private static FloatBuffer noise(int batch) {
        int size = batch * RgbImage.CHANNELS * BenchModel.SIDE * BenchModel.SIDE;
        FloatBuffer values = ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Random random = new Random(batch);
        for (int i = 0; i < size; i++) {
            values.put(i, random.nextFloat());
        }
        return values;
    }

    @Override
    public void close() throws OrtException {
        djl.close();
        model.close();
        own.close();
    }
}
