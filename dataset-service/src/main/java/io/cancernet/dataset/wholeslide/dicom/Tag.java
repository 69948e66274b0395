package io.cancernet.dataset.wholeslide.dicom;

/** The attributes that are read, by PS3.6. None of them names a person, a case or a place. */
final class Tag {

    static final int TRANSFER_SYNTAX_UID = 0x0002_0010;
    static final int IMAGE_TYPE = 0x0008_0008;
    static final int SOP_CLASS_UID = 0x0008_0016;
    /** Compared between the files of a slide, then forgotten. */
    static final int SERIES_INSTANCE_UID = 0x0020_000e;

    static final int CONCATENATION_UID = 0x0020_9161;
    static final int IN_CONCATENATION_TOTAL = 0x0020_9163;
    static final int DIMENSION_ORGANIZATION_TYPE = 0x0020_9311;
    static final int SAMPLES_PER_PIXEL = 0x0028_0002;
    static final int PHOTOMETRIC_INTERPRETATION = 0x0028_0004;
    static final int PLANAR_CONFIGURATION = 0x0028_0006;
    static final int NUMBER_OF_FRAMES = 0x0028_0008;
    static final int ROWS = 0x0028_0010;
    static final int COLUMNS = 0x0028_0011;
    static final int PIXEL_SPACING = 0x0028_0030;
    static final int BITS_ALLOCATED = 0x0028_0100;
    static final int BURNED_IN_ANNOTATION = 0x0028_0301;
    static final int PIXEL_MEASURES = 0x0028_9110;
    static final int TOTAL_PIXEL_MATRIX_COLUMNS = 0x0048_0006;
    static final int TOTAL_PIXEL_MATRIX_ROWS = 0x0048_0007;
    static final int SPECIMEN_LABEL_IN_IMAGE = 0x0048_0010;
    static final int PLANE_POSITION_SLIDE = 0x0048_021a;
    static final int COLUMN_POSITION = 0x0048_021e;
    static final int ROW_POSITION = 0x0048_021f;
    static final int NUMBER_OF_OPTICAL_PATHS = 0x0048_0302;
    static final int TOTAL_FOCAL_PLANES = 0x0048_0303;
    static final int SHARED_FUNCTIONAL_GROUPS = 0x5200_9229;
    static final int PER_FRAME_FUNCTIONAL_GROUPS = 0x5200_9230;
    static final int EXTENDED_OFFSETS = 0x7fe0_0001;
    static final int EXTENDED_LENGTHS = 0x7fe0_0002;
    static final int PIXEL_DATA = 0x7fe0_0010;

    static final int ITEM = 0xfffe_e000;
    static final int ITEM_END = 0xfffe_e00d;
    static final int SEQUENCE_END = 0xfffe_e0dd;

    private Tag() {}
}
