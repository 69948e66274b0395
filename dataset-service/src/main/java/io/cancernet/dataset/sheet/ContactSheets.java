package io.cancernet.dataset.sheet;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.image.UndecodableImageException;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.sheet.ContactSheet;
import io.cancernet.common.sheet.ContactSheet.Cell;
import io.cancernet.common.sheet.ContactSheet.Section;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.dataset.Manifests;
import io.cancernet.dataset.manifest.DamagedManifestException;
import io.cancernet.dataset.manifest.ManifestReader;
import io.cancernet.dataset.manifest.NumberedLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes contact sheets of datasets. The same request gives the same picture, byte for byte. */
@ApplicationScoped
public class ContactSheets {

    private static final String LEAKY = "LEAKY: cases stand in several splits; results on it prove nothing";
    private static final String FOOTER = "Research use only, not a diagnosis";

    private final Manifests manifests;
    private final ObjectStore store;
    private final PatchImageCodec codec = new PatchImageCodec();

    ContactSheets(Manifests manifests, ObjectStore store) {
        this.manifests = manifests;
        this.store = store;
    }

    /** The sheet as a PNG. @throws DomainException {@code manifest-invalid} when the manifest is damaged or gone */
    public byte[] png(FrozenDataset dataset, SheetRequest request) {
        Sample negative = new Sample(request.perClass(), request.seed());
        Sample positive = new Sample(request.perClass(), request.seed());
        draw(dataset, request, negative, positive);
        String title = "%s  %s  %s  %s um/px"
                .formatted(
                        dataset.dataset(),
                        request.split().slug(),
                        dataset.strategy().slug(),
                        dataset.mpp().value());
        RgbImage sheet = ContactSheet.draw(
                title,
                dataset.leaky() ? LEAKY : null,
                List.of(section("positive (1)", positive), section("negative (0)", negative)),
                "%s  sha256 %s"
                        .formatted(FOOTER, dataset.manifest().sha256().value().substring(0, 16)));
        return codec.encodePng(sheet);
    }

    private void draw(FrozenDataset dataset, SheetRequest request, Sample negative, Sample positive) {
        try (InputStream manifest = manifests.open(dataset)) {
            ManifestReader.read(manifest, new ManifestReader.Visitor() {
                @Override
                public void line(NumberedLine line) {
                    if (line.line().split() == request.split()) {
                        (line.line().label() == Labels.POSITIVE ? positive : negative).add(line.line());
                    }
                }

                @Override
                public void broken(int number, String why) {
                    // A verification tells of it.
                }
            });
        } catch (DamagedManifestException e) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID,
                    "The manifest of %s is damaged. Restore it, or freeze the dataset again."
                            .formatted(dataset.dataset()),
                    e);
        } catch (IOException e) {
            throw new Outage("cannot read the manifest of %s: %s".formatted(dataset.dataset(), e.getMessage()), e);
        }
    }

    private Section section(String name, Sample sample) {
        List<Cell> cells = sample.lines().stream().map(this::cell).toList();
        return new Section(String.format(Locale.ROOT, "%s: %d of %,d", name, cells.size(), sample.seen()), cells);
    }

    private Cell cell(ManifestLine line) {
        RgbImage image = image(line.image());
        return new Cell(image, image == null ? "lost" : line.caseId().value());
    }

    private @Nullable RgbImage image(PatchLocation location) {
        try {
            byte[] bytes = store.getRange(location.shard(), location.offset(), location.length());
            return Sha256.of(bytes).equals(location.sha256()) ? codec.decode(bytes) : null;
        } catch (ObjectNotFoundException | UndecodableImageException e) {
            return null;
        }
    }
}
