package io.cancernet.training.console.rest;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The way from the bare address of the service to its console. */
@ApplicationScoped
class ConsoleRoute {

    private static final String CONSOLE = "/console/";

    void add(@Observes Router router) {
        // A path would match with a slash at its end too, and lead in circles.
        router.getWithRegex("/(console)?").handler(context -> context.redirect(CONSOLE));
    }
}
