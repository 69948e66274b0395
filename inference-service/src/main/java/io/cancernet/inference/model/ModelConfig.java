package io.cancernet.inference.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How models are kept in memory. */
@ConfigMapping(prefix = "cancernet.models")
public interface ModelConfig {

    /** Models in memory at once: the live one, and those that unfinished requests are pinned to. */
    @WithDefault("2")
    int loaded();

    /** Pause before a model is loaded again after the object store was away. */
    @WithDefault("2s")
    Duration retryPause();

    /** The engine that computes the models: auto, pytorch or onnxruntime. */
    @WithDefault("auto")
    EngineChoice engine();

    /** Threads of one pass of ONNX Runtime; 0: half of the processors, since what feeds the network takes the others. */
    @WithDefault("0")
    int onnxThreads();
}
