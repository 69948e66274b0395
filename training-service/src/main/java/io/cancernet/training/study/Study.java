package io.cancernet.training.study;

import io.cancernet.common.id.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A study as it was asked for. Its runs follow from it: seed by seed, within that version by version, within that recipe
 * by recipe, so that what is compared is done soon after one another.
 */
public record Study(
        StudyId id,
        String name,
        List<StudiedRecipe> recipes,
        List<Long> seeds,
        List<StudiedDataset> datasets,
        int priority,
        Instant createdAt) {

    public Study {
        recipes = List.copyOf(recipes);
        seeds = List.copyOf(seeds);
        datasets = List.copyOf(datasets);
    }

    /** A run that the study is made of. */
    public record Member(RunId run, StudiedRecipe recipe, StudiedDataset dataset, long seed) {}

    /** The runs, in the order in which they are worked off. */
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (long seed : seeds) {
            for (StudiedDataset dataset : datasets) {
                for (StudiedRecipe recipe : recipes) {
                    members.add(new Member(id.run(members.size()), recipe, dataset, seed));
                }
            }
        }
        return members;
    }

    /** Whether another study was asked for in the same words. */
    boolean isSameAs(Study other) {
        return name.equals(other.name)
                && recipes.equals(other.recipes)
                && seeds.equals(other.seeds)
                && datasets.equals(other.datasets);
    }
}
