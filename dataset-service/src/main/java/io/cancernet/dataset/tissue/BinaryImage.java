package io.cancernet.dataset.tissue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A picture of set and unset pixels, with the morphology that cleans it up. Squares of side 2 r + 1; 4-neighbours. */
final class BinaryImage {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int width;
    private final int height;
    /** 1 where set, else 0. */
    private byte[] pixels;

    BinaryImage(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new byte[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean get(int x, int y) {
        return pixels[y * width + x] != 0;
    }

    boolean get(int index) {
        return pixels[index] != 0;
    }

    void set(int index, boolean value) {
        pixels[index] = bit(value);
    }

    long count() {
        long count = 0;
        for (byte each : pixels) {
            count += each;
        }
        return count;
    }

    /** Sets what lies within the radius of a set pixel. */
    void dilate(int radius) {
        spread(radius, true);
    }

    /** Unsets what lies within the radius of an unset pixel; beyond the edge counts as set. */
    void erode(int radius) {
        spread(radius, false);
    }

    /** Closes gaps that are narrower than 2 r + 1. */
    void close(int radius) {
        dilate(radius);
        erode(radius);
    }

    /** Removes what is narrower than 2 r + 1. */
    void open(int radius) {
        erode(radius);
        dilate(radius);
    }

    /** Turns every connected area of the given value and fewer pixels than the minimum into its surroundings. */
    void dissolve(boolean value, int minArea) {
        boolean[] seen = new boolean[pixels.length];
        int[] area = new int[pixels.length];
        byte bit = bit(value);
        for (int start = 0; start < pixels.length; start++) {
            if (pixels[start] != bit || seen[start]) {
                continue;
            }
            int size = collect(start, seen, area);
            for (int i = 0; size < minArea && i < size; i++) {
                pixels[area[i]] = bit(!value);
            }
        }
    }

    /** Fills the array from its beginning with the indexes of an area; they are the queue of pixels to look around. */
    private int collect(int start, boolean[] seen, int[] area) {
        byte value = pixels[start];
        int size = 0;
        area[size++] = start;
        seen[start] = true;
        for (int next = 0; next < size; next++) {
            int at = area[next];
            int x = at % width;
            if (x > 0 && isNew(at - 1, value, seen)) {
                area[size++] = at - 1;
            }
            if (x < width - 1 && isNew(at + 1, value, seen)) {
                area[size++] = at + 1;
            }
            if (at >= width && isNew(at - width, value, seen)) {
                area[size++] = at - width;
            }
            if (at + width < pixels.length && isNew(at + width, value, seen)) {
                area[size++] = at + width;
            }
        }
        return size;
    }

    /** Whether a pixel belongs to the area and was not seen so far. */
    private boolean isNew(int at, byte value, boolean[] seen) {
        if (seen[at] || pixels[at] != value) {
            return false;
        }
        seen[at] = true;
        return true;
    }

    /** Row by row in both directions: going down the columns took up to a second for a large thumbnail. */
    private void spread(int radius, boolean value) {
        byte[] along = pixels.clone();
        for (int row = 0; row < pixels.length; row += width) {
            for (int shift = 1; shift <= radius && shift < width; shift++) {
                combine(pixels, row + shift, along, row, width - shift, value);
                combine(pixels, row, along, row + shift, width - shift, value);
            }
        }
        byte[] across = along.clone();
        for (int shift = 1; shift <= radius && shift < height; shift++) {
            int pixelsApart = shift * width;
            for (int row = 0; row + pixelsApart < along.length; row += width) {
                combine(along, row + pixelsApart, across, row, width, value);
                combine(along, row, across, row + pixelsApart, width, value);
            }
        }
        pixels = across;
    }

    /** Makes pixels take over a value from others, eight at a time. */
    private static void combine(byte[] from, int fromStart, byte[] to, int toStart, int length, boolean value) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long these = (long) EIGHT.get(to, toStart + i);
            long others = (long) EIGHT.get(from, fromStart + i);
            EIGHT.set(to, toStart + i, value ? these | others : these & others);
        }
        for (; i < length; i++) {
            to[toStart + i] =
                    (byte) (value ? to[toStart + i] | from[fromStart + i] : to[toStart + i] & from[fromStart + i]);
        }
    }

    private static byte bit(boolean value) {
        return (byte) (value ? 1 : 0);
    }
}
