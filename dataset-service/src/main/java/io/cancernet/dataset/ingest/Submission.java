package io.cancernet.dataset.ingest;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.IdcLayout;
import java.net.URI;

/**
 * What somebody wants ingested.
 *
 * @param uri a {@code file:} folder or zip, or {@code upload:<name>} for an archive that came along
 * @param layout how files are named; {@code idc} is the only one so far
 * @param mpp resolution of the patches
 * @param priority the higher, the sooner
 */
public record Submission(URI uri, String layout, MicronsPerPixel mpp, Purpose purpose, int priority) {

    public static final String UPLOAD = "upload";

    public Submission {
        if (!layout.equals(IdcLayout.NAME)) {
            throw new IllegalArgumentException("layout '%s' is not known; known: idc".formatted(layout));
        }
    }

    public boolean isUpload() {
        return UPLOAD.equals(uri.getScheme());
    }
}
