package io.cancernet.inference.request;

import io.cancernet.common.id.RequestId;
import io.cancernet.common.job.LeasedJobs;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests whose results wait to be written. Writes belong to the caller's transaction; a repeat changes nothing. */
@ApplicationScoped
public class FinishQueue {

    public static final String KIND = "finish-request";

    private final LeasedJobs jobs;
    private final RequestConfig config;

    FinishQueue(LeasedJobs jobs, RequestConfig config) {
        this.jobs = jobs;
        this.config = config;
    }

    /** Has the results written as soon as may be. */
    public void submit(RequestId request, int priority) {
        jobs.submit(KIND, request.value(), priority);
    }

    /** Has the results of an ended request written anew, a little later. */
    public void renew(RequestId request, int priority) {
        jobs.submitLater(KIND, request.value(), priority, config.renewPause());
    }
}
