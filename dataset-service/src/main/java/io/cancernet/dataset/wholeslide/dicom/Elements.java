package io.cancernet.dataset.wholeslide.dicom;

import java.nio.ByteBuffer;

/** What takes the elements of a data set as the parser comes by them. All others are passed over unread. */
interface Elements {

    /** Whether the value of an element is to be read. */
    boolean wants(int tag);

    /** A value that is wanted, little endian. */
    void value(int tag, ByteBuffer value);

    /** Whether a sequence is to be entered. */
    boolean enters(int tag);

    void itemStarts(int sequence);

    void itemEnds(int sequence);

    /** Where a value of any length lies: the pixels, or the table of their offsets. */
    void bulk(int tag, Bulk bulk);

    /**
     * A value that stays in the file.
     *
     * @param encapsulated whether it is a sequence of fragments, which goes on to the end of the file at most
     */
    record Bulk(long position, long length, boolean encapsulated) {}
}
