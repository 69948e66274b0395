package io.cancernet.dataset.wholeslide;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.dataset.testing.DatasetStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class SlideFormatsIT {

    @Test
    void formats_name_the_readers_in_their_order() {
        JsonPath formats = RestAssured.get("/api/v1/slides/formats")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(formats.getList("reader", String.class)).containsExactly("tiff", "dicom", "openslide");
        assertThat(formats.getBoolean("find { it.reader == 'dicom' }.available"))
                .isTrue();
    }
}
