package io.cancernet.training.learning;

import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.training.loop.NetworkTrainer;
import io.cancernet.training.loop.Residency;
import io.cancernet.training.loop.djl.DjlNetworkTrainer;
import io.cancernet.training.weights.StoredWeightFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the core, which knows no container, to the beans that need it. */
class CoreBeans {

    @Produces
    @Singleton
    NetworkTrainer trainer(ObjectStore store, ResidencyConfig residency) {
        return new DjlNetworkTrainer(new StoredWeightFiles(store), new Residency(residency.mode(), residency.share()));
    }
}
