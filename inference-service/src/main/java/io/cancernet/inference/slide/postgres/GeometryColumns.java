package io.cancernet.inference.slide.postgres;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.slide.SlideGeometry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The columns in which tables keep the geometry of a slide. */
public final class GeometryColumns {

    private GeometryColumns() {}

    /** The geometry of a row; none in a row that is older than these columns. */
    public static Optional<SlideGeometry> read(ResultSet row) throws SQLException {
        int patchWidth = row.getInt("patch_width");
        if (row.wasNull()) {
            return Optional.empty();
        }
        double slideMpp = row.getDouble("slide_mpp");
        SlideGeometry.Level0 level0 = row.wasNull()
                ? null
                : new SlideGeometry.Level0(
                        row.getInt("slide_width"), row.getInt("slide_height"), new MicronsPerPixel(slideMpp));
        return Optional.of(new SlideGeometry(
                new MicronsPerPixel(row.getDouble("mpp")), patchWidth, row.getInt("patch_height"), level0));
    }
}
