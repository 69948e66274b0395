package io.cancernet.training.patch;

/** Holds the fake to the contract of the real store. */
class InMemoryPatchRepositoryTest extends PatchRepositoryContract {

    private final InMemoryPatchRepository patches = new InMemoryPatchRepository();

    @Override
    protected PatchRepository repository() {
        return patches;
    }
}
