package io.cancernet.common.security.vertx;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cancernet.common.error.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Refuses clients that ask too often, each by its address. It comes before tokens are looked at, since guessing them is one
 * reason to ask often. Behind a proxy, the address is the forwarded one where {@code quarkus.http.proxy} trusts it.
 */
@ApplicationScoped
class RequestRate {

    private static final int PRIORITY = ResponseHeaders.PRIORITY - 10;

    /** Probes and metrics, which must not fail because of others behind the same address. */
    private static final Set<String> UNLIMITED = Set.of("/q/health", "/q/metrics");

    private static final int CLIENTS = 100_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final RequestRateConfig config;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CLIENTS)
            .expireAfterAccess(FORGOTTEN)
            .build();

    @Inject
    RequestRate(RequestRateConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    RequestRate(RequestRateConfig config, TimeMeter clock) {
        this.config = config;
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        if (config.perSecond() > 0) {
            filters.register(this::limit, PRIORITY);
        }
    }

    private void limit(RoutingContext context) {
        if (isUnlimited(context.normalizedPath())) {
            context.next();
            return;
        }
        long wait = secondsToWait(context.request().remoteAddress().hostAddress());
        if (wait == 0) {
            context.next();
        } else {
            Refusals.refuse(
                    context.response().putHeader("Retry-After", Long.toString(wait)),
                    ErrorCode.TOO_MANY_REQUESTS,
                    "more than %d requests a second came from your address; try again in %d s"
                            .formatted(config.perSecond(), wait));
        }
    }

    static boolean isUnlimited(String path) {
        return UNLIMITED.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }

    /** Counts a request of a client; 0 when it may be made, otherwise the seconds after which it may. */
    long secondsToWait(String client) {
        ConsumptionProbe probe = buckets.get(client, unused -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + 999_999_999L));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(Math.max(config.burst(), config.perSecond()))
                        .refillGreedy(config.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
