package io.cancernet.dataset.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionLabelsTest {

    private static final String SQUARE = polygon("[[100,100],[300,100],[300,300],[100,300],[100,100]]");

    private static String polygon(String... rings) {
        return "{\"type\":\"Polygon\",\"coordinates\":[%s]}".formatted(String.join(",", rings));
    }

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"id\":\"PathAnnotationObject\",\"geometry\":%s,\"properties\":%s}"
                .formatted(geometry, properties);
    }

    private static String named(String name, String geometry) {
        return feature(
                "{\"objectType\":\"annotation\",\"classification\":{\"name\":\"%s\",\"color\":[200,0,0]}}"
                        .formatted(name),
                geometry);
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[%s]}".formatted(String.join(",", features));
    }

    private static RegionLabels labels(String geoJson, String... positive) {
        return RegionLabels.of(geoJson.getBytes(StandardCharsets.UTF_8), List.of(positive), List.of("Ignore*"), 0.5);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String geoJson, String... positive) {
        return assertThatThrownBy(() -> labels(geoJson, positive))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ANNOTATIONS_INVALID));
    }

    @ParameterizedTest
    @CsvSource({
        "150, 150, 50, 1", // inside
        "50, 150, 100, 1", // exactly half
        "49, 150, 100, 0", // one pixel less
        "50.6, 99, 100, 1", // 50.6 by 99 of 10,000
        "50, 99, 100, 0", // 50 by 99
        "250, 250, 100, 0", // a quarter
        "400, 400, 50, 0", // outside
        "0, 0, 400, 0", // all of the region is a quarter of the patch
        "60, 60, 280, 1", // 200 by 200 of 280 by 280
        "50, 50, 283, 0" // 200 by 200 of 283 by 283 is .4994
    })
    void label_followsFromTheShareOfThePatchInside(double x, double y, double side, int label) {
        assertThat(labels(named("Tumor", SQUARE), "Tumor").label(x, y, side)).isEqualTo(label);
    }

    @Test
    void holes_areOutside() {
        RegionLabels labels = labels(
                named(
                        "Tumor",
                        polygon(
                                "[[0,0],[400,0],[400,400],[0,400],[0,0]]",
                                "[[100,100],[100,300],[300,300],[300,100],[100,100]]")),
                "Tumor");
        assertThat(labels.label(150, 150, 50)).isZero();
        assertThat(labels.label(50, 150, 100)).isOne();
        assertThat(labels.label(51, 150, 100)).isZero();
        assertThat(labels.label(0, 0, 100)).isOne();
    }

    @Test
    void slantedAndConcaveOutlines_areMeasuredExactly() {
        // below the diagonal of the square from 0 to 200
        RegionLabels triangle = labels(named("Tumor", polygon("[[0,0],[200,200],[0,200],[0,0]]")), "Tumor");
        assertThat(triangle.label(50, 50, 100)).isOne();
        assertThat(triangle.label(51, 50, 100)).isZero();
        // a U whose two arms take 2 x 25 of the patch's 100
        RegionLabels arms = labels(
                named("Tumor", polygon("[[0,0],[25,0],[25,200],[75,200],[75,0],[100,0],[100,300],[0,300],[0,0]]")),
                "Tumor");
        assertThat(arms.label(0, 50, 100)).isOne();
        assertThat(arms.label(0.5, 50, 100)).isZero();
    }

    @Test
    void regionsThatOverlap_countOnce() {
        String right = polygon("[[300,100],[320,100],[320,300],[300,300],[300,100]]");
        assertThat(labels(collection(named("Tumor", SQUARE), named("Tumor", SQUARE)), "Tumor")
                        .label(270, 100, 100))
                .isZero();
        assertThat(labels(collection(named("Tumor", SQUARE), named("Tumor", right)), "Tumor")
                        .label(270, 100, 100))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"classification\":{\"name\":\"Tumor\",\"colorRGB\":-3670016}}",
                "{\"classification\":{\"names\":[\"Tumor\"]}}",
                "{\"classification\":\"Tumor\"}",
                "{\"name\":\"tumor \"}",
                "{\"name\":\"region 7\",\"classification\":{\"name\":\"TUMOR\"}}"
            })
    void className_isFoundWhereVersionsOfQuPathWriteIt(String properties) {
        assertThat(labels(feature(properties, SQUARE), "Tumor").label(150, 150, 50))
                .isOne();
    }

    @Test
    void collections_arrays_features_andBareGeometries_areRead() {
        String multi = "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[50,0],[50,50],[0,50],[0,0]]],"
                + "[[[100,100],[300,100],[300,300],[100,300],[100,100]]]]}";
        String nested = "{\"type\":\"GeometryCollection\",\"geometries\":[" + multi + "]}";
        for (String geoJson : List.of(
                collection(named("Stroma", polygon("[[0,0],[9,0],[9,9],[0,0]]")), named("Tumor", multi)),
                "[" + named("Tumor", multi) + "]",
                named("Tumor", nested))) {
            assertThat(labels(geoJson, "Tumor").label(10, 10, 30)).as(geoJson).isOne();
            assertThat(labels(geoJson, "Tumor").label(150, 150, 30)).isOne();
            assertThat(labels(geoJson, "Tumor").label(60, 60, 30)).isZero();
        }
        assertThat(labels(multi).label(150, 150, 30)).isOne();
    }

    @Test
    void withoutPositiveClasses_allRegionsArePositiveButTheIgnored() {
        RegionLabels labels = labels(collection(
                named("whatever", SQUARE),
                named("Ignore*", polygon("[[200,100],[300,100],[300,300],[200,300],[200,100]]"))));
        assertThat(labels.label(100, 100, 50)).isOne();
        assertThat(labels.label(210, 100, 50)).isNull();
        assertThat(labels.label(400, 100, 50)).isZero();
    }

    @Test
    void objectsWithoutAnArea_arePassedOver() {
        String point = feature("{}", "{\"type\":\"Point\",\"coordinates\":[5,5]}");
        String nowhere = feature("{}", "null");
        assertThat(labels(collection(point, nowhere, named("Tumor", SQUARE)), "Tumor")
                        .label(150, 150, 50))
                .isOne();
        assertRefused(collection(point)).hasMessageContaining("hold no polygon");
    }

    @Test
    void outlineThatCrossesItself_isRepaired() {
        // a bow tie: two triangles that meet in 100, 100
        RegionLabels labels = labels(named("Tumor", polygon("[[0,0],[200,200],[200,0],[0,200],[0,0]]")), "Tumor");
        assertThat(labels.label(160, 90, 20)).isOne();
        assertThat(labels.label(20, 90, 20)).isOne();
        assertThat(labels.label(90, 20, 20)).isZero();
    }

    @Test
    void outlineThatIsNotClosed_isClosed() {
        assertThat(labels(named("Tumor", polygon("[[100,100],[300,100],[300,300],[100,300]]")), "Tumor")
                        .label(150, 150, 50))
                .isOne();
    }

    @Test
    void regionOfManyCorners_isMeasuredAsExactlyAsASmallOne() {
        String circle = IntStream.rangeClosed(0, 20_000)
                .mapToObj(i -> {
                    double angle = 2 * Math.PI * (i % 20_000) / 20_000;
                    return "[%s,%s]".formatted(5000 + 4000 * Math.cos(angle), 5000 + 4000 * Math.sin(angle));
                })
                .collect(Collectors.joining(",", "[", "]"));
        RegionLabels labels = RegionLabels.of(
                named("Tumor", polygon(circle)).getBytes(StandardCharsets.UTF_8), List.of("Tumor"), List.of(), 0.5);
        int positive = 0;
        for (int x = 0; x < 10_000; x += 50) {
            for (int y = 0; y < 10_000; y += 50) {
                Integer label = labels.label(x, y, 50);
                positive += label == null ? 0 : label;
                double distance = Math.hypot(x + 25 - 5000, y + 25 - 5000);
                if (Math.abs(distance - 4000) > 2) {
                    assertThat(label).isEqualTo(distance < 4000 ? 1 : 0);
                }
            }
        }
        assertThat(positive).isBetween(20_000, 20_200); // pi 4000^2 / 50^2 = 20,106
    }

    @Test
    void classThatIsNotThere_isRefusedWithTheClassesThatAre() {
        assertRefused(collection(named("Stroma", SQUARE), named("Necrosis", SQUARE)), "Tumor")
                .hasMessageContaining("'Necrosis', 'Stroma'")
                .hasMessageContaining("tumor");
        assertRefused(collection(feature("{}", SQUARE)), "Tumor").hasMessageContaining("none of its 1 regions");
    }

    @Test
    void refusals_nameTheFeatureAtFault() {
        String good = named("Tumor", SQUARE);
        for (String bad : List.of(
                polygon("[[0,0],[1,1]]"),
                polygon("[[0,0],[100,0],[50,0],[0,0]]"),
                polygon(),
                polygon("[[0,0],[\"1\",0],[1,1],[0,0]]"),
                polygon("[[0,0],[1e300,0],[1,1],[0,0]]"),
                "{\"type\":\"Polygon\",\"coordinates\":7}",
                "{\"type\":\"Circle\"}",
                "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(20) + "]}".repeat(20))) {
            assertRefused(collection(good, good, named("Tumor", bad)), "Tumor")
                    .as(bad)
                    .hasMessageContaining("feature 3 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"x\"", "{}", "null", "{\"features\":7}"})
    void whatIsNoGeoJson_isRefused(String text) {
        assertRefused(text).hasMessageContaining("GeoJSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"FeatureCollection\",\"features\":[", "[{\"type\"", "Jane Doe"})
    void brokenJson_isRefusedWithItsPlaceAndNotItsText(String text) {
        assertRefused(text).hasMessageContaining("line 1").hasMessageNotContaining("Jane");
    }

    @Test
    void tooManyBytes_areRefused() {
        assertThatThrownBy(() -> RegionLabels.of(new byte[RegionLabels.MAX_BYTES + 1], List.of(), List.of(), 0.5))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("regions only");
    }

    @Test
    void text_tellsAllThatDecides() {
        byte[] geoJson = named("Tumor", SQUARE).getBytes(StandardCharsets.UTF_8);
        String text = RegionLabels.of(geoJson, List.of("Tumor", "IDC"), List.of(), 0.5)
                .text();
        assertThat(RegionLabels.of(geoJson, List.of("idc", "tumor"), List.of(), 0.5)
                        .text())
                .isEqualTo(text);
        assertThat(RegionLabels.of(geoJson, List.of("tumor"), List.of(), 0.5).text())
                .isNotEqualTo(text);
        assertThat(RegionLabels.of(geoJson, List.of("Tumor", "IDC"), List.of("x"), 0.5)
                        .text())
                .isNotEqualTo(text);
        assertThat(RegionLabels.of(geoJson, List.of("Tumor", "IDC"), List.of(), 0.6)
                        .text())
                .isNotEqualTo(text);
    }
}
