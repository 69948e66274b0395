package io.cancernet.inference.protocol;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The input tensor {@code image} of a request: 8-bit levels of images, or image files.
 *
 * @param bytes holds the data from {@code from} on, {@code length} bytes: levels row by row, or each file after its
 *     length as four little-endian bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
record InputTensor(String datatype, List<Long> shape, byte[] bytes, int from, int length) {

    static final String NAME = "image";
    static final String LEVELS = "UINT8";
    static final String FILES = "BYTES";

    InputTensor {
        shape = List.copyOf(shape);
    }

    boolean holdsFiles() {
        return datatype.equals(FILES);
    }

    /** Images in it, by its shape. */
    long count() {
        return shape.isEmpty() ? 0 : shape.get(0);
    }

    /**
     * The images of a tensor of levels.
     *
     * @throws DomainException when it is not of the shape (images, height, width, 3), or holds more or less data
     */
    List<RgbImage> images(int width, int height) {
        int size = width * height * RgbImage.CHANNELS;
        boolean fits = shape.size() == 4
                && shape.get(1) == height
                && shape.get(2) == width
                && shape.get(3) == RgbImage.CHANNELS;
        if (!datatype.equals(LEVELS) || !fits) {
            throw refused(
                    "the input 'image' is a %s tensor of the shape [-1,%d,%d,3] (or BYTES [-1] of PNG or JPEG files); got %s %s"
                            .formatted(LEVELS, height, width, datatype, shape));
        }
        requirePositive();
        if (count() > length || count() * size != length) {
            throw refused(
                    "each image of input 'image' %s needs %d values; got %d in all".formatted(shape, size, length));
        }
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            int at = from + i * size;
            images.add(new RgbImage(width, height, Arrays.copyOfRange(bytes, at, at + size)));
        }
        return images;
    }

    /** The files of a tensor of bytes. @throws DomainException when its lengths contradict its shape or size */
    List<byte[]> files() {
        if (shape.size() != 1 && !(shape.size() == 2 && shape.get(1) == 1)) {
            throw refused("a BYTES input 'image' has the shape [-1]; got %s".formatted(shape));
        }
        requirePositive();
        ByteBuffer data = ByteBuffer.wrap(bytes, from, length).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> files = new ArrayList<>();
        try {
            while (data.hasRemaining()) {
                int size = data.getInt();
                if (size < 0 || size > data.remaining()) {
                    throw refused("element %d of input 'image' says it has %d bytes; %d are left"
                            .formatted(files.size(), Integer.toUnsignedLong(size), data.remaining()));
                }
                byte[] file = new byte[size];
                data.get(file);
                files.add(file);
            }
        } catch (BufferUnderflowException e) {
            throw refused("the data of input 'image' break off within a length");
        }
        if (files.size() != count()) {
            throw refused(
                    "the shape %s of input 'image' needs %d elements; got %d".formatted(shape, count(), files.size()));
        }
        return files;
    }

    private void requirePositive() {
        if (count() < 1) {
            throw refused("the input 'image' holds no image: its shape is %s".formatted(shape));
        }
    }

    private static DomainException refused(String what) {
        return new DomainException(ErrorCode.INVALID_REQUEST, what);
    }
}
