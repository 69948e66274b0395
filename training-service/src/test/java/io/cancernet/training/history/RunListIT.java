package io.cancernet.training.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the list of runs refuses, and how it says so. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RunListIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sate       | finished                      | unknown parameter sate; there are columns, createdFrom
            state      | sleeping                      | state is queued, running, finished, failed or cancelled: 'sleeping'
            dataset    | idc                           | 'idc'
            metric     | test.rocAuc~0.8               | such as test.rocAuc>=0.8
            metric     | no.such>=1                    | 'no.such'
            sort       | createdat                     | sort is createdAt, finishedAt or a metric: 'createdat'
            order      | up                            | order is asc or desc: 'up'
            columns    | runId,rocauc                  | columns are runId, state, stage
            createdFrom| yesterday                     | createdFrom is a time in UTC, such as
            tag        | has space                     | a tag is 1 to 63 letters
            limit      | 1001                          | limit must lie between 1 and 1000
            limit      | many                          | limit is a whole number: 'many'
            limit      | 0                             | limit must lie between 1 and 1000
            cursor     | abc                           | not a cursor of this list
            cursor     | dGVzdC5yb2NBdWN8dHJ1ZXwwLjV8MQ| belongs to the list by sort=test.rocAuc, order=desc
            """)
    void wrongParameter_isRefusedByNameWithWhatThereIs(String parameter, String value, String message) {
        JsonPath problem = given().queryParam(parameter, value)
                .get("/api/v1/runs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .jsonPath();

        assertThat(problem.getString("detail")).contains(message);
    }

    @Test
    void epochsOfAnUnknownRun_areNotFound() {
        JsonPath problem = given().get("/api/v1/runs/no-such-run/epochs")
                .then()
                .statusCode(404)
                .extract()
                .jsonPath();

        assertThat(problem.getString("detail")).contains("no-such-run");
    }

    @Test
    void openApi_showsTheGrammarAndExamples() {
        String document =
                given().get("/q/openapi").then().statusCode(200).extract().asString();

        assertThat(document)
                .contains("test.rocAuc>=0.8", "/api/v1/runs/{id}/epochs", "/api/v1/runs/metrics", "createdFrom");
    }
}
