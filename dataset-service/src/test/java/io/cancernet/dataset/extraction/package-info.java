/** Tests of cutting slides into shards. */
@NullMarked
package io.cancernet.dataset.extraction;

import org.jspecify.annotations.NullMarked;
