@NullMarked
package io.cancernet.dataset.stain;

import org.jspecify.annotations.NullMarked;
