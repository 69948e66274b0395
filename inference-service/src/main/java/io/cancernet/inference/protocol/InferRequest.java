package io.cancernet.inference.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An inference request as it was sent.
 *
 * @param id given back with the answer
 * @param outputs that are asked for; empty: all
 * @param binaryOutputs whether outputs that do not say so themselves are answered as binary data
 */
record InferRequest(@Nullable String id, InputTensor input, List<RequestedOutput> outputs, boolean binaryOutputs) {

    InferRequest {
        outputs = List.copyOf(outputs);
    }

    /**
     * An output that is asked for.
     *
     * @param binary whether as binary data; absent: as the request says of all
     */
    record RequestedOutput(String name, @Nullable Boolean binary) {}
}
