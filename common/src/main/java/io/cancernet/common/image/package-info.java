/** Patch images: decoding with limits, encoding and resizing, the same for training and for scoring. */
@NullMarked
package io.cancernet.common.image;

import org.jspecify.annotations.NullMarked;
