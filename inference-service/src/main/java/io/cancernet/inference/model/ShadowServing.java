package io.cancernet.inference.model;

import io.cancernet.common.event.ModelPromoted;

/** The shadow slot: its model lies in memory apart from the others. */
record ShadowServing(ModelLoader loader, ShadowModel shadow) implements PromotedSlot.Serving {

    @Override
    public PromotedSlot.Loaded load(ModelPromoted promotion) {
        ScoringModel model = LoadedModels.load(loader, PromotedModel.from(promotion));
        return new PromotedSlot.Loaded() {
            private boolean serves;

            @Override
            public void serve() {
                serves = true;
                shadow.set(model);
            }

            @Override
            public void close() {
                if (!serves) {
                    model.close();
                }
            }
        };
    }

    @Override
    public void empty() {
        shadow.set(null);
    }
}
