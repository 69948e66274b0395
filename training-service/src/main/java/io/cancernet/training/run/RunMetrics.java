package io.cancernet.training.run;

/** How good the run's model is; the test split was looked at once, after every choice was made. */
public record RunMetrics(SplitMetrics validation, SplitMetrics test) {}
