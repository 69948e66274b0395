package io.cancernet.inference.result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The colour map viridis: it grows evenly lighter, is read alike with any colour blindness, and survives printing in
 * grey. The table and where it comes from are in {@code viridis.csv}.
 */
final class Viridis {

    private static final List<int[]> COLOURS = read();

    private Viridis() {}

    /** Colour of a share, 0 to 1, as red, green and blue from the highest byte. */
    static int colour(double share) {
        int[] rgb = COLOURS.get((int) Math.round(share * (COLOURS.size() - 1)));
        return rgb[0] << 16 | rgb[1] << 8 | rgb[2];
    }

    private static List<int[]> read() {
        InputStream table = Objects.requireNonNull(Viridis.class.getResourceAsStream("viridis.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Stream.of(line.split(",", -1))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
