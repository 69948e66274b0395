package io.cancernet.dataset.tissue;

/** A picture of set and unset pixels, with the morphology that cleans it up. Squares of side 2 r + 1; 4-neighbours. */
final class BinaryImage {

    private final int width;
    private final int height;
    private boolean[] pixels;

    BinaryImage(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new boolean[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean get(int x, int y) {
        return pixels[y * width + x];
    }

    boolean get(int index) {
        return pixels[index];
    }

    void set(int index, boolean value) {
        pixels[index] = value;
    }

    long count() {
        long count = 0;
        for (boolean each : pixels) {
            count += each ? 1 : 0;
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
        for (int start = 0; start < pixels.length; start++) {
            if (pixels[start] != value || seen[start]) {
                continue;
            }
            int size = collect(start, value, seen, area);
            for (int i = 0; size < minArea && i < size; i++) {
                pixels[area[i]] = !value;
            }
        }
    }

    /** Fills the array from its beginning with the indexes of an area; they are the queue of pixels to look around. */
    private int collect(int start, boolean value, boolean[] seen, int[] area) {
        int size = 0;
        area[size++] = start;
        seen[start] = true;
        for (int next = 0; next < size; next++) {
            int at = area[next];
            int x = at % width;
            int[] neighbours = {x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width};
            for (int each : neighbours) {
                if (each >= 0 && each < pixels.length && pixels[each] == value && !seen[each]) {
                    seen[each] = true;
                    area[size++] = each;
                }
            }
        }
        return size;
    }

    private void spread(int radius, boolean value) {
        boolean[] along = new boolean[pixels.length];
        for (int y = 0; y < height; y++) {
            spreadLine(pixels, along, y * width, 1, width, radius, value);
        }
        boolean[] across = new boolean[pixels.length];
        for (int x = 0; x < width; x++) {
            spreadLine(along, across, x, width, height, radius, value);
        }
        pixels = across;
    }

    private static void spreadLine(
            boolean[] from, boolean[] to, int start, int step, int length, int radius, boolean value) {
        int lastSeen = Integer.MIN_VALUE / 2;
        int[] before = new int[length];
        for (int i = 0; i < length; i++) {
            lastSeen = from[start + i * step] == value ? i : lastSeen;
            before[i] = lastSeen;
        }
        int nextSeen = Integer.MAX_VALUE / 2;
        for (int i = length - 1; i >= 0; i--) {
            nextSeen = from[start + i * step] == value ? i : nextSeen;
            boolean near = i - before[i] <= radius || nextSeen - i <= radius;
            to[start + i * step] = near == value;
        }
    }
}
