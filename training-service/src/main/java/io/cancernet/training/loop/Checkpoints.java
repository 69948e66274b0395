package io.cancernet.training.loop;

import java.util.Optional;
import java.util.function.Supplier;

/** Where a training leaves what it needs to go on, and takes it up again. Called on the thread that trains. */
public interface Checkpoints {

    /** Begins at the start and saves nothing. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public Optional<TrainingState> resume() {
            return Optional.empty();
        }

        @Override
        public boolean due() {
            return false;
        }

        @Override
        public void epochFinished(Supplier<TrainingState> state) {}

        @Override
        public void save(TrainingState state) {
            throw new IllegalStateException("nothing is due");
        }
    };

    /** What the training goes on from; empty for a fresh one. Asked once, before the first batch. */
    Optional<TrainingState> resume();

    /** Whether the state is to be saved in the middle of an epoch; asked after each batch. */
    boolean due();

    /** An epoch is finished, and the listener has heard of it. */
    void epochFinished(Supplier<TrainingState> state);

    /** Saves a state whole or not at all. */
    void save(TrainingState state);
}
