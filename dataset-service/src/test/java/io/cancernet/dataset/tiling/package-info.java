@NullMarked
package io.cancernet.dataset.tiling;

import org.jspecify.annotations.NullMarked;
