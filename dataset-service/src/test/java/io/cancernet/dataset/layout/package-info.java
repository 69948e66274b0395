/** Tests of what file names say. */
@NullMarked
package io.cancernet.dataset.layout;

import org.jspecify.annotations.NullMarked;
