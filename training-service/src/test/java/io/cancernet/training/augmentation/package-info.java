@NullMarked
package io.cancernet.training.augmentation;

import org.jspecify.annotations.NullMarked;
