package io.cancernet.common.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** Where networks run. */
public final class Devices {

    private static final String ENGINE = "PyTorch";

    static {
        EngineTuning.apply();
    }

    private Devices() {}

    /** The first GPU, or the CPU where there is none. Loads the engine on the first call. */
    public static Device best() {
        return Engine.getEngine(ENGINE).defaultDevice();
    }

    /** A manager of its own on a device. Everything here loads the engine through this class, tuned first. */
    static NDManager newManager(Device device) {
        return NDManager.newBaseManager(device, ENGINE);
    }
}
