package io.cancernet.training.run;

import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.patch.GatheredPatches;
import java.util.List;
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

        /** What an earlier attempt at the run saved last; empty where it saved nothing or it is gone. */
        Optional<Saved> saved();

        /**
         * Learning begins, at the start or where an earlier attempt was.
         *
         * @param repeatable whether learning the same in the same environment gives the same, bit for bit
         */
        void begins(int epochs, int batches, boolean repeatable);

        /** Whether it is time to save within an epoch; asked after each batch. */
        boolean saveDue();

        void save(Saved saved);
    }

    /**
     * What learning goes on from.
     *
     * @param epochs that are finished
     * @param batches of the next one that are done
     * @param state the learner's own bytes
     * @param bestEpoch the epoch whose weights are kept so far; 0 before the first is finished
     * @param best its weights as safetensors; empty before the first is finished
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
    record Saved(int epochs, int batches, byte[] state, int bestEpoch, byte[] best) {}

    /**
     * A network that was learned, with how good it is. The bytes are its weights as safetensors.
     *
     * @param selectedEpoch whose weights these are, from 1
     * @param predictions of all patches of validation and test
     * @param colours of the training patches
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
    record Learned(
            byte[] weights,
            NetworkSpec network,
            InputSpec input,
            Calibration calibration,
            double threshold,
            RunMetrics metrics,
            int selectedEpoch,
            List<Prediction> predictions,
            ColourStatistics colours) {

        public Learned {
            predictions = List.copyOf(predictions);
        }
    }
}
