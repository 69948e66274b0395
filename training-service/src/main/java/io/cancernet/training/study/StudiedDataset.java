package io.cancernet.training.study;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.training.dataset.FrozenDataset;

/**
 * A dataset version of a study.
 *
 * @param group what its results are pooled with: the folds of one cross-validation, or the version alone
 * @param folds of the cross-validation it is one of; 1 for none
 * @param leaky whether its cases stand in several splits, so that its results prove nothing
 */
public record StudiedDataset(DatasetVersion version, String group, int folds, boolean leaky) {

    static StudiedDataset of(FrozenDataset dataset) {
        DatasetVersion version = dataset.version();
        return FoldName.parse(version)
                .map(fold -> new StudiedDataset(version, fold.group(), fold.count(), dataset.leaky()))
                .orElseGet(() -> new StudiedDataset(version, version.toString(), 1, dataset.leaky()));
    }
}
