package io.cancernet.training.data;

import java.io.IOException;

/** Encoded patches in whatever order they are cheapest to read, such as shard by shard. */
public interface PatchSource {

    /** Hands every patch to the sink once. */
    void forEach(Sink sink) throws IOException;

    /** Takes encoded patches. */
    interface Sink {

        /**
         * Takes one patch; waits when decoding is behind.
         *
         * @param row of the patch in the cache, from 0: its line in the manifest
         * @param encoded PNG or JPEG
         * @throws IOException when an earlier patch could not be decoded or written: there is no use in going on
         */
        void accept(int row, byte[] encoded) throws IOException;
    }
}
