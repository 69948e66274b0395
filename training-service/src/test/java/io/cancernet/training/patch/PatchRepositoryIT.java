package io.cancernet.training.patch;

import io.cancernet.common.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

/** Holds the store in Postgres to the contract. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PatchRepositoryIT extends PatchRepositoryContract {

    @Inject
    PatchRepository patches;

    @Override
    protected PatchRepository repository() {
        return patches;
    }
}
