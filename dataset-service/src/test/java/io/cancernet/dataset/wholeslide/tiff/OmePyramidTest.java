package io.cancernet.dataset.wholeslide.tiff;

import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.assertRefused;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.levels;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.pixel;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.use;
import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OME-TIFF: which images are the scan's, and how large its pixels are. */
class OmePyramidTest {

    private static final int SCAN = 0x80ff00;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("slide.ome.tif");
    }

    static String image(String name, int width, int height, String attributes) {
        return ome(element(name, width, height, 0, attributes));
    }

    private static String ome(String... images) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">" + String.join("", images)
                + "</OME>";
    }

    private static String element(String name, int width, int height, int ifd, String attributes) {
        return """
                <Image ID="Image:%1$d" Name="%2$s"><Pixels ID="Pixels:%1$d" DimensionOrder="XYCZT" Type="uint8" \
                SizeX="%3$d" SizeY="%4$d" SizeC="3" SizeZ="1" SizeT="1" %5$s>\
                <Channel ID="Channel:%1$d:0" SamplesPerPixel="3"/><TiffData IFD="%1$d" PlaneCount="1"/>\
                </Pixels></Image>""".formatted(ifd, name, width, height, attributes);
    }

    private static SyntheticTiff scan() {
        return new SyntheticTiff(640, 480, (level, x, y) -> SCAN + level);
    }

    @Test
    void levels_hang_below_the_scan() throws IOException {
        scan().levels(1, 2, 8)
                .subIfds()
                .description(image("scan", 640, 480, ""))
                .write(file);

        assertThat(levels(file))
                .containsExactly(new SlideLevel(640, 480, 1), new SlideLevel(320, 240, 2), new SlideLevel(80, 60, 8));
        assertThat(pixel(file, 2, 79, 59)).isEqualTo(SCAN + 2);
        assertThat(use(file, SlideReader::format)).isEqualTo("OME-TIFF");
    }

    @Test
    void levels_follow_in_the_chain() throws IOException {
        scan().levels(1, 2).description(image("scan", 640, 480, "")).write(file);

        assertThat(levels(file)).hasSize(2);
    }

    @Test
    void image_of_its_own_in_the_xml_is_no_level_even_with_the_scans_shape() throws IOException {
        String xml = ome(element("scan", 640, 480, 0, ""), element("a", 320, 240, 1, ""), element("b", 80, 60, 2, ""));
        scan().levels(1, 2, 8).description(xml).write(file);

        assertThat(levels(file)).hasSize(1);
    }

    @Test
    void scan_is_the_largest_image_and_not_the_first() throws IOException {
        // The chain holds the small image first: level 0 of this writer is the small one.
        String xml = ome(element("x", 64, 48, 0, ""), element("scan", 100, 100, 1, ""));
        new SyntheticTiff(64, 48, (level, x, y) -> 0)
                .associated("", 0, 100, 100, SCAN)
                .description(xml)
                .write(file);

        assertThat(levels(file)).containsExactly(new SlideLevel(100, 100, 1));
        assertThat(pixel(file, 0, 5, 5)).isEqualTo(SCAN);
    }

    @Test
    void macro_image_is_not_the_scan_however_large_it_is() throws IOException {
        String xml = ome(element("scan", 640, 480, 0, ""), element("macro image", 1000, 400, 1, ""));
        scan().associated("", 0, 1000, 400, 0xff0000).description(xml).write(file);

        assertThat(levels(file)).containsExactly(new SlideLevel(640, 480, 1));
    }

    @Test
    void label_alone_is_no_slide() throws IOException {
        scan().description(image("Label", 640, 480, "")).write(file);

        assertRefused(file, ErrorCode.SLIDE_NOT_TISSUE);
    }

    @Test
    void mpp_is_the_physical_size_in_any_unit() throws IOException {
        String[] sizes = {
            "PhysicalSizeX=\"0.25\" PhysicalSizeY=\"0.25\"",
            "PhysicalSizeX=\"0.25\" PhysicalSizeXUnit=\"\u00b5m\" PhysicalSizeY=\"0.25\" PhysicalSizeYUnit=\"\u03bcm\"",
            "PhysicalSizeX=\"250\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"250\" PhysicalSizeYUnit=\"nm\"",
            "PhysicalSizeX=\"0.00025\" PhysicalSizeXUnit=\"mm\" PhysicalSizeY=\"2.5E-4\" PhysicalSizeYUnit=\"mm\"",
        };
        for (String size : sizes) {
            scan().description(image("scan", 640, 480, size)).write(file);

            assertThat(use(file, SlideReader::mpp)).as(size).contains(new MicronsPerPixel(0.25));
        }
    }

    @Test
    void mpp_in_pixels_or_of_no_microscope_does_not_count() throws IOException {
        String[] sizes = {
            "",
            "PhysicalSizeX=\"1\" PhysicalSizeXUnit=\"pixel\" PhysicalSizeY=\"1\" PhysicalSizeYUnit=\"pixel\"",
            "PhysicalSizeX=\"352.8\" PhysicalSizeY=\"352.8\"",
            "PhysicalSizeX=\"0.25\" PhysicalSizeY=\"0.5\"",
        };
        for (String size : sizes) {
            scan().description(image("scan", 640, 480, size)).write(file);

            assertThat(use(file, SlideReader::mpp)).as(size).isEmpty();
        }
    }

    @Test
    void separate_channels_are_refused() throws IOException {
        String xml = image("scan", 640, 480, "").replace("SizeC=\"3\"", "SizeC=\"5\"");
        scan().description(xml).write(file);

        assertRefused(file, ErrorCode.SLIDE_UNSUPPORTED).hasMessageContaining("separate channels");
    }

    @Test
    void pixels_in_another_file_are_refused() throws IOException {
        scan().description(image("scan", 6400, 4800, "")).write(file);

        assertRefused(file, ErrorCode.SLIDE_UNSUPPORTED).hasMessageContaining("another file");
    }

    @Test
    void broken_xml_is_refused_without_being_quoted() throws IOException {
        scan().description(image("DOE JANE", 640, 480, "").replace("</OME>", "</O>"))
                .write(file);

        assertRefused(file, ErrorCode.SLIDE_UNREADABLE).hasMessageNotContaining("DOE");
    }

    @Test
    void xml_that_refers_to_files_of_this_machine_reads_none() throws IOException {
        String xml = image("&secret;", 640, 480, "")
                .replace("<OME", "<!DOCTYPE OME [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]><OME");
        scan().description(xml).write(file);

        assertRefused(file, ErrorCode.SLIDE_UNREADABLE);
    }

    @Test
    void xml_of_numbers_that_are_none_is_refused() throws IOException {
        scan().description(image("scan", 640, 480, "").replace("SizeZ=\"1\"", "SizeZ=\"many\""))
                .write(file);

        assertRefused(file, ErrorCode.SLIDE_UNREADABLE);
    }
}
