package io.cancernet.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser as far as a login needs one: it keeps the cookies of one site, and follows redirects when told to. */
final class Browser {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String site;
    private final Map<String, String> cookies = new TreeMap<>();
    private final List<String> received = new ArrayList<>();

    /** @param site whose cookies it keeps */
    Browser(URI site) {
        this.site = site.getAuthority();
    }

    HttpResponse<String> get(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        boolean own = address.getAuthority().equals(site);
        if (own && !cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (own) {
                answer.headers().allValues("Set-Cookie").forEach(this::keep);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where an answer sends to. */
    static URI target(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(answer.uri()::resolve)
                .orElseThrow(() -> new AssertionError(
                        "no redirect but %d of %s: %s".formatted(answer.statusCode(), answer.uri(), answer.body())));
    }

    boolean hasSession() {
        return cookies.keySet().stream().anyMatch(name -> name.startsWith("q_session"));
    }

    /** Cookies as they came, with their attributes. */
    List<String> received() {
        return List.copyOf(received);
    }

    private void keep(String header) {
        received.add(header);
        String pair = header.split(";", 2)[0];
        int at = pair.indexOf('=');
        if (header.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, at));
        } else {
            cookies.put(pair.substring(0, at), pair.substring(at + 1));
        }
    }
}
