/** Tests of pages. */
@NullMarked
package io.cancernet.training.page;

import org.jspecify.annotations.NullMarked;
