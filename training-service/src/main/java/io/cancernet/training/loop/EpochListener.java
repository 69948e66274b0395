package io.cancernet.training.loop;

/** Hears of finished epochs. */
@FunctionalInterface
public interface EpochListener {

    void epochFinished(EpochResult result);
}
