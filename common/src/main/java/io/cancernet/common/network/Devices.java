package io.cancernet.common.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Where networks run, and the only door to the engine: one that is loaded past it is not tuned. */
public final class Devices {

    private static final String ENGINE = "PyTorch";

    static {
        EngineTuning.apply();
    }

    private Devices() {}

    /** The engine, loaded and tuned by the first call. */
    public static Engine engine() {
        return Engine.getEngine(ENGINE);
    }

    /** The first GPU, or the CPU where there is none. */
    public static Device best() {
        return engine().defaultDevice();
    }

    /** The first GPU; empty where there is none. */
    public static Optional<Device> gpu() {
        return engine().getGpuCount() > 0 ? Optional.of(Device.gpu()) : Optional.empty();
    }

    /**
     * Gives the memory of this process that tensors left free back to the system. Now and then, such as after an epoch: in
     * between it is kept, since tensors of the next step take it again.
     */
    public static void releaseFreeMemory() {
        EngineTuning.release();
    }

    /** Memory in bytes that is free on a device now; empty on a CPU and where the driver does not tell. */
    public static OptionalLong freeMemory(Device device) {
        return memory(device, usage -> usage.getMax() - usage.getUsed());
    }

    /** Memory in bytes that is taken on a device now, by whomever; empty as that of {@link #freeMemory}. */
    public static OptionalLong usedMemory(Device device) {
        return memory(device, MemoryUsage::getUsed);
    }

    private static OptionalLong memory(Device device, ToLongFunction<MemoryUsage> figure) {
        if (!device.isGpu()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(figure.applyAsLong(CudaUtils.getGpuMemory(device)));
        } catch (RuntimeException e) {
            System.getLogger(Devices.class.getName())
                    .log(System.Logger.Level.WARNING, "the GPU does not tell its memory", e);
            return OptionalLong.empty();
        }
    }

    /** A manager of its own on a device. Everything here loads the engine through this class, tuned first. */
    static NDManager newManager(Device device) {
        return NDManager.newBaseManager(device, ENGINE);
    }
}
