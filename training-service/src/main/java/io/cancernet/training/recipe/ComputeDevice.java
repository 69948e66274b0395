package io.cancernet.training.recipe;

/** What a run computes on. */
public enum ComputeDevice {
    /** A GPU where there is one, else the CPU; the run's environment says which it was. */
    AUTO,
    CPU,
    /** A GPU; without one the run fails. */
    GPU
}
