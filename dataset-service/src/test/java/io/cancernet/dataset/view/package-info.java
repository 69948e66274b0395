/** Tests of what viewers are shown. */
@NullMarked
package io.cancernet.dataset.view;

import org.jspecify.annotations.NullMarked;
