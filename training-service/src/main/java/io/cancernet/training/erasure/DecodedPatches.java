package io.cancernet.training.erasure;

/** The decoded patches that this process keeps for later runs. */
public interface DecodedPatches {

    /** Deletes those of dataset versions that something was erased from. */
    void purge();
}
