package io.cancernet.common.network;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.MemoryUsage;
import java.util.function.ToLongFunction;

/** Memory of the GPUs that a process sees, by whomever it is used, as metrics; 0 where there is none. */
public final class GpuMemory {

    private GpuMemory() {}

    public static void watch(MeterRegistry registry) {
        Gauge.builder("cancernet.gpu.memory.used", () -> sum(MemoryUsage::getUsed))
                .description("Memory in use on the GPUs of this process; 0 without a GPU")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("cancernet.gpu.memory.size", () -> sum(MemoryUsage::getMax))
                .description("Memory of the GPUs of this process; 0 without a GPU")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Asks the driver and no engine: one that is not in use is not loaded for it. */
    private static double sum(ToLongFunction<MemoryUsage> figure) {
        try {
            long sum = 0;
            for (int i = 0; i < CudaUtils.getGpuCount(); i++) {
                sum += figure.applyAsLong(CudaUtils.getGpuMemory(Device.gpu(i)));
            }
            return sum;
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }
}
