package io.cancernet.training.loop;

import io.cancernet.training.data.PatchSet;
import io.cancernet.training.recipe.Recipe;
import java.util.function.BooleanSupplier;

/** Trains networks. One training at a time in a process: engines keep gradient state that is global to it. */
public interface NetworkTrainer {

    /**
     * Checks that this machine can train a recipe, before its data is loaded.
     *
     * @throws io.cancernet.common.error.DomainException saying what is missing
     */
    void requireAble(Recipe recipe);

    /**
     * Trains a network from the weights that the recipe starts with, or from where it was left; takes as long as it
     * takes, on the calling thread.
     *
     * @param listener hears of each epoch on the calling thread; what it throws ends the training
     * @param checkpoints what it goes on from and where it leaves its state; what they throw ends the training
     * @param cancelled asked before each batch
     * @throws io.cancernet.common.error.DomainException when the data cannot be trained on or the loss diverges
     */
    TrainingResult train(
            Recipe recipe,
            PatchSet train,
            PatchSet validation,
            EpochListener listener,
            Checkpoints checkpoints,
            BooleanSupplier cancelled);

    /** Trains a network from fresh weights and keeps no checkpoints. */
    default TrainingResult train(
            Recipe recipe, PatchSet train, PatchSet validation, EpochListener listener, BooleanSupplier cancelled) {
        return train(recipe, train, validation, listener, Checkpoints.NONE, cancelled);
    }

    /**
     * Scores patches with trained weights, over the views that the recipe averages.
     *
     * @param weights safetensors bytes of the recipe's network
     * @return logit of disease minus logit of none, one for each patch in order
     */
    float[] predict(Recipe recipe, byte[] weights, PatchSet patches);
}
