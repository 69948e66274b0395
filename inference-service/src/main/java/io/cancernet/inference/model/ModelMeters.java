package io.cancernet.inference.model;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.metrics.Lookups;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Which model versions this replica has in its slots, and whether one serves. */
@ApplicationScoped
class ModelMeters {

    private final FollowPromotions promotions;
    private final MeterRegistry registry;
    private final MultiGauge versions;

    ModelMeters(FollowPromotions promotions, MeterRegistry registry, Lookups lookups) {
        this.promotions = promotions;
        this.registry = registry;
        this.versions = MultiGauge.builder("cancernet.model.info")
                .description("Model versions of the slots of this replica, 1 each")
                .register(registry);
        Lookups.Latest<List<SlotStatus>> unused = lookups.add(this::refresh);
    }

    void onStart(@Observes StartupEvent event) {
        for (SlotStatus.State served : List.of(SlotStatus.State.LIVE, SlotStatus.State.SHADOW)) {
            Gauge.builder("cancernet.model.serving", () -> serves(served) ? 1 : 0)
                    .description("Whether a model of the slot serves on this replica")
                    .tag("slot", slot(served))
                    .register(registry);
        }
    }

    private static String slot(SlotStatus.State served) {
        return served == SlotStatus.State.LIVE ? ModelPromoted.LIVE : ModelPromoted.SHADOW;
    }

    private boolean serves(SlotStatus.State served) {
        return promotions.status().stream().anyMatch(each -> each.state() == served);
    }

    private List<SlotStatus> refresh() {
        List<SlotStatus> status = promotions.status();
        versions.register(
                status.stream()
                        .map(each -> MultiGauge.Row.of(
                                Tags.of(
                                        "slot", each.slot(),
                                        "model", each.model().toString(),
                                        "state", each.state().slug()),
                                1))
                        .toList(),
                true);
        return status;
    }
}
