package io.cancernet.dataset.view;

/** The bytes of a patch image in a shard. */
record PatchRange(String shard, long offset, int length) {

    long end() {
        return offset + length;
    }
}
