package io.cancernet.training.weights;

/** Where files of pretrained weights come from. */
@FunctionalInterface
public interface WeightFiles {

    /**
     * The bytes of a file.
     *
     * @param name a key in the object store, or a {@code file:} URI on this machine
     * @throws io.cancernet.common.error.DomainException when there is none
     */
    byte[] read(String name);
}
