/** Cutting the patches of one slide into shards and an index. */
@NullMarked
package io.cancernet.dataset.extraction;

import org.jspecify.annotations.NullMarked;
