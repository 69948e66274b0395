package io.cancernet.inference.model.rest;

import io.cancernet.inference.model.FollowPromotions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once all promotions were read; says which model is live and which one failed. */
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
            response.withData(each.state().slug(), each.model() + error);
        });
        return response.build();
    }
}
