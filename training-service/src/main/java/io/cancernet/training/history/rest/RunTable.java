package io.cancernet.training.history.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.cancernet.common.event.RunState;
import io.cancernet.common.json.Json;
import io.cancernet.training.history.FlatColumn;
import io.cancernet.training.history.RunSummary;
import io.cancernet.training.run.Stage;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of runs as it is written, a line a run. Each column has one type, of which empty cells are null: text,
 * whole number, floating-point number, truth value, time in UTC with microseconds, or list of texts.
 */
interface RunTable extends Closeable {

    /** How tables are written. */
    enum Format {
        /** RFC 4180 with a heading; lists have semicolons between their elements. */
        CSV("text/csv;charset=utf-8"),
        /** A JSON object a line, each with all columns. */
        NDJSON("application/x-ndjson");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Format parse(@Nullable String text) {
            return Arrays.stream(values())
                    .filter(each ->
                            text == null ? each == NDJSON : each.ending().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("format is csv or ndjson: '%s'".formatted(text)));
        }
    }

    void add(RunSummary run) throws IOException;

    static RunTable open(Format format, List<FlatColumn> columns, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new Csv(columns, out);
            case NDJSON -> new Ndjson(columns, out);
        };
    }

    private static @Nullable Object cell(@Nullable Object value) {
        if (value instanceof Instant time) {
            return Cells.TIME.format(time);
        }
        if (value instanceof RunState state) {
            return state.slug();
        }
        if (value instanceof Stage stage) {
            return stage.slug();
        }
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof List) {
            return value;
        }
        return value.toString();
    }

    /** Constants that are nobody else's matter. */
    final class Cells {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        private Cells() {}
    }

    /** A table as CSV. */
    final class Csv implements RunTable {

        private final List<FlatColumn> columns;
        private final SequenceWriter writer;

        private Csv(List<FlatColumn> columns, OutputStream out) throws IOException {
            this.columns = columns;
            CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
            columns.forEach(each -> schema.addColumn(each.name()));
            CsvMapper mapper = new CsvMapper();
            this.writer = mapper.writer(schema.build()).writeValues(out);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("a table has columns");
            }
        }

        @Override
        public void add(RunSummary run) throws IOException {
            List<@Nullable Object> row = new ArrayList<>();
            columns.forEach(each -> row.add(text(cell(each.value().apply(run)))));
            writer.write(row);
        }

        private static @Nullable Object text(@Nullable Object cell) {
            return cell instanceof List<?> several
                    ? several.stream().map(Object::toString).collect(Collectors.joining(";"))
                    : cell;
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** A table as JSON lines. */
    final class Ndjson implements RunTable {

        private final List<FlatColumn> columns;
        private final JsonGenerator json;

        private Ndjson(List<FlatColumn> columns, OutputStream out) throws IOException {
            this.columns = columns;
            this.json = Json.mapper().createGenerator(out);
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
        }

        @Override
        public void add(RunSummary run) throws IOException {
            json.writeStartObject();
            for (FlatColumn each : columns) {
                json.writeFieldName(each.name());
                json.writePOJO(cell(each.value().apply(run)));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
