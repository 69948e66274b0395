package io.cancernet.training.loop.djl;

import ai.djl.Device;
import io.cancernet.common.network.Devices;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.Network;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.Residency;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Where a training gets its images from: both sets lie on the device, or both are sent batch by batch. */
record TrainingImages(BatchImages train, BatchImages validation) implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TrainingImages.class);
    private static final long MEGA = 1_000_000;

    static TrainingImages of(
            Residency residency, Network network, InputSpec input, PatchSet train, PatchSet validation) {
        long bytes = ResidentImages.bytes(train) + ResidentImages.bytes(validation);
        Device device = network.device();
        if (!resident(residency, device, bytes, Devices.freeMemory(device))) {
            return new TrainingImages(BatchImages.streamed(input), BatchImages.streamed(input));
        }
        LOG.infof("%,d MB of decoded patches are kept on %s", bytes / MEGA, device);
        BatchImages kept = new ResidentImages(network.newBatch(), input, train);
        try {
            return new TrainingImages(
                    kept,
                    validation.size() == 0
                            ? BatchImages.streamed(input)
                            : new ResidentImages(network.newBatch(), input, validation));
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    /** @param free memory of the device in bytes; empty where nobody knows */
    static boolean resident(Residency residency, Device device, long bytes, OptionalLong free) {
        return switch (residency.mode()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case AUTO -> device.isGpu() && fits(residency.share(), device, bytes, free);
        };
    }

    private static boolean fits(double share, Device device, long bytes, OptionalLong free) {
        if (free.isEmpty()) {
            LOG.warnf("%s does not tell its free memory: patches are sent to it batch by batch", device);
            return false;
        }
        if (bytes > share * free.getAsLong()) {
            LOG.infof(
                    "%,d MB of decoded patches do not fit into %.0f %% of the %,d MB free on %s and are sent batch by batch",
                    bytes / MEGA, 100 * share, free.getAsLong() / MEGA, device);
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        validation.close();
        train.close();
    }
}
