package io.cancernet.dataset.testing;

/** A slide as Leica's scanners write it, a quarter of a micron a pixel: OpenSlide reads it, the reader in Java does not. */
public final class SyntheticScn {

    private static final int NANOMETRES = 250;

    private SyntheticScn() {}

    /**
     * A scan of two levels in the corner of a glass that is twice as wide and high.
     *
     * @param width of the scan in pixels, a multiple of 4
     * @param height likewise
     */
    public static SyntheticTiff of(int width, int height, SyntheticTiff.Painter painter) {
        return new SyntheticTiff(width, height, painter)
                .levels(1, 4)
                .tiles(128, 80)
                .description("""
                        <scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01">
                          <collection name="DOE JANE" sizeX="%d" sizeY="%d"><image>
                            <device model="m" version="1"/>
                            <pixels>
                              <dimension sizeX="%d" sizeY="%d" r="0" ifd="0"/>
                              <dimension sizeX="%d" sizeY="%d" r="1" ifd="1"/>
                            </pixels>
                            <view sizeX="%d" sizeY="%d" offsetX="0" offsetY="0"/>
                            <scanSettings>
                              <objectiveSettings><objective>20</objective></objectiveSettings>
                              <illuminationSettings><illuminationSource>brightfield</illuminationSource>
                              </illuminationSettings>
                            </scanSettings>
                          </image></collection>
                        </scn>
                        """.formatted(
                                2 * width * NANOMETRES,
                                2 * height * NANOMETRES,
                                width,
                                height,
                                width / 4,
                                height / 4,
                                width * NANOMETRES,
                                height * NANOMETRES));
    }
}
