package io.cancernet.common.network;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Where networks run. */
public final class Devices {

    static final String ENGINE = "PyTorch";

    static {
        EngineTuning.apply();
    }

    private Devices() {}

    /** The first GPU, or the CPU where there is none. Loads the engine on the first call. */
    public static Device best() {
        return Engine.getEngine(ENGINE).defaultDevice();
    }
}
