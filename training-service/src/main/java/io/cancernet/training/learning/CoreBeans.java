package io.cancernet.training.learning;

import io.cancernet.training.loop.NetworkTrainer;
import io.cancernet.training.loop.djl.DjlNetworkTrainer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the core, which knows no container, to the beans that need it. */
class CoreBeans {

    @Produces
    @Singleton
    NetworkTrainer trainer() {
        return new DjlNetworkTrainer();
    }
}
