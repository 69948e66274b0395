package io.cancernet.training.patch.postgres;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code patch}. */
record PatchRow(
        UUID id,
        String extraction,
        String slide,
        String caseId,
        int x,
        int y,
        int width,
        int height,
        @Nullable Integer label,
        PatchLocation image,
        boolean fromEvent) {

    static final String COLUMNS = "patch_id, extraction_id, slide_id, case_id, x, y, width, height, label,"
            + " shard, shard_offset, shard_length, sha256, from_event";

    static final List<String> TYPES = List.of(
            "uuid", "text", "text", "text", "int4", "int4", "int4", "int4", "int2", "text", "int8", "int4", "text",
            "bool");

    static PatchRow of(PatchExtracted event) {
        return new PatchRow(
                PostgresPatchRepository.uuid(event.patchId().value()),
                event.extractionId().value(),
                event.slideId().value(),
                event.caseId().value(),
                event.x(),
                event.y(),
                event.width(),
                event.height(),
                event.label(),
                event.image(),
                true);
    }

    static PatchRow of(ManifestLine line) {
        return new PatchRow(
                PostgresPatchRepository.uuid(line.patchId().value()),
                line.extractionId().value(),
                line.slideId().value(),
                line.caseId().value(),
                line.x(),
                line.y(),
                line.width(),
                line.height(),
                line.label(),
                line.image(),
                false);
    }

    /** The rows turned into columns, in the order of {@link #COLUMNS}. */
    static List<Object[]> columns(List<PatchRow> rows) {
        List<Object[]> columns = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            columns.add(new Object[rows.size()]);
        }
        for (int row = 0; row < rows.size(); row++) {
            @Nullable Object[] values = rows.get(row).values();
            for (int column = 0; column < values.length; column++) {
                columns.get(column)[row] = values[column];
            }
        }
        return columns;
    }

    private @Nullable Object[] values() {
        return new @Nullable Object[] {
            id,
            extraction,
            slide,
            caseId,
            x,
            y,
            width,
            height,
            label,
            image.shard(),
            image.offset(),
            image.length(),
            image.sha256().value(),
            fromEvent
        };
    }
}
