package io.cancernet.training.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as the service serves it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ConsoleIT {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void bareAddress_leadsToTheConsole(String path) {
        given().redirects().follow(false).get(path).then().statusCode(302).header("Location", endsWith("/console/"));
    }

    @Test
    void files_areAskedForAnew_sinceAnUpgradeChangesThem() {
        given().get("/console/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", "no-cache")
                .body(containsString("<main id=\"main\">"));
        given().get("/console/shared/api.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .header("Cache-Control", "no-cache");
    }

    @Test
    void charts_comeFromTheServiceItself() {
        given().get("/webjars/chart.js/4.5.1/dist/chart.umd.min.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .header("Cache-Control", containsString("max-age"));
    }

    @Test
    void pageOfAnotherSite_whoseNameLeadsToThisMachine_isTurnedAway() {
        given().header("Host", "evil.example:8080")
                .get("/api/v1/runs")
                .then()
                .statusCode(421)
                .contentType("application/problem+json")
                .body("code", equalTo("misdirected"))
                .body("detail", containsString("localhost"));
        given().header("Origin", "http://evil.example")
                .get("/api/v1/runs")
                .then()
                .statusCode(421);
    }

    @Test
    void unknownPage_isNotFound() {
        given().get("/console/none.html").then().statusCode(404);
    }
}
