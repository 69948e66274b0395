package io.cancernet.training.run;

import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.patch.GatheredPatches;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Learns a network from the patches of a dataset and judges it: the numeric side of a run. */
public interface Learner {

    /**
     * Loads the patches, trains, calibrates on validation and looks at test once. Blocks; one at a time in a process.
     *
     * @param stop asked at each batch; learning ends within one
     * @return empty when it was stopped
     */
    Optional<Learned> learn(
            RunPlan plan, Manifest manifest, GatheredPatches patches, Observer observer, BooleanSupplier stop);

    /** Is told how learning goes, on the thread that learns; what it throws ends the learning and is thrown on. */
    interface Observer {

        void entered(Stage stage);

        void epochFinished(Epoch epoch);
    }

    /** A network that was learned, with how good it is. The bytes are its weights as safetensors. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
    record Learned(
            byte[] weights,
            NetworkSpec network,
            InputSpec input,
            Calibration calibration,
            double threshold,
            RunMetrics metrics) {}
}
