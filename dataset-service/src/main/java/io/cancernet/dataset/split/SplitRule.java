package io.cancernet.dataset.split;

import io.cancernet.common.error.DomainException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that deals patches out to splits. The same pool gives the same assignments. */
public sealed interface SplitRule permits ByCase, KFold, GivenSplit, PatchRandom {

    SplitStrategy strategy();

    /** Decides, with the patches, what goes where. */
    long seed();

    /** The shares that the splits were to have, where the rule goes by shares. */
    default @Nullable SplitFractions fractions() {
        return null;
    }

    /** The share of train that became validation, where it did. */
    default @Nullable Double validationFromTrain() {
        return null;
    }

    /**
     * The split of every patch: one assignment, or one a fold.
     *
     * @throws DomainException when the pool cannot be split so
     */
    List<Assignment> assign(PatchPool pool);
}
