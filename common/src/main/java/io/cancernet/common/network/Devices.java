package io.cancernet.common.network;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Where networks run. */
public final class Devices {

    private Devices() {}

    /** The first GPU, or the CPU where there is none. */
    public static Device best() {
        return Engine.getEngine("PyTorch").defaultDevice();
    }
}
