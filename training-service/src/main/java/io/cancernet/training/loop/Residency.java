package io.cancernet.training.loop;

/**
 * Whether the decoded patches of a training are kept on the device that computes.
 *
 * @param share of the device's free memory, above 0 and at most 1, that they may take with {@link Mode#AUTO}
 */
public record Residency(Mode mode, double share) {

    /** Half of a GPU: the rest is the network's. */
    public static final Residency AUTO = new Residency(Mode.AUTO, 0.5);

    /** When patches are kept there. */
    public enum Mode {
        /** On a GPU when they fit into the share. */
        AUTO,
        /** On any device, the CPU too; the training fails when they do not fit. */
        ALWAYS,
        /** They are sent batch by batch. */
        NEVER
    }

    public Residency {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of a device's memory lies above 0, at most 1: " + share);
        }
    }
}
