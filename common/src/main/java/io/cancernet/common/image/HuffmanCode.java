package io.cancernet.common.image;

import java.util.Arrays;

/** A canonical Huffman code as deflate uses it (RFC 1951, 3.2.2), its bits reversed for writing. */
final class HuffmanCode {

    private static final int SYMBOL_BITS = 9;

    private final int[] codes;
    private final byte[] lengths;

    private HuffmanCode(byte[] lengths) {
        this.lengths = lengths;
        codes = codes(lengths);
    }

    /** The shortest code for symbols that come so often, none longer than allowed; two symbols at least must occur. */
    static HuffmanCode of(int[] counts, int longest) {
        byte[] lengths = lengths(counts);
        int[] flatter = counts;
        while (longest(lengths) > longest) {
            // Rarely: counts like Fibonacci's make long codes. Halving them makes the tree flatter.
            flatter = Arrays.stream(flatter)
                    .map(count -> count == 0 ? 0 : (count >> 1) + 1)
                    .toArray();
            lengths = lengths(flatter);
        }
        return new HuffmanCode(lengths);
    }

    int code(int symbol) {
        return codes[symbol];
    }

    /** Bits of a symbol's code, 0 where it does not occur. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** Bits of all codes of a text. */
    long bits(int[] counts) {
        long bits = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += (long) counts[symbol] * lengths[symbol];
        }
        return bits;
    }

    /** Huffman's tree from two queues: symbols by their counts, and the nodes that were joined, which come in order. */
    private static byte[] lengths(int[] counts) {
        long[] leaves = new long[counts.length];
        int leafCount = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves[leafCount++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
            }
        }
        Arrays.sort(leaves, 0, leafCount);
        int nodes = 2 * leafCount - 1;
        long[] weight = new long[nodes];
        int[] parent = new int[nodes];
        for (int i = 0; i < leafCount; i++) {
            weight[i] = leaves[i] >> SYMBOL_BITS;
        }
        int leaf = 0;
        int joined = leafCount;
        for (int node = leafCount; node < nodes; node++) {
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf = leaf < leafCount && (joined == node || weight[leaf] <= weight[joined]);
                int taken = takeLeaf ? leaf++ : joined++;
                weight[node] += weight[taken];
                parent[taken] = node;
            }
        }
        return depths(leaves, leafCount, parent, counts.length);
    }

    private static byte[] depths(long[] leaves, int leafCount, int[] parent, int symbols) {
        int[] depth = new int[parent.length];
        for (int node = parent.length - 2; node >= 0; node--) {
            depth[node] = depth[parent[node]] + 1;
        }
        byte[] lengths = new byte[symbols];
        for (int i = 0; i < leafCount; i++) {
            lengths[(int) (leaves[i] & (1 << SYMBOL_BITS) - 1)] = (byte) depth[i];
        }
        return lengths;
    }

    private static int longest(byte[] lengths) {
        int longest = 0;
        for (byte each : lengths) {
            longest = Math.max(longest, each);
        }
        return longest;
    }

    private static int[] codes(byte[] lengths) {
        int[] next = new int[longest(lengths) + 2];
        for (byte length : lengths) {
            if (length > 0) {
                next[length + 1]++;
            }
        }
        for (int length = 1; length < next.length; length++) {
            next[length] = (next[length - 1] + next[length]) << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                codes[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> (32 - lengths[symbol]);
            }
        }
        return codes;
    }
}
