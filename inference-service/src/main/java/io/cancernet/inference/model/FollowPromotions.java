package io.cancernet.inference.model;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the models that were promoted last serve in their slots. Thread-safe. */
@ApplicationScoped
public class FollowPromotions {

    private final ModelCatalogue catalogue;
    private final HeardChanges changes;
    private final Clock clock;
    private final Map<String, PromotedSlot> slots = new LinkedHashMap<>();
    private volatile boolean caughtUp;

    FollowPromotions(
            ModelCatalogue catalogue,
            HeardChanges changes,
            LoadedModels models,
            LiveModel live,
            ModelLoader loader,
            ShadowModel shadow,
            RejectedModels rejections,
            ModelConfig config,
            Clock clock) {
        this.catalogue = catalogue;
        this.changes = changes;
        this.clock = clock;
        slots.put(
                ModelPromoted.LIVE,
                new PromotedSlot(
                        new LiveServing(models, live), SlotStatus.State.LIVE, config.retryPause(), rejections, clock));
        slots.put(
                ModelPromoted.SHADOW,
                new PromotedSlot(
                        new ShadowServing(loader, shadow),
                        SlotStatus.State.SHADOW,
                        config.retryPause(),
                        rejections,
                        clock));
    }

    /** Takes promotions in their order. While catching up only the last one of each slot will be loaded. */
    public List<Outcome> handle(List<Received<ModelPromoted>> promotions) {
        for (Received<ModelPromoted> each : promotions) {
            changes.run(entry(each), () -> catalogue.save(PromotedModel.from(each.event())));
            PromotedSlot slot = slots.get(each.event().slot());
            if (slot != null) {
                slot.want(each.event());
            }
        }
        return Collections.nCopies(promotions.size(), Outcome.DONE);
    }

    /** Takes the model of a slot out of service: without a live one patches wait from now on. */
    public void retire(@Nullable String name, Origin origin) {
        PromotedSlot slot = slots.get(name);
        if (slot != null) {
            changes.run(
                    AuditEntry.heard(clock.instant(), origin, "slot-emptied", String.valueOf(name), Map.of()),
                    slot::retire);
        }
    }

    private AuditEntry entry(Received<ModelPromoted> each) {
        ModelPromoted event = each.event();
        return AuditEntry.heard(
                        clock.instant(),
                        each.origin(),
                        "model-promoted",
                        event.model().toString(),
                        Map.of("slot", event.slot()))
                .by(event.promotedBy(), event.reason());
    }

    /** Says that the promotions are read from the start (again): until they are caught up with, none is loaded. */
    public void startOver() {
        slots.values().forEach(PromotedSlot::rest);
    }

    /** Says that all promotions that were there at the start have been read. */
    public void caughtUp() {
        caughtUp = true;
        slots.values().forEach(PromotedSlot::go);
    }

    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** The slots' models, live first; those that serve before one that does not yet or failed to. */
    public List<SlotStatus> status() {
        return slots.values().stream()
                .map(PromotedSlot::status)
                .flatMap(Collection::stream)
                .toList();
    }

    void onStop(@Observes ShutdownEvent event) {
        slots.values().forEach(PromotedSlot::stop);
    }
}
