package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.dataset.annotation.RegionLabels;
import io.cancernet.dataset.source.FileBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the regions that a submission names, from where slides may be read too. */
@ApplicationScoped
class RegionFiles {

    private final SourceOpener sources;

    RegionFiles(SourceOpener sources) {
        this.sources = sources;
    }

    /** The labels that follow from the regions. @throws DomainException {@code annotations-invalid} */
    PatchLabels read(RegionOptions options) {
        RegionLabels regions = RegionLabels.of(
                bytes(options), options.positiveClasses(), options.ignoredClasses(), options.positiveShare());
        return new PatchLabels() {
            @Override
            public @Nullable Integer label(int x, int y, double side) {
                return regions.label(x, y, side);
            }

            @Override
            public String text() {
                return regions.text();
            }
        };
    }

    private byte[] bytes(RegionOptions options) {
        List<FileBytes> files = sources.openFiles(options.uri());
        try {
            FileBytes file = files.get(0);
            if (files.size() > 1 || file.length() > RegionLabels.MAX_BYTES) {
                throw new DomainException(
                        ErrorCode.ANNOTATIONS_INVALID,
                        "The annotations are no single file of at most %d bytes. Export the regions, without cells, to one GeoJSON file."
                                .formatted(RegionLabels.MAX_BYTES));
            }
            return file.read(0, Math.toIntExact(file.length()));
        } catch (IOException e) {
            throw Outage.isOutage(e)
                    ? new Outage("the store of the annotations did not answer", e)
                    : new DomainException(
                            ErrorCode.SOURCE_UNREADABLE,
                            "The annotations cannot be read. Check that the file is there and whole.",
                            e);
        } finally {
            files.forEach(FileBytes::close);
        }
    }
}
