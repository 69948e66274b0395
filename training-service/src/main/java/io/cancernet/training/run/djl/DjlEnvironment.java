package io.cancernet.training.run.djl;

import ai.djl.engine.Engine;
import io.cancernet.common.network.Devices;
import io.cancernet.training.run.ComputeEnvironment;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.TreeMap;

/** The engine behind DJL. Keeps DJL off the network: it neither downloads nor reports its use. */
@ApplicationScoped
class DjlEnvironment implements ComputeEnvironment {

    /** Runs before anything can load an engine. */
    void goOffline(@Observes @Priority(1) StartupEvent event) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    @Override
    public Map<String, Object> describe() {
        Engine engine = Devices.engine();
        Map<String, Object> description = new TreeMap<>();
        description.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        description.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        description.put("arch", System.getProperty("os.arch"));
        description.put("cores", Runtime.getRuntime().availableProcessors());
        description.put("heapBytes", Runtime.getRuntime().maxMemory());
        description.put("djl", Engine.getDjlVersion());
        description.put("engine", engine.getEngineName() + " " + engine.getVersion());
        description.put("device", engine.defaultDevice().toString());
        return description;
    }
}
