/** Augmentation as tensor operations. */
@NullMarked
package io.cancernet.training.augmentation.djl;

import org.jspecify.annotations.NullMarked;
