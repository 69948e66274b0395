package io.cancernet.training.loop.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkInput;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.Pass;

/** Where the images of a batch come from. */
interface BatchImages extends AutoCloseable {

    /** The pass as its batches are needed. */
    Pass prepared(Pass pass);

    /** The input of the network, (batch, 3, height, width); the manager owns it. */
    NDArray of(NDManager manager, Batch batch);

    @Override
    void close();

    /** Pixels that come with each batch. */
    static BatchImages streamed(InputSpec input) {
        return new BatchImages() {
            @Override
            public Pass prepared(Pass pass) {
                return pass;
            }

            @Override
            public NDArray of(NDManager manager, Batch batch) {
                return NetworkInput.of(manager, batch.pixels(), batch.size(), input);
            }

            @Override
            public void close() {}
        };
    }
}
