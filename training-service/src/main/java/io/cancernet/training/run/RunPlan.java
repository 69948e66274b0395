package io.cancernet.training.run;

import io.cancernet.training.dataset.FrozenDataset;
import java.util.Map;

/**
 * What a run does, fixed when it is asked for: the same plan on the same code gives the same model.
 *
 * @param recipe name of the recipe it started from
 * @param settings every hyper-parameter of the recipe after the overrides, the seed included
 * @param codeVersion of the service that accepted the run
 * @param priority higher ones come first
 */
public record RunPlan(
        FrozenDataset dataset,
        String recipe,
        Map<String, Object> settings,
        long seed,
        int epochsTotal,
        String codeVersion,
        int priority) {

    public RunPlan {
        settings = Map.copyOf(settings);
    }
}
