package io.cancernet.inference.model.djl;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/** How ONNX Runtime computes here. */
public final class OnnxSessions {

    private OnnxSessions() {}

    /**
     * Settings of a session, the caller's to close.
     *
     * @param threads of one pass
     */
    public static SessionOptions options(int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        // Threads that spin while they wait keep out those that they wait for: beside other work a pass took four times
        // as long.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Without it each pass asks the system for its memory anew and takes three times as long.
        options.setCPUArenaAllocator(true);
        return options;
    }
}
