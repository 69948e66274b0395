package io.cancernet.common.network;

import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** Batch normalisation over the channels as PyTorch's, with its names: a tenth of each batch enters the statistics. */
final class TorchBatchNormalization extends ChannelNormalization {

    /** PyTorch's momentum of .1 is the share of the batch. */
    private static final double PAST = 0.9;

    private static final float EPSILON = 1e-5f;

    TorchBatchNormalization() {
        super("weight", "bias", "running_mean", "running_var", EPSILON);
    }

    @Override
    double past(@Nullable PairList<String, Object> params) {
        return PAST;
    }
}
