/** Tests of frozen datasets. */
@NullMarked
package io.cancernet.training.dataset;

import org.jspecify.annotations.NullMarked;
