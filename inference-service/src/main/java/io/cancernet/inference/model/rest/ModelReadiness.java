package io.cancernet.inference.model.rest;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.inference.model.FollowPromotions;
import io.cancernet.inference.model.SlotStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once all promotions were read; says which models serve and which one failed. */
@Readiness
@ApplicationScoped
class ModelReadiness implements HealthCheck {

    private final FollowPromotions promotions;

    ModelReadiness(FollowPromotions promotions) {
        this.promotions = promotions;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("promoted models").status(promotions.isCaughtUp());
        promotions.status().forEach(each -> {
            String error = each.error() == null ? "" : ": " + each.error();
            response.withData(name(each), each.model() + error);
        });
        return response.build();
    }

    private static String name(SlotStatus status) {
        return status.slot().equals(ModelPromoted.LIVE) || status.state() == SlotStatus.State.SHADOW
                ? status.state().slug()
                : status.slot() + "-" + status.state().slug();
    }
}
