/** Looking at slides in a zooming viewer: the original where it can be read, else a mosaic of the stored patches. */
@NullMarked
package io.cancernet.dataset.view;

import org.jspecify.annotations.NullMarked;
