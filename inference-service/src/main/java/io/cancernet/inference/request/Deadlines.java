package io.cancernet.inference.request;

import io.cancernet.common.id.RequestId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Sees that no request waits for ever: one of which nothing is heard for too long ends with what there is. */
@ApplicationScoped
public class Deadlines {

    private static final Logger LOG = Logger.getLogger(Deadlines.class);

    private final ScoringRequestRepository requests;
    private final FinishQueue finish;
    private final RequestConfig config;
    private final Clock clock;

    Deadlines(ScoringRequestRepository requests, FinishQueue finish, RequestConfig config, Clock clock) {
        this.requests = requests;
        this.finish = finish;
        this.config = config;
        this.clock = clock;
    }

    /** Has the results of all overdue requests written. */
    public void check() {
        QuarkusTransaction.requiringNew().run(() -> {
            List<RequestId> overdue = requests.overdue(latest());
            overdue.forEach(each -> {
                LOG.warnf("scoring request %s lacks patches beyond its deadline", each);
                finish.submit(each, 0);
            });
        });
    }

    /** Whether nothing was heard of a request's patches for too long. */
    public boolean isOverdue(ScoringRequest request) {
        return request.state() == ScoringRequest.State.SCORING
                && request.quietSince().isBefore(latest());
    }

    private Instant latest() {
        return clock.instant().minus(config.deadline());
    }
}
