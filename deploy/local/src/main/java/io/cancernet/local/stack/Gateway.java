package io.cancernet.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.rest.Problem;
import io.cancernet.common.security.LoopbackNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one URL in front of the services: it picks the service by the first part of the path, and takes that part off. */
final class Gateway implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "127.0.0.1";
    private static final int START_SECONDS = 20;
    private static final int STOP_SECONDS = 5;

    private final Vertx vertx;

    private Gateway(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * A service behind the gateway.
     *
     * @param prefix first part of the path, empty for the service that gets what no other does
     */
    record Route(String prefix, int port) {

        boolean takes(String path) {
            return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
        }
    }

    static Gateway start(int port, List<Route> routes) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        Gateway gateway = new Gateway(vertx);
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64));
        List<Upstream> upstreams = routes.stream()
                .sorted(Comparator.comparing((Route route) -> route.prefix().length())
                        .reversed())
                .map(route -> new Upstream(route, proxy(client, route)))
                .toList();
        try {
            Future<HttpServer> listening = vertx.createHttpServer(
                            new HttpServerOptions().setHost(HOST).setPort(port))
                    .requestHandler(request -> handle(upstreams, request))
                    .listen();
            listening.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
            return gateway;
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            gateway.close();
            throw new StackException("the gateway cannot listen on port " + port + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            gateway.close();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while starting the gateway", e);
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("the gateway did not stop in time: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Upstream(Route route, HttpProxy proxy) {}

    private static void handle(List<Upstream> upstreams, HttpServerRequest request) {
        // As the services do, which without a name that can be read see this gateway's own.
        Optional<String> refusal = LoopbackNames.refusal(request.getHeader("Host"), request.getHeader("Origin"));
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        String path = request.path() == null ? "/" : request.path();
        for (Upstream upstream : upstreams) {
            if (upstream.route().takes(path)) {
                upstream.proxy().handle(request);
                return;
            }
        }
        request.response().setStatusCode(404).end();
    }

    private static void refuse(HttpServerRequest request, String why) {
        Problem problem = Problem.of(ErrorCode.MISDIRECTED, why);
        // Nobody waits for the answer to be sent.
        var unused = request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(JSON.valueToTree(problem).toString());
    }

    private static HttpProxy proxy(HttpClient client, Route route) {
        HttpProxy proxy =
                HttpProxy.reverseProxy(client).origin(route.port(), HOST).addInterceptor(new NameKept());
        return route.prefix().isEmpty() ? proxy : proxy.addInterceptor(new PrefixOff(route.prefix()));
    }

    /** Tells services under which name they are asked, to which a login comes back. */
    private record NameKept() implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HostAndPort name = context.request().proxiedRequest().authority();
            if (name != null) {
                context.request().setAuthority(name);
            }
            return context.sendRequest();
        }
    }

    /** Takes the prefix off requests, and puts it before the path of each Location that comes back. */
    private record PrefixOff(String prefix) implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            String uri = context.request().getURI().substring(prefix.length());
            context.request().setURI(uri.startsWith("/") ? uri : "/" + uri);
            return context.sendRequest();
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            String location = context.response().headers().get("Location");
            if (location != null) {
                context.response()
                        .headers()
                        .set("Location", location.replaceFirst("^(https?://[^/]+)?/", "$1" + prefix + "/"));
            }
            return context.sendResponse();
        }
    }
}
