package io.cancernet.common.sheet;

import java.util.HexFormat;

/**
 * Letters of five by eight pixels for printable ASCII; the lowest row is for what hangs below the line. Drawing with a font of the system would need one: containers have
 * none, and no two machines the same.
 */
public final class PixelFont {

    public static final int WIDTH = 5;
    public static final int HEIGHT = 8;

    private static final char FIRST = ' ';
    private static final char LAST = '~';

    /** Five columns a letter from the left; the lowest bit is the top row. */
    private static final byte[] COLUMNS = HexFormat.of().parseHex("""
            000000000000005f00000007000700147f147f14242a7f2a12231308646236495522500005030000001c2241000041221c00\
            082a1c2a0808083e080800807030000808080808006060000020100804023e5149453e00427f400042615149462141454b31\
            1814127f1027454545393c4a49493001710905033649494936064949291e0036360000005636000000081422411414141414\
            41221408000201510906324979413e7e1111117e7f494949363e414141227f4141221c7f494949417f090901013e41415132\
            7f0808087f00417f41002040413f017f081422417f404040407f0204027f7f0408107f3e4141413e7f090909063e4151215e\
            7f09192946464949493101017f01013f4040403f1f2040201f7f2018207f63140814630304780403615149454300007f4141\
            020408102041417f000004020102044040404040000102040020545454787f484444383844444420384444487f3854545418\
            087e09010218a4a49c787f0804047800447d4000408080fd00007f10284400417f40007c041804787c080404783844444438\
            fc1824241818242418fc7c080404084854545420043f4440203c4040207c1c2040201c3c4030403c44281028444c9090907c\
            4464544c44000836410000007f000000413608000804081008""");

    private PixelFont() {}

    /** Whether a pixel of the letter is set; letters beyond ASCII look like a question mark. */
    public static boolean isSet(char letter, int x, int y) {
        char drawn = letter < FIRST || letter > LAST ? '?' : letter;
        return ((COLUMNS[(drawn - FIRST) * WIDTH + x] >> y) & 1) != 0;
    }
}
