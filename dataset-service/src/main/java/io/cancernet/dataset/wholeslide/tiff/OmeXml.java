package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.tiff.OmeImage.Range;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The OME-XML that an OME-TIFF carries as the description of its first image, as far as images are concerned. */
final class OmeXml {

    /** Texts beyond it are cut off, and an OME-XML so long is refused. */
    static final int MAX_BYTES = 8 << 20;

    private static final int BEGINNING = 4096;

    private final XMLStreamReader xml;
    private final List<OmeImage> images = new ArrayList<>();

    private String name = "";
    private long width;
    private long height;
    private int planes;
    private int channels;
    private int samples;
    private Optional<MicronsPerPixel> mpp = Optional.empty();
    private List<Range> directories = new ArrayList<>();

    private OmeXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    static boolean is(String description) {
        String start = description.substring(0, Math.min(BEGINNING, description.length()));
        return start.contains("<OME") && start.contains("openmicroscopy.org/Schemas/OME");
    }

    static List<OmeImage> parse(String description) {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            // A description comes from anywhere: it may refer to nothing outside it.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            OmeXml parser = new OmeXml(factory.createXMLStreamReader(new StringReader(description)));
            parser.parse();
            return parser.images;
        } catch (XMLStreamException | NumberFormatException e) {
            throw Refusals.unreadable("its OME-XML cannot be read");
        }
    }

    private void parse() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("Pixels")) {
                images.add(image());
            }
        }
    }

    private void start(String element) {
        switch (element) {
            case "Image" -> name = attribute("Name").orElse("");
            case "Pixels" -> pixels();
            case "Channel" ->
                samples = Math.max(
                        samples,
                        attribute("SamplesPerPixel").map(Integer::parseInt).orElse(1));
            case "TiffData" -> tiffData();
            default -> {}
        }
    }

    private void pixels() {
        width = number("SizeX", 0);
        height = number("SizeY", 0);
        channels = (int) number("SizeC", 1);
        planes = (int) Math.min(Integer.MAX_VALUE, number("SizeZ", 1) * number("SizeT", 1) * channels);
        samples = 1;
        directories = new ArrayList<>();
        Optional<Double> x = microns("PhysicalSizeX");
        Optional<Double> y = microns("PhysicalSizeY");
        mpp = x.isPresent() && y.isPresent() ? Resolution.of(x.get(), y.get()) : Optional.empty();
    }

    /** Planes of the image: one where their directory is named, all that there are otherwise. */
    private void tiffData() {
        int count = (int) number("PlaneCount", attribute("IFD").isPresent() ? 1 : Math.max(1, planes / samples));
        directories.add(new Range((int) number("IFD", 0), count));
    }

    private OmeImage image() {
        if (directories.isEmpty()) {
            directories.add(new Range(0, Math.max(1, planes / samples)));
        }
        return new OmeImage(Associated.isNamed(name), width, height, channels, samples, mpp, directories);
    }

    private Optional<Double> microns(String attribute) {
        String unit = attribute(attribute + "Unit").orElse("µm");
        double microns =
                switch (unit) {
                    case "m" -> 1e6;
                    case "cm" -> 1e4;
                    case "mm" -> 1e3;
                    case "nm" -> 1e-3;
                    // Micro sign, Greek mu, a byte that was no UTF-8, and what writers without either put.
                    case "\u00b5m", "\u03bcm", "\ufffdm", "um" -> 1;
                    default -> Double.NaN;
                };
        return attribute(attribute).map(Double::parseDouble).map(size -> size * microns);
    }

    private long number(String attribute, long otherwise) {
        return attribute(attribute).map(Long::parseLong).orElse(otherwise);
    }

    private Optional<String> attribute(String attribute) {
        return Optional.ofNullable(xml.getAttributeValue(null, attribute)).map(String::strip);
    }
}
