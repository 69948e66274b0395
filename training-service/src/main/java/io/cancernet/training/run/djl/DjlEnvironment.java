package io.cancernet.training.run.djl;

import ai.djl.Device;
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

    private static final String AUTO = "AUTO";

    /** Runs before anything can load an engine. */
    void goOffline(@Observes @Priority(1) StartupEvent event) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    @Override
    public Map<String, Object> describe(Map<String, Object> settings) {
        Engine engine = Devices.engine();
        Map<String, Object> description = new TreeMap<>();
        description.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        description.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        description.put("arch", System.getProperty("os.arch"));
        description.put("cores", Runtime.getRuntime().availableProcessors());
        description.put("heapBytes", Runtime.getRuntime().maxMemory());
        description.put("djl", Engine.getDjlVersion());
        description.put("engine", engine.getEngineName() + " " + engine.getVersion());
        describeDevice(settings, description);
        return description;
    }

    private static void describeDevice(Map<String, Object> settings, Map<String, Object> description) {
        boolean gpu = Devices.gpu().isPresent();
        String wanted = String.valueOf(settings.getOrDefault("device", AUTO));
        boolean wantsGpu = !wanted.equals("CPU");
        description.put(
                "device",
                gpu && wantsGpu ? Devices.best().toString() : Device.cpu().toString());
        if (!gpu && wanted.equals(AUTO)) {
            description.put("deviceNote", "no GPU was found, so that AUTO fell back to the CPU");
        }
    }
}
