package io.cancernet.local.stack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks services whether they are ready, for a bounded time in all. */
final class Readiness {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final long deadline = System.nanoTime() + TIMEOUT.toNanos();

    /** @param failure how a process of the stack ended meanwhile, if one did */
    void await(ServiceProcess process, Supplier<Optional<String>> failure) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(process.url().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        String answer = "no answer";
        while (System.nanoTime() < deadline) {
            Optional<String> loss = failure.get();
            if (loss.isPresent()) {
                throw new StackException(loss.get());
            }
            try {
                var response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return;
                }
                answer = response.body().replaceAll("\\s+", " ");
            } catch (IOException notYet) {
                // It does not listen yet, or is busy starting.
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new StackException(process.service().id() + " was not ready within " + TIMEOUT.toSeconds() + " s ("
                + answer + ")" + new LogTail(process.log()).describe());
    }
}
