package io.cancernet.training.run;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.network.Calibration;

/** What a finished run brought. */
public record RunResult(RunMetrics metrics, Calibration calibration, double threshold, ModelVersion model) {}
