package io.cancernet.inference.model;

import io.cancernet.common.event.ModelPromoted;

/** The live slot: its model stays in memory among those that requests are pinned to. */
record LiveServing(LoadedModels models, LiveModel live) implements PromotedSlot.Serving {

    @Override
    public PromotedSlot.Loaded load(ModelPromoted promotion) {
        // In use until it is kept, so that nothing can push it out of memory in between.
        LoadedModels.Use use = models.use(promotion.model());
        return new PromotedSlot.Loaded() {
            @Override
            public void serve() {
                live.set(PromotedModel.from(promotion));
                models.keep(use.model().version());
            }

            @Override
            public void close() {
                use.close();
            }
        };
    }

    @Override
    public void empty() {
        live.set(null);
        models.keep(null);
    }
}
