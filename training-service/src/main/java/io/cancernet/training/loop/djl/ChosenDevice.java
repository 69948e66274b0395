package io.cancernet.training.loop.djl;

import ai.djl.Device;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.network.Devices;
import io.cancernet.training.recipe.ComputeDevice;
import java.util.OptionalLong;

/** The device that a recipe's wish comes to on this machine. */
public final class ChosenDevice {

    private ChosenDevice() {}

    /**
     * The device to compute on.
     *
     * @throws DomainException when a GPU is wanted and there is none
     */
    public static Device of(ComputeDevice wanted) {
        return switch (wanted) {
            case CPU -> Device.cpu();
            case AUTO -> Devices.gpu().orElse(Device.cpu());
            case GPU ->
                Devices.gpu()
                        .orElseThrow(() -> new DomainException(
                                ErrorCode.DEVICE_MISSING,
                                "the recipe asks for a GPU and this machine offers none; set device to AUTO or CPU,"
                                        + " or run a training-service built and started with CUDA"));
        };
    }

    /**
     * Whether that device is a GPU.
     *
     * @throws DomainException when a GPU is wanted and there is none
     */
    public static boolean isGpu(ComputeDevice wanted) {
        return of(wanted).isGpu();
    }

    /** Memory in bytes that is taken on that device; empty on a CPU and where the driver does not tell. */
    public static OptionalLong usedMemory(ComputeDevice wanted) {
        return Devices.usedMemory(of(wanted));
    }
}
