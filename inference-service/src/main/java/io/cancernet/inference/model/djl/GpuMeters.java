package io.cancernet.inference.model.djl;

import io.cancernet.common.network.GpuMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells the memory of the GPU that patches are scored on. */
@ApplicationScoped
class GpuMeters {

    void onStart(@Observes StartupEvent event, MeterRegistry registry) {
        GpuMemory.watch(registry);
    }
}
