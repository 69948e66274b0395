package io.cancernet.training.run;

import java.util.Map;

/** Says what a run runs on, for its record. */
public interface ComputeEnvironment {

    /**
     * Versions of Java, system and engine, the device, cores and memory.
     *
     * @param settings of the run, which may wish for a device
     */
    Map<String, Object> describe(Map<String, Object> settings);
}
